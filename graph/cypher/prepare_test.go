package cypher_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/cypher"
)

const (
	kuzu  = graph.KuzuDialect
	neo4j = graph.Neo4jDialect
)

func TestPrepareSaysWhatRuns(t *testing.T) {
	p, err := cypher.Prepare(neo4j, "PROFILE match (p:Person {id: $id})-[r:SENT]->(m)\n"+
		"  WHERE m.n > 0x1F AND m.subject <> \"it's\" // set\nRETURN p.name AS `the name`, $id, $limit;")
	require.NoError(t, err)
	assert.Equal(t, cypher.Profile, p.Kind)
	assert.Equal(t, []string{"id", "limit"}, p.Parameters)
	assert.Equal(t, `PROFILE match (p:Person {id: $id})-[r:SENT]->(m) WHERE m.n > 0x1F AND m.subject <> 'it\'s' RETURN p.name AS `+"`the name`, $id, $limit", p.Text)
}

func TestPrinter(t *testing.T) {
	for _, c := range []struct {
		dialect  graph.Dialect
		in, want string
	}{
		{neo4j, "RETURN [ x IN range( 1,3 ) | x*x ] [ 0 .. 2 ]", "RETURN [x IN range(1, 3) | x * x][0..2]"},
		{kuzu, "RETURN [1,2,3] [1:2] , -x . y", "RETURN [1, 2, 3][1:2], -x.y"},
		{neo4j, "MATCH (a) < - [ : X | Y * 1 .. 3 ] - (b) RETURN a", "MATCH (a)<-[:X|Y*1..3]-(b) RETURN a"},
		{neo4j, "MATCH p=(a)-[:X]->+(b) RETURN n{ .* , x : 1 }", "MATCH p = (a)-[:X]->+(b) RETURN n {.*, x: 1}"},
		{kuzu, "MATCH (a)-[e:X*ALL SHORTEST 1..3]->(b) RETURN e", "MATCH (a)-[e:X* ALL SHORTEST 1..3]->(b) RETURN e"},
		{neo4j, `RETURN 'caf\u00e9 \\u0041 \q'`, `RETURN 'café \\u0041 \\q'`},
		{kuzu, `RETURN 'a\nb \u0041'`, `RETURN 'anb u0041'`},
		{neo4j, "RETURN 1 AS `a\\u005cu0041``b`", "RETURN 1 AS `a\\u005cu0041``b`"},
		{kuzu, "RETURN 1 AS `a``b`", "RETURN 1 AS `a``b`"},
		{neo4j, "MATCH (bøk) RETURN bøk", "MATCH (`bøk`) RETURN `bøk`"},
		{neo4j, "MATCH (a)\u2014\u2014\u3009(b) RETURN a", "MATCH (a)-->(b) RETURN a"},
		// A filter on nothing but constants gets a row to stand on in Kuzu.
		{kuzu, "WITH 1 AS _ WHERE _ > 0 RETURN _", "UNWIND [0] AS __ WITH 1 AS _ WHERE _ > 0 RETURN _"},
		{kuzu, "RETURN 1 AS a UNION WITH 1 AS a WITH a WHERE a > 0 RETURN a", "RETURN 1 AS a UNION UNWIND [0] AS _ WITH 1 AS a WITH a WHERE a > 0 RETURN a"},
		{kuzu, "MATCH (n) WITH n WHERE n.x > 0 RETURN n", "MATCH (n) WITH n WHERE n.x > 0 RETURN n"},
		{kuzu, "WITH 1 AS a UNWIND [1] AS b WITH a WHERE a > 0 RETURN a", "WITH 1 AS a UNWIND [1] AS b WITH a WHERE a > 0 RETURN a"},
		{kuzu, "WITH DISTINCT *, 1 AS a WHERE a > 0 RETURN a", "WITH DISTINCT *, 1 AS a WHERE a > 0 RETURN a"},
		{neo4j, "WITH 1 AS a WHERE a > 0 RETURN a", "WITH 1 AS a WHERE a > 0 RETURN a"},
		{neo4j, "RETURN [1] IS :: LIST < INTEGER | FLOAT NOT NULL > AS a", "RETURN [1] IS :: LIST<INTEGER | FLOAT NOT NULL> AS a"},
		{kuzu, "RETURN cast ( x AS STRUCT ( a INT64 [ ] , b DECIMAL(5 , 2) ) )", "RETURN cast(x AS STRUCT(a INT64[], b DECIMAL(5, 2)))"},
	} {
		p, err := cypher.Prepare(c.dialect, c.in)
		require.NoError(t, err, c.in)
		assert.Equal(t, c.want, p.Text)
	}
}

