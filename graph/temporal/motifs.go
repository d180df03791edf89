package temporal

import (
	"context"
	"math"
	"runtime"
	"sync/atomic"
	"time"

	"backchannel/graph"
)

// Motifs counts, for each of the 36 motifs of three contacts between two or three
// actors, the triples of contacts that form it.
type Motifs struct {
	Counts   [6][6]uint64  // as figure 1 of Paranjape et al. 2017 lays them out: see MotifRow and MotifColumn
	Total    uint64        // of all 36
	Delta    time.Duration //
	Contacts int           // searched, those below not among them
	Loops    int           // left out: contacts of an actor with itself
	Vague    int           // left out: contacts without an exact time, whose order nobody can tell
}

// Motifs counts the temporal motifs of Paranjape, Benson & Leskovec 2017, "Motifs in
// temporal networks", exactly, among the contacts that the query admits: three
// contacts, each strictly later than the one before, the last at most delta after
// the first (definitions 1 and 2), between two actors or three, each of whom shares
// a contact with another. Contacts of one moment, such as those of a message to
// several people, are in no order and never in one motif. The waits and hops of the
// query do not apply.
//
// The counts do not depend on the number of processors. Room for 24 bytes per
// contact is needed while counting. A delta below a microsecond is invalid; more
// motifs than a 64-bit number holds are too_large.
func (q *Query) Motifs(ctx context.Context, delta time.Duration) (*Motifs, error) {
	if delta < time.Microsecond {
		return nil, graph.Errorf(graph.Invalid, "delta is %s: it is the longest time from the first to the third contact and has to be positive", delta)
	}
	contacts, times, err := q.exactContacts(ctx)
	if err != nil {
		return nil, err
	}
	m := newMotifCounter(q.ix.Actors(), contacts, times, delta.Microseconds())
	a := &Motifs{Delta: delta, Vague: int(q.admitted) - len(contacts)}
	if a.Counts, err = m.count(ctx); err != nil {
		return nil, err
	}
	for _, row := range a.Counts {
		for _, n := range row {
			a.Total += n
		}
	}
	for _, c := range contacts {
		if c.from == c.to {
			a.Loops++
		}
	}
	a.Contacts = len(contacts) - a.Loops
	return a, nil
}

// exactContacts are the admitted contacts that have an exact time, in order, and the
// times of their ranks. They may be those of the index itself.
func (q *Query) exactContacts(ctx context.Context) ([]triple, *timeline, error) {
	ix := q.ix
	if q.selected == nil && q.first == 0 && q.end == ix.exact {
		return ix.hot[:ix.exact], &ix.times, nil
	}
	var some []triple
	var times []int64
	rank := uint32(none)
	for c := q.first; c < q.end; c++ {
		if c%stride == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if !q.admits(c) {
			continue
		}
		t := ix.hot[c]
		if t.at != rank {
			rank = t.at
			times = append(times, ix.times.at(rank))
		}
		some = append(some, triple{t.from, t.to, uint32(len(times) - 1)})
	}
	ranks := newTimeline(times)
	return some, &ranks, nil
}

// oldestWithin gives for each rank the first whose time is at most delta before.
func (l *timeline) oldestWithin(delta int64) []uint32 {
	oldest := make([]uint32, l.len())
	first := uint32(0)
	for i := range oldest {
		for t := l.at(uint32(i)); t-l.at(first) > delta; first++ {
		}
		oldest[i] = first
	}
	return oldest
}

// tasks cuts the entries of all actors into stretches of about span, each of one
// actor and not through a moment. Each stretch has to fill its window anew, so a
// list is cut only where the window is no longer than the stretch.
func (in *incidence) tasks(oldest []uint32, span uint32) []task {
	var ts []task
	for a := range uint32(len(in.start) - 1) {
		from, end := in.start[a], in.start[a+1]
		for at := from + span; at < end; {
			switch {
			case in.entry[at].at == in.entry[at-1].at:
				at++
			case in.entry[at-span].at >= oldest[in.entry[at].at]:
				at += span
			default:
				ts = append(ts, task{a, from, at})
				from = at
				at += span
			}
		}
		if end > from {
			ts = append(ts, task{a, from, end})
		}
	}
	return ts
}

// motifCounter counts the motifs of contacts in time order between actors below
// actors.
type motifCounter struct {
	actors   int
	contacts []triple
	times    *timeline
	delta    int64

	workers int
	span    uint32 // how many entries a task has, more or less
	effort  int64  // how many steps to look for triangles in the windows before turning to pairs
}

func newMotifCounter(actors int, contacts []triple, times *timeline, delta int64) *motifCounter {
	return &motifCounter{
		actors: actors, contacts: contacts, times: times, delta: delta,
		workers: runtime.GOMAXPROCS(0), span: 1 << 13, effort: 64 * int64(len(contacts)),
	}
}

func (m *motifCounter) count(ctx context.Context) (c [6][6]uint64, err error) {
	in, err := newIncidence(ctx, m.actors, m.contacts)
	if err != nil {
		return c, err
	}
	oldest := m.times.oldestWithin(m.delta)
	tasks := in.tasks(oldest, m.span)
	var effort atomic.Int64
	all, bound := shapes{}, 0.0
	err = share(m.workers, len(tasks), func() (work func(int) error, finish func()) {
		s := &motifScan{in: in, oldest: oldest, seen: make([]neighbour, m.actors), effort: &effort, limit: m.effort}
		return func(i int) error { return s.run(ctx, tasks[i]) }, func() {
			effort.Add(s.probes)
			all.add(&s.found)
			bound += s.bound
		}
	})
	if err != nil {
		return c, err
	}
	if bound > math.MaxInt64 {
		return c, graph.Errorf(graph.TooLarge, "there may be more motifs than a 64-bit number holds: take a shorter delta or a narrower period")
	}
	if effort.Load() > m.effort {
		all.tri, err = m.countTriangles(ctx, in, oldest)
	}
	return all.counts(), err
}

func (m *motifCounter) countTriangles(ctx context.Context, in *incidence, oldest []uint32) (all sides, err error) {
	pairs, err := newSides(ctx, in)
	if err != nil {
		return all, err
	}
	err = share(m.workers, m.actors, func() (work func(int) error, finish func()) {
		s := &triangleScan{sides: pairs, oldest: oldest, pair: make([]uint32, m.actors)}
		return func(i int) error { return s.corner(ctx, uint32(i)) }, func() { all.add(&s.found) }
	})
	return all, err
}
