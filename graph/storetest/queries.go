package storetest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"backchannel/graph"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var queryCases = []testCase{
	{"values of a query", on(queryValues)},
	{"nodes, relationships and paths of a query", on(queryGraph)},
	{"parameters of a query", on(queryParameters)},
	{"limits of a query", on(queryLimits)},
	{"what a query cannot be", on(queryErrors)},
}

// loose stands for a value that the contract has no type for: it comes as text, or
// as the nearest thing.
type loose struct{}

func queryValues(t *testing.T, s graph.Store) {
	noon := time.Date(2017, 7, 11, 12, 0, 0, 0, time.UTC)
	cases := map[string]any{
		"null": nil, "true": true, "1": int64(1), "-7": int64(-7), "9223372036854775807": int64(9223372036854775807), "1.5": 1.5, "'a'": "a", "''": "",
		"'💌 é'": "💌 é", "[1, 2]": []any{int64(1), int64(2)}, "['a', 'b']": []any{"a", "b"}, "[[1], [2, 3]]": []any{[]any{int64(1)}, []any{int64(2), int64(3)}},
		"{a: 1, b: 'x'}": map[string]any{"a": int64(1), "b": "x"}, "[{a: 1}]": []any{map[string]any{"a": int64(1)}}, "1 = 2": false,
		"date('2017-07-11')": loose{},
	}
	switch s.Capabilities().Dialect {
	case graph.KuzuDialect:
		cases["timestamp('2017-07-11T14:00:00+02:00')"] = noon
		cases["interval('15 minutes')"] = 15 * time.Minute
		cases["interval('1 month')"] = loose{}
		cases["uuid('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')"] = loose{}
		cases["cast(1, 'INT8')"] = int64(1)
		cases["cast(1, 'UINT64')"] = int64(1)
		cases["map(['k'], [1])"] = map[string]any{"k": int64(1)}
	case graph.Neo4jDialect:
		cases["datetime('2017-07-11T14:00:00+02:00')"] = noon
		cases["datetime('2017-07-11T14:00:00[Europe/Oslo]')"] = noon
		cases["duration('PT15M')"] = 15 * time.Minute
		cases["duration('P1M')"] = loose{}
		cases["localtime('12:00')"] = loose{}
		cases["time('12:00Z')"] = loose{}
		cases["point({x: 1, y: 2})"] = loose{}
		cases["[1, 'a', null]"] = []any{int64(1), "a", nil}
	}
	for expression, want := range cases {
		table, err := s.Query(t.Context(), graph.Statement{Text: "RETURN " + expression + " AS value"}, graph.Limits{})
		if err != nil {
			t.Errorf("%s: %v", expression, err)
			continue
		}
		if len(table.Columns) != 1 || table.Columns[0] != "value" || len(table.Rows) != 1 || len(table.Rows[0]) != 1 || table.Truncated {
			t.Errorf("%s: %+v", expression, table)
			continue
		}
		got := table.Rows[0][0]
		if _, ok := want.(loose); ok {
			switch got.(type) {
			case string, time.Time, map[string]any:
			default:
				t.Errorf("%s is %v (%T)", expression, got, got)
			}
		} else if d := gocmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", expression, d)
		}
		if at, ok := got.(time.Time); ok && at.Location() != time.UTC {
			t.Errorf("%s is not in UTC: %v", expression, at)
		}
	}
	table := must[*graph.Table](t, "several columns")(s.Query(t.Context(), graph.Statement{Text: "UNWIND [2, 1] AS a RETURN a, a + 1 AS b ORDER BY a"}, graph.Limits{}))
	same(t, "several columns", &graph.Table{Columns: []string{"a", "b"}, Rows: [][]any{{int64(1), int64(2)}, {int64(2), int64(3)}}}, table)
	table = must[*graph.Table](t, "no rows")(s.Query(t.Context(), graph.Statement{Text: "MATCH (m:Message) RETURN m.id AS id, m"}, graph.Limits{}))
	same(t, "no rows", &graph.Table{Columns: []string{"id", "m"}}, table)
}

