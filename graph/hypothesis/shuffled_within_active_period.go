package hypothesis

// The timestamps are permuted, but every actor's first and last contact stay when
// they were, and all others of the actor between them. Gauvin et al. 2022 have the
// same with the first and last contact of each pair; here they are each actor's,
// so that one who came late is not made to answer before.
var shuffledWithinActivePeriod = Model{
	Name:     ShuffledWithinActivePeriod,
	Keeps:    "who writes to whom and how often; every timestamp of the whole; each actor's first and last contact",
	Shuffles: "which of the other contacts has which timestamp, as far as both its actors were active then",
	Source:   "after Gauvin et al. 2022, P[w,t] with first and last times; chain of swaps, Besag & Clifford 1989",
	prepare: func(ev *events, _ []uint16, s *source) (func() mover, int) {
		active, places := activePeriods(ev)
		hub := make([]slot, len(places))
		within := make([]period, len(places))
		for i, p := range places {
			hub[i] = slot{who: uint32(i), rank: active.rank[p]}
			within[i] = active.of[p]
		}
		walk := func(s *source, slots []slot) {
			swaps(s, len(slots), func(i, j uint32) {
				x, y := &slots[i], &slots[j]
				if within[x.who].holds(y.rank) && within[y.who].holds(x.rank) {
					x.who, y.who = y.who, x.who
				}
			}, nil)
		}
		if len(hub) > 1 {
			walk(s, hub)
		}
		return func() mover {
			slots := make([]slot, len(hub))
			return func(s *source, a *arrangement) {
				copy(slots, hub)
				walk(s, slots)
				copy(a.seq, a.base)
				for i, p := range places {
					a.seq[p] = a.base[places[slots[i].who]]
				}
			}
		}, len(places)
	},
}

// slot is a time, by its rank among the distinct ones, and which of the contacts
// that may move has it.
type slot struct{ who, rank uint32 }

// period is open at both ends, in ranks of times.
type period struct{ begin, end uint32 }

func (p period) holds(rank uint32) bool { return p.begin < rank && rank < p.end }

// activity is by place: the rank of the contact's time, and the period in which
// both its actors had begun and neither had ended.
type activity struct {
	rank []uint32
	of   []period
}

// activePeriods also gives the places of the contacts strictly within theirs: those
// that may move.
func activePeriods(ev *events) (a activity, places []uint32) {
	a.rank, a.of = make([]uint32, ev.len()), make([]period, ev.len())
	for i := 1; i < ev.len(); i++ {
		a.rank[i] = a.rank[i-1]
		if ev.at[i] != ev.at[i-1] {
			a.rank[i]++
		}
	}
	actors := make([]period, len(ev.u.actors))
	for i := range actors {
		actors[i].begin = nobody
	}
	each := func(f func(i int, actor *period)) {
		for i := range ev.at {
			f(i, &actors[ev.from[i]])
			if ev.to[i] != nobody {
				f(i, &actors[ev.to[i]])
			}
		}
	}
	each(func(i int, actor *period) {
		actor.begin, actor.end = min(actor.begin, a.rank[i]), max(actor.end, a.rank[i])
	})
	for i := range a.of {
		a.of[i].end = nobody
	}
	each(func(i int, actor *period) {
		a.of[i] = period{max(a.of[i].begin, actor.begin), min(a.of[i].end, actor.end)}
	})
	for i, p := range a.of {
		if p.holds(a.rank[i]) {
			places = append(places, uint32(i))
		}
	}
	return a, places
}
