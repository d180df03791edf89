package answer_test

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/internal/enginetest"
)

// counting counts how often the contacts of a store are streamed.
type counting struct {
	graph.Store
	streams atomic.Int32
	begun   chan struct{} // told of each, if it is not nil
}

func (c *counting) Stream(ctx context.Context, f graph.Filter) iter.Seq2[graph.Contact, error] {
	c.streams.Add(1)
	if c.begun != nil {
		c.begun <- struct{}{}
	}
	return c.Store.Stream(ctx, f)
}

// chain is a batch of mail, one a day: from each of n people to the next.
func chain(n int) *graph.Batch {
	b := &graph.Batch{}
	for i := range n {
		b.Actors = append(b.Actors, graph.Actor{ID: fmt.Sprintf("p%04d", i), Kind: graph.Person})
		if i > 0 {
			b.Messages = append(b.Messages, graph.Message{
				ID: fmt.Sprintf("m%04d", i), Channel: graph.Email, Answered: graph.AnsweredUnknown,
				Sent:    graph.At(time.Date(2001, 1, i, 0, 0, 0, 0, time.UTC)),
				Senders: []string{fmt.Sprintf("p%04d", i-1)}, Recipients: []graph.Recipient{{Actor: fmt.Sprintf("p%04d", i), Role: graph.To}},
			})
		}
	}
	return b
}

func write(t *testing.T, s graph.Store, b *graph.Batch) {
	t.Helper()
	_, err := s.Write(t.Context(), b)
	require.NoError(t, err)
}

func reachOf(t *testing.T, s *answer.Service, from string) answer.Reach {
	t.Helper()
	r, err := s.Reach(t.Context(), answer.ReachQuestion{Question: answer.Question{From: []string{from}}})
	require.NoError(t, err)
	return r
}

func TestTheIndexIsBuiltOnceForEachRevision(t *testing.T) {
	store := &counting{Store: enginetest.Kuzu(t)}
	write(t, store, chain(20))
	s := answer.New(store, answer.Options{})
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			r, err := s.Reach(t.Context(), answer.ReachQuestion{Question: answer.Question{From: []string{"p0000"}}})
			if err != nil || r.Total != 19 {
				t.Errorf("%d are reached, %v", r.Total, err)
			}
		})
	}
	all.Wait()
	require.EqualValues(t, 1, store.streams.Load())

	write(t, store, chain(25)) // by whomever
	after := reachOf(t, s, "p0000")
	require.Equal(t, 24, after.Total)
	require.Greater(t, after.Revision, int64(1))
	require.EqualValues(t, 2, store.streams.Load())
}

func TestWhoLeavesDoesNotTakeTheIndexFromOthers(t *testing.T) {
	store := &counting{Store: enginetest.Kuzu(t), begun: make(chan struct{})}
	write(t, store, chain(20))
	s := answer.New(store, answer.Options{})
	ask := func(ctx context.Context) <-chan error {
		done := make(chan error, 1)
		go func() {
			_, err := s.Reach(ctx, answer.ReachQuestion{Question: answer.Question{From: []string{"p0000"}}})
			done <- err
		}()
		return done
	}
	leaving, leave := context.WithCancel(t.Context())
	first := ask(leaving)
	second := ask(t.Context())
	leave()
	require.ErrorIs(t, <-first, context.Canceled)
	for {
		select {
		case <-store.begun: // the build, or the second one if the first had nobody left to wait for it
			continue
		case err := <-second:
			require.NoError(t, err)
		}
		break
	}
}

// The store finds ways without a look at time; the answer tells of it all the same.
func TestWaysOfTheStoreAreToldInTime(t *testing.T) {
	mail := func(id, from, to string, day int) graph.Message {
		return graph.Message{ID: id, Channel: graph.Email, Answered: graph.AnsweredUnknown, Sent: graph.At(time.Date(2001, 1, day, 0, 0, 0, 0, time.UTC)),
			Senders: []string{from}, Recipients: []graph.Recipient{{Actor: to, Role: graph.To}}}
	}
	b := &graph.Batch{Messages: []graph.Message{
		mail("ab", "a", "b", 5), mail("bd", "b", "d", 3), mail("bd again", "b", "d", 7), // by choosing the later one
		mail("ac", "a", "c", 5), mail("cd", "c", "d", 4), // never
		mail("da", "d", "a", 1),
	}}
	for _, id := range []string{"a", "b", "c", "d"} {
		b.Actors = append(b.Actors, graph.Actor{ID: id, Kind: graph.Person})
	}
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		write(t, store, b)
		ask := func(memory int64) answer.Paths {
			p, err := answer.New(store, answer.Options{IndexMemory: memory}).Paths(t.Context(), answer.PathQuestion{Question: answer.Question{From: []string{"a"}, To: []string{"d"}}})
			require.NoError(t, err)
			return p
		}
		want := ask(0)
		require.Equal(t, []string{"certain", "impossible"}, []string{want.Paths[0].Certainty, want.Paths[1].Certainty})
		require.Equal(t, want.Paths, ask(1).Paths)
	})
}

