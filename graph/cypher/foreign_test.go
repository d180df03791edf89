package cypher_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/cypher"
)

func TestWhatTheOtherEngineHasIsToldWithTheFormThatDoesIt(t *testing.T) {
	for _, c := range []struct {
		dialect graph.Dialect
		text    string
		column  int
		advice  string
	}{
		{kuzu, "MATCH ()-[r]->() RETURN type(r)", 25, "label(r)"},
		{kuzu, "RETURN head([1])", 8, "l[1]"},
		{kuzu, "RETURN toInteger('1')", 8, "to_int64(x)"},
		{kuzu, "RETURN toString(1)", 8, "to_string(x)"},
		{kuzu, "RETURN datetime('2017-07-11')", 8, "timestamp('2017-07-11T09:30:00Z')"},
		{kuzu, "MATCH (n) WHERE exists(n.name) RETURN n", 17, "IS NOT NULL"},
		{kuzu, "RETURN reduce(a = 0, x IN [1] | a + x)", 8, "list_reduce"},
		{kuzu, "CALL db.labels()", 6, "show_tables()"},
		{kuzu, "MATCH (n:Person|Organization) RETURN n", 16, "(n:Person:Organization)"},
		{kuzu, "MATCH (n:!Person) RETURN n", 10, "label(n) <> 'Person'"},
		{kuzu, "MATCH (n IS Person) RETURN n", 10, "(n:Person)"},
		{kuzu, "MATCH (n) WHERE n:Person RETURN n", 18, "label(n) = 'Person'"},
		{kuzu, "CALL { MATCH (n) RETURN n } RETURN n", 6, "one after another"},
		{kuzu, "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN m } RETURN m", 16, "one after another"},
		{kuzu, "RETURN [x IN [1, 2] WHERE x > 1 | x * 2]", 9, "list_transform"},
		{kuzu, "RETURN [x IN [1, 2] | x * 2]", 9, "list_transform"},
		{kuzu, "MATCH (p) RETURN [(p)-->(m) | m.id]", 19, "collect"},
		{kuzu, "MATCH (p) RETURN p {.name}", 20, "{name: p.name}"},
		{kuzu, "MATCH (p) RETURN COLLECT { MATCH (p)-->(m) RETURN m.id }", 18, "collect"},
		{kuzu, "MATCH p = SHORTEST 1 (a)-->(b) RETURN p", 11, "SHORTEST 1..30"},
		{kuzu, "MATCH p = shortestPath((a)-[:SENT*]->(b)) RETURN p", 11, "SHORTEST 1..30"},
		{kuzu, "MATCH (a)-[:SENT]->+(b) RETURN a", 20, "-[:REPLY_TO*1..3]->"},
		{kuzu, "MATCH (a)-[:SENT]->{1,3}(b) RETURN a", 20, "-[:REPLY_TO*1..3]->"},
		{kuzu, "RETURN 1 IS :: INTEGER", 13, "typeof(x)"},
		{kuzu, "RETURN 'a' || 'b'", 13, "write +"},
		{kuzu, "RETURN [1, 2, 3][0..2]", 19, "[1:2]"},
		{kuzu, "MATCH (n) RETURN n.id ORDER BY n.id NULLS LAST", 37, "IS NULL"},
		{kuzu, "MATCH (n:Person) USING INDEX n:Person(id) RETURN n", 18, "HINT"},
		{kuzu, "MATCH (p:Person)", 17, "without RETURN"},
		{neo4j, "MATCH ()-[r]->() RETURN label(r)", 25, "type(r)"},
		{neo4j, "RETURN to_int64('1')", 8, "toInteger(x)"},
		{neo4j, "CALL show_tables() RETURN *", 6, "db.labels()"},
	} {
		_, err := cypher.Prepare(c.dialect, c.text)
		var e *graph.Error
		require.ErrorAs(t, err, &e, c.text)
		assert.Equal(t, graph.Invalid, e.Code, c.text)
		assert.Contains(t, e.Detail, c.advice, c.text)
		assert.Equal(t, &graph.Position{Line: 1, Column: c.column}, e.Position, c.text)
	}
}

// What writes is refused as that.
func TestAWriteInAFormThatKuzuLacksIsRefused(t *testing.T) {
	for _, text := range []string{"CALL { CREATE (m:Message {id: 'x'}) } RETURN 1", "MATCH (n) CALL (n) { SET n.name = 'x' } RETURN n", "RETURN COLLECT { CREATE (m) RETURN m }"} {
		_, err := cypher.Prepare(kuzu, text)
		assert.Equal(t, graph.Refused, graph.CodeOf(err), text)
	}
}

// What Kuzu has is not mistaken for what it has not.
func TestFormsThatKuzuHas(t *testing.T) {
	for _, text := range []string{
		"MATCH (a:Person:Organization)-[r:SENT|TO|:CC]->(b) RETURN a",
		"MATCH (a)-[e:SENT|TO* ALL SHORTEST 1..3 (r, n | WHERE r.x = 1 | {r.x}, {n.id})]->(b) RETURN e",
		"RETURN [1 | 2, 3], [1 IN [1, 2]], [1, 2, 3][1:2], {a: 1}",
		"MATCH (n:Person WHERE n.id = 'a' OR (n.id) = 'b') RETURN n",
		"MATCH (a) WHERE (a)-[:SENT]->(:Message) RETURN COUNT { (a)-->() }",
		"CALL show_tables()",
	} {
		_, err := cypher.Prepare(kuzu, text)
		assert.NoError(t, err, text)
	}
}
