package temporal

import (
	"context"
	"math/bits"
)

// Fastest finds a path on which the least time passes between the departure of the
// first hop and the arrival of the last. The definition is that of Wu et al. 2014,
// section 4.3 (whose algorithm 3 keeps a list for each actor). With contacts that
// take no time, of all that has come to an actor so far what departed last is as
// good or better for every hop to come, so that one number for each is enough.
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

// fastScratch is what the scans for the fastest walk to one actor keep by actor.
type fastScratch struct {
	narrow []quick[uint32]
	wide   []quick[uint64]
	within []uint32
}

// quick is what a scan for the fastest walks reads and writes of an actor; all is 0
// where word has not come. What it needs less often is in a spot, since what lies
// in eight bytes is still near the processor for a million actors.
//
// late is of what departed last: the number of the departure among those of the
// start, from 1, and below it how many hops less than the most that fit. short is
// how much less than the longest time a number holds the fastest walk took.
type quick[N uint32 | uint64] struct{ late, short N }

// fastest is a forward scan that keeps for each actor the best of what departed
// last, and the fastest so far. Numbers of 32 bits do unless the start has so many
// contacts, walks so many hops, or times so many digits that they do not fit.
type fastest[N uint32 | uint64] struct {
	quickest
	state []quick[N]
	from  uint32

	split  uint     // bits for hops
	most   N        // in these, of a walk without hops
	starts []uint32 // ranks of the departures
	began  []N      // and their times
	far    bool     // a walk had more hops than fit

	due    []lateArrival[N]
	moment uint32
}

type lateArrival[N uint32 | uint64] struct {
	actor uint32
	late  N
}

// quickest gathers the fastest walks, by actor, or, with only, to one actor.
type quickest struct {
	ix      *Index
	only    uint32 // the one actor whose best is wanted; none for all
	spots   []spot
	reached int

	departure uint32             // of the walk to only, by rank
	took      func(uint32) int64 // how long the walk to an actor takes, in microseconds
}

func newQuickest(ix *Index, only uint32) quickest {
	n := ix.Actors()
	if only != none {
		n = 1
	}
	return quickest{ix: ix, only: only, spots: make([]spot, n)}
}

// done tells whether nothing better can come: one hop takes no time.
func (k *quickest) done() bool { return k.only != none && k.spots[0].hops == 1 }

// time of a rank, in steps of the timeline.
func (f *fastest[N]) time(rank uint32) N {
	if t := &f.ix.times; t.full == nil {
		return N(t.short[rank])
	}
	return N(f.ix.times.full[rank] - f.ix.times.full[0])
}

// depart is what leaves the start at a rank.
func (f *fastest[N]) depart(rank uint32) N {
	if n := len(f.starts); n == 0 || f.starts[n-1] != rank {
		f.starts = append(f.starts, rank)
		f.began = append(f.began, f.time(rank))
	}
	return N(len(f.starts))<<f.split | f.most
}

// note takes down word at an actor, which is later than what it had.
func (f *fastest[N]) note(actor uint32, l N, at uint32) {
	s := &f.state[actor]
	s.late = l
	i := actor
	if f.only != none {
		if actor != f.only {
			return
		}
		i = 0
	}
	start := l>>f.split - 1
	short := ^(f.time(at) - f.began[start])
	if short < s.short {
		return
	}
	hops := uint32(f.most - l&(f.most+1))
	best := &f.spots[i]
	if short == s.short && hops >= best.hops {
		return
	}
	if best.hops == 0 {
		f.reached++
	}
	s.short = short
	*best = spot{at, hops}
	if f.only != none {
		f.departure = f.starts[start]
	}
}

func (f *fastest[N]) settle() {
	for _, a := range f.due {
		if a.late > f.state[a.actor].late {
			f.note(a.actor, a.late, f.moment)
		}
	}
	f.due, f.moment = f.due[:0], none
}

func (f *fastest[N]) forward(block []triple) {
	state := f.state
	for i := 0; i < len(block); i++ {
		if f.moment == none {
			for i < len(block) && state[block[i].from].late <= state[block[i].to].late+1 {
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
		l := state[c.from].late
		if c.from == f.from {
			l = f.depart(c.at)
		}
		if l <= state[c.to].late+1 {
			continue
		}
		if l--; l&(f.most+1) == 0 { // one hop more would not fit
			f.far = true
			return
		}
		if f.moment == none && i+1 < len(block) && block[i+1].at != c.at { // alone at its moment
			f.note(c.to, l, c.at)
		} else {
			f.due = append(f.due, lateArrival[N]{c.to, l})
			f.moment = c.at
		}
	}
}

// fastest scans for the fastest walks to one actor, or, with none, to all.
func (q *Query) fastest(ctx context.Context, only uint32) (*quickest, error) {
	s := q.ix.scratch()
	defer q.ix.pool.Put(s)
	split := 32 - uint(bits.Len(uint(len(q.ix.sent.of(q.from)))))
	if q.ix.times.full == nil && split >= leastSplit {
		f := &fastest[uint32]{quickest: newQuickest(q.ix, only), split: split}
		if err := f.run(ctx, q, s, &s.fast.narrow); err != nil || !f.far {
			return &f.quickest, err
		}
	}
	f := &fastest[uint64]{quickest: newQuickest(q.ix, only), split: 32}
	err := f.run(ctx, q, s, &s.fast.wide)
	return &f.quickest, err
}

// leastSplit is for how many bits of hops a narrow scan is worth trying.
const leastSplit = 8

// run scans. Of a search to all the answer keeps the state; else room lends it.
func (f *fastest[N]) run(ctx context.Context, q *Query, s *scratch, room *[]quick[N]) error {
	first, last := q.firstFrom(q.from), uint32(none-1)
	if f.only != none {
		last = q.lastTo(f.only)
	}
	if first == none || last == none {
		return ctx.Err()
	}
	if f.only == none {
		f.state = make([]quick[N], f.ix.Actors())
		f.took = func(actor uint32) int64 { return int64(^f.state[actor].short) * max(1, f.ix.times.step) }
	} else {
		if *room == nil {
			*room = make([]quick[N], f.ix.Actors())
		}
		f.state = *room
		defer clear(f.state)
	}
	f.from, f.moment, f.most = q.from, none, 1<<f.split-2
	f.state[q.from].late = ^N(0) - 1 // nothing that comes back is better
	for b := q.scan(ctx, s, first, last+1); !f.done() && !f.far && b.next(); {
		f.forward(b.block)
	}
	f.settle()
	return ctx.Err()
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
	return &Spread{ix: q.ix, start: q.from, reached: f.reached, spots: f.spots, took: f.took}, nil
}

// fastestGoal finds when the fastest walk departs, and by how many hops. A bound
// on hops matters only if the fastest of all goes beyond it.
func (q *Query) fastestGoal(ctx context.Context) (goal, bool, error) {
	if q.waits() {
		return q.goalWaiting(ctx, Fastest)
	}
	f, err := q.fastest(ctx, q.to)
	if err != nil || f.spots[0].hops == 0 {
		return goal{}, false, err
	}
	if f.spots[0].hops > q.maxHops {
		if f, err = q.fastestWithin(ctx, q.to); err != nil || f.spots[0].hops == 0 {
			return goal{}, false, err
		}
	}
	return goal{f.departure, f.spots[0].hops}, true, nil
}
