package temporal

import "slices"

// Moments of a zone: the origin of time, when word came, when it departed, and
// then the messages of the groups that the walk has touched.
const (
	origin = iota
	now
	departed
	grouped
)

// zones are the states of walks that hold in some reading. The state of a walk is
// the set of all readings in which it holds, as far as it matters for the hops to
// come: bounds on the distances between when word came, when it departed, and the
// messages whose times are entangled with these (a zone of timed automata: Dill
// 1989, "Timing assumptions and verification of finite-state concurrent systems";
// walks are compared by whether one zone holds the other).
//
// Messages that no order joins are independent: each is free to fall anywhere in
// its interval, and is forgotten after the next hop. That is right as long as no
// message is used twice; where that could happen each is a group of its own.
type zones struct {
	v         *sight
	objective Objective
	alone     bool // each vague message is a group
	groups    []group
	place     map[uint32]inGroup

	room    []int64 // of the last matrix made
	touched []int32
}

func newZones(v *sight, o Objective, alone bool) *zones {
	z := &zones{v: v, objective: o, alone: alone, place: map[uint32]inGroup{}}
	q := v.q
	z.groups = q.ix.implied.entangled(func(m uint32) bool {
		for c, end := q.ix.contactsOf(m); c < end; c++ {
			if q.admits(c) {
				return true
			}
		}
		return false
	})
	for i := range z.groups {
		g := &z.groups[i]
		if v.back {
			g.bounds = g.bounds.negated()
		}
		for k, m := range g.messages {
			z.place[m] = inGroup{i, k + 1}
		}
	}
	return z
}

// negated is b with every time t read as -t.
func (b bounds) negated() bounds {
	r := newBounds(b.n)
	for i := range b.n {
		for j := range b.n {
			r.set(i, j, b.at(j, i))
		}
	}
	return r
}

// of finds the group of a contact's message; false if it is independent.
func (z *zones) of(c uint32) (inGroup, bool) {
	if c < z.v.q.ix.exact || !z.alone && len(z.place) == 0 {
		return inGroup{}, false
	}
	m := z.v.q.ix.Message(c)
	p, ok := z.place[m]
	if !ok && z.alone {
		b := newBounds(2)
		b.within(1, z.v.bounds(c))
		p, ok = inGroup{len(z.groups), 1}, true
		z.place[m] = p
		z.groups = append(z.groups, group{[]uint32{m}, b})
	}
	return p, ok
}

func (z *zones) zone(l *label) bounds {
	n := grouped
	for _, g := range l.groups {
		n += len(z.groups[g].messages)
	}
	return bounds{n, l.state}
}

func (z *zones) start() label {
	return label{state: newBounds(grouped).d}
}

func (z *zones) ready(l *label) Bounds {
	if l.hops == 0 {
		return Bounds{OpenEarliest, OpenLatest}
	}
	return z.zone(l).of(now).later(z.v.q.minWait, z.v.q.maxWait)
}

// extend: see states.
func (z *zones) extend(l *label, c uint32, next *label) bool {
	if !z.step(l, c, next) {
		return false
	}
	b := z.zone(next)
	z.relax(b)
	z.drop(next, b)
	switch b = z.zone(next); z.objective {
	case FewestHops:
		next.cost = int64(l.hops) + 1
	case Fastest:
		next.cost = -b.at(now, departed)
	default:
		next.cost = b.of(now).Earliest
	}
	return true
}

// step makes the zone after one more hop, exactly.
func (z *zones) step(l *label, c uint32, next *label) bool {
	at := z.v.bounds(c).both(z.v.period)
	if at.empty() {
		return false
	}
	before := z.zone(l)
	p, entangled := z.of(c)
	if !entangled {
		b := z.matrix(before.n)
		copy(b.d, before.d)
		next.groups, next.state = l.groups, b.d
		if !b.move(at, z.v.q.minWait, z.v.q.maxWait) {
			return false
		}
		b.depart(l.hops == 0)
		return true
	}
	moment, touched := grouped, false
	for _, g := range l.groups {
		if int(g) == p.group {
			touched = true
			break
		}
		moment += len(z.groups[g].messages)
	}
	b := before
	next.groups = l.groups
	if touched {
		b = z.matrix(before.n)
		copy(b.d, before.d)
	} else {
		b = z.join(before, z.groups[p.group].bounds)
		z.touched = append(append(z.touched[:0], l.groups...), int32(p.group))
		next.groups = z.touched
	}
	next.state = b.d
	moment += p.moment - 1
	if !b.within(moment, z.v.period) || !b.follow(now, moment, z.v.q.minWait, z.v.q.maxWait) {
		return false
	}
	b.alias(now, moment)
	b.depart(l.hops == 0)
	return true
}

func (z *zones) matrix(n int) bounds {
	if cap(z.room) < n*n {
		z.room = make([]int64, n*n)
	}
	return bounds{n, z.room[:n*n]}
}

