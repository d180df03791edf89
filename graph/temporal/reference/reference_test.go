package reference_test

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"testing"
	"time"

	"backchannel/graph"
	"backchannel/graph/temporal/reference"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// far stands for an open bound: so far off that nothing known reaches it. Three
// moments reach at most 21 for the last date and 8 for each order or wait.
const (
	far    = 60
	beyond = 38
)

// reading is one time per moment, in microseconds.
type reading map[graph.Ref]int64

// readings tries every time for every moment and yields what agrees with all
// orders; what is yielded must not be kept.
func readings(n reference.Network, orders []graph.Order) iter.Seq[reading] {
	moments := map[graph.Ref]graph.Moment{}
	for _, c := range n.Contacts {
		moments[message(c)] = c.At
	}
	for r, m := range n.Moments {
		moments[r] = m
	}
	names := slices.Collect(maps.Keys(moments))
	return func(yield func(reading) bool) {
		at := reading{}
		var try func(i int) bool
		try = func(i int) bool {
			if i == len(names) {
				return yield(at)
			}
			m, lo, hi := moments[names[i]], int64(-far), int64(far)
			if m.Earliest != nil {
				lo = m.Earliest.UnixMicro()
			}
			if m.Latest != nil {
				hi = m.Latest.UnixMicro()
			}
			defer delete(at, names[i])
			for v := lo; v <= hi; v++ {
				at[names[i]] = v
				if agrees(at, orders) && !try(i+1) {
					return false
				}
			}
			return true
		}
		try(0)
	}
}

func agrees(at reading, orders []graph.Order) bool {
	for _, o := range orders {
		a, ok1 := at[o.Earlier]
		b, ok2 := at[o.Later]
		if !ok1 || !ok2 {
			continue
		}
		if b <= a || o.AtLeast != nil && b-a < o.AtLeast.Microseconds() || o.AtMost != nil && b-a > o.AtMost.Microseconds() {
			return false
		}
	}
	return true
}

func message(c graph.Contact) graph.Ref {
	return graph.Ref{Label: graph.MessageLabel, ID: c.MessageID}
}

// holds reads the definition of a walk out loud.
func holds(at reading, q reference.Question, hops []graph.Contact) bool {
	for i, c := range hops {
		t := at[message(c)]
		if q.Since != nil && t < q.Since.UnixMicro() || q.Until != nil && t > q.Until.UnixMicro() {
			return false
		}
		if i == 0 {
			continue
		}
		if hops[i-1].To.ID != c.From.ID {
			return false
		}
		wait := time.Duration(t-at[message(hops[i-1])]) * time.Microsecond
		if wait <= 0 || wait < q.MinWait || q.MaxWait > 0 && wait > q.MaxWait {
			return false
		}
	}
	return true
}

// few keeps the first messages of a network, so that all readings can be tried.
func few(n reference.Network, messages int) reference.Network {
	kept := map[graph.Ref]bool{}
	out := reference.Network{Moments: n.Moments}
	for _, c := range n.Contacts {
		if !kept[message(c)] && len(kept)+len(n.Moments) >= messages {
			continue
		}
		kept[message(c)] = true
		out.Contacts = append(out.Contacts, c)
	}
	for _, o := range n.Orders {
		_, e := n.Moments[o.Earlier]
		_, l := n.Moments[o.Later]
		if (e || kept[o.Earlier]) && (l || kept[o.Later]) {
			out.Orders = append(out.Orders, o)
		}
	}
	return out
}

// tally is what all readings together say of a walk.
type tally struct {
	held, failed int
	lo, hi       [3]int64 // of departure, arrival and duration where it held
}

func tallies(n reference.Network, q reference.Question, walks [][]graph.Contact) []tally {
	out := make([]tally, len(walks))
	for at := range readings(n, n.Known()) {
		for i, hops := range walks {
			y := &out[i]
			if !holds(at, q, hops) {
				y.failed++
				continue
			}
			first, last := at[message(hops[0])], at[message(hops[len(hops)-1])]
			for k, v := range []int64{first, last, last - first} {
				if y.held == 0 {
					y.lo[k], y.hi[k] = v, v
				}
				y.lo[k], y.hi[k] = min(y.lo[k], v), max(y.hi[k], v)
			}
			y.held++
		}
	}
	return out
}

