package temporal

import "slices"

// followers are the states of walks that hold in every reading. Whether a hop may
// follow another is then a matter of these two alone, so that a state is the last
// hop; for the fastest walk also the first.
type followers struct {
	v         *sight
	objective Objective
	room      [follower]int64
}

// What the state of a follower holds.
const (
	lastEarliest = iota // bounds of the last hop
	lastLatest
	lastMessage // its number if orders speak of it, else noMessage
	firstEarliest
	firstMessage
	follower
)

const noMessage = -1

func newFollowers(v *sight, o Objective) *followers {
	return &followers{v: v, objective: o}
}

func (f *followers) start() label {
	return label{state: make([]int64, follower)}
}

// message of a contact if orders join it with others, else noMessage.
func (f *followers) message(c uint32) int64 {
	if c < f.v.q.ix.exact {
		return noMessage
	}
	m := f.v.q.ix.Message(c)
	if _, ok := f.v.q.ix.implied.place[m]; !ok {
		return noMessage
	}
	return int64(m)
}

// apart bounds how long after one message another comes, in every reading.
func (f *followers) apart(a Bounds, am int64, b Bounds, bm int64) Bounds {
	d := Bounds{OpenEarliest, OpenLatest}
	if b.Earliest != OpenEarliest && a.Latest != OpenLatest {
		d.Earliest = b.Earliest - a.Latest
	}
	if b.Latest != OpenLatest && a.Earliest != OpenEarliest {
		d.Latest = b.Latest - a.Earliest
	}
	if am == noMessage || bm == noMessage {
		return d
	}
	if e, ok := f.v.q.ix.implied.between(uint32(am), uint32(bm), f.v.back); ok {
		return e
	}
	return d
}

// between bounds how long after message a message b comes; false if they are of
// different groups. Backward, times are negated.
func (o *implied) between(a, b uint32, back bool) (Bounds, bool) {
	p, ok1 := o.place[a]
	r, ok2 := o.place[b]
	if !ok1 || !ok2 || p.group != r.group {
		return Bounds{}, false
	}
	if back {
		p, r = r, p
	}
	return o.groups[p.group].bounds.between(p.moment, r.moment), true
}

func (f *followers) ready(l *label) Bounds {
	if l.hops == 0 {
		return Bounds{OpenEarliest, OpenLatest}
	}
	// Each exact hop is after every reading of the last one.
	w := Bounds{OpenLatest, plus(f.v.q.maxWait, l.state[lastEarliest])}
	if l.state[lastLatest] != OpenLatest {
		w.Earliest = l.state[lastLatest] + f.v.q.minWait
	}
	if l.state[lastEarliest] == OpenEarliest && f.v.q.maxWait != open {
		w = Bounds{OpenLatest, OpenEarliest}
	}
	return w
}

func (f *followers) extend(l *label, c uint32, next *label) bool {
	at, m := f.v.bounds(c), f.message(c)
	if !at.in(f.v.period) {
		return false
	}
	s := f.room[:]
	s[lastEarliest], s[lastLatest], s[lastMessage] = at.Earliest, at.Latest, m
	next.state = s
	took := int64(0)
	if l.hops == 0 {
		s[firstEarliest], s[firstMessage] = at.Earliest, m
	} else {
		before := Bounds{l.state[lastEarliest], l.state[lastLatest]}
		wait := f.apart(before, l.state[lastMessage], at, m)
		if wait.Earliest < f.v.q.minWait || wait.Latest > f.v.q.maxWait {
			return false
		}
		s[firstEarliest], s[firstMessage] = l.state[firstEarliest], l.state[firstMessage]
		took = f.apart(Bounds{s[firstEarliest], OpenLatest}, s[firstMessage], at, m).Latest
	}
	switch f.objective {
	case FewestHops:
		next.cost = int64(l.hops) + 1
	case Fastest:
		next.cost = took
	default:
		next.cost = at.Latest
	}
	return true
}

func (f *followers) covers(a, b *label) bool {
	x, y := a.state, b.state
	sameLast := x[lastMessage] == y[lastMessage] && y[lastMessage] != noMessage
	if !sameLast && (y[lastMessage] != noMessage ||
		x[lastLatest] > y[lastLatest] || f.v.q.maxWait != open && x[lastEarliest] < y[lastEarliest]) {
		return false
	}
	if f.objective != Fastest {
		return f.objective == FewestHops || x[lastLatest] <= y[lastLatest]
	}
	sameFirst := slices.Equal(x[firstEarliest:], y[firstEarliest:])
	return sameFirst || y[firstMessage] == noMessage && x[firstEarliest] >= y[firstEarliest]
}
