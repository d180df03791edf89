package temporal

import (
	"context"
	"iter"
	"math"
	"slices"
)

// AllFewestContacts lists the chains of actors with the fewest contacts between
// the ends, at most limit, in the order of the actors along them, and says how many
// there are (at most math.MaxInt). Its paths are as those of FewestContacts.
func (q *Query) AllFewestContacts(ctx context.Context, limit int) ([]Path, int, error) {
	if err := q.ready(true, true); err != nil {
		return nil, 0, err
	}
	s := q.ix.scratch()
	defer q.ix.pool.Put(s)
	found, err := s.meet.search(ctx, q, q.from, q.to)
	if err != nil || !found {
		return nil, 0, err
	}
	w := newWays(q, &s.meet)
	if err := w.prepare(ctx); err != nil {
		return nil, 0, err
	}
	total, err := w.from(ctx, q.from)
	if err != nil {
		return nil, 0, err
	}
	var paths []Path
	w.list([]uint32{q.from}, func(chain []uint32) bool {
		if len(paths) < limit {
			paths = append(paths, q.staticPath(chain))
		}
		return len(paths) < limit
	})
	return paths, total, nil
}

// ways counts and lists the shortest paths of a meeting, all of which pass from
// the last level of the one side to the last of the other.
type ways struct {
	q     *Query
	m     *meeting
	after map[uint32][]uint32 // who may come right after an actor, in order
	count map[uint32]int      // of ways on to the end, by actor
}

func newWays(q *Query, m *meeting) *ways {
	return &ways{q: q, m: m, after: map[uint32][]uint32{}, count: map[uint32]int{}}
}

// prepare finds, from where the sides meet back to the start, who is on a shortest
// path and who may follow. On the other side everyone is on one.
func (w *ways) prepare(ctx context.Context) error {
	m := w.m
	m.measure()
	last := [2]uint32{m.reach(forwardSide), m.reach(backwardSide)}
	if len(m.front(forwardSide)) <= len(m.front(backwardSide)) {
		for i, u := range m.front(forwardSide) {
			if i%64 == 63 && ctx.Err() != nil {
				return ctx.Err()
			}
			for v := range w.around(forwardSide, u, backwardSide, last[1]) {
				w.link(u, v)
			}
		}
	} else {
		for i, v := range m.front(backwardSide) {
			if i%64 == 63 && ctx.Err() != nil {
				return ctx.Err()
			}
			for u := range w.around(backwardSide, v, forwardSide, last[0]) {
				w.link(u, v)
			}
		}
	}
	level := make([]uint32, 0, len(w.after))
	for u := range w.after {
		level = append(level, u)
	}
	for depth := last[0]; depth > 0; depth-- {
		var before []uint32
		for i, v := range level {
			if i%64 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			for u := range w.around(backwardSide, v, forwardSide, depth-1) {
				if w.link(u, v) {
					before = append(before, u)
				}
			}
		}
		level = before
	}
	for u, list := range w.after {
		slices.Sort(list)
		w.after[u] = slices.Compact(list)
	}
	return nil
}

// link lets v follow on u, and tells whether it is the first to.
func (w *ways) link(u, v uint32) bool {
	if w.m.barredEdge(forwardSide, u, v) {
		return false
	}
	list, ok := w.after[u]
	w.after[u] = append(list, v)
	return !ok
}

// around yields who is next to u on one side, among those that a side knows at a
// depth; some may come more than once.
func (w *ways) around(side int, u uint32, known, depth uint32) iter.Seq[uint32] {
	m, mark := w.m, w.m.stamp*markers+known
	return func(yield func(uint32) bool) {
		if w.q.everything() {
			list := w.q.ix.out
			if side == backwardSide {
				list = w.q.ix.in
			}
			for _, v := range list.of(u) {
				if m.mark[v] == mark && m.depth[v] == depth && !yield(v) {
					return
				}
			}
			return
		}
		for c, v := range w.q.around(side, u) {
			if m.mark[v] == mark && m.depth[v] == depth && w.q.admits(c) && !yield(v) {
				return
			}
		}
	}
}

// next lists those who may come right after u, in order.
func (w *ways) next(u uint32) []uint32 {
	list, ok := w.after[u]
	if !ok && u != w.m.to {
		list = slices.Sorted(w.around(forwardSide, u, backwardSide, w.m.depth[u]-1))
		list = slices.Compact(list)
		w.after[u] = list
	}
	return list
}

// from counts the ways from u to the end.
func (w *ways) from(ctx context.Context, u uint32) (int, error) {
	if u == w.m.to {
		return 1, nil
	}
	if n, ok := w.count[u]; ok {
		return n, nil
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	n := 0
	for _, v := range w.next(u) {
		k, err := w.from(ctx, v)
		if err != nil {
			return 0, err
		}
		if n += k; n < 0 {
			n = math.MaxInt
		}
	}
	w.count[u] = n
	return n, nil
}

// list yields the ways that begin with chain, in order; the chain is not to be kept.
func (w *ways) list(chain []uint32, yield func([]uint32) bool) bool {
	u := chain[len(chain)-1]
	if u == w.m.to {
		return yield(chain)
	}
	for _, v := range w.next(u) {
		if !w.list(append(chain, v), yield) {
			return false
		}
	}
	return true
}
