package neo4jstore

import (
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/graph"
)

// planTable shows what EXPLAIN tells, one operator a row, indented under the one
// that it feeds.
func planTable(p neo4j.Plan) *graph.Table {
	t := &graph.Table{Columns: []string{"operator", "details", "estimated_rows"}}
	var add func(p neo4j.Plan, depth int)
	add = func(p neo4j.Plan, depth int) {
		t.Rows = append(t.Rows, []any{indented(p.Operator(), depth), p.Arguments()["Details"], p.Arguments()["EstimatedRows"]})
		for _, c := range p.Children() {
			add(c, depth+1)
		}
	}
	add(p, 0)
	return t
}

// profileTable shows what PROFILE measured, in the same way.
func profileTable(p neo4j.ProfiledPlan) *graph.Table {
	t := &graph.Table{Columns: []string{"operator", "details", "estimated_rows", "rows", "db_hits"}}
	var add func(p neo4j.ProfiledPlan, depth int)
	add = func(p neo4j.ProfiledPlan, depth int) {
		t.Rows = append(t.Rows, []any{indented(p.Operator(), depth), p.Arguments()["Details"], p.Arguments()["EstimatedRows"], p.Records(), p.DbHits()})
		for _, c := range p.Children() {
			add(c, depth+1)
		}
	}
	if p != nil {
		add(p, 0)
	}
	return t
}

func indented(operator string, depth int) string {
	name, _, _ := strings.Cut(operator, "@")
	return strings.Repeat("  ", depth) + name
}

// placeText is how the server names a place.
func placeText(p graph.Position) string {
	return fmt.Sprintf("(line %d, column %d (offset: 0))", p.Line, p.Column)
}
