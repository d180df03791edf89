package kuzustore

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"backchannel/graph"
	"backchannel/graph/kuzustore/protocol"
	"backchannel/graph/model"
)

// Write implements graph.Writer. Only one write is under way at a time, and no
// other process can write, so what exists is looked up first, and then all that
// is new or changed goes in by one transaction.
//
// If the engine dies, the batch is looked up anew and written again. What COPY
// brings is not in Kuzu's write-ahead log, so a transaction with COPY is guarded,
// and undone as a whole.
func (s *Store) Write(ctx context.Context, b *graph.Batch) (graph.Written, error) {
	select {
	case s.writing <- struct{}{}:
		defer func() { <-s.writing }()
	case <-ctx.Done():
		return nil, ended(ctx)
	}
	defer s.revision.change()()
	dir := s.sheets()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, graph.Wrap(graph.Unavailable, err, "the folder %s cannot be made, which the import needs: see that there is room on the disk", dir)
	}
	defer os.RemoveAll(dir)

	var written graph.Written
	for attempt := 0; ; attempt++ {
		q, counts, err := s.prepare(ctx, b, dir)
		if err != nil {
			return nil, err
		}
		if attempt == 0 {
			written = counts // a later one may meet parts of an earlier one
		}
		if q == nil {
			return written, nil
		}
		err = s.transact(ctx, q)
		var l *lost
		switch {
		case err == nil:
			s.checkpoint(ctx, checkpointAt)
			return written, nil
		case !errors.As(err, &l), attempt == revivals:
			return nil, notWritten(err)
		case !l.death.killed && attempt > 0:
			return nil, graph.Wrap(graph.Internal, err, "the engine crashes on the batch; nothing of it was written")
		}
	}
}

// transact runs the transaction once. If the engine dies under it, the error is
// or wraps a lost, and it may or may not have been carried out.
func (s *Store) transact(ctx context.Context, q *protocol.Request) error {
	once := nothing
	once.again = func() bool { return false }
	work := func() error { return s.engine.do(ctx, q, once) }
	if q.Bulk {
		return s.engine.guardedly(work)
	}
	err := work()
	if ctx.Err() != nil { // the next write must not meet it still at work
		s.engine.end()
	}
	return err
}

// notWritten speaks of the batch where the engine speaks of a query.
func notWritten(err error) error {
	switch graph.CodeOf(err) {
	case graph.TooLarge:
		return graph.Wrap(graph.TooLarge, err, "the batch needs more memory than the engine may use: write it in smaller ones, or give the store more memory")
	case graph.Invalid, graph.Refused:
		return graph.Wrap(graph.Internal, err, "the engine did not take the batch; nothing of it was written")
	}
	return err
}

// prepare makes the transaction that brings b into the store as it is now, nil if
// all of it is there, and tells what it will have done.
func (s *Store) prepare(ctx context.Context, b *graph.Batch, dir string) (*protocol.Request, graph.Written, error) {
	w := newWrite(ctx, s, dir)
	err := w.prepare(b)
	statements, failed := w.statements()
	if err == nil {
		err = failed
	}
	if err != nil {
		return nil, nil, err
	}
	if len(statements) == 0 {
		return nil, w.written, nil
	}
	statements = append(statements, protocol.Statement{Script: true, Text: "MATCH (r:" + revisionTable + " {id: 0}) SET r.number = r.number + 1"})
	return &protocol.Request{Op: protocol.Run, Write: true, Bulk: w.bulk, Statements: statements}, w.written, nil
}

// write is a batch on its way into the store.
type write struct {
	ctx     context.Context
	s       *Store
	dir     string       // for files that the engine reads
	sheets  atomic.Int32 // how many there are
	bulk    bool         // some table has more than a few rows that are new
	steps   []*step
	making  errgroup.Group // of steps
	written graph.Written
	had     map[graph.Label]int // nodes that were in the store, as far as counted
	stored  map[graph.Ref]bool  // those that the batch holds or names
}

// step makes a statement of the transaction. What goes into a file is made at
// once, while the next step is prepared; the statements run one after another.
type step struct {
	statement protocol.Statement
	later     func() (protocol.Statement, error) // what makes it when all steps are known
}

func (w *write) later(how func() (protocol.Statement, error)) {
	w.steps = append(w.steps, &step{later: how})
}

func (w *write) now(how func() (protocol.Statement, error)) {
	st := &step{}
	w.steps = append(w.steps, st)
	w.making.Go(func() (err error) {
		st.statement, err = how()
		return err
	})
}

// statements returns those of all steps. It waits for what is being made, also
// when that is in vain.
func (w *write) statements() ([]protocol.Statement, error) {
	err := w.making.Wait()
	out := make([]protocol.Statement, len(w.steps))
	for i, st := range w.steps {
		if err == nil && st.later != nil {
			st.statement, err = st.later()
		}
		out[i] = st.statement
	}
	return out, err
}

func newWrite(ctx context.Context, s *Store, dir string) *write {
	return &write{ctx: ctx, s: s, dir: dir, written: graph.Written{}, had: map[graph.Label]int{}, stored: map[graph.Ref]bool{}}
}

// prepare looks up what the store has of b. The relationships are laid out while
// the nodes are.
func (w *write) prepare(b *graph.Batch) error {
	kinds, err := w.kinds(b)
	if err != nil {
		return err
	}
	tables, err := model.Layout(b, kinds)
	if err != nil {
		return err
	}
	var g errgroup.Group
	g.Go(tables.Connect)
	g.Go(func() error {
		if err := tables.Fill(); err != nil {
			return err
		}
		for _, t := range tables.Nodes {
			if err := w.nodeTable(t); err != nil {
				return err
			}
		}
		return nil
	})
	if err := g.Wait(); err != nil {
		return err
	}
	if err := w.missing(tables.Outside); err != nil {
		return err
	}
	for _, t := range tables.Rels {
		if err := w.relTable(t); err != nil {
			return err
		}
	}
	return nil
}

