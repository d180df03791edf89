package kuzustore

import (
	"testing"
	"time"
	"os"
	"fmt"
	"log/slog"

	"github.com/stretchr/testify/require"
	"backchannel/graph"
	"backchannel/graph/model"
	"backchannel/graph/kuzustore/protocol"
)

// timings of a write's phases
func Phases(t *testing.T, s *Store, b *graph.Batch) {
	_ = slog.Default
	start := time.Now()
	lap := func(what string) { t.Logf("%-20s %v", what, time.Since(start).Round(time.Millisecond)); start = time.Now() }
	dir := t.TempDir()
	w := newWrite(t.Context(), s, dir)
	kinds, err := w.kinds(b)
	require.NoError(t, err)
	lap("kinds")
	tables, err := model.Layout(b, kinds)
	require.NoError(t, err)
	lap("layout")
	out := tables.Outside()
	lap("outside")
	require.NoError(t, w.missing(out))
	lap("missing")
	for _, n := range tables.Nodes {
		require.NoError(t, w.nodeTable(n))
		lap(string(n.Type.Label))
	}
	for _, n := range tables.Rels {
		require.NoError(t, w.relTable(n))
		lap(n.Type.Name)
	}
	r := nothing
	sts, err := w.statements()
	require.NoError(t, err)
	lap("sheets")
	if os.Getenv("EACH") != "" {
	for _, st := range sts {
		q := protocol.Request{Op: protocol.Run, Write: true, Statements: []protocol.Statement{st}}
		require.NoError(t, s.engine.do(t.Context(), q, r))
		lap(fmt.Sprintf("%.50s", st.Text))
	}} else {
		q := protocol.Request{Op: protocol.Run, Write: true, Statements: sts}
		require.NoError(t, s.engine.do(t.Context(), q, r))
		lap("all")
	}
}
