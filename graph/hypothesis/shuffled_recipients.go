package hypothesis

// The recipients are permuted over all contacts. Nobody is made to write to
// themselves: contacts with oneself and posts stay as they are.
var shuffledRecipients = Model{
	Name:     ShuffledRecipients,
	Keeps:    "when each sender writes and how often; how often each recipient is written to",
	Shuffles: "who is the recipient of which contact",
	Source:   "after Gauvin et al. 2022, link shuffling that keeps both degrees; chain of swaps, Besag & Clifford 1989",
	actors:   true,
	prepare: func(ev *events, _ []uint16, s *source) (func() mover, int) {
		var places, from, hub []uint32 // of the contacts that may change
		for i := range ev.at {
			if ev.to[i] != nobody && ev.to[i] != ev.from[i] {
				places, from, hub = append(places, uint32(i)), append(from, ev.from[i]), append(hub, ev.to[i])
			}
		}
		walk := func(s *source, to []uint32) {
			swaps(s, len(to), func(i, j uint32) {
				if to[j] != from[i] && to[i] != from[j] {
					to[i], to[j] = to[j], to[i]
				}
			}, func(i, j, k uint32) { // without it a to b to c to a could never become a to c to b to a
				if x, y, z := to[j], to[k], to[i]; x != from[i] && y != from[j] && z != from[k] {
					to[i], to[j], to[k] = x, y, z
				}
			})
		}
		if len(hub) > 1 {
			walk(s, hub)
		}
		return func() mover {
			to := make([]uint32, len(hub))
			return func(s *source, a *arrangement) {
				copy(to, hub)
				walk(s, to)
				for i, place := range places {
					a.to[place] = to[i]
				}
			}
		}, len(places)
	},
}
