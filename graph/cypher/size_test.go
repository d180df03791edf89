package cypher_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"backchannel/graph"
	"backchannel/graph/cypher"
)

func TestListsThatNeo4jCannotBear(t *testing.T) {
	for _, text := range []string{
		"RETURN [x IN range(1, 100000000) | x]",
		"RETURN [x IN range(1, 100_000_000) WHERE x > 5]",
		"RETURN [x IN `range`(-50000000, 0x5F5E100)]",
		"RETURN [x IN range(1000000000, 1, -2) | x]",
		"RETURN [x IN range(1, 10000 * (10000 + 1)) | x]",
		"RETURN [x IN range(1, 10^9) | x]",
		"WITH 100000000 AS n RETURN [x IN range(1, n) | x]",
		"RETURN [x IN range(1, $n) | x]",
		"UNWIND range(1, 1000000000) AS x RETURN x",
		"RETURN [x IN range(1, 10000) | [y IN range(1, 10000) | x * y]]",
		"WITH range(1, 10000) AS r RETURN [x IN r | [y IN r | x * y]]",
		"RETURN [x IN range(1, 500) | [y IN range(1, 500) | [z IN range(1, 500) | 0]]]",
		"RETURN reduce(l = [], x IN range(1, 10000) | l + [y IN range(1, 10000) | y])",
		"RETURN [x IN range(1, 9000000) | [x, x]]",
		"RETURN [x IN range(1, 9000000) | {a: x, b: x}]",
		"MATCH (n) WHERE n.x IN [x IN range(1, 1000000000) | x] RETURN n",
		"RETURN size([x IN range(1, 20000) | [y IN range(1, 20000) | x]])",
		"RETURN reverse(range(1, 9999999)), toStringList(range(1, 9999999))",
		"RETURN [x IN range(1, 6000000) | x], [x IN range(1, 6000000) | -x]",
		"RETURN size(reduce(s = 'x', i IN range(1, 40) | s + s))",
		"RETURN reduce(l = [1], i IN range(1, 25) | l + [i] + l)",
		"RETURN reduce(s = 'aa', x IN range(1, 40) | s || s)",
		"RETURN reduce(s = 'aa', x IN range(1, 40) | (s) + (s))",
		"RETURN reduce(s = 'aa', x IN range(1, 40) | replace(s, 'a', s))",
		"RETURN reduce(s = 'aa', x IN $l | substring(s, 0) + substring(s, 0))",
		"RETURN reduce(m = {t: 'aa'}, x IN range(1, 40) | {t: m.t + m.t})",
		"RETURN reduce(s = '', x IN range(1, 1000000) | s + 'aaaaaaaaaa')",
		"WITH 'aaaaaaaaaa' AS s WITH replace(s, 'a', s) AS s WITH replace(s, 'a', s) AS s WITH replace(s, 'a', s) AS s WITH replace(s, 'a', s) AS s RETURN s",
		"RETURN [x IN range(1, toInteger('2000000000')) | x]",
		"RETURN [x IN range(1, coalesce($m.n, 5)) | x]",
		"RETURN [x IN range(1, timestamp()) | x]",
		"WITH datetime() AS t RETURN [x IN range(1, t.epochMillis / 1000) | x]",
		"UNWIND [5, 2000000000] AS n RETURN [x IN range(1, n) | x]",
		"MATCH (n) WITH count(n) AS n RETURN [x IN range(1, n * n * n * n * n) | x]",
		"MATCH (n) WITH collect(n.id) AS l RETURN [a IN l | [b IN l | [c IN l | [d IN l | a]]]]",
		"RETURN reduce(s = 0, x IN range(1, 10000000) | s + reduce(t = 0, y IN range(1, 10000000) | t + y))",
		"RETURN any(x IN range(1, 1000000) WHERE any(y IN range(1, 1000000) WHERE x + y < 0))",
	} {
		s := graph.Statement{Text: text, Parameters: map[string]any{
			"n": int64(100_000_000), "m": map[string]any{"n": int64(2_000_000_000)}, "l": make([]any, 40),
		}}
		_, err := cypher.PrepareStatement(neo4j, s)
		if assert.Error(t, err, text) {
			assert.Equal(t, graph.Refused, graph.CodeOf(err), text)
			assert.ErrorContains(t, err, "take shorter ranges")
		}
	}
}

