package storetest

import (
	"fmt"
	"sync"
	"testing"

	"backchannel/graph"
)

var concurrencyCases = []testCase{
	{"readers while a writer writes", on(readersAndWriter)},
	{"several writers", on(severalWriters)},
}

func readersAndWriter(t *testing.T, s graph.Store) {
	const batches, perBatch = 15, 20
	write(t, s, &graph.Batch{Actors: people("a", "b")})
	done := make(chan struct{})
	var readers sync.WaitGroup
	// What a reader sees never goes back.
	reader := func(name string, see func() (int, error)) {
		readers.Go(func() {
			last := 0
			for {
				select {
				case <-done:
					return
				default:
				}
				n, err := see()
				if err != nil {
					t.Errorf("%s: %v", name, err)
					return
				}
				if n < last {
					t.Errorf("%s: saw %d after %d", name, n, last)
					return
				}
				last = n
			}
		})
	}
	reader("contacts", func() (int, error) {
		l, err := s.Contacts(t.Context(), graph.Filter{}, graph.Page{Limit: 5})
		return l.Total, err
	})
	reader("extent", func() (int, error) {
		e, err := s.Extent(t.Context(), graph.Filter{})
		return e.Messages, err
	})
	reader("stream", func() (int, error) {
		n := 0
		for _, err := range s.Stream(t.Context(), graph.Filter{}) {
			if err != nil {
				return n, err
			}
			n++
		}
		return n, nil
	})
	reader("query", func() (int, error) {
		table, err := s.Query(t.Context(), graph.Statement{Text: "MATCH (m:Message) RETURN count(*) AS n"}, graph.Limits{})
		if err != nil {
			return 0, err
		}
		n, _ := table.Rows[0][0].(int64)
		return int(n), nil
	})
	reader("revision", func() (int, error) {
		n, err := s.Revision(t.Context())
		return int(n), err
	})
	for i := range batches {
		b := &graph.Batch{}
		for j := range perBatch {
			b.Messages = append(b.Messages, mail(fmt.Sprintf("%d-%d", i, j), moment("2016")))
		}
		write(t, s, b)
	}
	close(done)
	readers.Wait()
	same(t, "extent", batches*perBatch, must[graph.Extent](t, "extent")(s.Extent(t.Context(), graph.Filter{})).Contacts)
}

// severalWriters name the same people and their own messages, at the same time.
func severalWriters(t *testing.T, s graph.Store) {
	const writers, perWriter = 4, 5
	before := must[int64](t, "revision")(s.Revision(t.Context()))
	var working sync.WaitGroup
	for i := range writers {
		working.Go(func() {
			for j := range perWriter {
				b := &graph.Batch{Actors: people("a", "b", fmt.Sprint("own ", i)), Messages: []graph.Message{mail(fmt.Sprintf("%d-%d", i, j), moment("2016"))}}
				b.Actors[0].Aliases = []string{fmt.Sprintf("alias %d-%d", i, j)}
				if _, err := s.Write(t.Context(), b); err != nil {
					t.Errorf("writer %d: %v", i, err)
				}
			}
		})
	}
	working.Wait()
	same(t, "contacts", writers*perWriter, must[graph.Extent](t, "extent")(s.Extent(t.Context(), graph.Filter{})).Contacts)
	actors := must[graph.List[graph.Actor]](t, "actors")(s.Actors(t.Context(), graph.Filter{}, whole))
	same(t, "actors", 2+writers, actors.Total)
	same(t, "aliases of a", writers*perWriter, len(actors.Items[0].Aliases))
	if now := must[int64](t, "revision")(s.Revision(t.Context())); now < before+writers*perWriter {
		t.Errorf("after %d writes the revision went from %d to %d", writers*perWriter, before, now)
	}
}
