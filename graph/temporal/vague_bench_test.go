package temporal

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"backchannel/graph"
)

// dated is a synthetic list of which one contact in every few is known to the day alone.
func dated(contacts, every int) *Index {
	var list []graph.Contact
	for c := range synthesize(contacts/10, contacts).stream() {
		if len(list)%every == 0 {
			day := c.At.Earliest.Truncate(24 * time.Hour)
			last := day.Add(24*time.Hour - time.Microsecond)
			c.At = graph.Moment{Earliest: &day, Latest: &last, Precision: graph.Day}
		}
		list = append(list, c)
	}
	ix, err := Build(context.Background(), streamOf(sorted(list)), Options{})
	if err != nil {
		panic(err)
	}
	return ix
}

var vagueLists = []struct {
	name string
	ix   func() *Index
}{
	{"one in a hundred", sync.OnceValue(func() *Index { return dated(300_000, 100) })},
	{"all", sync.OnceValue(func() *Index { return dated(30_000, 1) })},
}

// What questions cost where times are vague, one to one and one to all. Questions
// that would keep too many walks apart are counted as unsettled.
func BenchmarkVague(b *testing.B) {
	for _, list := range vagueLists {
		b.Run(list.name, func(b *testing.B) {
			ix := list.ix()
			ends := pairs(ix, 20)
			for _, certain := range []bool{true, false} {
				for _, wait := range []time.Duration{0, 30 * 24 * time.Hour} {
					for _, o := range []Objective{EarliestArrival, FewestHops, Fastest} {
						name := fmt.Sprintf("certain=%v/max_wait=%v/%s", certain, wait, o)
						ask := func(b *testing.B, run func(*Query) error, to bool) {
							unsettled, i := 0, 0
							for b.Loop() {
								w := Question{From: ends[i%len(ends)][0], MaxWait: wait, Certain: certain}
								if i++; to {
									w.To = ends[(i-1)%len(ends)][1]
								}
								q, err := ix.Query(context.Background(), w)
								if err != nil {
									b.Fatal(err)
								}
								if err := run(q); graph.CodeOf(err) == graph.TooLarge {
									unsettled++
								} else if err != nil {
									b.Fatal(err)
								}
							}
							b.ReportMetric(float64(unsettled)/float64(i), "unsettled")
						}
						b.Run(name+"/one", func(b *testing.B) {
							ask(b, func(q *Query) error { _, _, err := q.Path(context.Background(), o); return err }, true)
						})
						b.Run(name+"/all", func(b *testing.B) {
							ask(b, func(q *Query) error { _, err := q.Spread(context.Background(), o); return err }, false)
						})
					}
				}
			}
		})
	}
}
