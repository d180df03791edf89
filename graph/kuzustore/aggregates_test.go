package kuzustore_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/cypher"
	"backchannel/graph/kuzustore"
)

// Unguarded, Kuzu crashes on some of these and returns null or 0 for the others.
func TestSumsBehindDistinctOnesAreRight(t *testing.T) {
	s := open(t, kuzustore.Options{})
	const rows = "UNWIND [1, 2, 3, 3, null] AS x WITH x, coalesce(x % 2, 7) AS k "
	for text, want := range map[string][][]any{
		"RETURN k, count(DISTINCT x), collect(x), count(*) ORDER BY k": {
			{int64(0), int64(1), []any{int64(2)}, int64(1)},
			{int64(1), int64(2), []any{int64(1), int64(3), int64(3)}, int64(3)},
			{int64(7), int64(0), nil, int64(1)}},
		"RETURN k, sum(DISTINCT x), avg(DISTINCT x), max(DISTINCT x), sum(x), count(x) ORDER BY k": {
			{int64(0), int64(2), 2.0, int64(2), int64(2), int64(1)},
			{int64(1), int64(4), 2.0, int64(3), int64(7), int64(3)},
			{int64(7), nil, nil, nil, nil, int64(0)}},
		"RETURN k, collect(DISTINCT x) AS l, min(x) AS m ORDER BY k": {
			{int64(0), []any{int64(2)}, int64(2)}, {int64(1), []any{int64(1), int64(3)}, int64(1)}, {int64(7), nil, nil}},
		"WITH k, count(DISTINCT x) AS n, count(*) AS c WHERE n > 1 RETURN k, n, c":    {{int64(1), int64(2), int64(3)}},
		"RETURN k, count(DISTINCT x) * 100 / count(*) ORDER BY count(DISTINCT x) + k": {{int64(0), int64(100)}, {int64(1), int64(66)}, {int64(7), int64(0)}},
		"RETURN k, count(DISTINCT x) * 100 / count(*) ORDER BY count(DISTINCT x), k":  {{int64(7), int64(0)}, {int64(0), int64(100)}, {int64(1), int64(66)}},
		"RETURN count(DISTINCT x), collect(x), count(*)":                              {{int64(3), []any{int64(1), int64(2), int64(3), int64(3)}, int64(5)}},
	} {
		p, err := cypher.Prepare(graph.KuzuDialect, rows+text)
		require.NoError(t, err)
		table, err := query(t, s, p.Text)
		require.NoError(t, err, text)
		require.Equal(t, want, table.Rows, text)
	}
}

func TestDistinctNodesAreCountedBesideOthers(t *testing.T) {
	s := open(t, kuzustore.Options{})
	_, err := s.Write(t.Context(), mails("a", 3))
	require.NoError(t, err)
	p, err := cypher.Prepare(graph.KuzuDialect, `MATCH p = (a:Person)-[r:SENT]->(m:Message)-[:TO]->(b)
		RETURN a.id, count(DISTINCT b), count(DISTINCT r), count(DISTINCT p), count(DISTINCT m.sent_earliest), count(*), min(m.id)`)
	require.NoError(t, err)
	table, err := query(t, s, p.Text)
	require.NoError(t, err)
	require.Equal(t, [][]any{{"ada", int64(1), int64(3), int64(3), int64(0), int64(3), "a 0"}}, table.Rows)
}

// A list on a relationship is kept as a text; the column's name says that it is one.
func TestAListOnARelationshipComesBackUnderItsNameAlone(t *testing.T) {
	s := open(t, kuzustore.Options{})
	_, err := s.Write(t.Context(), mails("a", 1))
	require.NoError(t, err)
	p, err := cypher.Prepare(graph.KuzuDialect, `MATCH (a:Person)-[r:SENT]->(:Message)
		RETURN r.citations, 'by ' + r.citations, count(DISTINCT a), count(*), collect(r.citations)`)
	require.NoError(t, err)
	table, err := query(t, s, p.Text)
	require.NoError(t, err)
	require.Equal(t, [][]any{{[]any{"box#1 stated"}, "by box#1 stated", int64(1), int64(1), []any{"box#1 stated"}}}, table.Rows)
}
