// Package enginetest opens every engine for a test: a Kuzu in the test's own
// folder, and the Neo4j that the test's process shares. It may be imported by
// tests only.
package enginetest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"backchannel/graph"
	"backchannel/graph/kuzustore"
	"backchannel/graph/kuzustore/engine"
	"backchannel/graph/neo4jstore"
	"backchannel/internal/neo4jtest"
)

// Main runs a package's tests and then looks for goroutines left behind. In the
// processes that Kuzu stores start, which are told by their one argument as those
// of the program itself are, it is their engine instead.
func Main(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "engine" {
		if err := engine.Main(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(neo4jtest.Main(m))
}

// Each runs f on an empty store of every engine.
func Each(t *testing.T, f func(t *testing.T, store graph.Store)) {
	t.Run("kuzu", func(t *testing.T) { f(t, Kuzu(t)) })
	t.Run("neo4j", func(t *testing.T) { f(t, Neo4j(t)) })
}

// Kuzu opens a new embedded store.
func Kuzu(tb testing.TB) graph.Store {
	tb.Helper()
	s, err := kuzustore.Open(tb.Context(), filepath.Join(tb.TempDir(), "graph"), kuzustore.Options{})
	return opened(tb, s, err)
}

// Neo4j opens a store on the process's server, wiped.
func Neo4j(tb testing.TB) graph.Store {
	tb.Helper()
	server := neo4jtest.Shared(tb)
	server.Wipe(tb)
	s, err := neo4jstore.Open(tb.Context(), server.URI(), neo4jstore.Options{})
	return opened(tb, s, err)
}

// Neo4jBeside opens the process's server as it is, as another program would.
func Neo4jBeside(tb testing.TB) graph.Store {
	tb.Helper()
	s, err := neo4jstore.Open(tb.Context(), neo4jtest.Shared(tb).URI(), neo4jstore.Options{})
	return opened(tb, s, err)
}

func opened(tb testing.TB, s graph.Store, err error) graph.Store {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Errorf("closing the store: %v", err)
		}
	})
	return s
}
