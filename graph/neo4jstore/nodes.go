package neo4jstore

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/graph"
	"backchannel/graph/model"
)

// nodes writes every node of the batch, messages last.
func (w *write) nodes(ctx context.Context) error {
	var tasks []task
	for _, t := range w.tables.Nodes {
		if t.Type.Label != graph.MessageLabel {
			c := newNodeCypher(t)
			for _, rows := range chunks(t.Rows) {
				tasks = append(tasks, w.nodeTask(c, rows))
			}
		}
	}
	if err := w.all(ctx, tasks); err != nil {
		return err
	}
	if w.sent = w.letters(); w.sent == nil {
		return nil
	}
	return w.all(ctx, w.sent.tasks(w))
}

// nodeTask writes one chunk of nodes. It looks for them first, unless the label
// was empty when the write began; an earlier attempt may have been committed
// without our knowing.
func (w *write) nodeTask(c *nodeCypher, rows [][]any) task {
	return func(ctx context.Context, tx neo4j.ManagedTransaction, attempt int) (func(), error) {
		old := map[string][]any{}
		if w.stored[c.table.Type.Label] > 0 || attempt > 1 {
			var err error
			if old, err = c.read(ctx, tx, rows); err != nil {
				return nil, err
			}
		}
		var created []any
		for _, row := range rows {
			if _, found := old[row[0].(string)]; !found {
				created = append(created, c.parameter(row))
			}
		}
		if err := bring(ctx, tx, c.create, created, c.update, c.changed(old, rows)); err != nil {
			return nil, err
		}
		return func() {
			w.account(string(c.table.Type.Label), len(created), len(old))
			w.exist(c.table.Type.Label, old)
		}, nil
	}
}

// exist notes nodes that the database had.
func (w *write) exist(label graph.Label, old map[string][]any) {
	for id := range old {
		w.existing[graph.Ref{Label: label, ID: id}] = true
	}
}

// nodeCypher holds the statements for a table. A row is a list; the properties
// that an importer adds go as a map at its end, because their names are not ours
// and must not become part of a statement.
type nodeCypher struct {
	table                  *model.NodeTable
	fixed                  int
	extra                  []string
	lookup, create, update string
}

func newNodeCypher(t *model.NodeTable) *nodeCypher {
	c := &nodeCypher{table: t, fixed: len(t.Type.Properties)}
	var pairs, sets, returns []string
	for i, p := range t.Type.Properties {
		pairs = append(pairs, fmt.Sprintf("%s: r[%d]", p.Name, i))
		returns = append(returns, "n."+p.Name)
		if i > 0 {
			sets = append(sets, fmt.Sprintf("n.%s = r[%d]", p.Name, i))
		}
	}
	for _, p := range t.Columns[c.fixed:] {
		c.extra = append(c.extra, p.Name)
	}
	label := t.Type.Label
	c.lookup = fmt.Sprintf("UNWIND $ids AS id MATCH (n:%s {id: id}) RETURN %s, [k IN $extra | n[k]]", label, strings.Join(returns, ", "))
	c.create = fmt.Sprintf("UNWIND $rows AS r CREATE (n:%s {%s})", label, strings.Join(pairs, ", "))
	c.update = fmt.Sprintf("UNWIND $rows AS r MATCH (n:%s {id: r[0]}) SET %s", label, strings.Join(sets, ", "))
	if len(c.extra) > 0 {
		more := fmt.Sprintf("n += r[%d]", c.fixed)
		c.create += " SET " + more
		c.update += ", " + more
	}
	return c
}

// read returns those of the rows' nodes that the database has, by id.
func (c *nodeCypher) read(ctx context.Context, tx neo4j.ManagedTransaction, rows [][]any) (map[string][]any, error) {
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i][0].(string)
	}
	result, err := tx.Run(ctx, c.lookup, map[string]any{"ids": ids, "extra": c.extra})
	if err != nil {
		return nil, err
	}
	out := map[string][]any{}
	for result.Next(ctx) {
		v := result.Record().Values
		row := append(v[:c.fixed:c.fixed], v[c.fixed].([]any)...)
		for i := range row {
			row[i] = stored(row[i])
		}
		out[row[0].(string)] = row
	}
	return out, result.Err()
}

// changed returns those of the rows that say something new of what the database
// has, merged with it.
func (c *nodeCypher) changed(old map[string][]any, rows [][]any) (out []any) {
	for _, row := range rows {
		if before, found := old[row[0].(string)]; found {
			if after := c.table.Merge(before, row); !equal(before, c.complete(after)) {
				out = append(out, c.parameter(after))
			}
		}
	}
	return out
}

// complete completes a row, which is returned.
func (c *nodeCypher) complete(row []any) []any {
	c.table.Complete(row)
	return row
}

// width is how long a row is as a parameter.
func (c *nodeCypher) width() int { return c.fixed + min(1, len(c.extra)) }

// parameter is a row, completed, as the statements take it.
func (c *nodeCypher) parameter(row []any) []any {
	row = c.complete(slices.Clone(row))
	out := make([]any, c.fixed, c.width())
	for i := range out {
		out[i] = parameter(row[i])
	}
	if len(c.extra) > 0 {
		more := map[string]any{}
		for i, name := range c.extra {
			if v := row[c.fixed+i]; v != nil {
				more[name] = v
			}
		}
		out = append(out, more)
	}
	return out
}

// stored converts a property as the driver returns it to what a row holds.
func stored(v any) any {
	switch v := v.(type) {
	case time.Time:
		return v.UTC()
	case []any:
		out := make([]string, len(v))
		for i := range v {
			out[i], _ = v[i].(string)
		}
		return out
	}
	return v
}

// equal tells whether two rows hold the same values.
func equal(a, b []any) bool {
	for i := range a {
		switch x := a[i].(type) {
		case time.Time:
			y, ok := b[i].(time.Time)
			if !ok || !x.Equal(y) {
				return false
			}
		case []string:
			y, ok := b[i].([]string)
			if !ok || strings.Join(x, "\x00") != strings.Join(y, "\x00") || len(x) != len(y) {
				return false
			}
		default:
			if _, list := b[i].([]string); list || a[i] != b[i] {
				return false
			}
		}
	}
	return true
}
