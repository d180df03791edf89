package graph_test

import (
	"fmt"
	"testing"
	"time"

	"backchannel/graph"

	"pgregory.net/rapid"
)

func message(id string) graph.Ref { return graph.Ref{Label: graph.MessageLabel, ID: id} }

func seconds(n int) *time.Duration {
	d := time.Duration(n) * time.Second
	return &d
}

func micros(n int) *time.Duration {
	d := time.Duration(n) * time.Microsecond
	return &d
}

func show(d *time.Duration) string {
	if d == nil {
		return "open"
	}
	return d.String()
}

func TestTimeline(t *testing.T) {
	minute := func(s string) graph.Moment {
		m, err := graph.ParseMoment(s)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	a, b, c := message("a"), message("b"), message("c")
	var line graph.Timeline
	if d, ok := line.Between(a, b); !ok || d.AtLeast != nil || d.AtMost != nil {
		t.Errorf("an empty timeline knows %v %v", d, ok)
	}
	// Two undated messages, the one a quarter of an hour after the other.
	line.Add(graph.Order{Earlier: a, Later: b, AtLeast: seconds(900), AtMost: seconds(900)})
	if d, ok := line.Between(a, b); !ok || show(d.AtLeast) != "15m0s" || show(d.AtMost) != "15m0s" {
		t.Errorf("between: %s to %s, %v", show(d.AtLeast), show(d.AtMost), ok)
	}
	if d, _ := line.Between(b, a); show(d.AtLeast) != "-15m0s" || show(d.AtMost) != "-15m0s" {
		t.Errorf("the other way: %s to %s", show(d.AtLeast), show(d.AtMost))
	}
	for _, v := range []struct {
		x, y graph.Ref
		want graph.Verdict
	}{{a, b, graph.Certain}, {b, a, graph.Impossible}, {a, c, graph.Possible}, {a, a, graph.Impossible}} {
		if got := line.Precedes(v.x, v.y); got != v.want {
			t.Errorf("%s precedes %s: %s, want %s", v.x.ID, v.y.ID, got, v.want)
		}
	}
	// Dating one dates the other.
	line.Place(a, minute("2016-06-03"))
	line.Place(c, minute("2016-06-05"))
	if got := line.Precedes(b, c); got != graph.Certain {
		t.Errorf("b precedes c: %s", got)
	}
	// What contradicts itself says nothing.
	line.Add(graph.Order{Earlier: b, Later: a, AtLeast: seconds(1)})
	if _, ok := line.Between(a, b); ok {
		t.Error("the contradiction passed")
	}
	if got := line.Precedes(a, b); got != graph.Possible {
		t.Errorf("out of a contradiction follows %s", got)
	}
}

// A time.Duration holds 292 years; moments may lie further apart.
func TestTimelineAcrossCenturies(t *testing.T) {
	var line graph.Timeline
	old, late := message("old"), message("late")
	line.Place(old, graph.At(*at("0001-01-01T00:00:00Z")))
	line.Place(late, graph.At(*at("9999-12-31T00:00:00Z")))
	if got := line.Precedes(old, late); got != graph.Certain {
		t.Errorf("year 1 precedes year 9999: %s", got)
	}
	if got := line.Precedes(late, old); got != graph.Impossible {
		t.Errorf("year 9999 precedes year 1: %s", got)
	}
	d, ok := line.Between(old, late)
	if !ok || d.AtLeast == nil || *d.AtLeast < 290*365*24*time.Hour {
		t.Errorf("at least %s apart", show(d.AtLeast))
	}
	if d.AtMost != nil {
		t.Errorf("at most %s apart, which is too little", show(d.AtMost))
	}
}

// network is a small simple temporal network over whole microseconds, with the
// readings that satisfy it found by trying them all.
type network struct {
	line     graph.Timeline
	readings [][]int
}

const moments, span = 3, 6

func draw(t *rapid.T) *network {
	n := &network{}
	type constraint func(at []int) bool
	var all []constraint
	name := func(i int) graph.Ref { return message(fmt.Sprint(i)) }
	for i := range moments {
		m, _ := vague(t, fmt.Sprint("moment ", i))
		// The brute force looks at a finite stretch: bounds outside it are given.
		if m.Earliest == nil {
			e := instant(0)
			m.Earliest = &e
		}
		if m.Latest == nil {
			l := instant(instants)
			m.Latest = &l
		}
		n.line.Place(name(i), m)
		all = append(all, func(at []int) bool {
			return !instant(at[i]).Before(*m.Earliest) && !instant(at[i]).After(*m.Latest)
		})
	}
	for k := range rapid.IntRange(0, 4).Draw(t, "orders") {
		a := rapid.IntRange(0, moments-1).Draw(t, fmt.Sprint("earlier ", k))
		b := rapid.IntRange(0, moments-1).Draw(t, fmt.Sprint("later ", k))
		o := graph.Order{Earlier: name(a), Later: name(b)}
		if rapid.Bool().Draw(t, fmt.Sprint("least ", k)) {
			o.AtLeast = micros(rapid.IntRange(-2, span).Draw(t, fmt.Sprint("at least ", k)))
		}
		if rapid.Bool().Draw(t, fmt.Sprint("most ", k)) {
			o.AtMost = micros(rapid.IntRange(-2, span).Draw(t, fmt.Sprint("at most ", k)))
		}
		n.line.Add(o)
		all = append(all, func(at []int) bool {
			d := time.Duration(at[b]-at[a]) * time.Microsecond
			return at[a] < at[b] && (o.AtLeast == nil || d >= *o.AtLeast) && (o.AtMost == nil || d <= *o.AtMost)
		})
	}
	at := make([]int, moments)
	var try func(i int)
	try = func(i int) {
		if i == moments {
			for _, holds := range all {
				if !holds(at) {
					return
				}
			}
			n.readings = append(n.readings, append([]int(nil), at...))
			return
		}
		for at[i] = 0; at[i] <= instants; at[i]++ {
			try(i + 1)
		}
	}
	try(0)
	return n
}

// The bounds of a simple temporal network over whole numbers are met by some
// reading in whole numbers, so trying all of them finds the tightest.
func TestTimelineAgainstAllReadings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := draw(t)
		for a := range moments {
			for b := range moments {
				x, y := message(fmt.Sprint(a)), message(fmt.Sprint(b))
				d, ok := n.line.Between(x, y)
				if ok != (len(n.readings) > 0) {
					t.Fatalf("consistent: %v, but %d readings hold", ok, len(n.readings))
				}
				if !ok {
					continue
				}
				least, most, held, failed := instants+1, -instants-1, 0, 0
				for _, at := range n.readings {
					least, most = min(least, at[b]-at[a]), max(most, at[b]-at[a])
					if at[a] < at[b] {
						held++
					} else {
						failed++
					}
				}
				if show(d.AtLeast) != show(micros(least)) || show(d.AtMost) != show(micros(most)) {
					t.Fatalf("%d to %d: %s to %s, want %dµs to %dµs", a, b, show(d.AtLeast), show(d.AtMost), least, most)
				}
				if got, want := n.line.Precedes(x, y), judge(held, failed); got != want {
					t.Fatalf("%d precedes %d: %s, want %s", a, b, got, want)
				}
			}
		}
	})
}

// Moments in a placed network all reach one another through the origin of time;
// without dates, what nothing joins stays open.
func TestTimelineWithoutDates(t *testing.T) {
	var line graph.Timeline
	line.Add(graph.Order{Earlier: message("a"), Later: message("b"), AtLeast: seconds(0)})
	d, ok := line.Between(message("a"), message("b"))
	if !ok || show(d.AtLeast) != "1µs" || d.AtMost != nil {
		t.Errorf("after, however little: %s to %s, %v", show(d.AtLeast), show(d.AtMost), ok)
	}
	if got := line.Precedes(message("b"), message("a")); got != graph.Impossible {
		t.Errorf("b precedes a: %s", got)
	}
	if got := line.Precedes(message("a"), message("b")); got != graph.Certain {
		t.Errorf("a precedes b: %s", got)
	}
	if d, _ := line.Between(message("a"), message("elsewhere")); d.AtLeast != nil || d.AtMost != nil {
		t.Errorf("from nothing follows %s to %s", show(d.AtLeast), show(d.AtMost))
	}
}
