package temporal

import (
	"context"
	"math"
)

// Fastest finds a path on which the least time passes between the departure of the
// first hop and the arrival of the last. The definition is that of Wu et al. 2014,
// section 4.3 (whose algorithm 3 keeps a list for each actor). With contacts that
// take no time, of all that has come to an actor so far what departed last is as
// good or better for every hop to come, so that one number for each is enough:
// the departure and, in the lower half, atStart less the hops.
func (q *Query) Fastest(ctx context.Context) (Path, bool, error) {
	return q.one(ctx, Fastest)
}

// FastestToAll finds for each actor the least time between departure and arrival,
// the fewest hops that take so little, and the first departure and arrival with these.
func (q *Query) FastestToAll(ctx context.Context) (*Spread, error) {
	return q.toAll(ctx, Fastest)
}

// late packs a departure, by rank, and the key of reach.go.
func late(departure, key uint32) uint64 { return uint64(departure+1)<<32 | uint64(key) }

func departureOf(l uint64) uint32 { return uint32(l>>32) - 1 }
func hopsOf(l uint64) uint32      { return atStart - uint32(l) }

type lateArrival struct {
	actor uint32
	late  uint64
}

type fastScratch struct {
	late   []uint64
	due    []lateArrival
	within []uint32
}

// quickest is the best so far, by actor, or, with only, of one actor.
type quickest struct {
	ix      *Index
	only    uint32 // the one actor of which the best is wanted; none for all
	best    []quick
	reached int
}

// quick is the best walk to an actor; none where the hops are 0.
type quick struct {
	took                int64 // microseconds
	departure, at, hops uint32
}

func newQuickest(ix *Index, only uint32) quickest {
	n := ix.Actors()
	if only != none {
		n = 1
	}
	return quickest{ix: ix, only: only, best: make([]quick, n)}
}

// note takes down word at an actor.
func (k *quickest) note(actor, departure, at, hops uint32) {
	if k.only != none {
		if actor != k.only {
			return
		}
		actor = 0
	}
	took := k.ix.times.at(at) - k.ix.times.at(departure)
	best := &k.best[actor]
	if best.hops == 0 {
		k.reached++
	} else if took > best.took || took == best.took && hops >= best.hops {
		return
	}
	*best = quick{took, departure, at, hops}
}

// done tells whether nothing better can come: one hop takes no time.
func (k *quickest) done() bool { return k.only != none && k.best[0].hops == 1 }

// fastest is a forward scan that keeps for each actor the best of what departed last.
type fastest struct {
	quickest
	late   []uint64
	from   uint32
	due    []lateArrival
	moment uint32
}

func (f *fastest) settle() {
	for _, a := range f.due {
		if a.late > f.late[a.actor] {
			f.late[a.actor] = a.late
			f.note(a.actor, departureOf(a.late), f.moment, hopsOf(a.late))
		}
	}
	f.due, f.moment = f.due[:0], none
}

func (f *fastest) forward(block []triple) {
	known := f.late
	for i := 0; i < len(block); i++ {
		if f.moment == none {
			for i < len(block) && known[block[i].from] <= known[block[i].to]+1 {
				i++
			}
			if i == len(block) {
				return
			}
		}
		c := &block[i]
		if c.at > f.moment {
			if f.settle(); f.done() {
				return
			}
		}
		l := known[c.from]
		if c.from == f.from {
			l = late(c.at, atStart)
		}
		if l <= known[c.to]+1 {
			continue
		}
		if f.moment == none && i+1 < len(block) && block[i+1].at != c.at { // alone at its moment
			known[c.to] = l - 1
			f.note(c.to, departureOf(l), c.at, hopsOf(l-1))
		} else {
			f.due = append(f.due, lateArrival{c.to, l - 1})
			f.moment = c.at
		}
	}
}

// fastest scans for the fastest walks to one actor, or, with none, to all.
func (q *Query) fastest(ctx context.Context, only uint32) (*quickest, error) {
	first, last := q.firstFrom(q.from), uint32(none-1)
	if only != none {
		last = q.lastTo(only)
	}
	f := &fastest{quickest: newQuickest(q.ix, only), from: q.from, moment: none}
	if first == none || last == none {
		return &f.quickest, ctx.Err()
	}
	s := q.ix.scratch()
	defer q.ix.pool.Put(s)
	if s.fast.late == nil {
		s.fast.late = make([]uint64, q.ix.Actors())
	}
	f.late, f.due = s.fast.late, s.fast.due[:0]
	f.late[q.from] = math.MaxUint64 - 1 // nothing that comes back is better
	for b := q.scan(ctx, s, first, last+1); !f.done() && b.next(); {
		f.forward(b.block)
	}
	f.settle()
	s.fast.due = f.due
	clear(f.late)
	return &f.quickest, ctx.Err()
}

func (q *Query) spreadFastest(ctx context.Context) (*Spread, error) {
	scan := q.fastest
	if q.maxHops != none {
		scan = q.fastestWithin
	}
	f, err := scan(ctx, none)
	if err != nil {
		return nil, err
	}
	out := &Spread{ix: q.ix, start: q.from, reached: f.reached}
	n := len(f.best)
	out.at, out.departure, out.hops = make([]uint32, n), make([]uint32, n), make([]uint32, n)
	for i, b := range f.best {
		out.at[i], out.departure[i], out.hops[i] = b.at, b.departure, b.hops
	}
	return out, nil
}

// fastestGoal finds when the fastest walk departs, and by how many hops. A bound
// on hops matters only if the fastest of all goes beyond it.
func (q *Query) fastestGoal(ctx context.Context) (goal, bool, error) {
	if q.waits() {
		return q.goalWaiting(ctx, Fastest)
	}
	f, err := q.fastest(ctx, q.to)
	if err != nil || f.best[0].hops == 0 {
		return goal{}, false, err
	}
	if f.best[0].hops > q.maxHops {
		if f, err = q.fastestWithin(ctx, q.to); err != nil || f.best[0].hops == 0 {
			return goal{}, false, err
		}
	}
	return goal{f.best[0].departure, f.best[0].hops}, true, nil
}
