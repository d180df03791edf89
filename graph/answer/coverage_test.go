package answer

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"backchannel/graph"
)

func dayOf(n int) time.Time { return time.Date(2016, 1, 1+n, 0, 0, 0, 0, time.UTC) }

// TestBetween compares the gaps with asking each day whether a span covers it.
func TestBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const days = 20
		var spans []graph.Moment
		var covers [days]bool
		first, last := days, -1
		for range rapid.IntRange(0, 5).Draw(t, "spans") {
			from := rapid.IntRange(0, days-1).Draw(t, "from")
			to := rapid.IntRange(from, days-1).Draw(t, "to")
			a, b := dayOf(from), dayOf(to)
			m := graph.Moment{Earliest: &a, Latest: &b}
			switch rapid.IntRange(0, 5).Draw(t, "open") {
			case 0:
				m.Earliest, from = nil, 0
			case 1:
				m.Latest, to = nil, days-1
			}
			for d := from; d <= to; d++ {
				covers[d] = true
			}
			first, last = min(first, from), max(last, to)
			spans = append(spans, m)
		}
		byFirst(spans)
		var empty []int
		for _, g := range between(spans) {
			require.False(t, g.Last.Before(g.First))
			for d := g.First; !d.After(g.Last); d = d.Add(day) {
				empty = append(empty, int(d.Sub(dayOf(0))/day))
			}
		}
		var want []int
		for d := first; d <= last; d++ {
			if !covers[d] {
				want = append(want, d)
			}
		}
		require.Equal(t, want, empty)
	})
}

func compareOpen(a, b *time.Time) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return a.Compare(*b)
}

// byFirst is the order in which a store lists spans.
func byFirst(spans []graph.Moment) {
	for i := range spans {
		for j := i; j > 0 && compareOpen(spans[j].Earliest, spans[j-1].Earliest) < 0; j-- {
			spans[j], spans[j-1] = spans[j-1], spans[j]
		}
	}
}
