package graph

import (
	"math"
	"time"
)

// Order is a known order or distance between two moments, each the time of a
// message or an event: Later came after Earlier, by at least AtLeast and at most
// AtMost. A nil bound is open; after is strictly later even then. It holds
// whether or not either of the two has a date.
type Order struct {
	Later     Ref            `json:"later"`
	Earlier   Ref            `json:"earlier"`
	AtLeast   *time.Duration `json:"at_least"`
	AtMost    *time.Duration `json:"at_most"`
	Note      string         `json:"note,omitempty"` // the source's vagueness in our words: "a few hours"
	Citations []Citation     `json:"citations"`
}

// Distance bounds how long after one moment another came, in both directions
// open unless known.
type Distance struct {
	AtLeast *time.Duration `json:"at_least"`
	AtMost  *time.Duration `json:"at_most"`
}

// Timeline answers what is known of the order of moments, from their intervals
// and from known orders together. It is a simple temporal network (Dechter,
// Meiri & Pearl 1991, "Temporal constraint networks"): each bound is an edge
// "b - a <= w", and the tightest bound between two moments is a shortest path.
//
// The zero value is empty and ready. It is not safe for concurrent use.
type Timeline struct {
	index map[Ref]int
	edges [][]bound // edges[a] holds bounds t(b) - t(a) <= w; node 0 is the origin of time
}

type bound struct {
	to int
	w  int64 // microseconds
}

func (t *Timeline) node(r Ref) int {
	if t.index == nil {
		t.index = map[Ref]int{}
		t.edges = make([][]bound, 1)
	}
	n, ok := t.index[r]
	if !ok {
		n = len(t.edges)
		t.index[r] = n
		t.edges = append(t.edges, nil)
	}
	return n
}

// Place gives r the interval of m.
func (t *Timeline) Place(r Ref, m Moment) {
	n := t.node(r)
	if m.Latest != nil {
		t.edges[0] = append(t.edges[0], bound{n, m.Latest.UnixMicro()})
	}
	if m.Earliest != nil {
		t.edges[n] = append(t.edges[n], bound{0, -m.Earliest.UnixMicro()})
	}
}

// Add makes o known.
func (t *Timeline) Add(o Order) {
	a, b := t.node(o.Earlier), t.node(o.Later)
	if o.AtMost != nil {
		t.edges[a] = append(t.edges[a], bound{b, o.AtMost.Microseconds()})
	}
	least := resolution // after means later, however little
	if o.AtLeast != nil {
		least = max(least, *o.AtLeast)
	}
	t.edges[b] = append(t.edges[b], bound{a, -least.Microseconds()})
}

// Between returns how long after a the moment b came, as tightly as everything
// placed and added implies. A negative AtLeast means that b may have been
// earlier. ok is false if what was added contradicts itself (a negative cycle):
// then nothing follows.
func (t *Timeline) Between(a, b Ref) (d Distance, ok bool) {
	x, y := t.node(a), t.node(b)
	most, ok1 := t.shortest(x, y)
	least, ok2 := t.shortest(y, x)
	if !ok1 || !ok2 {
		return Distance{}, false
	}
	if most <= longest {
		v := time.Duration(max(most, -longest)) * time.Microsecond
		d.AtMost = &v
	}
	if least != math.MaxInt64 && -least >= -longest {
		v := time.Duration(min(-least, longest)) * time.Microsecond
		d.AtLeast = &v
	}
	return d, true
}

// longest is what a time.Duration holds, in microseconds: 292 years. A bound
// beyond it gives way to a looser one that is still true.
const longest = math.MaxInt64 / int64(time.Microsecond)

// Precedes tells whether a was strictly earlier than b, by all that is known.
func (t *Timeline) Precedes(a, b Ref) Verdict {
	d, ok := t.Between(a, b)
	switch {
	case !ok:
		return Possible
	case d.AtLeast != nil && *d.AtLeast > 0:
		return Certain
	case d.AtMost != nil && *d.AtMost <= 0:
		return Impossible
	}
	return Possible
}

// shortest is Bellman–Ford from one node; math.MaxInt64 means no bound.
func (t *Timeline) shortest(from, to int) (int64, bool) {
	dist := make([]int64, len(t.edges))
	for i := range dist {
		dist[i] = math.MaxInt64
	}
	dist[from] = 0
	for round := 0; ; round++ {
		changed := false
		for a, out := range t.edges {
			if dist[a] == math.MaxInt64 {
				continue
			}
			for _, e := range out {
				if d := dist[a] + e.w; d < dist[e.to] {
					dist[e.to], changed = d, true
				}
			}
		}
		if !changed {
			return dist[to], true
		}
		if round > len(t.edges) {
			return 0, false
		}
	}
}
