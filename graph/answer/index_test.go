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
	path.Objective = string(answer.Fastest)
	_, err = none.Paths(t.Context(), path)
	require.Equal(t, graph.TooLarge, graph.CodeOf(err), "%v", err)
}
