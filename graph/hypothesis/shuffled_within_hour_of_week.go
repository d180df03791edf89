package hypothesis

import "time"

// The timestamps are permuted among the contacts of the same hour of the week, in
// UTC: a composition of P[w, t] within 168 strata, so that the rhythm of days and
// weeks, which alone makes people answer in office hours, is no finding.
var shuffledWithinHourOfWeek = Model{
	Name:     ShuffledWithinHourOfWeek,
	Keeps:    "who writes to whom, how often, and in which hour of the week (UTC); every timestamp of the whole",
	Shuffles: "which contact of an hour of the week has which of its timestamps",
	Source:   "Gauvin et al. 2022, P[w,t] within strata of time",
	prepare: func(ev *events, _ []uint16, _ *source) (func() mover, int) {
		const hour, hours = int64(time.Hour / time.Microsecond), 7 * 24
		var places [hours][]uint32
		for i, t := range ev.at {
			h := t / hour
			if t%hour < 0 {
				h--
			}
			bin := (h%hours + hours) % hours
			places[bin] = append(places[bin], uint32(i))
		}
		movable := 0
		for _, p := range places {
			if len(p) > 1 {
				movable += len(p)
			}
		}
		return func() mover {
			return func(s *source, a *arrangement) {
				copy(a.seq, a.base)
				for _, p := range places {
					for i := len(p) - 1; i > 0; i-- {
						j := s.below(uint64(i) + 1)
						x, y := p[i], p[j]
						a.seq[x], a.seq[y] = a.seq[y], a.seq[x]
					}
				}
			}
		}, movable
	},
}