// join puts the moments of g beside those of b; the origin is all they share.
func (z *zones) join(b, g bounds) bounds {
	r := z.matrix(b.n + g.n - 1)
	for i := range r.n {
		for j := range r.n {
			x, y := i-b.n+1, j-b.n+1
			switch {
			case i < b.n && j < b.n:
				r.set(i, j, b.at(i, j))
			case i < b.n:
				r.set(i, j, plus(b.at(i, 0), g.at(0, y)))
			case j < b.n:
				r.set(i, j, plus(g.at(x, 0), b.at(0, j)))
			default:
				r.set(i, j, g.at(x, y))
			}
		}
	}
	return r
}

// move lets word come at a new moment that lies in an interval and follows the
// moment at which it came before, which is forgotten.
func (b bounds) move(at Bounds, least, most int64) bool {
	early := open // from the new moment to the origin
	if at.Earliest != OpenEarliest {
		early = -at.Earliest
	}
	for _, turn := range []int64{
		plus(early, at.Latest), plus(plus(early, b.at(origin, now)), most),
		plus(plus(b.at(now, origin), -least), at.Latest), plus(most, -least),
	} {
		if turn < 0 {
			return false
		}
	}
	var small [2 * 16]int64
	in := small[:0]
	if 2*b.n > len(small) {
		in = make([]int64, 0, 2*b.n)
	}
	for i := range b.n {
		in = append(in, min(plus(b.at(i, origin), at.Latest), plus(b.at(i, now), most)))
	}
	for i := range b.n {
		in = append(in, min(plus(early, b.at(origin, i)), plus(b.at(now, i), -least)))
	}
	out := in[b.n:]
	for i := range b.n {
		for j := range b.n {
			if v := plus(in[i], out[j]); v < b.at(i, j) {
				b.set(i, j, v)
			}
		}
	}
	for i := range b.n {
		if i != now {
			b.set(i, now, in[i])
			b.set(now, i, out[i])
		}
	}
	return true
}

// alias makes moment i the same as moment j.
func (b bounds) alias(i, j int) {
	for x := range b.n {
		if x != i {
			b.set(x, i, b.at(x, j))
			b.set(i, x, b.at(j, x))
		}
	}
	b.set(i, i, 0)
}

// depart notes when the first hop leaves.
func (b bounds) depart(first bool) {
	if first {
		b.alias(departed, now)
	}
}

// relax adds readings that make no walk possible or better that was not: without
// max_wait, word that came early may as well have come later; and what departed
// late may as well have departed earlier, which only takes longer. Where the time
// taken does not matter the departure is forgotten.
func (z *zones) relax(b bounds) {
	for i := range b.n {
		if i != now && z.v.q.maxWait == open {
			b.set(i, now, open)
		}
		if i != departed {
			b.set(departed, i, open)
			if z.objective != Fastest {
				b.set(i, departed, open)
			}
		}
	}
}

// drop forgets the groups of which no message can be later than word came.
func (z *zones) drop(l *label, b bounds) {
	soon := b.of(now).later(z.v.q.minWait, open).Earliest
	over := func(g int32) bool {
		for i := range z.groups[g].messages {
			if z.groups[g].bounds.of(i+1).Latest >= soon {
				return false
			}
		}
		return true
	}
	if !slices.ContainsFunc(l.groups, over) {
		return
	}
	var kept []int32
	rows := []int{now, departed}
	row := grouped
	for _, g := range l.groups {
		stays := !over(g)
		if stays {
			kept = append(kept, g)
		}
		for range z.groups[g].messages {
			if stays {
				rows = append(rows, row)
			}
			row++
		}
	}
	l.groups, l.state = kept, b.only(rows).d
}

// covers: see states. Groups that a has not touched are as free as they ever are.
func (z *zones) covers(a, b *label) bool {
	x, y := z.zone(a), z.zone(b)
	if len(a.groups) == 0 {
		return x.holds(y, nil)
	}
	rows := make([]int, 0, x.n)
	for i := range grouped {
		rows = append(rows, i)
	}
	for _, g := range a.groups {
		row, found := grouped, false
		for _, h := range b.groups {
			if found = g == h; found {
				break
			}
			row += len(z.groups[h].messages)
		}
		if !found {
			return false
		}
		for i := range z.groups[g].messages {
			rows = append(rows, row+i)
		}
	}
	return x.holds(y, rows)
}

// holds tells whether every reading of y, of which x has some moments, is one of
// x. rows are the moments of x in y; nil if both begin with the same.
func (x bounds) holds(y bounds, rows []int) bool {
	for i := range x.n {
		for j := range x.n {
			p, r := i, j
			if rows != nil {
				p, r = rows[i], rows[j]
			}
			if x.at(i, j) < y.at(p, r) {
				return false
			}
		}
	}
	return true
}
