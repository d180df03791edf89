package hypothesis

// P[w, t] of Gauvin et al. 2022: the timestamps of all contacts are permuted.
var shuffledTimestamps = Model{
	Name:     ShuffledTimestamps,
	Keeps:    "who writes to whom and how often; every timestamp of the whole",
	Shuffles: "which contact has which timestamp",
	Source:   "Gauvin et al. 2022, P[w,t]; Holme & Saramäki 2012, randomly permuted times",
	prepare: func(ev *events, _ []uint16, _ *source) (func() mover, int) {
		return func() mover {
			return func(s *source, a *arrangement) {
				copy(a.seq, a.base)
				s.shuffle(a.seq)
			}
		}, ev.len()
	},
}
