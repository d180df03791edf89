package neo4jstore

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

// A message comes back from a batch that holds it among new ones as it would from
// one of its own.
func TestNewAndKnownMessagesInOneBatch(t *testing.T) {
	small(t, 30)
	s := open(t, Options{})
	b := crowd(8, 60)
	for i := range b.Messages {
		b.Messages[i].Attributes = map[string]string{"box": b.Messages[i].ID}
		b.Messages[i].Channel = []graph.Channel{graph.Email, graph.Meeting}[i%2]
	}
	_, err := s.Write(t.Context(), b)
	require.NoError(t, err)
	want := fingerprint(t, s)

	s = open(t, Options{})
	known := *b
	known.Messages = nil
	for i, m := range b.Messages { // every third, and it says less
		if i%3 == 0 {
			m.Recipients, m.Citations, m.Attributes = m.Recipients[:1], nil, nil
			known.Messages = append(known.Messages, m)
		}
	}
	known.Replies = nil
	_, err = s.Write(t.Context(), &known)
	require.NoError(t, err)
	written, err := s.Write(t.Context(), b)
	require.NoError(t, err)
	require.Equal(t, graph.Count{Created: 40, Existing: 20}, written["Message"])
	require.Equal(t, want, fingerprint(t, s))
}

// Whether a transaction went in is not known when the connection breaks while it
// is committed.
func TestMessagesThatAreInAreNotWrittenAgain(t *testing.T) {
	s := open(t, Options{})
	b := crowd(5, 20)
	_, err := s.Write(t.Context(), &graph.Batch{Sources: b.Sources, Topics: b.Topics, Actors: b.Actors, Messages: b.Messages[:4]})
	require.NoError(t, err)
	l, err := s.lock(t.Context())
	require.NoError(t, err)
	defer l.release()
	w := &write{store: s, lock: l, existing: map[graph.Ref]bool{}, written: graph.Written{}}
	require.NoError(t, w.layout(t.Context(), b))
	w.sent = w.letters()
	tasks := w.sent.tasks(w)
	require.Len(t, tasks, 1)
	for range 2 {
		require.NoError(t, w.do(t.Context(), tasks[0]))
	}
	require.Equal(t, graph.Count{Created: 2 * 16, Existing: 2 * 4}, w.written["Message"], "it is told for each time")
	require.Equal(t, int64(20), one(t, s, "MATCH (m:Message) RETURN count(m)"))
	require.Equal(t, int64(20), one(t, s, "MATCH ()-[r:SENT]->() RETURN count(r)"))
}

func TestWhatIsRepeatedIsRepeatedAlone(t *testing.T) {
	s := open(t, Options{})
	w := &write{store: s, written: graph.Written{}}
	var under, repeats atomic.Int32
	var both sync.WaitGroup
	both.Add(2)
	work := func(_ context.Context, _ neo4j.ManagedTransaction, attempt int) (func(), error) {
		if under.Add(1); attempt == 1 {
			both.Done()
			both.Wait()
			under.Add(-1)
			return nil, &neo4j.Neo4jError{Code: "Neo.TransientError.Transaction.DeadlockDetected"}
		}
		defer under.Add(-1)
		repeats.Add(1)
		require.Equal(t, int32(1), under.Load())
		return func() {}, nil
	}
	require.NoError(t, w.all(t.Context(), slices.Repeat([]task{work}, 2)))
	require.Equal(t, int32(2), repeats.Load())
}
