package reference

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"backchannel/graph"
)

// byTime compares two bounds, an open one last.
func byTime(a, b *time.Time) int {
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

func byMoment(a, b graph.Moment) int {
	return cmp.Or(byTime(a.Earliest, b.Earliest), byTime(a.Latest, b.Latest))
}

func byContact(a, b graph.Contact) int {
	return cmp.Or(byMoment(a.At, b.At), strings.Compare(a.MessageID, b.MessageID), strings.Compare(string(a.Role), string(b.Role)),
		strings.Compare(a.From.ID, b.From.ID), strings.Compare(a.To.ID, b.To.ID))
}

func sorted[T any](items []T, compare func(a, b T) int) []T {
	slices.SortStableFunc(items, compare)
	return items
}

func keep[T any](items []T, admit func(T) bool) []T {
	out := []T{}
	for _, it := range items {
		if admit(it) {
			out = append(out, it)
		}
	}
	return out
}

// Span is when the first and when the last of several moments was, as closely as
// their intervals say; the undated do not count. The first was no later than any
// latest bound, and no earlier than the smallest earliest bound, which is open if
// any of them is.
func Span(moments []graph.Moment) (first, last graph.Moment) {
	var dated []graph.Moment
	for _, m := range moments {
		if m.Dated() {
			dated = append(dated, m)
		}
	}
	pick := func(bound func(graph.Moment) *time.Time, open bool, better func(a, b *time.Time) bool) *time.Time {
		var best *time.Time
		for _, m := range dated {
			t := bound(m)
			if t == nil {
				if open {
					return nil
				}
				continue
			}
			if best == nil || better(t, best) {
				best = t
			}
		}
		return best
	}
	earliest := func(m graph.Moment) *time.Time { return m.Earliest }
	latest := func(m graph.Moment) *time.Time { return m.Latest }
	before := func(a, b *time.Time) bool { return a.Before(*b) }
	after := func(a, b *time.Time) bool { return a.After(*b) }
	return bounded(pick(earliest, true, before), pick(latest, false, before)),
		bounded(pick(earliest, false, after), pick(latest, true, after))
}

// bounded names the precision of two bounds of which nothing else is known: that
// of the notation which reads as them, if there is one.
func bounded(earliest, latest *time.Time) graph.Moment {
	m := graph.Moment{Earliest: earliest, Latest: latest, Precision: graph.Between}
	switch {
	case earliest == nil && latest == nil:
		m.Precision = graph.Unknown
	case earliest == nil:
		m.Precision = graph.Before
	case latest == nil:
		m.Precision = graph.After
	case earliest.Equal(*latest):
		m.Precision = graph.Second
	default:
		season := map[time.Month]string{time.December: "winter", time.March: "spring", time.June: "summer", time.September: "autumn"}[earliest.Month()]
		for _, layout := range []string{"2006-01-02T15:04Z", "2006-01-02", "2006-01", "2006-" + season, "2006"} {
			if named, err := graph.ParseMoment(earliest.UTC().Format(layout)); err == nil && byMoment(named, m) == 0 {
				m.Precision = named.Precision
			}
		}
	}
	return m
}
