package hypothesis

import "math/bits"

// Every sender's contacts are moved by one and the same time, drawn for each
// sender from the whole period, and what leaves the period at its end comes in
// again at its beginning.
var circularShift = Model{
	Name:     CircularShift,
	Keeps:    "each sender's contacts and the distances between them, in a period that is closed to a ring",
	Shuffles: "when each sender's contacts are relative to everybody else's",
	Source:   "after Gauvin et al. 2022, shifts of timelines",
	prepare: func(ev *events, _ []uint16, _ *source) (func() mover, int) {
		size := uint64((ev.last-ev.first)/ev.step) + 1 // of the ring, in steps
		sends := make([]bool, len(ev.u.actors))
		senders := 0
		for _, a := range ev.from {
			if !sends[a] {
				sends[a] = true
				senders++
			}
		}
		start := make([]uint64, ev.len())
		for i, t := range ev.at {
			start[i] = uint64((t - ev.first) / ev.step)
		}
		return func() mover {
			at := make([]int64, ev.len())
			shift := make([]uint64, len(sends))
			now, room := make([]shifted, ev.len()), make([]shifted, ev.len())
			return func(s *source, a *arrangement) {
				for actor, does := range sends {
					if does {
						shift[actor] = s.below(size)
					}
				}
				for i, from := range ev.from {
					t := start[i] + shift[from]
					if t >= size {
						t -= size
					}
					now[i] = shifted{t, a.base[i]}
				}
				for i, c := range radixSort(now, room, size-1) {
					at[i], a.seq[i] = ev.first+int64(c.step)*ev.step, c.payload
				}
				a.at = at
			}
		}, senders
	},
}

// shifted is a payload and its step on the ring.
type shifted struct {
	step    uint64
	payload uint32
}

// radixSort sorts by step, of which none is above the highest, in one of two
// slices, and leaves those of one step as they are.
func radixSort(x, room []shifted, highest uint64) []shifted {
	const digit = 11
	var count [1 << digit]uint32
	for low := 0; low < bits.Len64(highest); low += digit {
		clear(count[:])
		for i := range x {
			count[x[i].step>>low&(1<<digit-1)]++
		}
		sum := uint32(0)
		for d, n := range count {
			count[d] = sum
			sum += n
		}
		for i := range x {
			d := x[i].step >> low & (1<<digit - 1)
			room[count[d]] = x[i]
			count[d]++
		}
		x, room = room, x
	}
	return x
}
