package cypher_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/cypher"
)

// Kuzu sums up wrongly, or crashes, where what is DISTINCT stands before what is
// not. That its answers are right then is tested with the store.
func TestWhatIsDistinctIsSummedUpLast(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"MATCH (a)-->(b) RETURN a.id, count(DISTINCT b), count(*) AS n ORDER BY count( DISTINCT b) DESC, a.id, n LIMIT 3",
			"MATCH (a)-->(b) WITH a.id AS _0, count(*) AS _1, count(DISTINCT b) AS _2 RETURN _0 AS `a.id`, _2 AS `count(DISTINCT b)`, _1 AS n ORDER BY _2 DESC, _0, n LIMIT 3"},
		{"MATCH (a)-->(b) RETURN DISTINCT a, a.y % 2, sum(DISTINCT b.x) * 2 / count(*), a.y % 2 + sum(b.x) ORDER BY size(collect(b))",
			"MATCH (a)-->(b) WITH a, a.y % 2 AS _1, count(*) AS _2, sum(b.x) AS _3, collect(b) AS _4, sum(DISTINCT b.x) AS _5 " +
				"RETURN a, _1 AS `a.y % 2`, _5 * 2 / _2 AS `sum(DISTINCT b.x) * 2 / count(*)`, a.y % 2 + _3 AS `a.y % 2 + sum(b.x)` ORDER BY size(_4)"},
		{"MATCH (a) WITH a, a.x AS x, min(DISTINCT a.y) AS y, collect(a.z)[1:2] AS z ORDER BY y LIMIT 2 WHERE y > 1 RETURN x, y, z",
			"MATCH (a) WITH a, a.x AS _1, collect(a.z) AS _2, min(DISTINCT a.y) AS _3 WITH a, _1 AS x, _3 AS y, _2[1:2] AS z ORDER BY y LIMIT 2 WHERE y > 1 RETURN x, y, z"},
		{"WITH 1 AS k, count(DISTINCT 2) AS n, count(*) AS c WHERE n > 0 RETURN k, n, c",
			"UNWIND [0] AS _ WITH 1 AS _0, count(*) AS _1, count(DISTINCT 2) AS _2 WITH _0 AS k, _2 AS n, _1 AS c WHERE n > 0 RETURN k, n, c"},
		// Right as they are: without grouping, alone, or behind the others.
		{"MATCH (a) RETURN count(DISTINCT a), count(*)", "MATCH (a) RETURN count(DISTINCT a), count(*)"},
		{"MATCH (a) RETURN a.x, count(DISTINCT a), collect(DISTINCT a.y)", "MATCH (a) RETURN a.x, count(DISTINCT a), collect(DISTINCT a.y)"},
		{"MATCH (a) RETURN a.x, count(*), count(DISTINCT a)", "MATCH (a) RETURN a.x, count(*), count(DISTINCT a)"},
		{"MATCH (a) WHERE COUNT { MATCH (a)-->(b) RETURN count(*) } > 1 RETURN a.x, count(DISTINCT a)", "MATCH (a) WHERE COUNT {MATCH (a)-->(b) RETURN count(*)} > 1 RETURN a.x, count(DISTINCT a)"},
	} {
		p, err := cypher.Prepare(kuzu, c.in)
		require.NoError(t, err, c.in)
		assert.Equal(t, c.want, p.Text)
		again, err := cypher.Prepare(kuzu, p.Text)
		require.NoError(t, err)
		assert.Equal(t, p.Text, again.Text)
	}
	_, err := cypher.Prepare(kuzu, "MATCH (a) WITH *, count(DISTINCT a.x) AS n, count(*) AS c RETURN n")
	assert.Equal(t, graph.Refused, graph.CodeOf(err))
	assert.ErrorContains(t, err, "behind the others")
	p, err := cypher.Prepare(neo4j, "MATCH (a)-->(b) RETURN a.id, count(DISTINCT b), count(*)")
	require.NoError(t, err)
	assert.Equal(t, "MATCH (a)-->(b) RETURN a.id, count(DISTINCT b), count(*)", p.Text)
}