func TestListsOfReasonableSize(t *testing.T) {
	for _, text := range []string{
		"RETURN [x IN range(1, 1000000) | x * x]",
		"UNWIND range(1, 10000000) AS x RETURN sum(x)",
		"RETURN reduce(s = 0, x IN range(1, 10000000) | s + x)",
		"RETURN [x IN range(1, 1000) | [y IN range(1, 1000) | x * y]]",
		"RETURN [p IN range(2, 5000) WHERE none(d IN range(2, 5000) WHERE d < p AND p % d = 0)]",
		"RETURN [n IN range(1, 5000) | size([d IN range(1, 5000) WHERE n % d = 0])]",
		"UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x, y LIMIT 5 RETURN x, y",
		"WITH 100000000 AS n WITH 5 AS n RETURN [x IN range(1, n) | x]",
		"MATCH (m) WITH collect(m) AS ms UNWIND range(0, size(ms) - 1) AS i RETURN ms[i], [j IN range(i, size(ms)) | ms[j].id]",
		"RETURN range(20170711, 20170718), range(1, 0), range(5, 1, -1), range(1, 10, 0)",
		"RETURN [x IN range(1, $n) | x]",
		"RETURN reduce(s = 'x', i IN range(1, 10) | s + s), reduce(n = 1, i IN range(1, 62) | n + n)",
		"MATCH (m) WITH collect(m.id) AS ids RETURN reduce(s = '', i IN range(0, 30) | CASE WHEN s < ids[i] THEN ids[i] ELSE s END)",
		"MATCH (m) WITH collect(m.id) AS ids RETURN reduce(s = '', i IN range(0, 99) | s + CASE WHEN s = '' THEN '' ELSE ', ' END + ids[i])",
		"RETURN [m IN range(1, 12) | {month: m, days: [d IN range(1, 31) | date({year: 2017, month: m, day: 1}) + duration({days: d})]}]",
		"MATCH (m) WITH collect(m.at) AS l RETURN reduce(m = {last: null, gaps: []}, x IN l | {last: x, gaps: m.gaps + [x - m.last]})",
		"MATCH (m) WITH collect(m.at) AS l RETURN reduce(m = {n: 0, most: 0}, x IN l | {n: m.n + 1, most: CASE WHEN m.n > m.most THEN m.n ELSE m.most END})",
		"MATCH (m) WITH collect(m.at) AS l RETURN reduce(t = [], x IN l | t + [coalesce(t[-1], 0) + x])",
		"MATCH (m) WITH collect(m.id) AS l RETURN reduce(s = '', x IN l | CASE WHEN size(s) + size(s) > 80 THEN s ELSE s + x END)",
		"RETURN reduce(g = 1.0, i IN range(1, 50) | (g + 2 / g) / 2)",
		"WITH datetime('2017-07-01') AS a, datetime() AS b RETURN range((a.epochSeconds - 1480000000) / 86400, (b.epochSeconds - 1480000000) / 86400)",
		"MATCH (a), (b) RETURN [i IN range(0, duration.inDays(a.at, b.at).days) | i]",
	} {
		s := graph.Statement{Text: text, Parameters: map[string]any{"n": int64(100)}}
		_, err := cypher.PrepareStatement(neo4j, s)
		assert.NoError(t, err, text)
	}
	_, err := cypher.Prepare(kuzu, "UNWIND range(1, 300000000) AS x RETURN count(*)")
	assert.NoError(t, err, "the engine's own process is watched")
}

func TestReduceOverListsOfTheGraph(t *testing.T) {
	for _, text := range []string{
		"MATCH (n) WITH collect(n.id) AS l RETURN reduce(s = 'a', x IN l | s + s)",
		"MATCH (n) RETURN reduce(s = [1], x IN n.aliases | [s, s])",
	} {
		_, err := cypher.Prepare(neo4j, text)
		assert.Equal(t, graph.Refused, graph.CodeOf(err), text)
		assert.ErrorContains(t, err, "puts s to itself")
	}
}
