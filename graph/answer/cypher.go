package answer

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"backchannel/graph"
	"backchannel/graph/cypher"
)

// CypherQuestion is a query of the user's own.
type CypherQuestion struct {
	Query      string         `json:"query" doc:"One statement that only reads, in the Cypher of the engine in use" maxLength:"100000"`
	Parameters map[string]any `json:"parameters,omitempty"`
	Limit      int            `json:"limit,omitempty" doc:"At most so many rows; 0 means 1000" minimum:"0" maximum:"100000"`
	TimeoutMS  int            `json:"timeout_ms,omitempty" doc:"0 means 10000" minimum:"0" maximum:"300000"`
}

// Bounds of a query of the user's own.
const (
	defaultRows  = 1000
	maxRows      = 100_000
	maxBytes     = 64 << 20
	defaultTime  = 10 * time.Second
	maxTime      = 5 * time.Minute
	maxQueryText = 100_000
)

// CypherAnswer is the rows of a query and the graph in them.
type CypherAnswer struct {
	Columns   []string `json:"columns"`
	Rows      [][]any  `json:"rows"`
	Graph     Subgraph `json:"graph"`
	Truncated bool     `json:"truncated" doc:"Whether there was more than the limits admit"`
	ElapsedMS float64  `json:"elapsed_ms"`
	Cypher    string   `json:"cypher" doc:"What ran: the query as the guard printed it"`
	Revision  int64    `json:"revision"`
}

// Subgraph is each node and relationship of an answer once.
type Subgraph struct {
	Nodes         []graph.Node         `json:"nodes"`
	Relationships []graph.Relationship `json:"relationships"`
}

// Cypher runs a query of the user's own, after the guard has passed it.
func (s *Service) Cypher(ctx context.Context, q CypherQuestion) (CypherAnswer, error) {
	var out CypherAnswer
	limits, err := q.limits()
	if err != nil {
		return out, err
	}
	prepared, err := cypher.PrepareStatement(s.store.Capabilities().Dialect, graph.Statement{Text: q.Query, Parameters: q.Parameters})
	if err != nil {
		return out, err
	}
	for _, name := range prepared.Parameters {
		if _, ok := q.Parameters[name]; !ok {
			return out, graph.Errorf(graph.Invalid, "the query uses the parameter $%s, which has no value: give it in parameters", name)
		}
	}
	asked := time.Now() // the limit is for all that the caller waits for
	within, cancel := context.WithTimeout(ctx, limits.Time)
	out.Revision, err = s.store.Revision(within)
	cancel()
	if err != nil {
		return out, err
	}
	started := time.Now()
	limits.Time = max(limits.Time-started.Sub(asked).Truncate(100*time.Millisecond), time.Millisecond)
	table, err := s.store.Query(ctx, graph.Statement{Text: prepared.Text, Parameters: q.Parameters}, limits)
	if err != nil {
		return out, placed(err, prepared)
	}
	out.Columns, out.Rows, out.Truncated = prepared.Columns(table.Columns), table.Rows, table.Truncated
	if out.Rows == nil {
		out.Rows = [][]any{}
	}
	out.Graph = subgraph(table.Rows)
	out.ElapsedMS = float64(time.Since(started).Microseconds()) / 1000
	out.Cypher = prepared.Text
	return out, nil
}

// placed points an engine's complaint to the text that the user wrote.
func placed(err error, p cypher.Prepared) error {
	var e *graph.Error
	if !errors.As(err, &e) || e.Position == nil {
		return err
	}
	at := p.Place(*e.Position)
	moved := *e
	moved.Position = &at
	return &moved
}

func (q CypherQuestion) limits() (graph.Limits, error) {
	l := graph.Limits{Rows: q.Limit, Bytes: maxBytes, Time: time.Duration(q.TimeoutMS) * time.Millisecond}
	switch {
	case strings.TrimSpace(q.Query) == "":
		return l, graph.Errorf(graph.Invalid, "the query is empty: write one that begins with MATCH or RETURN")
	case len(q.Query) > maxQueryText:
		return l, graph.Errorf(graph.TooLarge, "the query has %d bytes: keep it under %d, and give long lists as parameters", len(q.Query), maxQueryText)
	case l.Rows < 0 || l.Rows > maxRows:
		return l, graph.Errorf(graph.Invalid, "limit is %d: give a number from 1 to %d", l.Rows, maxRows)
	case l.Time < 0 || l.Time > maxTime:
		return l, graph.Errorf(graph.Invalid, "timeout_ms is %d: give a number from 1 to %d", q.TimeoutMS, maxTime.Milliseconds())
	}
	if l.Rows == 0 {
		l.Rows = defaultRows
	}
	if l.Time == 0 {
		l.Time = defaultTime
	}
	return l, nil
}

// subgraph collects the nodes and relationships in rows, however deep.
func subgraph(rows [][]any) Subgraph {
	g := Subgraph{Nodes: []graph.Node{}, Relationships: []graph.Relationship{}}
	seen := map[string]bool{}
	var visit func(v any)
	node := func(n graph.Node) {
		if !seen["n"+n.Ref] {
			seen["n"+n.Ref] = true
			g.Nodes = append(g.Nodes, n)
		}
	}
	relationship := func(r graph.Relationship) {
		if !seen["r"+r.Ref] {
			seen["r"+r.Ref] = true
			g.Relationships = append(g.Relationships, r)
		}
	}
	visit = func(v any) {
		switch v := v.(type) {
		case graph.Node:
			node(v)
		case graph.Relationship:
			relationship(v)
		case graph.Walk:
			for _, n := range v.Nodes {
				node(n)
			}
			for _, r := range v.Relationships {
				relationship(r)
			}
		case []any:
			for _, x := range v {
				visit(x)
			}
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(v)) {
				visit(v[name])
			}
		}
	}
	for _, row := range rows {
		for _, v := range row {
			visit(v)
		}
	}
	return g
}
