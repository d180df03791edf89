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

// letters are the messages of a batch with all that joins them to other nodes. A
// message that is new goes in together with that, by one statement: to find the
// message again for each of its relationships would take the server longer than
// to make them. The other nodes are there.
type letters struct {
	nodes   *nodeCypher
	hanging []*hanging
	create  string
}

// hanging are the relationships of one table, by the message that they hang on.
type hanging struct {
	table   *model.RelTable
	message int     // the end that is the message: 0 or 1
	rows    [][]any // of each message in turn …
	starts  []int   // … beginning here
}

// letters returns nil if the batch has no messages.
func (w *write) letters() *letters {
	at := slices.IndexFunc(w.tables.Nodes, func(t *model.NodeTable) bool { return t.Type.Label == graph.MessageLabel })
	if at < 0 {
		return nil
	}
	l := &letters{nodes: newNodeCypher(w.tables.Nodes[at])}
	text := []string{l.nodes.create, "WITH n, r"}
	for _, t := range w.tables.Rels {
		end, ok := messageEnd(t)
		if !ok {
			continue
		}
		l.hanging = append(l.hanging, newHanging(l.nodes.table, t, end))
		var pairs []string
		for i, p := range t.Type.Properties {
			pairs = append(pairs, fmt.Sprintf("%s: e[%d]", p.Name, i+1))
		}
		pattern := fmt.Sprintf("(n)-[:%s {%s}]->(x)", t.Type.Name, strings.Join(pairs, ", "))
		other := t.To
		if end == 1 {
			pattern, other = fmt.Sprintf("(x)-[:%s {%s}]->(n)", t.Type.Name, strings.Join(pairs, ", ")), t.From
		}
		text = append(text, fmt.Sprintf("CALL { WITH n, r UNWIND r[%d] AS e MATCH (x:%s {id: e[0]}) CREATE %s }",
			l.nodes.width()+len(l.hanging)-1, other, pattern))
	}
	if len(l.hanging) == 0 {
		text = text[:1]
	}
	l.create = strings.Join(text, " ")
	return l
}

// messageEnd tells which end of the table's relationships is a message, if just
// one is.
func messageEnd(t *model.RelTable) (end int, ok bool) {
	from, to := t.From == graph.MessageLabel, t.To == graph.MessageLabel
	if to {
		end = 1
	}
	return end, from != to
}

func newHanging(messages *model.NodeTable, t *model.RelTable, end int) *hanging {
	h := &hanging{table: t, message: end, starts: make([]int, len(messages.Rows)+1)}
	places := make([]int, len(t.Rows))
	for i, row := range t.Rows {
		place, ok := messages.Row(row[end].(string))
		if !ok {
			place = -1 // it hangs on a message that the database has
		} else {
			h.starts[place+1]++
		}
		places[i] = place
	}
	for i := range len(messages.Rows) {
		h.starts[i+1] += h.starts[i]
	}
	h.rows = make([][]any, h.starts[len(messages.Rows)])
	next := slices.Clone(h.starts)
	for i, place := range places {
		if place >= 0 {
			h.rows[next[place]] = t.Rows[i]
			next[place]++
		}
	}
	return h
}

// of returns the relationships of a message.
func (h *hanging) of(message int) [][]any { return h.rows[h.starts[message]:h.starts[message+1]] }

// parameter is the relationships of a message as the statement takes them.
func (h *hanging) parameter(message int) []any {
	rows := h.of(message)
	out := make([]any, len(rows))
	for i, row := range rows {
		e := make([]any, len(row)-1)
		e[0] = row[1-h.message]
		copy(e[1:], row[2:])
		out[i] = e
	}
	return out
}

// tasks cuts the messages into pieces that fit a transaction.
func (l *letters) tasks(w *write) []task {
	var out []task
	messages := l.nodes.table.Rows
	var c cut
	start := 0
	for i, row := range messages {
		rows, bytes := 1, size(row)
		for _, h := range l.hanging {
			of := h.of(i)
			rows += len(of)
			for _, r := range of {
				bytes += size(r)
			}
		}
		if c.full(rows, bytes) {
			out = append(out, l.task(w, start, i))
			start = i
		}
	}
	return append(out, l.task(w, start, len(messages)))
}

// task writes the messages from start to before end. Those that the database had
// are merged with what it had; what joins them to others is left to rels.
func (l *letters) task(w *write, start, end int) task {
	rows := l.nodes.table.Rows[start:end]
	var old map[string][]any // what the database had, once that is known
	var fresh []int          // the others
	return func(ctx context.Context, tx neo4j.ManagedTransaction, _ int) (func(), error) {
		if old != nil && len(fresh) > 0 { // an earlier attempt may have been committed without our knowing
			there, err := l.nodes.read(ctx, tx, rows[fresh[0]-start:][:1])
			if err != nil || len(there) > 0 {
				return l.committed(w, old, fresh), err
			}
		}
		if old == nil {
			had := map[string][]any{}
			if w.stored[graph.MessageLabel] > 0 {
				var err error
				if had, err = l.nodes.read(ctx, tx, rows); err != nil {
					return nil, err
				}
			}
			old = had
			for i, row := range rows {
				if _, found := old[row[0].(string)]; !found {
					fresh = append(fresh, start+i)
				}
			}
		}
		created := make([]any, len(fresh))
		for i, at := range fresh {
			p := l.nodes.parameter(l.nodes.table.Rows[at])
			for _, h := range l.hanging {
				p = append(p, h.parameter(at))
			}
			created[i] = p
		}
		return l.committed(w, old, fresh), bring(ctx, tx, l.create, created, l.nodes.update, l.nodes.changed(old, rows))
	}
}

// committed tells what to do when a task is in.
func (l *letters) committed(w *write, old map[string][]any, fresh []int) func() {
	return func() {
		w.account(string(graph.MessageLabel), len(fresh), len(old))
		for _, h := range l.hanging {
			n := 0
			for _, at := range fresh {
				n += len(h.of(at))
			}
			w.account(h.table.Type.Name, n, 0)
		}
		w.exist(graph.MessageLabel, old)
	}
}

// hung tells whether a relationship went in with its message.
func (w *write) hung(t *model.RelTable, row []any) bool {
	end, ok := messageEnd(t)
	if !ok || w.sent == nil {
		return false
	}
	id := row[end].(string)
	_, inside := w.sent.nodes.table.Row(id)
	return inside && !w.existing[graph.Ref{Label: graph.MessageLabel, ID: id}]
}
