package storetest

import (
	"context"
	"sync"
	"testing"
	"time"

	"backchannel/graph"
)

var cancelCases = []testCase{
	{"a context that has ended", on(cancelledBefore)},
	{"a context that ends on the way", on(cancelledDuring)},
}

func cancelledBefore(t *testing.T, s graph.Store) {
	write(t, s, &graph.Batch{Actors: people("ada", "ben")})
	before := dump(t, s)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	for name, call := range calls {
		coded(t, name+" with a cancelled context", call(cancelled, s), graph.Timeout)
		coded(t, name+" after its deadline", call(late, s), graph.Timeout)
	}
	same(t, "the graph", before, dump(t, s))
}

// cancelledDuring: without the cancelling, each of these would go on for hours.
func cancelledDuring(t *testing.T, s graph.Store) {
	write(t, s, Story())
	before := dump(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	var asked sync.WaitGroup
	for range 2 {
		asked.Go(func() {
			_, err := s.Query(ctx, graph.Statement{Text: endless}, graph.Limits{Time: time.Hour})
			coded(t, "a cancelled query", err, graph.Timeout)
		})
	}
	time.Sleep(200 * time.Millisecond) // on the way, on any machine; too early would do no harm
	cancel()
	asked.Wait()

	soon, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	_, err := s.Query(soon, graph.Statement{Text: endless}, graph.Limits{Time: time.Hour})
	coded(t, "a query beyond its deadline", err, graph.Timeout)
	same(t, "the graph", before, dump(t, s))
}
