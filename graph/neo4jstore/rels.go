package neo4jstore

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/graph"
	"backchannel/graph/model"
)

// rels writes the relationships of the batch that did not go in with a message.
func (w *write) rels(ctx context.Context) error {
	var tasks []task
	for _, t := range w.tables.Rels {
		c := newRelCypher(t)
		for _, rows := range chunks(slices.DeleteFunc(slices.Clone(t.Rows), func(row []any) bool { return w.hung(t, row) })) {
			tasks = append(tasks, w.relTask(c, rows))
		}
	}
	return w.all(ctx, tasks)
}

// relTask writes one chunk of relationships. Those of which an end is new cannot
// be there yet; the others are looked for, and all of them when an earlier
// attempt may have been committed.
func (w *write) relTask(c *relCypher, rows [][]any) task {
	return func(ctx context.Context, tx neo4j.ManagedTransaction, attempt int) (func(), error) {
		old, err := c.read(ctx, tx, w.doubtful(c, rows, attempt))
		if err != nil {
			return nil, err
		}
		var created, changed []any
		for _, row := range rows {
			before, found := old[c.table.Identity(row)]
			if !found {
				created = append(created, row)
			} else if after := c.table.Merge(before, row); !equal(before, after) {
				changed = append(changed, after)
			}
		}
		if err := bring(ctx, tx, c.create, created, c.update, changed); err != nil {
			return nil, err
		}
		return func() { w.account(c.table.Type.Name, len(created), len(old)) }, nil
	}
}

// doubtful returns the rows that the database may have.
func (w *write) doubtful(c *relCypher, rows [][]any, attempt int) []any {
	var out []any
	for _, row := range rows {
		if attempt > 1 || w.existing[graph.Ref{Label: c.table.From, ID: row[0].(string)}] && w.existing[graph.Ref{Label: c.table.To, ID: row[1].(string)}] {
			out = append(out, row[:2+c.table.Type.Keys])
		}
	}
	return out
}

// relCypher holds the statements for a table of relationships.
type relCypher struct {
	table                  *model.RelTable
	lookup, create, update string
}

func newRelCypher(t *model.RelTable) *relCypher {
	var pairs, sets, returns, keys []string
	for i, p := range t.Type.Properties {
		if i < t.Type.Keys {
			keys = append(keys, fmt.Sprintf("coalesce(e.%s, '') = coalesce(r[%d], '')", p.Name, i+2)) // one that is missing is a key too
		}
		pairs = append(pairs, fmt.Sprintf("%s: r[%d]", p.Name, i+2))
		sets = append(sets, fmt.Sprintf("e.%s = r[%d]", p.Name, i+2))
		returns = append(returns, ", e."+p.Name)
	}
	ends := fmt.Sprintf("UNWIND $rows AS r MATCH (a:%s {id: r[0]}) MATCH (b:%s {id: r[1]})", t.From, t.To)
	match := ends + fmt.Sprintf(" MATCH (a)-[e:%s]->(b)", t.Type.Name)
	if len(keys) > 0 {
		match += " WHERE " + strings.Join(keys, " AND ")
	}
	return &relCypher{
		table:  t,
		lookup: match + " RETURN r[0], r[1]" + strings.Join(returns, ""),
		create: ends + fmt.Sprintf(" CREATE (a)-[:%s {%s}]->(b)", t.Type.Name, strings.Join(pairs, ", ")),
		update: match + " SET " + strings.Join(sets, ", "),
	}
}

// read returns those of the rows that the database has, by identity.
func (c *relCypher) read(ctx context.Context, tx neo4j.ManagedTransaction, rows []any) (map[model.Identity][]any, error) {
	out := map[model.Identity][]any{}
	if len(rows) == 0 {
		return out, nil
	}
	result, err := tx.Run(ctx, c.lookup, map[string]any{"rows": rows})
	if err != nil {
		return nil, err
	}
	for result.Next(ctx) {
		row := result.Record().Values
		for i := range row {
			row[i] = stored(row[i])
		}
		out[c.table.Identity(row)] = row
	}
	return out, result.Err()
}
