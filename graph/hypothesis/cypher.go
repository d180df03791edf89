package hypothesis

import (
	"context"
	"fmt"
	"time"

	"backchannel/graph"
	"backchannel/graph/cypher"
)

// cypherNumber holds the one number that a query returns to another.
var cypherNumber = testKind{
	name:    Cypher,
	needs:   []string{"query", "number"},
	takes:   []string{"parameters"},
	refuses: all("a query reads the graph as it is, and nothing of it is shuffled"),
	prepare: func(ctx context.Context, s *setup) (*plan, error) {
		table, err := s.query(ctx, 2)
		if err != nil {
			return nil, err
		}
		p := &plan{measures: fmt.Sprintf("the number that the query returns, against %g", *s.h.Number), evidence: Evidence{Items: []Proof{}}}
		if len(table.Rows) != 1 || len(table.Columns) != 1 || table.Truncated {
			return nil, graph.Errorf(graph.Invalid, "query: it returns %d columns and %s, and is to return one number: end it with RETURN count(*) or the like", len(table.Columns), plural(len(table.Rows), "row"))
		}
		var observed float64
		switch v := table.Rows[0][0].(type) {
		case int64:
			observed = float64(v)
		case float64:
			observed = v
		case nil:
			p.short = "query: it returns null, which is no number"
			return p, nil
		default:
			return nil, graph.Errorf(graph.Invalid, "query: it returns %v, which is no number", v)
		}
		p.fixed = &fixed{observed: observed, holds: s.compared(observed)}
		return p, nil
	},
}

func plural(n int, word string) string {
	if n == 1 {
		return "one " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// Bounds of a query in a hypothesis.
const (
	queryTime  = time.Minute
	queryBytes = 16 << 20
)

// query runs the hypothesis's own query, after the guard has passed it.
func (s *setup) query(ctx context.Context, rows int) (*graph.Table, error) {
	prepared, err := cypher.PrepareStatement(s.r.Store.Capabilities().Dialect, graph.Statement{Text: s.h.Query, Parameters: s.h.Parameters})
	if err != nil {
		return nil, within(err, "query")
	}
	for _, name := range prepared.Parameters {
		if _, ok := s.h.Parameters[name]; !ok {
			return nil, graph.Errorf(graph.Invalid, "query: it uses the parameter $%s, which has no value: give it in parameters", name)
		}
	}
	table, err := s.r.Store.Query(ctx, graph.Statement{Text: prepared.Text, Parameters: s.h.Parameters}, graph.Limits{Rows: rows, Bytes: queryBytes, Time: queryTime})
	return table, within(err, "query")
}
