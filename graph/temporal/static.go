package temporal

import (
	"cmp"
	"context"
	"slices"
)

// In this file time does not count: an actor is next to another if an admitted
// contact, exact or vague, leads from the one to the other.

// FewestContacts finds a path of the fewest contacts, whenever they were. Of
// several the index alone determines which; AllFewestContacts gives them in order.
// Each hop names its first contact in the order of graph.Reader.Contacts, and how many others
// there are. Departure and Arrival are the times of the first and the last hop and
// say nothing of time order; Certainty is empty.
func (q *Query) FewestContacts(ctx context.Context) (Path, bool, error) {
	if err := q.ready(true, true); err != nil {
		return Path{}, false, err
	}
	s := q.ix.scratch()
	defer q.ix.pool.Put(s)
	m := &s.meet
	found, err := m.search(ctx, q, q.from, q.to)
	if !found {
		return Path{}, false, err
	}
	return q.staticPath(m.chain()), true, nil
}

// distance is the fewest contacts between the ends, 0 if there is no path.
func (q *Query) distance(ctx context.Context) (uint32, error) {
	s := q.ix.scratch()
	defer q.ix.pool.Put(s)
	found, err := s.meet.search(ctx, q, q.from, q.to)
	if !found {
		return 0, err
	}
	return s.meet.length(), nil
}

// everything tells whether all contacts are admitted.
func (q *Query) everything() bool {
	return q.selected == nil && q.first == 0 && q.end == q.ix.exact
}

// staticPath puts contacts to a chain of actors.
func (q *Query) staticPath(actors []uint32) Path {
	p := Path{Hops: make([]Hop, len(actors)-1)}
	for i := range p.Hops {
		p.Hops[i] = q.between(actors[i], actors[i+1])
	}
	p.Departure = q.ix.Bounds(p.Hops[0].Contact)
	p.Arrival = q.ix.Bounds(p.Hops[len(p.Hops)-1].Contact)
	return p
}

// between names the first admitted contact from one actor to another, of which
// there is one, and counts the others. First is as in graph.Reader.Contacts.
func (q *Query) between(from, to uint32) Hop {
	list, h := q.ix.sent.of(from), Hop{Contact: none, Alternatives: -1}
	if other := q.ix.received.of(to); len(other) < len(list) {
		list = other
	}
	vague := false // the first vague one has been seen
	for _, c := range list {
		if e := &q.ix.hot[c]; e.from != from || e.to != to || !q.admits(c) {
			continue
		}
		h.Alternatives++
		switch {
		case h.Contact == none:
			h.Contact = c
		case c >= q.ix.exact && !vague && q.ix.streamedBefore(c, h.Contact):
			h.Contact = c
		}
		vague = vague || c >= q.ix.exact
	}
	return h
}

// streamedBefore tells whether a vague contact came before an exact one in the
// stream, where an open bound comes last.
func (ix *Index) streamedBefore(vague, exact uint32) bool {
	v, e := ix.Bounds(vague), ix.Bounds(exact)
	if v.Earliest == OpenEarliest {
		return false
	}
	return cmp.Or(cmp.Compare(v.Earliest, e.Earliest), cmp.Compare(v.Latest, e.Latest)) < 0
}

// meeting is a breadth-first search from both ends, level by level, the smaller
// front first (Pohl 1971, "Bi-directional search").
//
// It stops at the first edge that meets. That is sound: let the one side know all
// within a hops of its end and the other all within b, with no actor known to
// both, and let the one side go on to a+1. An edge that leads from it to an actor
// known to the other side leads to one at exactly b: were it nearer, then the
// actor that the edge comes from, one hop on, would be within b as well, and known
// to both. So whichever edge meets first makes a path of a+1+b, and none is shorter.
type meeting struct {
	mark   []uint32 // by actor: stamp, and the side that knows it
	parent []uint32 // towards the end of the side that knows it
	depth  []uint32 // from there
	stamp  uint32
	front  [2][]uint32
	next   []uint32

	from, to uint32
	barred   []uint32 // the edges from from to these do not count
	bars     bool     // there are such edges, or such actors
	reach    [2]uint32
	edge     [2]uint32 // that met: its actor on each side
}

// What a mark says beside the stamp.
const (
	forwardSide = iota
	backwardSide
	barredSide
	markers
)

// begin gives the search room and forgets the one before.
func (m *meeting) begin(actors int) {
	if m.mark == nil {
		m.mark, m.parent, m.depth = make([]uint32, actors), make([]uint32, actors), make([]uint32, actors)
	}
	if m.stamp++; m.stamp == 1<<30 {
		clear(m.mark)
		m.stamp = 1
	}
	m.barred, m.bars = m.barred[:0], false
}

// bar keeps paths off an actor.
func (m *meeting) bar(actor uint32) {
	m.mark[actor] = m.stamp*markers + barredSide
	m.bars = true
}

// barEdge keeps paths off the edge from their start to an actor.
func (m *meeting) barEdge(to uint32) {
	m.barred = append(m.barred, to)
	m.bars = true
}

