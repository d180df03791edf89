package kuzustore

import (
	"context"
	"fmt"
	"strings"

	"backchannel/graph"
	"backchannel/graph/model"
)

// lookupSize is how many ids are asked for at once.
const lookupSize = 20_000

// lookup reads what the store already has of a batch.
type lookup struct {
	ctx context.Context
	s   *Store
	had map[graph.Label]int // nodes in the store, as far as counted
}

// nodes returns, by id, the properties named of those nodes that exist.
func (l *lookup) nodes(label graph.Label, ids []string, columns []string) (map[string][]any, error) {
	found := map[string][]any{}
	if n, err := l.count(label); err != nil || n == 0 {
		return found, err
	}
	var returns strings.Builder
	for i, c := range columns {
		fmt.Fprintf(&returns, ", n.%s AS c%d", quoted(c), i)
	}
	for len(ids) > 0 {
		n := min(len(ids), lookupSize)
		st := graph.Statement{
			Text:       fmt.Sprintf("UNWIND $ids AS x MATCH (n:%s {id: x}) RETURN n.id AS id%s", quoted(string(label)), returns.String()),
			Parameters: map[string]any{"ids": ids[:n]},
		}
		if err := l.s.Run(l.ctx, st, func(v []any) error {
			found[v[0].(string)] = v[1:]
			return nil
		}); err != nil {
			return nil, err
		}
		ids = ids[n:]
	}
	return found, nil
}

// count returns how many nodes of a label the store has.
func (l *lookup) count(label graph.Label) (int, error) {
	n, ok := l.had[label]
	if ok {
		return n, nil
	}
	err := l.s.Run(l.ctx, graph.Statement{Text: fmt.Sprintf("MATCH (n:%s) RETURN count(n)", quoted(string(label)))}, func(v []any) error {
		n = int(v[0].(int64))
		return nil
	})
	l.had[label] = n
	return n, err
}

// columns returns the properties that a label's table has.
func (l *lookup) columns(label graph.Label) (map[string]bool, error) {
	have := map[string]bool{}
	err := l.s.Run(l.ctx, graph.Statement{Text: fmt.Sprintf("CALL table_info('%s') RETURN name", label)}, func(v []any) error {
		have[v[0].(string)] = true
		return nil
	})
	return have, err
}

// relationships returns the rows that exist of those between the same ends as
// rows, by their identity.
func (l *lookup) relationships(t *model.RelTable, rows [][]any) (map[string][]any, error) {
	found := map[string][]any{}
	var returns strings.Builder
	for i, p := range t.Type.Properties {
		fmt.Fprintf(&returns, ", r.%s AS c%d", quoted(p.Name), i)
	}
	for len(rows) > 0 {
		n := min(len(rows), lookupSize)
		seen := map[[2]string]bool{}
		var ends []any
		for _, row := range rows[:n] {
			end := [2]string{row[0].(string), row[1].(string)}
			if !seen[end] {
				seen[end] = true
				ends = append(ends, map[string]any{"a": end[0], "b": end[1]})
			}
		}
		st := graph.Statement{
			Text: fmt.Sprintf("UNWIND $pairs AS e MATCH (s:%s {id: e.a})-[r:%s]->(t:%s {id: e.b}) RETURN s.id AS a, t.id AS b%s",
				quoted(string(t.From)), quoted(t.Type.Name), quoted(string(t.To)), returns.String()),
			Parameters: map[string]any{"pairs": ends},
		}
		if err := l.s.Run(l.ctx, st, func(v []any) error {
			row := typedRow(v)
			found[t.Identity(row)] = row
			return nil
		}); err != nil {
			return nil, err
		}
		rows = rows[n:]
	}
	return found, nil
}

// typedRow turns values of a query into values of a table.
func typedRow(values []any) []any {
	for i, v := range values {
		if list, ok := v.([]any); ok {
			texts := make([]string, len(list))
			for j, t := range list {
				texts[j], _ = t.(string)
			}
			values[i] = texts
		}
	}
	return values
}
