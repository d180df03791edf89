package kuzustore_test

import (
	"errors"
	"bufio"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/kuzustore"
)

func eu(t testing.TB) *graph.Batch {
	f, err := os.Open("/work/shared/data/email-eu-temporal/email-Eu-core-temporal.txt")
	require.NoError(t, err)
	defer f.Close()
	b := &graph.Batch{Sources: []graph.Source{{ID: "eu", Title: "Email-Eu"}}}
	seen := map[int]bool{}
	actor := func(n int) string {
		id := fmt.Sprint(n)
		if !seen[n] {
			seen[n] = true
			b.Actors = append(b.Actors, graph.Actor{ID: id, Kind: graph.Person, Name: id, Citations: []graph.Citation{{SourceID: "eu", Modality: graph.Stated}}})
		}
		return id
	}
	sc := bufio.NewScanner(f)
	for i := 1; sc.Scan(); i++ {
		var u, v int
		var at int64
		fmt.Sscan(sc.Text(), &u, &v, &at)
		c := []graph.Citation{{SourceID: "eu", Paragraph: i, Modality: graph.Stated}}
		b.Messages = append(b.Messages, graph.Message{ID: fmt.Sprintf("eu-%d", i), Channel: graph.Email, Sent: graph.At(time.Unix(at, 0)),
			Answered: graph.AnsweredUnknown, Senders: []string{actor(u)}, Recipients: []graph.Recipient{{Actor: actor(v), Role: graph.To}}, Citations: c})
	}
	return b
}

func TestEU(t *testing.T) {
	b := eu(t)
	s := open(t, kuzustore.Options{})
	start := time.Now()
	w, err := s.Write(t.Context(), b)
	t.Logf("%v", errors.Unwrap(err))
	require.NoError(t, err)
	el := time.Since(start)
	t.Log(w, el, float64(len(b.Messages))/el.Seconds())
	start = time.Now()
	w, err = s.Write(t.Context(), b)
	require.NoError(t, err)
	t.Log("again", w, time.Since(start))
}