func (m *meeting) search(ctx context.Context, q *Query, from, to uint32) (bool, error) {
	m.begin(q.ix.Actors())
	return m.run(ctx, q, from, to)
}

// run searches from one actor to another that differ.
func (m *meeting) run(ctx context.Context, q *Query, from, to uint32) (bool, error) {
	m.from, m.to, m.reach = from, to, [2]uint32{}
	for side, a := range [2]uint32{from, to} {
		m.mark[a], m.parent[a], m.depth[a] = m.stamp*markers+uint32(side), none, 0
		m.front[side] = append(m.front[side][:0], a)
	}
	plain := q.everything() && !m.bars
	for len(m.front[0]) > 0 && len(m.front[1]) > 0 && m.reach[0]+m.reach[1] < q.maxHops {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		side := forwardSide
		if len(m.front[1]) < len(m.front[0]) {
			side = backwardSide
		}
		met := false
		m.next = m.next[:0]
		if plain {
			met = m.level(ctx, q, side)
		} else {
			met = m.levelOf(ctx, q, side)
		}
		if met {
			return true, ctx.Err()
		}
		m.reach[side]++
		m.front[side], m.next = m.next, m.front[side]
	}
	return false, ctx.Err()
}

// length of the path found.
func (m *meeting) length() uint32 { return m.reach[0] + m.reach[1] + 1 }

// level goes one level on from a side, over the distinct neighbours.
func (m *meeting) level(ctx context.Context, q *Query, side int) bool {
	list := q.ix.out
	if side == backwardSide {
		list = q.ix.in
	}
	mark, next := m.mark, m.next
	mine, theirs := m.stamp*markers+uint32(side), m.stamp*markers+uint32(1-side)
	depth := m.reach[side] + 1
	for i, u := range m.front[side] {
		if i%64 == 63 && ctx.Err() != nil {
			return false
		}
		for _, v := range list.of(u) {
			k := mark[v]
			if k == mine {
				continue
			}
			if k == theirs {
				m.edge[side], m.edge[1-side] = u, v
				m.next = next
				return true
			}
			mark[v] = mine
			m.parent[v], m.depth[v] = u, depth
			next = append(next, v)
		}
	}
	m.next = next
	return false
}

// levelOf does the same over the contacts that q admits, and what is not barred.
func (m *meeting) levelOf(ctx context.Context, q *Query, side int) bool {
	for i, u := range m.front[side] {
		if i%64 == 63 && ctx.Err() != nil {
			return false
		}
		if q.everything() {
			list := q.ix.out
			if side == backwardSide {
				list = q.ix.in
			}
			for _, v := range list.of(u) {
				if m.open(side, u, v) && m.visit(side, u, v) {
					return true
				}
			}
			continue
		}
		for c, v := range q.around(side, u) {
			if m.open(side, u, v) && q.admits(c) && m.visit(side, u, v) {
				return true
			}
		}
	}
	return false
}

// open tells whether v, next to u, is new to a side and not barred.
func (m *meeting) open(side int, u, v uint32) bool {
	k := m.mark[v]
	return k != m.stamp*markers+uint32(side) && k != m.stamp*markers+barredSide && !m.barredEdge(side, u, v)
}

// visit makes v known to a side, unless the other side knows it: then they meet.
func (m *meeting) visit(side int, u, v uint32) bool {
	if m.mark[v] == m.stamp*markers+uint32(1-side) {
		m.edge[side], m.edge[1-side] = u, v
		return true
	}
	m.mark[v] = m.stamp*markers + uint32(side)
	m.parent[v], m.depth[v] = u, m.reach[side]+1
	m.next = append(m.next, v)
	return false
}

func (m *meeting) barredEdge(side int, u, v uint32) bool {
	if side == backwardSide {
		u, v = v, u
	}
	return u == m.from && len(m.barred) > 0 && slices.Contains(m.barred, v)
}

// around yields an actor's contacts on one side with whom they lead to.
func (q *Query) around(side int, u uint32) func(func(c, v uint32) bool) {
	return func(yield func(c, v uint32) bool) {
		list := q.ix.sent.of(u)
		if side == backwardSide {
			list = q.ix.received.of(u)
		}
		i := 0
		if q.first > 0 {
			i, _ = slices.BinarySearch(list, q.first)
		}
		for _, c := range list[i:] {
			v := q.ix.hot[c].to
			if side == backwardSide {
				v = q.ix.hot[c].from
			}
			if !yield(c, v) {
				return
			}
		}
	}
}

// chain lists the actors of the path found.
func (m *meeting) chain() []uint32 {
	chain := make([]uint32, m.length()+1)
	i := int(m.reach[0])
	for a := m.edge[0]; a != none; a = m.parent[a] {
		chain[i] = a
		i--
	}
	i = int(m.reach[0]) + 1
	for a := m.edge[1]; a != none; a = m.parent[a] {
		chain[i] = a
		i++
	}
	return chain
}
