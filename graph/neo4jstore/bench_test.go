package neo4jstore

import (
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/internal/neo4jtest"
)

// BenchmarkWrite brings twenty thousand messages of three contacts each into an
// empty graph: cold is the first thing that the server does in its life, warm
// what it does once its code is compiled, again a batch that is there already.
func BenchmarkWrite(b *testing.B) {
	batch := crowd(500, 20_000)
	contacts := float64(3 * len(batch.Messages))
	report := func(b *testing.B) { b.ReportMetric(contacts*float64(b.N)/b.Elapsed().Seconds(), "contacts/s") }
	write := func(b *testing.B, s *Store) {
		_, err := s.Write(b.Context(), batch)
		require.NoError(b, err)
	}
	start := func(b *testing.B) (*neo4jtest.Server, *Store) {
		server := neo4jtest.Start(b, neo4jtest.ForBenchmarks())
		s, err := Open(b.Context(), server.URI(), Options{})
		require.NoError(b, err)
		b.Cleanup(func() { require.NoError(b, s.Close()) })
		return server, s
	}
	b.Run("cold", func(b *testing.B) {
		for range b.N {
			b.StopTimer()
			server, s := start(b)
			b.StartTimer()
			write(b, s)
			b.StopTimer()
			server.Stop()
		}
		report(b)
	})
	server, s := start(b)
	b.Run("warm", func(b *testing.B) {
		for range 6 {
			server.Wipe(b)
			write(b, s)
		}
		b.ResetTimer()
		for range b.N {
			b.StopTimer()
			server.Wipe(b)
			b.StartTimer()
			write(b, s)
		}
		report(b)
	})
	b.Run("again", func(b *testing.B) {
		for range b.N {
			write(b, s)
		}
		report(b)
	})
	b.Run("stream", func(b *testing.B) {
		for range b.N {
			n := 0
			for _, err := range s.Stream(b.Context(), graph.Filter{}) {
				require.NoError(b, err)
				n++
			}
			require.Equal(b, int(contacts), n)
		}
		report(b)
	})
}
