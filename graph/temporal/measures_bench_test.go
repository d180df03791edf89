package temporal

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

// benchmarkMeasures asks for everything.
func benchmarkMeasures(b *testing.B, ix *Index) {
	q, err := ix.Query(b.Context(), Question{})
	require.NoError(b, err)
	page := graph.Page{Limit: graph.DefaultLimit}
	for _, m := range []struct {
		name string
		ask  func(context.Context) error
	}{
		{"degrees", func(c context.Context) error { _, err := q.Degrees(c, page); return err }},
		{"pagerank", func(c context.Context) error { _, err := q.PageRank(c, page); return err }},
		{"betweenness", func(c context.Context) error { _, err := q.Betweenness(c, 0, 0, page); return err }},
		{"components", func(c context.Context) error { _, err := q.Components(c, page); return err }},
		{"communities", func(c context.Context) error { _, err := q.Communities(c, 0, page); return err }},
		{"correspondents", func(c context.Context) error { _, err := q.Correspondents(c, page); return err }},
		{"replies", func(c context.Context) error { _, err := q.ReplyRates(c, time.Hour, nil, page); return err }},
	} {
		b.Run(m.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := m.ask(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(ix.Contacts()), "ns/contact")
		})
	}
}

func BenchmarkMeasuresSynthetic(b *testing.B) {
	_, ix := synthetic()
	benchmarkMeasures(b, ix)
}

// BenchmarkCommunities shows how the division grows with the actors.
func BenchmarkCommunities(b *testing.B) {
	for _, actors := range []int{1000, 20_000, 100_000} {
		ix, err := Build(b.Context(), synthesize(actors, 10*actors).stream(), Options{})
		require.NoError(b, err)
		q, err := ix.Query(b.Context(), Question{})
		require.NoError(b, err)
		b.Run(fmt.Sprint(actors), func(b *testing.B) {
			for b.Loop() {
				c, err := q.Communities(b.Context(), 0, everything)
				require.NoError(b, err)
				b.ReportMetric(c.Modularity, "modularity")
			}
		})
	}
}