func (y tally) verdict() graph.Verdict {
	switch {
	case y.held == 0:
		return graph.Impossible
	case y.failed == 0:
		return graph.Certain
	}
	return graph.Possible
}

// What the reference says of a walk by its network of bounds is what trying every
// reading finds: certainty, and the span of departure, arrival and duration.
func TestJudgeAgreesWithEveryReading(t *testing.T) {
	judged := map[string]int{}
	property := func(t *rapid.T, times reference.Times) {
		n := few(reference.Draw(t, times), 3)
		q := reference.DrawQuestion(t, n)
		for range readings(n, n.Known()) {
			judged["with a reading"]++
			break
		}
		if len(n.Known()) < len(n.Orders) {
			judged["with a contradiction"]++
			for at := range readings(n, n.Orders) {
				t.Fatalf("orders were dropped, but they hold in %v", at)
			}
		}
		walks := sequences(n, q)
		for i, y := range tallies(n, q, walks) {
			hops := walks[i]
			want := y.verdict()
			judged[fmt.Sprint(want, " of ", len(hops))]++
			w, ok := n.Judge(q, hops)
			if got := verdict(w, ok); got != want {
				t.Fatalf("%s, but %d readings hold and %d do not: %s", got, y.held, y.failed, show(hops))
			}
			if want == graph.Impossible {
				continue
			}
			for k, s := range []reference.Span{w.Departure, w.Arrival, w.Duration} {
				if d := cmp.Diff(open(y.lo[k], y.hi[k]), s); d != "" {
					t.Fatalf("span %d of %s:\n%s", k, show(hops), d)
				}
			}
		}
	}
	// What is drawn is seldom a certain walk of three, so there may be a round more.
	kinds := []string{"certain of 2", "possible of 2", "impossible of 2", "certain of 3", "possible of 3", "with a contradiction"}
	unseen := func() []string {
		return slices.DeleteFunc(slices.Clone(kinds), func(kind string) bool { return judged[kind] > 0 })
	}
	for round := 0; round < 10 && (round == 0 || len(unseen()) > 0); round++ {
		rapid.Check(t, func(t *rapid.T) {
			property(t, reference.Vague)
			property(t, reference.Mixed)
		})
	}
	if none := unseen(); len(none) > 0 {
		t.Errorf("no walk was %v: %v", none, judged)
	}
}

func open(lo, hi int64) reference.Span {
	var s reference.Span
	if lo > -beyond {
		s.Min = &lo
	}
	if hi < beyond {
		s.Max = &hi
	}
	return s
}

func verdict(w reference.Walk, ok bool) graph.Verdict {
	if !ok {
		return graph.Impossible
	}
	return w.Certainty
}

// sequences are up to three admitted contacts that join, whatever their times.
func sequences(n reference.Network, q reference.Question) [][]graph.Contact {
	var out, longest [][]graph.Contact
	longest = append(longest, nil)
	for range 3 {
		var next [][]graph.Contact
		for _, hops := range longest {
			for _, c := range n.Admitted(q) {
				if len(hops) == 0 || hops[len(hops)-1].To.ID == c.From.ID {
					next = append(next, append(append([]graph.Contact{}, hops...), c))
				}
			}
		}
		out, longest = append(out, next...), next
	}
	return out
}

func show(hops []graph.Contact) string {
	s := ""
	for _, c := range hops {
		s += fmt.Sprintf("%s: %s→%s at %s; ", c.MessageID, c.From.ID, c.To.ID, c.At)
	}
	return s
}

// The walks listed are those that hold: none is missing, none is more.
func TestWalksAreAllThatHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := few(reference.Draw(t, reference.Mixed), 3)
		q := reference.DrawQuestion(t, n)
		want := map[string]bool{}
		walks := sequences(n, q)
		for i, y := range tallies(n, q, walks) {
			hops := walks[i]
			if y.held > 0 && hops[0].From.ID == q.From && hops[len(hops)-1].To.ID == q.To && (q.MaxHops == 0 || len(hops) <= q.MaxHops) {
				want[show(hops)+fmt.Sprint(y.failed == 0)] = true
			}
		}
		got := map[string]bool{}
		for _, w := range n.Walks(q) {
			got[show(w.Hops)+fmt.Sprint(w.Certainty == graph.Certain)] = true
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
	})
}
