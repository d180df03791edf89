package temporal

import (
	"context"
	"math"
)

// waits tells whether word has to rest for a time, or must not rest too long. Then
// one number for each actor is not enough: what came last, by however many hops,
// may be all that is not too late, and a list in order of arrival is kept, without
// what is no better than something that came later (a window minimum by a monotone
// queue).
func (q *Query) waits() bool { return q.minWait > 1 || q.maxWait != OpenLatest }

// waiting is the lists, by place: an actor, or an actor and a number of hops.
type waiting struct {
	head, tail []uint32 // in nodes, and one more; 0 for an empty list
	nodes      []resting
	free       uint32 // the first unused node, and one more
	due        []resting
}

// resting is word that is with an actor.
type resting struct {
	late       uint64 // as in fastest, and without the departure where that does not count
	came       int64  // the time it came, as walking.time counts
	place      uint32
	step       uint32
	next, prev uint32
}

// A walking is a scan, forward or back, that keeps such lists.
type walking struct {
	*scratch
	q         *Query
	backward  bool
	layers    uint32 // places for each actor: 1, or one for each number of hops from 0 to the bound
	departs   bool   // what departed last is best; else what came by the fewest hops
	departure uint32 // the only rank at which the start may be left; none for any
	record    bool   // keep the steps
	now       int64  // time of the moment, as time counts

	// arrive takes note of word at an actor; no further moment is passed once it
	// returns true.
	arrive func(actor, at uint32, late uint64, step uint32) bool
}

// run passes the contacts from lo to hi, hi not included.
func (w *walking) run(ctx context.Context, start, lo, hi uint32) error {
	n := w.q.ix.Actors() * int(w.layers)
	w.wait.head, w.wait.tail = cleared(w.wait.head, n), cleared(w.wait.tail, n)
	w.wait.nodes, w.wait.free, w.wait.due, w.trail = w.wait.nodes[:0], 0, w.wait.due[:0], w.trail[:0]
	stop, moment, known := false, uint32(none), 0
	for b := w.q.scan(ctx, w.scratch, lo, hi); w.backward && b.back() || !w.backward && b.next(); {
		for i := range b.block {
			if w.backward {
				i = len(b.block) - 1 - i
			}
			c := b.block[i]
			if c.at != moment {
				if stop {
					return ctx.Err()
				}
				moment = c.at
				w.now = w.time(moment)
				known = w.settle(known)
			}
			stop = w.hop(start, c, b.number(i)) || stop
		}
	}
	return ctx.Err()
}

