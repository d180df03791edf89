//go:build acceptance

package loadtest

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/internal/enginetest"
	"backchannel/server"
)

// serve serves the Enron mail from the embedded store, and returns the address and
// the actors.
func serve(b *testing.B) (address string, actors []string) {
	b.Helper()
	store := enginetest.Kuzu(b)
	enron.load(b, store)
	l, err := store.Actors(b.Context(), graph.Filter{}, graph.Page{Limit: graph.MaxLimit})
	require.NoError(b, err)
	for _, a := range l.Items {
		actors = append(actors, a.ID)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(b, err)
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := server.New(answer.New(store, answer.Options{}), server.Options{Logger: slog.New(slog.DiscardHandler)}).Run(ctx, listener); err != nil {
			b.Errorf("serving: %v", err)
		}
	})
	b.Cleanup(func() { stop(); running.Wait() })
	return "http://" + listener.Addr().String(), actors
}

// BenchmarkPaths asks for paths between random actors over HTTP: the whole answer,
// cited from the store. Its first pass has read nothing before but the index, its
// second asks what the first has asked.
func BenchmarkPaths(b *testing.B) {
	address, actors := serve(b)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	defer client.CloseIdleConnections()
	ask := func(objective, from, to string) time.Duration {
		start := time.Now()
		q := url.Values{"from": {from}, "to": {to}, "objective": {objective}}
		r, err := client.Get(address + "/api/v1/paths?" + q.Encode())
		require.NoError(b, err)
		_, err = io.Copy(io.Discard, r.Body)
		require.NoError(b, err)
		r.Body.Close()
		require.Equal(b, http.StatusOK, r.StatusCode)
		return time.Since(start)
	}
	ask("fewest-hops", actors[0], actors[1]) // fills the index
	time.Sleep(3 * time.Second)              // as between a start and the first minute of work: its contacts are read behind it
	for _, objective := range []string{"fewest-contacts", "earliest-arrival"} {
		for _, pass := range []string{"first", "again"} {
			for _, at := range []int{1, 50} {
				b.Run(fmt.Sprintf("%s/%s/%d-at-once", objective, pass, at), func(b *testing.B) {
					const each = 2000
					var took []time.Duration
					for b.Loop() {
						took = took[:0]
						var mu sync.Mutex
						var asking sync.WaitGroup
						for w := range at {
							asking.Go(func() {
								random := rand.New(rand.NewPCG(uint64(at), uint64(w)))
								var own []time.Duration
								for range each / at {
									from := random.IntN(len(actors))
									to := (from + 1 + random.IntN(len(actors)-1)) % len(actors)
									own = append(own, ask(objective, actors[from], actors[to]))
								}
								mu.Lock()
								took = append(took, own...)
								mu.Unlock()
							})
						}
						asking.Wait()
					}
					slices.Sort(took)
					b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-µs")
					b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
				})
			}
		}
	}
}