func TestRefusalsHaveTheirPlaceAndReason(t *testing.T) {
	for _, c := range []struct {
		dialect      graph.Dialect
		text         string
		code         graph.Code
		line, column int
		reason       string
	}{
		{neo4j, "MATCH (n)\nDETACH DELETE n", graph.Refused, 2, 1, "DETACH writes"},
		{neo4j, "MATCH (n) // é\r\n  SET n.x = 1", graph.Refused, 2, 3, "SET writes"},
		{neo4j, "MATCH (n:Ærlig) CREATE (m)", graph.Refused, 1, 17, "CREATE writes"},
		{neo4j, `MATCH (n) \u0053ET n.x = 1`, graph.Refused, 1, 11, "SET writes"},
		{neo4j, "CALL { CREATE (m) } RETURN 1", graph.Refused, 1, 8, "CREATE writes"},
		{neo4j, "RETURN 1; RETURN 2", graph.Refused, 1, 11, "one statement"},
		{neo4j, "LOAD CSV FROM 'x' AS l RETURN l", graph.Refused, 1, 1, "reaches beyond the graph"},
		{neo4j, "CYPHER 5 RETURN 1", graph.Refused, 1, 1, "reaches beyond the graph"},
		{neo4j, "MATCH (n) RETURN apoc.load.json('x')", graph.Refused, 1, 18, "function apoc.load.json"},
		{neo4j, "CALL dbms.listConfig()", graph.Refused, 1, 6, "procedure dbms.listConfig"},
		{neo4j, "MATCH (n) CALL (n) { RETURN 1 AS x } IN TRANSACTIONS RETURN x", graph.Refused, 1, 38, "IN TRANSACTIONS"},
		{kuzu, "CALL threads = 1", graph.Refused, 1, 6, "changes a setting"},
		{kuzu, "RETURN nextval('s')", graph.Refused, 1, 8, "function nextval"},
		{kuzu, "COPY (MATCH (n) RETURN n) TO 'x'", graph.Refused, 1, 1, "COPY writes"},
		{kuzu, "RETURN 1 /***/ AS x", graph.Invalid, 1, 10, "comment"},
		{kuzu, "RETURN 1 // x\rAS y", graph.Invalid, 1, 14, "carriage return"},
		{kuzu, `RETURN 'a\qb'`, graph.Invalid, 1, 10, "escape"},
		{neo4j, `RETURN '\u12'`, graph.Invalid, 1, 9, "hexadecimal"},
		{neo4j, "RETURN 'abc", graph.Invalid, 1, 8, "not closed"},
		{neo4j, "RETURN (1", graph.Invalid, 1, 8, "not closed"},
		{neo4j, "RETURN 1)", graph.Invalid, 1, 9, "closes nothing"},
		{neo4j, "MATCH (n)\u200bRETURN n", graph.Invalid, 1, 10, "U+200B"},
		{neo4j, "RETURN 1AS x", graph.Invalid, 1, 8, "runs into a word"},
		{neo4j, "MATCH (n)", "", 0, 0, ""}, // the engine itself asks for a RETURN
		{neo4j, "", graph.Invalid, 1, 1, "ends here"},
		{neo4j, "RETURN " + strings.Repeat("(", 100) + "1" + strings.Repeat(")", 100), graph.Refused, 1, 72, "levels of nesting"},
		{neo4j, "RETURN true" + strings.Repeat(" XOR true", 20), graph.Refused, 1, 85, "XOR"},
		{kuzu, "RETURN 1" + strings.Repeat("+1", 5000), graph.Refused, 1, 2010, "operators"},
		{kuzu, "RETURN '" + strings.Repeat("x", 200_000) + "'", graph.TooLarge, 0, 0, "parameters"},
	} {
		_, err := cypher.Prepare(c.dialect, c.text)
		name := c.text[:min(len(c.text), 60)]
		if c.code == "" {
			assert.NoError(t, err, name)
			continue
		}
		var e *graph.Error
		require.ErrorAs(t, err, &e, name)
		assert.Equal(t, c.code, e.Code, name)
		assert.Contains(t, e.Detail, c.reason, name)
		if c.line > 0 {
			require.NotNil(t, e.Position, name)
			assert.Equal(t, graph.Position{Line: c.line, Column: c.column}, *e.Position, name)
		}
	}
}

// A word is judged by where it stands.
func TestWordsOfClausesCanBeNames(t *testing.T) {
	for _, text := range []string{
		"MATCH (create:Create {delete: 1})-[set:SET]->(load) WHERE create.merge = load.drop RETURN create, set.copy AS remove, {call: 1} AS foreach",
		"WITH 1 AS insert RETURN insert + 1 AS use",
		"MATCH (n) RETURN n.create ORDER BY n.delete",
	} {
		_, err := cypher.Prepare(neo4j, text)
		assert.NoError(t, err, text)
	}
}

func TestPlacePointsToTheUsersText(t *testing.T) {
	source := "// people\nMATCH (p:Person)\nRETURN   p.nome"
	p, err := cypher.Prepare(neo4j, source)
	require.NoError(t, err)
	column := 1 + strings.Index(p.Text, "nome")
	assert.Equal(t, graph.Position{Line: 3, Column: 12}, p.Place(graph.Position{Line: 1, Column: column}))
}