func cleared(s []uint32, n int) []uint32 {
	if cap(s) < n {
		return make([]uint32, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// time of a rank, which rises as the scan goes on, be it forward or back.
func (w *walking) time(rank uint32) int64 {
	t := w.q.ix.times.at(rank)
	if w.backward {
		return -t
	}
	return t
}

// settle makes known what has rested long enough, and returns how much is known.
func (w *walking) settle(known int) int {
	s := &w.wait
	for known < len(s.due) && w.now-s.due[known].came >= w.q.minWait {
		w.put(s.due[known])
		known++
	}
	if known > stride && known > len(s.due)/2 {
		s.due = s.due[:copy(s.due, s.due[known:])]
		known = 0
	}
	return known
}

// put adds to a list. Of equals the first is better, while it lasts, because the
// walk traced is to have the lowest numbers; where none is traced the last will do.
func (w *walking) put(r resting) {
	s := &w.wait
	tail := s.tail[r.place]
	for tail != 0 && s.nodes[tail-1].late < r.late {
		old := tail
		tail = s.nodes[old-1].prev
		s.nodes[old-1].next = s.free
		s.free = old
	}
	if tail != 0 && w.q.maxWait == OpenLatest { // nothing grows too late
		s.tail[r.place] = tail
		s.nodes[tail-1].next = 0
		return
	}
	if tail != 0 && s.nodes[tail-1].late == r.late && (!w.record || s.nodes[tail-1].came == r.came) {
		s.tail[r.place] = tail
		s.nodes[tail-1].next = 0
		s.nodes[tail-1].came = r.came
		return
	}
	r.prev, r.next = tail, 0
	n := s.free
	if n != 0 {
		s.free = s.nodes[n-1].next
		s.nodes[n-1] = r
	} else {
		s.nodes = append(s.nodes, r)
		n = uint32(len(s.nodes))
	}
	if tail == 0 {
		s.head[r.place] = n
	} else {
		s.nodes[tail-1].next = n
	}
	s.tail[r.place] = n
}

// best is what may leave a place now, if anything.
func (w *walking) best(place uint32) *resting {
	s := &w.wait
	head := s.head[place]
	for head != 0 && w.now-s.nodes[head-1].came > w.q.maxWait {
		old := head
		head = s.nodes[old-1].next
		s.nodes[old-1].next = s.free
		s.free = old
		if head == 0 {
			s.tail[place] = 0
		} else {
			s.nodes[head-1].prev = 0
		}
	}
	s.head[place] = head
	if head == 0 {
		return nil
	}
	return &s.nodes[head-1]
}

// hop lets word go by one contact.
func (w *walking) hop(start uint32, c triple, number uint32) bool {
	from, to := c.from, c.to
	if w.backward {
		from, to = to, from
	}
	if to == start { // nothing that comes back is better than what starts anew
		return false
	}
	if from == start {
		if w.departure != none && c.at != w.departure {
			return false
		}
		l := late(0, atStart)
		if w.departs {
			l = late(c.at, atStart)
		}
		return w.bring(to, c.at, l, number, none)
	}
	stop := false
	if w.layers == 1 {
		if r := w.best(from); r != nil {
			stop = w.bring(to, c.at, r.late, number, r.step)
		}
		return stop
	}
	for h := uint32(1); h+1 < w.layers; h++ {
		if r := w.best(from*w.layers + h); r != nil {
			stop = w.bring(to, c.at, r.late, number, r.step) || stop
		}
	}
	return stop
}

// bring lets word arrive one hop on.
func (w *walking) bring(to, at uint32, l uint64, contact, before uint32) bool {
	if uint32(l) <= w.q.floor() {
		return false
	}
	l--
	place := to
	if w.layers > 1 {
		place = to*w.layers + hopsOf(l)
	}
	if w.q.maxWait == OpenLatest {
		if r := w.best(place); r != nil && r.late >= l {
			return false
		}
	}
	taken := uint32(none)
	if w.record {
		taken = uint32(len(w.trail))
		w.trail = append(w.trail, step{contact, before})
	}
	if uint32(l) > w.q.floor() {
		w.wait.due = append(w.wait.due, resting{late: l, came: w.now, place: place, step: taken})
	}
	return w.arrive(to, at, l, taken)
}

// walkingFor puts together the scan that an objective asks for.
func (q *Query) walkingFor(s *scratch, o Objective) walking {
	w := walking{scratch: s, q: q, backward: o == LatestDeparture, layers: 1, departs: o == Fastest, departure: none}
	if w.departs && q.maxHops != none {
		w.layers = q.maxHops + 1
	}
	return w
}

func (q *Query) spreadWaiting(ctx context.Context, o Objective) (*Spread, error) {
	n := q.ix.Actors()
	start := q.from
	if o == LatestDeparture {
		start = q.to
	}
	out := &Spread{ix: q.ix, start: start, spots: make([]spot, n)}
	var departures []uint32 // by rank
	if o == Fastest {
		departures = make([]uint32, n)
		out.took = func(actor uint32) int64 { return q.took(departures[actor], out.spots[actor].at) }
	}
	s := q.ix.scratch()
	defer q.ix.pool.Put(s)
	w := q.walkingFor(s, o)
	w.arrive = func(a, at uint32, l uint64, _ uint32) bool {
		hops, best, better := hopsOf(l), &out.spots[a], false
		switch {
		case best.hops == 0:
			out.reached++
			better = true
		case o == FewestHops:
			better = hops < best.hops
		case o == Fastest:
			took, least := q.took(departureOf(l), at), q.took(departures[a], best.at)
			better = took < least || took == least && hops < best.hops
		default:
			better = at == best.at && hops < best.hops
		}
		if better {
			*best = spot{at, hops}
			if o == Fastest {
				departures[a] = departureOf(l)
			}
		}
		return false
	}
	return out, w.run(ctx, start, 0, none)
}

// took is the time between two ranks.
func (q *Query) took(departure, at uint32) int64 { return q.ix.took(departure, at) }

func (ix *Index) took(departure, at uint32) int64 {
	return ix.times.at(at) - ix.times.at(departure)
}

// goalWaiting finds when the latest or the fastest walk departs, and by how many hops.
func (q *Query) goalWaiting(ctx context.Context, o Objective) (goal, bool, error) {
	s := q.ix.scratch()
	defer q.ix.pool.Put(s)
	w := q.walkingFor(s, o)
	start, end := q.from, q.to
	if w.backward {
		start, end = end, start
	}
	var g goal
	least := int64(math.MaxInt64)
	w.arrive = func(a, at uint32, l uint64, _ uint32) bool {
		if a != end {
			return false
		}
		hops := hopsOf(l)
		if w.backward {
			if g.hops == 0 || hops < g.hops { // all of one moment
				g = goal{at, hops}
			}
			return true
		}
		if took := q.took(departureOf(l), at); took < least || took == least && hops < g.hops {
			least, g = took, goal{departureOf(l), hops}
		}
		return least == 0 && g.hops == 1
	}
	err := w.run(ctx, start, q.firstOr(q.from), q.lastTo(q.to)+1)
	return g, g.hops > 0, err
}

// firstOr is firstFrom, or the end where there is none.
func (q *Query) firstOr(actor uint32) uint32 { return min(q.firstFrom(actor), q.end) }

// traceWaiting is trace where word has to rest, or must not rest too long.
func (q *Query) traceWaiting(ctx context.Context, g goal) ([]uint32, error) {
	s := q.ix.scratch()
	defer q.ix.pool.Put(s)
	w := walking{scratch: s, q: q, layers: 1, departure: g.departure, record: true}
	last, best := uint32(none), uint64(0)
	w.arrive = func(a, at uint32, l uint64, step uint32) bool {
		if a == q.to && l > best {
			last, best = step, l
		}
		return best != 0 && (g.hops == none || hopsOf(best) <= g.hops)
	}
	first := q.firstOr(q.from)
	if g.departure != none {
		first = max(first, q.ix.ofRank(g.departure))
	}
	if err := w.run(ctx, q.from, first, q.lastTo(q.to)+1); err != nil || last == none {
		return nil, err
	}
	return s.walk(last), nil
}
