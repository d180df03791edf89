package kuzustore_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"backchannel/graph"
	"backchannel/graph/kuzustore"
	"backchannel/graph/kuzustore/engine"
)

// TestMain is also the engine's process: the store under test starts this very
// program again.
func TestMain(m *testing.M) {
	if os.Getenv("BACKCHANNEL_TEST_ENGINE") != "" {
		if engine.Main() != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Setenv("BACKCHANNEL_TEST_ENGINE", "1")
	goleak.VerifyTestMain(m)
}

func open(t testing.TB, o kuzustore.Options) *kuzustore.Store {
	t.Helper()
	s, err := kuzustore.Open(t.Context(), filepath.Join(t.TempDir(), "graph"), o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

func query(t testing.TB, s graph.Querier, text string) (*graph.Table, error) {
	t.Helper()
	return s.Query(context.Background(), graph.Statement{Text: text}, graph.Limits{})
}

func TestOpen(t *testing.T) {
	s := open(t, kuzustore.Options{})
	tab, err := query(t, s, "UNWIND range(1,5) AS x RETURN x, timestamp('1500-01-01 10:00:00.000001'), date('2017-07-11'), [1,2], {a: 1}, 1.5, interval('3 days'), 'xx' AS s, null AS n")
	require.NoError(t, err)
	t.Log(tab)
	_, err = query(t, s, "WITH 1 AS a WHERE a > 0 RETURN a")
	t.Log(err, graph.CodeOf(err))
	_, err = query(t, s, "WITH 1 AS a WHERE a > 0 RETURN a")
	t.Log(err, graph.CodeOf(err))
	_, err = query(t, s, "UNWIND range(1, 300000000) AS x UNWIND range(1, 300000000) AS y RETURN count(*)")
	t.Log(err, graph.CodeOf(err))
}