func queryGraph(t *testing.T, s graph.Store) {
	write(t, s, Story())
	one := func(query string) []any {
		t.Helper()
		table := must[*graph.Table](t, query)(s.Query(t.Context(), graph.Statement{Text: query}, graph.Limits{}))
		if len(table.Rows) != 1 {
			t.Fatalf("%s: %d rows", query, len(table.Rows))
		}
		return table.Rows[0]
	}
	row := one("MATCH p = (a:Person)-[r:SENT]->(m:Message) WHERE m.id = 'letter' RETURN a, r, m, p, [a] AS list, m.sent_earliest AS at, a.aliases AS aliases")
	a, aOK := row[0].(graph.Node)
	r, rOK := row[1].(graph.Relationship)
	m, mOK := row[2].(graph.Node)
	p, pOK := row[3].(graph.Walk)
	if !aOK || !rOK || !mOK || !pOK {
		t.Fatalf("got %T, %T, %T, %T", row[0], row[1], row[2], row[3])
	}
	same(t, "labels", [][]string{{"Person"}, {"Message"}}, [][]string{a.Labels, m.Labels})
	if a.Properties["id"] != "ada" || m.Properties["id"] != "letter" || r.Type != "SENT" || r.From != a.Ref || r.To != m.Ref || a.Ref == m.Ref || a.Ref == "" || r.Ref == "" {
		t.Errorf("%+v\n%+v\n%+v", a, r, m)
	}
	same(t, "a property that is a time", row[5], m.Properties["sent_earliest"])
	same(t, "the time", any(*moment("1897-10-21").Earliest), row[5])
	same(t, "a property that is a list", any([]any{"Mrs. Holm", "A. H."}), a.Properties["aliases"])
	same(t, "the list", a.Properties["aliases"], row[6])
	same(t, "path", graph.Walk{Nodes: []graph.Node{a, m}, Relationships: []graph.Relationship{r}}, p)
	same(t, "list of nodes", []any{a}, row[4].([]any))
	// Against the arrow, a path tells its relationship as it is stored.
	back := one("MATCH p = (m:Message)<-[r:SENT]-(a:Person) WHERE m.id = 'letter' RETURN p, r")[0].(graph.Walk)
	if len(back.Nodes) != 2 || back.Nodes[0].Properties["id"] != "letter" || len(back.Relationships) != 1 ||
		back.Relationships[0].From != back.Nodes[1].Ref || back.Relationships[0].To != back.Nodes[0].Ref {
		t.Errorf("against the arrow: %+v", back)
	}
	long := one("MATCH p = (a:Person)-[:SENT]->(m:Message)-[:REPLY_TO]->(n:Message)-[:CC]->(o:Organization) RETURN p")[0].(graph.Walk)
	if len(long.Nodes) != 4 || len(long.Relationships) != 3 {
		t.Errorf("a path of three steps has %d nodes and %d relationships", len(long.Nodes), len(long.Relationships))
	}
	if got := one("OPTIONAL MATCH (m:Message) WHERE m.id = 'no such' RETURN m")[0]; got != nil {
		t.Errorf("a node that is not there is %v", got)
	}
}

