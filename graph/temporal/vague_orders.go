package temporal

import (
	"context"
	"slices"

	"backchannel/graph"
)

// open is a bound that is not known, in a matrix of bounds.
const open = OpenLatest

// plus adds bounds; what is open stays open.
func plus(a, b int64) int64 {
	if a == open || b == open {
		return open
	}
	return a + b
}

// bounds is a square matrix of what is known of the distances between moments:
// moment j comes at most at(i, j) microseconds after moment i. Moment 0 is the
// start of 1970. It is a simple temporal network (Dechter, Meiri & Pearl 1991,
// "Temporal constraint networks"), kept as tight as it can be (closed).
type bounds struct {
	n int
	d []int64
}

func newBounds(n int) bounds {
	b := bounds{n, make([]int64, n*n)}
	b.forget()
	return b
}

func (b bounds) forget() {
	for i := range b.d {
		b.d[i] = open
	}
	for i := range b.n {
		b.d[i*b.n+i] = 0
	}
}

func (b bounds) at(i, j int) int64     { return b.d[i*b.n+j] }
func (b bounds) set(i, j int, w int64) { b.d[i*b.n+j] = w }

// of is the interval of a moment.
func (b bounds) of(i int) Bounds { return b.between(0, i) }

// between bounds how long after moment i moment j comes.
func (b bounds) between(i, j int) Bounds {
	r := Bounds{OpenEarliest, b.at(i, j)}
	if w := b.at(j, i); w != open {
		r.Earliest = -w
	}
	return r
}

// demand makes known that moment j comes at most w after moment i, and keeps the
// matrix closed. It is false if that contradicts what is known.
func (b bounds) demand(i, j int, w int64) bool {
	if w >= b.at(i, j) {
		return true
	}
	if back := b.at(j, i); back != open && back+w < 0 {
		return false
	}
	for x := range b.n {
		to := plus(b.at(x, i), w)
		if to == open {
			continue
		}
		for y := range b.n {
			if v := plus(to, b.at(j, y)); v < b.at(x, y) {
				b.set(x, y, v)
			}
		}
	}
	return true
}

// within demands that moment i falls in an interval.
func (b bounds) within(i int, p Bounds) bool {
	return b.demand(0, i, p.Latest) && (p.Earliest == OpenEarliest || b.demand(i, 0, -p.Earliest))
}

// follow demands that moment j comes after moment i, by least to most.
func (b bounds) follow(i, j int, least, most int64) bool {
	return b.demand(j, i, -least) && b.demand(i, j, most)
}

// A group is messages that known orders join, and what follows from the orders
// and from the intervals of all that they speak of, events too.
type group struct {
	messages []uint32 // the moments of bounds from 1 on
	bounds   bounds
}

// implied is what is known of the times of messages beyond their own intervals.
//
// Orders that contradict one another or the intervals say nothing: the whole group
// that hangs together with the contradiction is left out, and its messages keep
// their own intervals.
type implied struct {
	groups []group
	place  map[uint32]inGroup // of each message in a group
	left   []graph.Order      // left out
}

// inGroup is where a message stands: in a group, as one of its moments.
type inGroup struct{ group, moment int }

// groupLimit is how many messages and events orders may join into one group: to
// close one takes time with the cube of that.
const groupLimit = 1000

// newImplied closes what the index knows of orders.
func newImplied(ctx context.Context, ix *Index) (*implied, error) {
	o := &implied{place: map[uint32]inGroup{}}
	for _, together := range connected(ix.orders) {
		var moments []graph.Ref
		number := map[graph.Ref]int{}
		for _, order := range together {
			for _, r := range []graph.Ref{order.Earlier, order.Later} {
				if _, ok := number[r]; !ok {
					number[r] = len(moments) + 1
					moments = append(moments, r)
				}
			}
		}
		if len(moments) > groupLimit {
			return nil, graph.Errorf(graph.TooLarge, "known orders join %d messages and events to one another, %s among them, and may join %d: narrow the period or the topic", len(moments), moments[0].ID, groupLimit)
		}
		b := newBounds(len(moments) + 1)
		var rows []int
		g := group{}
		ok := true
		for i, r := range moments {
			at, message, here := ix.interval(r)
			ok = ok && b.within(i+1, at)
			if here {
				rows = append(rows, i+1)
				g.messages = append(g.messages, message)
			}
		}
		for _, order := range together {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			least, most := int64(1), open
			if order.AtLeast != nil {
				least = max(least, order.AtLeast.Microseconds())
			}
			if order.AtMost != nil {
				most = order.AtMost.Microseconds()
			}
			ok = ok && b.follow(number[order.Earlier], number[order.Later], least, most)
		}
		if !ok {
			o.left = append(o.left, together...)
			continue
		}
		g.bounds = b.only(rows)
		for i, m := range g.messages {
			o.place[m] = inGroup{len(o.groups), i + 1}
		}
		o.groups = append(o.groups, g)
	}
	return o, nil
}

