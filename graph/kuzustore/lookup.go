package kuzustore

import (
	"fmt"
	"strings"

	"backchannel/graph"
	"backchannel/graph/kuzustore/protocol"
	"backchannel/graph/model"
)

var idColumn = []model.Property{{Name: "id"}}

// nodes returns, by id, the properties named of those nodes that exist.
func (w *write) nodes(label graph.Label, ids []string, columns []string) (map[string][]any, error) {
	found := map[string][]any{}
	if n, err := w.count(label); err != nil || n == 0 || len(ids) == 0 {
		return found, err
	}
	rows := make([][]any, 0, len(ids))
	for _, id := range ids {
		if sound(id) { // else it cannot be there
			rows = append(rows, []any{id})
		}
	}
	g, err := w.give(idColumn, rows)
	if err != nil {
		return nil, err
	}
	returns := []string{"x.id AS id"}
	for i, c := range columns {
		returns = append(returns, fmt.Sprintf("x.%s AS p%d", quoted(c), i))
	}
	n := rowsOf{table: quoted(string(label))}
	err = w.read(g.then(n.match(g.values)+" RETURN "+strings.Join(returns, ", ")), func(v []any) {
		found[v[0].(string)] = typed(v[1:])
	})
	return found, err
}

// relationships returns the rows that exist of those between the same ends as
// rows, by their identity.
func (w *write) relationships(t *model.RelTable, rows [][]any) (map[model.Identity][]any, error) {
	found := map[model.Identity][]any{}
	n := relRows(t)
	n.keys = 2
	var ends [][]any
	seen := map[[2]string]bool{}
	for _, row := range rows {
		if end := [2]string{row[0].(string), row[1].(string)}; !seen[end] {
			seen[end] = true
			ends = append(ends, row[:2])
		}
	}
	if len(ends) == 0 {
		return found, nil
	}
	g, err := w.give(n.columns[:2], ends)
	if err != nil {
		return nil, err
	}
	returns := []string{"s.id AS s", "t.id AS t"}
	for i, p := range t.Type.Properties {
		returns = append(returns, fmt.Sprintf("x.%s AS p%d", quoted(p.Name), i))
	}
	err = w.read(g.then(n.match(g.values)+" RETURN "+strings.Join(returns, ", ")), func(v []any) {
		for i, p := range t.Type.Properties {
			if s, ok := v[i+2].(string); ok && p.Type == model.Strings {
				v[i+2] = split(s)
			}
		}
		row := typed(v)
		found[t.Identity(row)] = row
	})
	return found, err
}

// count returns how many nodes of a label the store has.
func (w *write) count(label graph.Label) (int, error) {
	n, ok := w.had[label]
	if ok {
		return n, nil
	}
	err := w.read(protocol.Statement{Text: fmt.Sprintf("MATCH (n:%s) RETURN count(n)", quoted(string(label)))}, func(v []any) {
		n = int(v[0].(int64))
	})
	w.had[label] = n
	return n, err
}

// properties returns the properties that a label's table has, by name in lower case.
func (w *write) properties(label graph.Label) (map[string]string, error) {
	have := map[string]string{}
	err := w.read(protocol.Statement{Text: fmt.Sprintf("CALL table_info('%s') RETURN name", label)}, func(v []any) {
		have[strings.ToLower(v[0].(string))] = v[0].(string)
	})
	return have, err
}

// read runs a lookup. It has no limit of time but the caller's: it grows with
// the batch.
func (w *write) read(st protocol.Statement, row func(v []any)) error {
	return w.s.engine.do(w.ctx, &protocol.Request{Op: protocol.Run, Statements: []protocol.Statement{st}}, reading{
		columns: func([]string) {},
		row:     func(v []any) error { row(v); return nil },
		again:   func() bool { return true }, // rows read twice overwrite themselves
	})
}

// typed turns values of a query into values of a table.
func typed(values []any) []any {
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