// slow streams many contacts and then waits.
type slow struct {
	graph.Store
	contacts int
	reached  chan struct{} // closed when all but the end are streamed
	goOn     chan struct{}
}

func (s *slow) Stream(ctx context.Context, f graph.Filter) iter.Seq2[graph.Contact, error] {
	return func(yield func(graph.Contact, error) bool) {
		at := graph.At(time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC))
		for i := range s.contacts {
			c := graph.Contact{MessageID: fmt.Sprintf("m%06d", i), At: at, From: graph.ActorRef{ID: "p0000"}, To: graph.ActorRef{ID: "p0001"}, Role: graph.To, Channel: graph.Email}
			c.From.Kind, c.To.Kind = graph.Person, graph.Person
			if !yield(c, nil) {
				return
			}
		}
		close(s.reached)
		select {
		case <-s.goOn:
		case <-ctx.Done():
			yield(graph.Contact{}, ctx.Err())
		}
	}
}

func TestTheIndexTellsHowFarItIs(t *testing.T) {
	store := &slow{Store: enginetest.Kuzu(t), contacts: 100_000, reached: make(chan struct{}), goOn: make(chan struct{})}
	write(t, store, chain(2))
	s := answer.New(store, answer.Options{})
	state := func() *answer.IndexState {
		c, err := s.Contents(t.Context())
		require.NoError(t, err)
		return c.Index
	}
	require.Nil(t, state())
	done := make(chan error, 1)
	go func() {
		_, err := s.Reach(t.Context(), answer.ReachQuestion{Question: answer.Question{From: []string{"p0000"}}})
		done <- err
	}()
	<-store.reached
	now := state()
	require.False(t, now.Ready)
	require.Greater(t, now.Contacts, int64(50_000))
	require.Less(t, now.Contacts, int64(100_000))
	close(store.goOn)
	require.NoError(t, <-done)
	now = state()
	require.True(t, now.Ready)
	require.EqualValues(t, 100_000, now.Contacts)
	require.Greater(t, now.Bytes, int64(100_000))
	require.Nil(t, now.Window)
	c, err := s.Contents(t.Context())
	require.NoError(t, err)
	require.Equal(t, c.Revision, now.Revision)
}

// Another program writes to the same Neo4j: the next answer knows it.
func TestTheIndexIsReplacedWhenSomebodyElseWrites(t *testing.T) {
	store := &counting{Store: enginetest.Neo4j(t)}
	write(t, store, chain(20))
	s := answer.New(store, answer.Options{})
	before := reachOf(t, s, "p0000")
	require.Equal(t, 19, before.Total)

	write(t, enginetest.Neo4jBeside(t), chain(25))
	after := reachOf(t, s, "p0000")
	require.Equal(t, 24, after.Total)
	require.Greater(t, after.Revision, before.Revision)
	require.Equal(t, after.Revision, reachOf(t, s, "p0000").Revision)
	require.EqualValues(t, 2, store.streams.Load())
}

func TestAGraphBeyondTheMemoryIsSearchedByItsWindow(t *testing.T) {
	store := enginetest.Kuzu(t)
	write(t, store, chain(2000))
	whole := answer.New(store, answer.Options{})
	small := answer.New(store, answer.Options{IndexMemory: 80_000})
	march := answer.Question{From: []string{"p0060"}, Since: "2001-03", Until: "2001-03"}

	_, err := small.Reach(t.Context(), answer.ReachQuestion{Question: answer.Question{From: []string{"p0060"}}})
	require.Equal(t, graph.TooLarge, graph.CodeOf(err), "%v", err)
	want, err := whole.Reach(t.Context(), answer.ReachQuestion{Question: march})
	require.NoError(t, err)
	require.Nil(t, want.Window)
	got, err := small.Reach(t.Context(), answer.ReachQuestion{Question: march})
	require.NoError(t, err)
	require.Equal(t, want.Items, got.Items)
	require.NotNil(t, got.Window)
	require.Equal(t, 2001, got.Window.Since.Year())

	// Where even that does not fit, the store finds the fewest contacts.
	none := answer.New(store, answer.Options{IndexMemory: 1})
	path := answer.PathQuestion{Question: answer.Question{From: []string{"p0060"}, To: []string{"p0063"}}}
	a, err := whole.Paths(t.Context(), path)
	require.NoError(t, err)
	b, err := none.Paths(t.Context(), path)
	require.NoError(t, err)
	require.Len(t, a.Paths, 1)
	require.Equal(t, hopsIn(asJSON(t, a)), hopsIn(asJSON(t, b)))
	require.Equal(t, a.Paths, b.Paths)
	require.Equal(t, "certain", b.Paths[0].Certainty)
	path.Objective = string(answer.Fastest)
	_, err = none.Paths(t.Context(), path)
	require.Equal(t, graph.TooLarge, graph.CodeOf(err), "%v", err)
}
