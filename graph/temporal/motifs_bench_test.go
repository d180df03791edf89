package temporal

import (
	"context"
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func motifCounterOf(t require.TestingT, q *Query, delta time.Duration) *motifCounter {
	contacts, times, err := q.exactContacts(context.Background())
	require.NoError(t, err)
	return newMotifCounter(q.ix.Actors(), contacts, times, delta.Microseconds())
}

func benchmarkMotifs(b *testing.B, ix *Index) {
	q, err := ix.Query(b.Context(), Question{})
	require.NoError(b, err)
	for _, delta := range []time.Duration{time.Hour, 24 * time.Hour, 30 * 24 * time.Hour} {
		for workers := 1; workers <= runtime.GOMAXPROCS(0); workers *= 2 {
			b.Run(fmt.Sprintf("%.0fh/workers=%d", delta.Hours(), workers), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					m := motifCounterOf(b, q, delta)
					m.workers = workers
					if _, err := m.count(b.Context()); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(ix.Contacts()), "ns/contact")
			})
		}
	}
}

func BenchmarkMotifsSynthetic(b *testing.B) {
	_, ix := synthetic()
	benchmarkMotifs(b, ix)
}
