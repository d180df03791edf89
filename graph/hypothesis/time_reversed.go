package hypothesis

import "slices"

// The order of all contacts is turned round. There is but one such arrangement:
// it tells what of the observation depends on the direction of time, and has no
// p-value.
var timeReversed = Model{
	Name:     TimeReversed,
	Keeps:    "every contact and every distance between two of them",
	Shuffles: "nothing: the direction of time is turned round",
	Source:   "Gauvin et al. 2022, time reversal",
	single:   true,
	prepare: func(ev *events, _ []uint16, _ *source) (func() mover, int) {
		n := ev.len()
		at := make([]int64, n)
		for i, t := range ev.at {
			at[n-1-i] = ev.last - (t - ev.first)
		}
		return func() mover {
			return func(_ *source, a *arrangement) {
				a.at = at
				copy(a.seq, a.base)
				slices.Reverse(a.seq)
			}
		}, n
	},
}