// kinds finds the labels of actors that the store has.
func (w *write) kinds(b *graph.Batch) (map[string]graph.Label, error) {
	ids := model.Actors(b)
	kinds := map[string]graph.Label{}
	for _, label := range []graph.Label{graph.PersonLabel, graph.OrganizationLabel} {
		found, err := w.nodes(label, ids, nil)
		if err != nil {
			return nil, err
		}
		for id := range found {
			kinds[id] = label
		}
	}
	return kinds, nil
}

// missing names the nodes that the batch relies on and the store does not have.
func (w *write) missing(outside map[graph.Label][]string) error {
	const named = 10
	var names []string
	total := 0
	for label, ids := range outside {
		found, err := w.nodes(label, ids, nil)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if _, ok := found[id]; ok {
				w.stored[graph.Ref{Label: label, ID: id}] = true
				continue
			}
			if total++; total <= named {
				names = append(names, fmt.Sprintf("%s %q", label, id))
			}
		}
	}
	if total == 0 {
		return nil
	}
	list := strings.Join(names, ", ")
	if total > named {
		list += fmt.Sprintf(" and %d more", total-named)
	}
	return graph.Errorf(graph.Invalid, "the batch refers to what is neither in it nor in the store: %s; import these first, or with it", list)
}

func (w *write) nodeTable(t *model.NodeTable) error {
	label := t.Type.Label
	known, err := w.extend(t)
	if err != nil {
		return err
	}
	ids, names := make([]string, len(t.Rows)), make([]string, len(known))
	for i, row := range t.Rows {
		ids[i] = row[0].(string)
	}
	for i, c := range known {
		names[i] = t.Columns[c].Name
	}
	found, err := w.nodes(label, ids, names)
	if err != nil {
		return err
	}
	var created, changed [][]any
	for i, row := range t.Rows {
		values, ok := found[ids[i]]
		if !ok {
			t.Complete(row)
			created = append(created, row)
			continue
		}
		w.stored[graph.Ref{Label: label, ID: ids[i]}] = true
		old := make([]any, len(t.Columns))
		for j, v := range values {
			old[known[j]] = v
		}
		merged := t.Merge(old, row)
		t.Complete(merged)
		if !same(old, merged) {
			changed = append(changed, merged)
		}
	}
	w.note(string(label), len(created), len(t.Rows)-len(created))

	n := nodeRows(t)
	w.create(n, created)
	w.update(n, changed)
	return nil
}

// extend adds to the label's table what the batch has beyond it, and returns
// which of t's columns were there before. The engine tells names apart without
// regard to case.
func (w *write) extend(t *model.NodeTable) (known []int, err error) {
	own := len(t.Type.Properties)
	have := map[string]string{}
	if len(t.Columns) > own {
		if have, err = w.properties(t.Type.Label); err != nil {
			return nil, err
		}
	}
	for i, c := range t.Columns {
		there, ok := have[strings.ToLower(c.Name)]
		switch {
		case i < own, ok && there == c.Name:
			known = append(known, i)
			continue
		case ok:
			return nil, graph.Errorf(graph.Invalid, "the attribute %q differs only in case from the property %q, which the store has: name both alike", c.Name, there)
		case c.Name == "" || !sound(c.Name) || strings.Contains(c.Name, "`"):
			return nil, graph.Errorf(graph.Invalid, "the attribute %q has a name that the store cannot hold: a name is text without backticks", c.Name)
		}
		have[strings.ToLower(c.Name)] = c.Name
		text := fmt.Sprintf("ALTER TABLE %s ADD %s %s", quoted(string(t.Type.Label)), quoted(c.Name), kuzuTypes[c.Type])
		w.later(func() (protocol.Statement, error) { return protocol.Statement{Script: true, Text: text}, nil })
	}
	return known, nil
}

func (w *write) relTable(t *model.RelTable) error {
	var asked [][]any
	if w.had[t.From] > 0 && w.had[t.To] > 0 {
		for _, row := range t.Rows {
			if w.stored[graph.Ref{Label: t.From, ID: row[0].(string)}] && w.stored[graph.Ref{Label: t.To, ID: row[1].(string)}] { // else it cannot be there yet
				asked = append(asked, row)
			}
		}
	}
	found, err := w.relationships(t, asked)
	if err != nil {
		return err
	}
	created, changed := t.Rows, [][]any(nil)
	if len(found) > 0 {
		created = nil
		for _, row := range t.Rows {
			old, ok := found[t.Identity(row)]
			if !ok {
				created = append(created, row)
			} else if merged := t.Merge(old, row); !same(old, merged) {
				changed = append(changed, merged)
			}
		}
	}
	w.note(t.Type.Name, len(created), len(t.Rows)-len(created))

	r := relRows(t)
	w.create(r, created)
	w.update(r, changed)
	return nil
}

func (w *write) note(name string, created, existing int) {
	w.written.Add(graph.Written{name: {Created: created, Existing: existing}})
}

// same compares rows value by value.
func same(a, b []any) bool { return slices.EqualFunc(a, b, equal) }

// equal compares values; times are compared as instants.
func equal(x, y any) bool {
	switch x := x.(type) {
	case time.Time:
		y, ok := y.(time.Time)
		return ok && x.Equal(y.Truncate(time.Microsecond))
	case []string:
		y, ok := y.([]string)
		return ok && slices.Equal(x, y)
	}
	return x == y
}
