package temporal

import (
	"cmp"
	"context"
	"iter"
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

// pair yields the admitted contacts from one actor to another, in order.
func (q *Query) pair(from, to uint32) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		list := q.ix.sent.of(from)
		if other := q.ix.received.of(to); len(other) < len(list) {
			list = other
		}
		for _, c := range list {
			if e := &q.ix.hot[c]; e.from == from && e.to == to && q.admits(c) && !yield(c) {
				return
			}
		}
	}
}

// between names the first admitted contact from one actor to another, of which
// there is one, and counts the others. First is as in graph.Reader.Contacts.
func (q *Query) between(from, to uint32) Hop {
	h := Hop{Contact: none, Alternatives: -1}
	vague := false // the first vague one has been seen
	for c := range q.pair(from, to) {
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

// meeting is a breadth-first search from both ends, level by level, on the side
// where less has to be looked at (Pohl 1971, "Bi-directional search").
//
// It stops at the first edge that meets. That is sound: let the one side know all
// within a hops of its end and the other all within b, with no actor known to
// both, and let the one side go on to a+1. An edge that leads from it to an actor
// known to the other side leads to one at exactly b: were it nearer, then the
// actor that the edge comes from, one hop on, would be within b as well, and known
// to both. So whichever edge meets first makes a path of a+1+b, and none is shorter.
//
// Of an actor at random no more than its mark is touched: that is what a search in
// a large graph spends its time on.
type meeting struct {
	mark  []uint32 // by actor: stamp, and the side that knows it
	stamp uint32
	sides [2]meetingSide
	depth []uint32 // by actor that a side knows: from its end; only after measure

	from, to uint32
	barred   []uint32  // the edges from from to these do not count
	bars     bool      // there are such edges, or such actors
	met      [2]uint32 // on each side the place of the actor at the edge that met
	far      [2]int    // the side that went on then, and where what it found of one more level begins
}

// meetingSide is what is known from one end.
type meetingSide struct {
	known  []uint32 // actors, level after level
	parent []uint32 // the place in known of the one by which each is known, towards the end
	level  []int    // where in known each level begins, the front last
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
		m.mark = make([]uint32, actors)
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
	m.from, m.to = from, to
	for i, a := range [2]uint32{from, to} {
		m.mark[a] = m.stamp*markers + uint32(i)
		s := &m.sides[i]
		s.known, s.parent, s.level = append(s.known[:0], a), append(s.parent[:0], none), append(s.level[:0], 0)
	}
	plain := q.everything() && !m.bars
	for len(m.front(0)) > 0 && len(m.front(1)) > 0 && m.length() <= q.maxHops {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		side := m.easier(q)
		begin, end := m.sides[side].level[len(m.sides[side].level)-1], len(m.sides[side].known)
		met := false
		if plain {
			met = m.next(ctx, q, side, begin)
		} else {
			met = m.nextOf(ctx, q, side, begin)
		}
		if met {
			m.far = [2]int{side, end}
			return true, ctx.Err()
		}
		m.sides[side].level = append(m.sides[side].level, end)
	}
	return false, ctx.Err()
}

// front is the last level that a side knows.
func (m *meeting) front(side int) []uint32 {
	s := &m.sides[side]
	return s.known[s.level[len(s.level)-1]:]
}

// reach is how many hops from its end a side knows everybody.
func (m *meeting) reach(side int) uint32 { return uint32(len(m.sides[side].level) - 1) }

// length of the path found.
func (m *meeting) length() uint32 { return m.reach(0) + m.reach(1) + 1 }

// easier is the side with less to look at: one of a few actors, of which one may
// have half of all contacts, is not. Where the fronts differ by much they tell.
func (m *meeting) easier(q *Query) int {
	const much = 8
	side := forwardSide
	if len(m.front(1)) < len(m.front(0)) {
		side = backwardSide
	}
	if len(m.front(side))*much <= len(m.front(1-side)) {
		return side
	}
	lists := [2]adjacency{q.ix.out, q.ix.in}
	if !q.everything() {
		lists = [2]adjacency{q.ix.sent, q.ix.received}
	}
	least, other := uint64(0), uint64(0)
	for _, u := range m.front(side) {
		least += uint64(len(lists[side].of(u)))
	}
	for _, u := range m.front(1 - side) {
		if other += uint64(len(lists[1-side].of(u))); other >= least {
			return side
		}
	}
	return 1 - side
}

// next goes one level on from the front that begins at a place, over the distinct
// neighbours.
func (m *meeting) next(ctx context.Context, q *Query, side, begin int) bool {
	list := q.ix.out
	if side == backwardSide {
		list = q.ix.in
	}
	s := &m.sides[side]
	mark, known, parent := m.mark, s.known, s.parent
	mine, theirs := m.stamp*markers+uint32(side), m.stamp*markers+uint32(1-side)
	for i, u := range known[begin:] {
		if i%64 == 63 && ctx.Err() != nil {
			return false
		}
		for _, v := range list.of(u) {
			k := mark[v]
			if k == mine {
				continue
			}
			if k == theirs {
				s.known, s.parent = known, parent
				m.meet(side, uint32(begin+i), v)
				return true
			}
			mark[v] = mine
			known, parent = append(known, v), append(parent, uint32(begin+i))
		}
	}
	s.known, s.parent = known, parent
	return false
}

// nextOf does the same over the contacts that q admits, and what is not barred.
func (m *meeting) nextOf(ctx context.Context, q *Query, side, begin int) bool {
	everything := q.everything()
	list := q.ix.out
	if side == backwardSide {
		list = q.ix.in
	}
	for i, u := range m.sides[side].known[begin:] {
		if i%64 == 63 && ctx.Err() != nil {
			return false
		}
		place := uint32(begin + i)
		if everything {
			for _, v := range list.of(u) {
				if m.open(side, u, v) && m.visit(side, place, v) {
					return true
				}
			}
			continue
		}
		for c, v := range q.around(side, u) {
			if m.open(side, u, v) && q.admits(c) && m.visit(side, place, v) {
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

// visit makes v known to a side by the actor at a place, unless the other side
// knows it: then they meet.
func (m *meeting) visit(side int, place, v uint32) bool {
	if m.mark[v] == m.stamp*markers+uint32(1-side) {
		m.meet(side, place, v)
		return true
	}
	m.mark[v] = m.stamp*markers + uint32(side)
	s := &m.sides[side]
	s.known, s.parent = append(s.known, v), append(s.parent, place)
	return false
}

// meet notes the edge from the actor at a place of a side to v, at the front of
// the other.
func (m *meeting) meet(side int, place, v uint32) {
	m.met[side] = place
	other := &m.sides[1-side]
	front := other.level[len(other.level)-1]
	m.met[1-side] = uint32(front + slices.Index(other.known[front:], v))
}

func (m *meeting) barredEdge(side int, u, v uint32) bool {
	if side == backwardSide {
		u, v = v, u
	}
	return u == m.from && len(m.barred) > 0 && slices.Contains(m.barred, v)
}

// measure fills in the depths of all that the sides know, after they have met. What
// one of them found of a level beyond is forgotten.
func (m *meeting) measure() {
	s := &m.sides[m.far[0]]
	for _, a := range s.known[m.far[1]:] {
		m.mark[a] = 0
	}
	s.known, s.parent = s.known[:m.far[1]], s.parent[:m.far[1]]
	if m.depth == nil {
		m.depth = make([]uint32, len(m.mark))
	}
	for i := range m.sides {
		s := &m.sides[i]
		depth := uint32(0)
		for place, a := range s.known {
			if int(depth)+1 < len(s.level) && place >= s.level[depth+1] {
				depth++
			}
			m.depth[a] = depth
		}
	}
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
	i := int(m.reach(forwardSide))
	for p := m.met[forwardSide]; p != none; p = m.sides[forwardSide].parent[p] {
		chain[i] = m.sides[forwardSide].known[p]
		i--
	}
	i = int(m.reach(forwardSide)) + 1
	for p := m.met[backwardSide]; p != none; p = m.sides[backwardSide].parent[p] {
		chain[i] = m.sides[backwardSide].known[p]
		i++
	}
	return chain
}
