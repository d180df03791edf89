package cypher_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/cypher"
)

func TestColumnsAreCalledAsTheyAreWritten(t *testing.T) {
	for _, c := range []struct {
		text         string
		engine, want []string
	}{
		{"RETURN count( * )", []string{"COUNT_STAR()"}, []string{"count(*)"}},
		{"RETURN $x, 1, 'it\\'s', true, null AS `no thing`", []string{"3", "1", "it's", "True", "no thing"}, []string{"$x", "1", "'it\\'s'", "true", "no thing"}},
		{"MATCH (a)-[r]->(b) RETURN DISTINCT label( r ) , a.`id` + /* and */ b.id, a, a.id ORDER BY label(r) SKIP 1",
			[]string{"LABEL(r._ID,[,Person])", "+(a.id,b.id)", "a", "a.id"}, []string{"label(r)", "a.id + b.id", "a", "a.id"}},
		{"RETURN upper('a') UNION ALL RETURN lower('B')", []string{"UPPER(a)"}, []string{"upper('a')"}},
		{"RETURN 'a\n\tb'", []string{"a\n\tb"}, []string{"'a b'"}},
		{"MATCH (p) RETURN -1, *, size(p.name), p.id AS id", []string{"-(1)", "p", "q", "SIZE(p.name)", "id"}, []string{"-1", "p", "q", "size(p.name)", "id"}},
		{"MATCH (p) RETURN p.*, 1 + 1", []string{"p.id", "p.name", "2"}, []string{"p.id", "p.name", "1 + 1"}},
		{"MATCH (p), (q) RETURN p.*, q.*, 1 + 1", []string{"p.id", "q.id", "2"}, []string{"p.id", "q.id", "2"}},
		{"MATCH (p) WITH p, count(*) AS n WHERE COUNT { MATCH (p)-->(q) RETURN q.id + 1 } > 1 RETURN n + 1", []string{"+(n,1)"}, []string{"n + 1"}},
		{"EXPLAIN RETURN 1 + 1", []string{"explain result"}, []string{"explain result"}},
		{"CALL show_tables()", []string{"id", "name"}, []string{"id", "name"}},
		{"RETURN 1 + 1", []string{"a", "b"}, []string{"a", "b"}},
	} {
		p, err := cypher.Prepare(kuzu, c.text)
		require.NoError(t, err, c.text)
		assert.Equal(t, c.want, p.Columns(c.engine), c.text)
	}
	p, err := cypher.Prepare(neo4j, "RETURN count( * )")
	require.NoError(t, err)
	assert.Equal(t, []string{"count(*)"}, p.Columns([]string{"count(*)"}), "Neo4j calls them so by itself")
}

// Strings keep their line ends in what is sent to Kuzu.
func TestPlaceBehindALineEndInAString(t *testing.T) {
	p, err := cypher.Prepare(kuzu, "RETURN 1 + 1,\n  upper(1, 2),\n 'a\nb', nonesuch")
	require.NoError(t, err)
	require.Equal(t, "RETURN 1 + 1, upper(1, 2), 'a\nb', nonesuch", p.Text)
	assert.Equal(t, graph.Position{Line: 4, Column: 5}, p.Place(graph.Position{Line: 2, Column: 5}))
	assert.Equal(t, graph.Position{Line: 2, Column: 3}, p.Place(graph.Position{Line: 1, Column: 15}))
}
