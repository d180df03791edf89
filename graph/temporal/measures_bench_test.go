package temporal

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

// benchmarkMeasures asks for everything but communities, of which large graphs have
// none.
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
		{"replies", func(c context.Context) error { _, err := q.ReplyRates(c, time.Hour, page); return err }},
	} {
		if m.name == "communities" && ix.Actors() > MaxCommunityActors {
			continue
		}
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

// BenchmarkCommunities divides as many actors as it may.
func BenchmarkCommunities(b *testing.B) {
	for _, contacts := range []int{20_000, 200_000} {
		ix, err := Build(b.Context(), synthesize(MaxCommunityActors, contacts).stream(), Options{})
		require.NoError(b, err)
		q, err := ix.Query(b.Context(), Question{})
		require.NoError(b, err)
		b.Run("", func(b *testing.B) {
			for b.Loop() {
				c, err := q.Communities(b.Context(), 0, everything)
				require.NoError(b, err)
				b.ReportMetric(c.Modularity, "modularity")
			}
		})
	}
}
