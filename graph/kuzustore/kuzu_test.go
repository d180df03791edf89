package kuzustore_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"backchannel/graph"
	"backchannel/graph/kuzustore"
	"backchannel/graph/kuzustore/engine"
)

// The test program is also the engine's process, which the store starts as it
// starts the program's own, and two programs that are killed with a store open.
// These roles come as arguments: a variable would reach the fuzzer's workers too.
const (
	engineRole = "engine"
	victimRole = "victim"
	writerRole = "writer"
)

func TestMain(m *testing.M) {
	switch os.Args[min(1, len(os.Args)-1)] {
	case engineRole:
		if engine.Main() != nil {
			os.Exit(1)
		}
	case victimRole:
		victim(os.Args[2])
	case writerRole:
		writer(os.Args[2])
	default:
		goleak.VerifyTestMain(m)
	}
}

// victim opens the graph, tells of it, and waits to be killed.
func victim(path string) {
	s, err := kuzustore.Open(context.Background(), path, kuzustore.Options{})
	if err != nil {
		fmt.Println("error", err)
		return
	}
	if _, err := s.Write(context.Background(), mails("written", 3)); err != nil {
		fmt.Println("error", err)
		return
	}
	fmt.Println("open", s.EnginePID())
	select {}
}

// writerSizes are of the batches that the writer writes.
var writerSizes = []int{300, 10, 400}

// writer opens the graph and writes, tells of each step, and waits to be killed.
func writer(path string) {
	s, err := kuzustore.Open(context.Background(), path, quiet())
	for n := 0; err == nil && n < len(writerSizes); n++ {
		fmt.Println("written", n)
		_, err = s.Write(context.Background(), mails(fmt.Sprint("batch ", n), writerSizes[n]))
	}
	select {}
}

// quiet options keep expected deaths of the engine out of the test's output.
func quiet() kuzustore.Options {
	return kuzustore.Options{Logger: slog.New(slog.DiscardHandler)}
}

func open(t testing.TB, o kuzustore.Options) *kuzustore.Store {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "graph"), o)
}

func openAt(t testing.TB, path string, o kuzustore.Options) *kuzustore.Store {
	t.Helper()
	s, err := kuzustore.Open(t.Context(), path, o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

func query(t testing.TB, s graph.Querier, text string) (*graph.Table, error) {
	t.Helper()
	return s.Query(t.Context(), graph.Statement{Text: text}, graph.Limits{})
}

// number asks for one.
func number(t testing.TB, s graph.Querier, text string) int64 {
	t.Helper()
	table, err := query(t, s, text)
	require.NoError(t, err)
	require.Len(t, table.Rows, 1)
	return table.Rows[0][0].(int64)
}

func coded(t testing.TB, err error, codes ...graph.Code) {
	t.Helper()
	require.Error(t, err)
	require.Contains(t, codes, graph.CodeOf(err), "%v", err)
}

// mails is a batch of n messages, their ids beginning with name, from ada to ben.
func mails(name string, n int) *graph.Batch {
	c := []graph.Citation{{SourceID: "box", Paragraph: 1, Modality: graph.Stated}}
	b := &graph.Batch{
		Sources: []graph.Source{{ID: "box", Title: "A mailbox"}},
		Actors:  []graph.Actor{{ID: "ada", Kind: graph.Person, Name: "Ada", Citations: c}, {ID: "ben", Kind: graph.Person, Name: "Ben", Citations: c}},
	}
	for i := range n {
		b.Messages = append(b.Messages, graph.Message{ID: fmt.Sprintf("%s %d", name, i), Channel: graph.Email, Answered: graph.AnsweredUnknown,
			Senders: []string{"ada"}, Recipients: []graph.Recipient{{Actor: "ben", Role: graph.To}}, Citations: c})
	}
	return b
}

const (
	crashing  = "WITH 1 AS a WHERE a > 0 RETURN a"
	devouring = "UNWIND range(1, 300000000) AS x RETURN x"
	endless   = "UNWIND range(1, 20000) AS a UNWIND range(1, 20000) AS b UNWIND range(1, 20000) AS c WITH a, b, c WHERE a + b + c < 0 RETURN count(*)"
)
