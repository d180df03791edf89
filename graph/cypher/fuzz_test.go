package cypher

import (
	"testing"

	"backchannel/graph"
)

// FuzzPrepare holds that no text breaks the guard, and that what it prints is
// printed the same again and read as the tokens that were checked.
func FuzzPrepare(f *testing.F) {
	for _, seed := range []string{
		"MATCH (a:Person {id: $id})-[r:SENT|TO*1..3]->(b) WHERE a.x =~ 'x.*' RETURN a.name AS `the name`, count(*) ORDER BY 1 LIMIT 2",
		"WITH 1 AS a WHERE a > 0 RETURN a // done",
		"MATCH p = SHORTEST 1 (a)-[:X]->{1,3}(b) RETURN [x IN nodes(p) WHERE x:A|B | x {.id, y: 1}]",
		"CALL (n) { MATCH (n)--(m) RETURN m UNION ALL RETURN 1 AS m } RETURN CASE m WHEN IS NULL THEN 1.5e3 ELSE 0x1F END",
		`RETURN 'caf\u00e9\\' /* x */ + "\'" AS x`,
		"MATCH (a)-[e:X* ALL SHORTEST 1..3 (r, n | WHERE r.x > 1 | {r.y}, {n.id})]->(b) RETURN list_filter(l, x -> x > 1)[1:2]",
		"RETURN x IS :: LIST<INTEGER NOT NULL>, cast(y AS STRUCT(a INT64[])), EXISTS { (a)-->() }",
	} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, text string, kuzu bool) {
		d := graph.Neo4jDialect
		if kuzu {
			d = graph.KuzuDialect
		}
		first, err := Prepare(d, text)
		if err != nil {
			if c := graph.CodeOf(err); c != graph.Refused && c != graph.Invalid && c != graph.TooLarge {
				t.Fatalf("code %s for %q", c, text)
			}
			return
		}
		second, err := Prepare(d, first.Text)
		if err != nil {
			t.Fatalf("%q is printed as %q, which is not taken: %v", text, first.Text, err)
		}
		if first.Text != second.Text {
			t.Fatalf("%q is printed as %q, then as %q", text, first.Text, second.Text)
		}
	})
}