func (o *implied) bytes() int64 {
	n := int64(len(o.place)) * 64 // a map entry, roughly
	for _, g := range o.groups {
		n += size(g.messages) + size(g.bounds.d)
	}
	return n
}

// only keeps the origin and some of the moments; a part of a closed matrix is closed.
func (b bounds) only(moments []int) bounds {
	rows := append([]int{0}, moments...)
	r := newBounds(len(rows))
	for i, x := range rows {
		for j, y := range rows {
			r.set(i, j, b.at(x, y))
		}
	}
	return r
}

// interval of a message or event that an order names, and the message's number if
// its contacts are here.
func (ix *Index) interval(r graph.Ref) (at Bounds, message uint32, here bool) {
	if m, ok := ix.named[r.ID]; ok && r.Label == graph.MessageLabel {
		c, _ := ix.contactsOf(m)
		return ix.Bounds(c), m, true
	}
	return BoundsOf(ix.moments[r]), 0, false
}

// Contradictions are the known orders that were left out because they contradict
// one another or the times of what they speak of, or hang together with some that
// do. The slice is the index's; do not change it.
func (ix *Index) Contradictions() []graph.Order { return ix.implied.left }

// connected splits orders into those that hang together.
func connected(all []graph.Order) [][]graph.Order {
	part := map[graph.Ref]graph.Ref{}
	var root func(graph.Ref) graph.Ref
	root = func(r graph.Ref) graph.Ref {
		if p, ok := part[r]; ok && p != r {
			part[r] = root(p)
			return part[r]
		}
		return r
	}
	for _, o := range all {
		part[root(o.Earlier)] = root(o.Later)
	}
	place := map[graph.Ref]int{}
	var out [][]graph.Order
	for _, o := range all {
		r := root(o.Earlier)
		i, ok := place[r]
		if !ok {
			i = len(out)
			place[r] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], o)
	}
	return out
}

// tight bounds a contact's time by its interval and by all known orders.
func (ix *Index) tight(c uint32) Bounds {
	if c >= ix.exact && len(ix.implied.place) > 0 {
		if p, ok := ix.implied.place[ix.Message(c)]; ok {
			return ix.implied.groups[p.group].bounds.of(p.moment)
		}
	}
	return ix.Bounds(c)
}

// entangled splits the vague messages of each group into those whose distances
// say more than their intervals do. Only these have to be looked at together.
func (o *implied) entangled(admitted func(message uint32) bool) []group {
	var out []group
	for _, g := range o.groups {
		var rows []int
		for i, m := range g.messages {
			if !g.bounds.of(i+1).Exact() && admitted(m) {
				rows = append(rows, i+1)
			}
		}
		for len(rows) > 0 {
			part := rows[:1:1]
			rest := rows[1:]
			for i := 0; i < len(part); i++ {
				var apart []int
				for _, r := range rest {
					if g.bounds.joined(part[i], r) {
						part = append(part, r)
					} else {
						apart = append(apart, r)
					}
				}
				rest = apart
			}
			if len(part) > 1 {
				slices.Sort(part)
				e := group{bounds: g.bounds.only(part)}
				for _, r := range part {
					e.messages = append(e.messages, g.messages[r-1])
				}
				out = append(out, e)
			}
			rows = rest
		}
	}
	return out
}

// joined tells whether the distance of two moments is known better than from
// their intervals.
func (b bounds) joined(i, j int) bool {
	return b.at(i, j) < plus(b.at(i, 0), b.at(0, j)) || b.at(j, i) < plus(b.at(j, 0), b.at(0, i))
}
