package neo4jstore

import (
	"context"
	"fmt"
	"hash/fnv"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/graph"
	"backchannel/graph/model"
)

// rels writes every relationship of the batch, round by round; the lanes of a
// round run at the same time.
func (w *write) rels(ctx context.Context) error {
	for _, lanes := range w.rounds() {
		if err := w.lanes(ctx, lanes); err != nil {
			return err
		}
	}
	return nil
}

// rounds deals the relationships out so that lanes of one round never touch the
// same node: a relationship locks both its ends, and two transactions that each
// hold what the other wants end in a deadlock. Nodes are dealt into as many parts
// as there are workers, on the one side what has a time or a text (messages,
// events, claims), on the other what many of these point at (actors, topics,
// sources). In round r, lane i joins part i of the one side to part i+r of the
// other. What joins nodes of the same side follows in a round with one lane.
func (w *write) rounds() [][][]task {
	rounds := make([][][]task, workers+1)
	for r := range rounds {
		rounds[r] = make([][]task, workers)
	}
	for _, t := range w.tables.Rels {
		c := newRelCypher(t)
		cells := map[[2]int][][]any{}
		for _, row := range t.Rows {
			cell := [2]int{workers, 0}
			if left(t.From) != left(t.To) {
				one, other := part(row[0]), part(row[1])
				if left(t.To) {
					one, other = other, one
				}
				cell = [2]int{(other - one + workers) % workers, one}
			}
			cells[cell] = append(cells[cell], row)
		}
		for cell, rows := range cells {
			for _, chunk := range chunks(rows) {
				rounds[cell[0]][cell[1]] = append(rounds[cell[0]][cell[1]], w.relTask(c, chunk))
			}
		}
	}
	return rounds
}

func left(l graph.Label) bool {
	return l == graph.MessageLabel || l == graph.EventLabel || l == graph.ClaimLabel
}

func part(id any) int {
	h := fnv.New32a()
	h.Write([]byte(id.(string)))
	return int(h.Sum32() % workers)
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
