package graph_test

import (
	"testing"
	"time"

	"backchannel/graph"

	"pgregory.net/rapid"
)

func TestMomentsThatFollowFromOrders(t *testing.T) {
	day := func(s string) graph.Moment {
		m, err := graph.ParseMoment(s)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	a, b, c, d, e, f := message("a"), message("b"), message("c"), message("d"), message("e"), message("f")
	var line graph.Timeline
	if got := line.Moments(); len(got) != 0 {
		t.Errorf("an empty timeline has %v", got)
	}
	line.Place(a, day("2017-07-11"))
	line.Place(b, graph.Undated())
	line.Add(graph.Order{Earlier: a, Later: b, AtLeast: seconds(3600), AtMost: seconds(24 * 3600)})
	line.Add(graph.Order{Earlier: b, Later: c})
	line.Add(graph.Order{Earlier: d, Later: e, AtLeast: seconds(2)})
	line.Add(graph.Order{Earlier: e, Later: d, AtLeast: seconds(2)}) // a contradiction, apart from the others
	line.Place(d, day("2016"))
	line.Place(f, day("9999-12-31"))
	line.Add(graph.Order{Earlier: f, Later: message("g"), AtLeast: seconds(1 << 30)}) // beyond what engines hold
	got := line.Moments()
	want := map[graph.Ref]string{
		a: "2017-07-11",
		b: "2017-07-11T01:00:00Z..2017-07-12T23:59:59.999999Z",
		c: "after 2017-07-11T01:00:00.000001Z",
		f: "9999-12-31", message("g"): "unknown",
	}
	for r, m := range want {
		if got[r].String() != m {
			t.Errorf("%s was %s, want %s", r.ID, got[r], m)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d moments, want %d: %v", len(got), len(want), got)
	}
}

// What follows is no more and no less than what asking for each pair tells: the
// distance from a moment that is known exactly.
func TestMomentsAreTheDistancesFromAKnownOne(t *testing.T) {
	contradictions, checks := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		checks++
		var line graph.Timeline
		names := []graph.Ref{message("zero"), message("a"), message("b"), message("c"), message("d")}
		zero := time.Unix(0, 0)
		line.Place(names[0], graph.At(zero))
		for _, r := range names[1:] {
			if rapid.Bool().Draw(t, r.ID+" placed") {
				m, _ := vague(t, r.ID)
				line.Place(r, m)
			} else {
				line.Place(r, graph.Undated())
			}
			// One group, so that a contradiction anywhere is one everywhere.
			line.Add(graph.Order{Earlier: names[0], Later: r, AtMost: micros(100)})
		}
		for range rapid.IntRange(0, 5).Draw(t, "orders") {
			o := graph.Order{Earlier: rapid.SampledFrom(names).Draw(t, "earlier"), Later: rapid.SampledFrom(names).Draw(t, "later")}
			if rapid.Bool().Draw(t, "least given") {
				o.AtLeast = micros(rapid.IntRange(-2, 5).Draw(t, "least"))
			}
			if rapid.Bool().Draw(t, "most given") {
				o.AtMost = micros(rapid.IntRange(0, 6).Draw(t, "most"))
			}
			line.Add(o)
		}
		moments := line.Moments()
		contradictions += len(names) - len(moments)
		for _, r := range names {
			d, ok := line.Between(names[0], r)
			m, found := moments[r]
			if ok != found {
				t.Fatalf("%s: a contradiction to one (%v), none to the other (%v)", r.ID, ok, found)
			}
			if ok && (!sameTime(m.Earliest, after(zero, d.AtLeast)) || !sameTime(m.Latest, after(zero, d.AtMost))) {
				t.Fatalf("%s was %v, and %s to %s after zero", r.ID, m, show(d.AtLeast), show(d.AtMost))
			}
		}
	})
	if contradictions == 0 || contradictions == 5*checks {
		t.Errorf("%d things of %d timelines were in a contradiction: too few or too many to try both", contradictions, checks)
	}
}

func after(t time.Time, d *time.Duration) *time.Time {
	if d == nil {
		return nil
	}
	at := t.Add(*d)
	return &at
}