func queryParameters(t *testing.T, s graph.Store) {
	strange := strings.Join(HostileTexts, "")
	for _, c := range []struct {
		value, want any
		mayRefuse   bool // an engine whose lists have one type may say that it cannot
	}{
		{nil, nil, false}, {true, true, false}, {int64(7), int64(7), false}, {7, int64(7), false}, {1.5, 1.5, false}, {-0.25, -0.25, false}, {1e300, 1e300, false},
		{int64(-9223372036854775808), int64(-9223372036854775808), false}, {"", "", false}, {"x", "x", false}, {strange, strange, false},
		{[]any{}, []any{}, false}, {[]string{}, []any{}, false}, {[]string{"a", strange}, []any{"a", strange}, false},
		{[]any{int64(1), int64(2)}, []any{int64(1), int64(2)}, false}, {[]any{"a", nil}, []any{"a", nil}, true}, {[]any{nil}, []any{nil}, true},
		{[]any{int64(1), "a", true}, []any{int64(1), "a", true}, true}, {[]any{[]any{}}, []any{[]any{}}, true}, {[]any{[]any{"a"}, []any{}}, []any{[]any{"a"}, []any{}}, true},
		{map[string]any{}, map[string]any{}, true}, {map[string]any{"a": int64(1), "b": "x"}, map[string]any{"a": int64(1), "b": "x"}, false},
		{map[string]any{"a": map[string]any{"b": []any{"c"}}}, map[string]any{"a": map[string]any{"b": []any{"c"}}}, false},
		{map[string]any{"a": nil}, map[string]any{"a": nil}, true}, {map[string]any{"it's `odd`": "x"}, map[string]any{"it's `odd`": "x"}, true},
		{[]any{map[string]any{"a": int64(1)}, map[string]any{"a": int64(2)}}, []any{map[string]any{"a": int64(1)}, map[string]any{"a": int64(2)}}, false},
		{[]any{map[string]any{"a": int64(1)}, map[string]any{"b": int64(2)}}, []any{map[string]any{"a": int64(1)}, map[string]any{"b": int64(2)}}, true},
		{time.Date(2017, 7, 11, 12, 0, 0, 1000, time.FixedZone("", 3600)), time.Date(2017, 7, 11, 11, 0, 0, 1000, time.UTC), false},
	} {
		what := fmt.Sprintf("parameter %.60v (%T)", c.value, c.value)
		table, err := s.Query(t.Context(), graph.Statement{Text: "RETURN $p AS value", Parameters: map[string]any{"p": c.value}}, graph.Limits{})
		if err != nil {
			if !c.mayRefuse {
				t.Errorf("%s: %v", what, err)
			}
			coded(t, what, err, graph.Invalid, graph.Unsupported, graph.Refused)
			continue
		}
		absent := cmpopts.IgnoreMapEntries(func(_ string, v any) bool { return v == nil })
		if d := gocmp.Diff(c.want, table.Rows[0][0], cmpopts.EquateEmpty(), absent); d != "" {
			t.Errorf("%s (-want +got):\n%s", what, d)
		}
	}
	write(t, s, Story())
	for _, c := range []struct {
		text       string
		parameters map[string]any
		rows       int
	}{
		{"MATCH (m:Message) WHERE m.id IN $ids RETURN m.id", map[string]any{"ids": []any{"letter", "reply", "none"}}, 2},
		{"MATCH (m:Message) WHERE m.id IN $ids RETURN m.id", map[string]any{"ids": []any{}}, 0},
		{"MATCH (m:Message) WHERE m.subject = $s RETURN m.id", map[string]any{"s": "The will"}, 1},
		{"MATCH (m:Message) WHERE m.subject = $s RETURN m.id", map[string]any{"s": nil}, 0},
		{"MATCH (m:Message) WHERE m.sent_earliest >= $t RETURN m.id", map[string]any{"t": *moment("1897-10-25").Earliest}, 1},
		{"MATCH (m:Message) RETURN m.id LIMIT $n", map[string]any{"n": int64(2)}, 2},
		{"UNWIND $list AS x RETURN x", map[string]any{"list": []any{"a", "b"}}, 2},
		{"RETURN $a AS a, $b AS b, $a AS again", map[string]any{"a": "1", "b": int64(2), "unused": "x"}, 1},
	} {
		table, err := s.Query(t.Context(), graph.Statement{Text: c.text, Parameters: c.parameters}, graph.Limits{})
		if err != nil {
			t.Errorf("%s with %v: %v", c.text, c.parameters, err)
		} else if len(table.Rows) != c.rows {
			t.Errorf("%s with %v: %d rows, want %d", c.text, c.parameters, len(table.Rows), c.rows)
		}
	}
}

