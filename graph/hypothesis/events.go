package hypothesis

import (
	"cmp"
	"slices"
	"time"

	"backchannel/graph/temporal"
)

// Reading says which bound of each vague time is taken for the time.
type Reading string

// The readings. A contact whose bound is open is left out of the first two. Any is
// for tests that times do not matter to: every contact is in it, and no result
// depends on where in it.
const (
	Earliest Reading = "earliest"
	Latest   Reading = "latest"
	Any      Reading = "any"
)

// timeIn is a contact's time in a reading; false if it is left out.
func timeIn(r Reading, b temporal.Bounds) (int64, bool) {
	switch {
	case r == Earliest || r == Any && b.Earliest != temporal.OpenEarliest:
		return b.Earliest, b.Earliest != temporal.OpenEarliest
	case r == Latest || b.Latest != temporal.OpenLatest:
		return b.Latest, b.Latest != temporal.OpenLatest
	}
	return 0, true
}

// events are the contacts of a universe in one reading of their times: flat
// arrays by place in time order. Those of one time keep the order of the universe.
type events struct {
	u       *universe
	contact []uint32 // in the universe
	at      []int64  // microseconds since 1970
	from    []uint32
	to      []uint32 // nobody for a post

	first, last int64 // the period: of the scope, and where that is open, of the contacts
	step        int64 // every time is a whole number of steps after first
	left        int   // contacts with an open bound, left out
	vague       int   // contacts whose two bounds differ
}

func (u *universe) read(r Reading) *events {
	ev := &events{u: u}
	var order []uint32
	for i, c := range u.contacts {
		if c.at.Earliest != c.at.Latest {
			ev.vague++
		}
		if _, ok := timeIn(r, c.at); ok {
			order = append(order, uint32(i))
		} else {
			ev.left++
		}
	}
	time := func(i uint32) int64 {
		t, _ := timeIn(r, u.contacts[i].at)
		return t
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return cmp.Compare(time(a), time(b)) })
	n := len(order)
	ev.contact = order
	ev.at, ev.from, ev.to = make([]int64, n), make([]uint32, n), make([]uint32, n)
	for i, c := range order {
		ev.at[i], ev.from[i], ev.to[i] = time(c), u.contacts[c].from, u.contacts[c].to
	}
	ev.setPeriod()
	return ev
}

func (ev *events) setPeriod() {
	if n := len(ev.at); n > 0 {
		ev.first, ev.last = ev.at[0], ev.at[n-1]
	}
	if t := ev.u.first; t != nil {
		ev.first = t.UnixMicro() // a vague time may begin before the scope does
		if len(ev.at) > 0 {
			ev.first = min(ev.first, ev.at[0])
		}
	}
	if t := ev.u.last; t != nil {
		ev.last = t.UnixMicro()
		if n := len(ev.at); n > 0 {
			ev.last = max(ev.last, ev.at[n-1])
		}
	}
	ev.step = time.Second.Microseconds()
	for _, t := range ev.at {
		if (t-ev.first)%ev.step != 0 {
			ev.step = 1
			break
		}
	}
}

func (ev *events) len() int { return len(ev.at) }

// of is the contact at a place.
func (ev *events) of(i int) *contact { return &ev.u.contacts[ev.contact[i]] }

// static tells by place what a mark says of a contact apart from who and when; all
// true for no mark.
func (ev *events) static(m *mark) []bool {
	s := make([]bool, ev.len())
	for i := range s {
		s[i] = m == nil || m.static(ev.of(i))
	}
	return s
}

// count is how many contacts a mark admits.
func (ev *events) count(m *mark) int {
	n := 0
	for i := range ev.at {
		if m.who(ev.from[i], ev.to[i]) && m.when(ev.at[i]) && m.static(ev.of(i)) {
			n++
		}
	}
	return n
}

// tied is the end of the places that have the time of place i.
func tied(at []int64, i int) int {
	end := i + 1
	for end < len(at) && at[end] == at[i] {
		end++
	}
	return end
}
