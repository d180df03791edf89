package temporal

import (
	"context"

	"backchannel/graph"
)

// InTime chooses the contacts of a path of the fewest contacts, or of one of the k
// shortest, so that its hops follow one another in time, for every reading of vague
// times if it can be, and says which. Where no choice does, the path keeps its
// contacts and is impossible. Alternatives go on counting all contacts between the
// two of a hop.
func (q *Query) InTime(ctx context.Context, p Path) (Path, error) {
	if !q.vague && !q.waits() {
		return q.inOrder(p), nil
	}
	r, err := q.along(ctx, p)
	if err != nil {
		return p, err
	}
	for _, certain := range []bool{true, false} {
		r.certain = certain
		walk, found, err := r.FewestHops(ctx)
		if err != nil {
			return p, err
		}
		if found {
			for i := range walk.Hops {
				walk.Hops[i].Alternatives = p.Hops[i].Alternatives
			}
			return walk, nil
		}
	}
	p.Certainty = graph.Impossible
	return p, nil
}

// inOrder is InTime where all contacts are exact: along a chain, word gets furthest
// that leaves each actor by the first contact to the next.
func (q *Query) inOrder(p Path) Path {
	timed := Path{Hops: make([]Hop, len(p.Hops)), Certainty: graph.Certain}
	before := uint32(none)
	for i, h := range p.Hops {
		from, to := q.ix.Ends(h.Contact)
		next := uint32(none)
		for c := range q.pair(from, to) {
			if before == none || q.ix.hot[c].at > q.ix.hot[before].at {
				next = c
				break
			}
		}
		if next == none {
			p.Certainty = graph.Impossible
			return p
		}
		timed.Hops[i] = Hop{next, h.Alternatives}
		before = next
	}
	timed.Departure = q.ix.Bounds(timed.Hops[0].Contact)
	timed.Arrival = q.ix.Bounds(before)
	took := timed.Arrival.Earliest - timed.Departure.Earliest
	timed.Duration = Bounds{took, took}
	return timed
}

// along narrows a query to the contacts that lead from each actor of a path to the
// next. No actor comes twice, so that every walk between its ends goes along it.
func (q *Query) along(ctx context.Context, p Path) (*Query, error) {
	r := *q
	r.from, _ = q.ix.Ends(p.Hops[0].Contact)
	r.maxHops, r.vague, r.admitted = none, false, 0
	r.selected = make([]uint64, (len(q.ix.hot)+63)/64)
	for _, h := range p.Hops {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var from uint32
		from, r.to = q.ix.Ends(h.Contact)
		for c := range q.pair(from, r.to) {
			r.selected[c/64] |= 1 << (c % 64)
			r.admitted++
			r.vague = r.vague || c >= q.ix.exact
		}
	}
	return &r, nil
}