// endless keeps an engine busy far longer than any test, with little memory.
const endless = "UNWIND range(1, 20000) AS a UNWIND range(1, 20000) AS b UNWIND range(1, 20000) AS c WITH a, b, c WHERE a + b + c < 0 RETURN count(*) AS n"

func queryLimits(t *testing.T, s graph.Store) {
	write(t, s, Story())
	hundred := graph.Statement{Text: "UNWIND range(1, 100) AS x RETURN x"}
	for _, c := range []struct {
		rows, want int
		truncated  bool
	}{{10, 10, true}, {99, 99, true}, {100, 100, false}, {101, 100, false}, {0, 100, false}} {
		table := must[*graph.Table](t, "rows")(s.Query(t.Context(), hundred, graph.Limits{Rows: c.rows}))
		if len(table.Rows) != c.want || table.Truncated != c.truncated {
			t.Errorf("at most %d rows: %d, truncated %v", c.rows, len(table.Rows), table.Truncated)
		}
	}
	wide := graph.Statement{Text: "UNWIND range(1, 1000) AS x RETURN x, $text AS text", Parameters: map[string]any{"text": strings.Repeat("x", 1000)}}
	table := must[*graph.Table](t, "bytes")(s.Query(t.Context(), wide, graph.Limits{Bytes: 50_000}))
	if !table.Truncated || len(table.Rows) > 60 || len(table.Rows) < 10 {
		t.Errorf("at most 50 kB: %d rows of 1 kB, truncated %v", len(table.Rows), table.Truncated)
	}
	// More rows than anyone may want, cut early.
	many := graph.Statement{Text: "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b RETURN a, b"}
	table = must[*graph.Table](t, "many rows")(s.Query(t.Context(), many, graph.Limits{Rows: 5, Time: patience}))
	if len(table.Rows) != 5 || !table.Truncated {
		t.Errorf("at most 5 of many rows: %d, truncated %v", len(table.Rows), table.Truncated)
	}
	_, err := s.Query(t.Context(), graph.Statement{Text: endless}, graph.Limits{Time: 300 * time.Millisecond})
	coded(t, "beyond its time", err, graph.Timeout)
	if got := dump(t, s); got == "" {
		t.Error("nothing is left")
	}
}

func queryErrors(t *testing.T, s graph.Store) {
	write(t, s, Story())
	for _, text := range []string{"", " ", "RETURN", "MATCH (n RETURN n", "RETURN 'open", "SELECT * FROM Person", "MATCH (n) RETURN n LIMIT x y", "RETURN \x01"} {
		_, err := s.Query(t.Context(), graph.Statement{Text: text}, graph.Limits{})
		coded(t, fmt.Sprintf("%q", text), err, graph.Invalid)
	}
	_, err := s.Query(t.Context(), graph.Statement{Text: "RETURN 1\n  RETRUN 2"}, graph.Limits{})
	coded(t, "a misspelt clause", err, graph.Invalid)
	if e, ok := err.(*graph.Error); ok && (e.Position == nil || e.Position.Line < 1) {
		t.Errorf("a misspelt clause: no position in %+v", e)
	}
	for _, st := range []graph.Statement{
		{Text: "RETURN $nothing AS x"},
		{Text: "RETURN nothing"},
		{Text: "RETURN no_such_function(1) AS x"},
		{Text: "RETURN 1 + [2] + {a: 1} - 'x' AS x"},
		{Text: "RETURN 1 AS a; RETURN 2 AS b"},
	} {
		_, err := s.Query(t.Context(), st, graph.Limits{})
		coded(t, st.Text, err, graph.Invalid, graph.Refused, graph.Unsupported)
	}
	// An error is nobody else's business.
	if table := must[*graph.Table](t, "after errors")(s.Query(t.Context(), graph.Statement{Text: "MATCH (m:Message) RETURN count(*) AS n"}, graph.Limits{})); table.Rows[0][0] != int64(5) {
		t.Errorf("after errors: %v", table.Rows)
	}
}
