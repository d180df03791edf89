package neo4jstore

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/graph"
	"backchannel/graph/model"
)

// workers is how many transactions write at the same time: while one waits for the
// disk, another has the processor. More bring nothing on two.
const workers = 2

// Write lays the batch out as rows and writes them in transactions of some
// thousand, nodes before relationships. What a chunk finds in the database it
// merges with, so that a chunk may be written twice. The revision moves with each
// transaction that changes anything, and so does not miss what a write leaves
// behind that fails or is killed. A lock keeps other programs from writing in
// between.
func (s *Store) Write(ctx context.Context, b *graph.Batch) (graph.Written, error) {
	select {
	case s.writer <- struct{}{}:
		defer func() { <-s.writer }()
	case <-ctx.Done():
		return nil, s.failure(ctx, ctx.Err())
	}
	if err := s.prepare(ctx); err != nil {
		return nil, err
	}
	ctx, leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	l, err := s.lock(ctx)
	if err != nil {
		return nil, err
	}
	defer l.release()
	w := &write{store: s, lock: l, existing: map[graph.Ref]bool{}, written: graph.Written{}}
	if err := w.layout(ctx, b); err != nil {
		return nil, err
	}
	if err := w.nodes(ctx); err != nil {
		return nil, err
	}
	if err := w.rels(ctx); err != nil {
		return nil, err
	}
	return w.written, nil
}

// write is one call of Write.
type write struct {
	store  *Store
	lock   *lock
	tables *model.Tables
	stored map[graph.Label]int64 // nodes in the database before
	sent   *letters              // the messages, once they are written

	tasks sync.RWMutex // held by each task under way

	mu       sync.Mutex
	existing map[graph.Ref]bool // nodes of the batch, or named by it, that were there before
	written  graph.Written
}

// layout makes rows of the batch, with what the database knows of it.
func (w *write) layout(ctx context.Context, b *graph.Batch) error {
	var err error
	if w.stored, err = w.count(ctx); err != nil {
		return err
	}
	kinds := map[string]graph.Label{}
	if actors := model.Actors(b); len(actors) > 0 {
		for _, label := range []graph.Label{graph.PersonLabel, graph.OrganizationLabel} {
			found, err := w.find(ctx, label, actors)
			if err != nil {
				return err
			}
			for _, id := range found {
				kinds[id] = label
			}
		}
	}
	if w.tables, err = model.Layout(b, kinds); err != nil {
		return err
	}
	var g errgroup.Group
	g.Go(w.tables.Fill)
	g.Go(w.tables.Connect)
	if err := g.Wait(); err != nil {
		return err
	}
	return w.outside(ctx)
}

// outside checks that the store has the nodes that only relationships name.
func (w *write) outside(ctx context.Context) error {
	var missing []string
	for label, ids := range w.tables.Outside {
		found, err := w.find(ctx, label, ids)
		if err != nil {
			return err
		}
		have := map[string]bool{}
		for _, id := range found {
			have[id] = true
			w.existing[graph.Ref{Label: label, ID: id}] = true
		}
		for _, id := range ids {
			if !have[id] {
				missing = append(missing, fmt.Sprintf("%s %q", label, id))
			}
		}
	}
	if len(missing) == 0 {
		return nil
	}
	slices.Sort(missing)
	more := ""
	if n := len(missing) - 10; n > 0 {
		missing, more = missing[:10], fmt.Sprintf(" and %d more", n)
	}
	return graph.Errorf(graph.Invalid, "the batch refers to what is neither in it nor in the store: %s%s: import these first",
		strings.Join(missing, ", "), more)
}

// count tells how many nodes of each label there are; the database keeps these numbers.
func (w *write) count(ctx context.Context) (map[graph.Label]int64, error) {
	var parts []string
	for _, t := range model.Nodes {
		parts = append(parts, fmt.Sprintf("MATCH (n:%s) RETURN '%s' AS label, count(n) AS n", t.Label, t.Label))
	}
	out := map[graph.Label]int64{}
	return out, w.lock.read(ctx, strings.Join(parts, " UNION ALL "), nil, func(row []any) {
		out[graph.Label(row[0].(string))] = row[1].(int64)
	})
}

// find returns those of the ids that are in the store with that label.
func (w *write) find(ctx context.Context, label graph.Label, ids []string) ([]string, error) {
	if w.stored[label] == 0 {
		return nil, nil
	}
	var found []string
	for part := range slices.Chunk(ids, 20_000) {
		err := w.lock.read(ctx, fmt.Sprintf("UNWIND $ids AS id MATCH (n:%s {id: id}) RETURN n.id", label), map[string]any{"ids": part},
			func(row []any) { found = append(found, row[0].(string)) })
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// task writes one chunk, and returns what to do once it is committed. It may be
// run again after an attempt that failed.
type task func(ctx context.Context, tx neo4j.ManagedTransaction, attempt int) (committed func(), err error)

// do runs a task in a transaction of its own. Tasks that run at the same time may
// want the same nodes, and end in a deadlock; what has to be repeated is therefore
// repeated alone.
func (w *write) do(ctx context.Context, t task) error {
	w.tasks.RLock()
	alone := false
	defer func() {
		if alone {
			w.tasks.Unlock()
		} else {
			w.tasks.RUnlock()
		}
	}()
	var committed func()
	err := w.store.transaction(ctx, neo4j.AccessModeWrite, func(ctx context.Context, tx neo4j.ManagedTransaction, attempt int) (err error) {
		if attempt > 1 && !alone {
			w.tasks.RUnlock()
			w.tasks.Lock()
			alone = true
		}
		committed, err = t(ctx, tx, attempt)
		return err
	})
	if err == nil {
		w.mu.Lock()
		defer w.mu.Unlock()
		committed()
	}
	return err
}

// bring makes the rows that are new and sets those that change. The revision comes
// last: all transactions of a write meet at its node, and hold it only to commit.
func bring(ctx context.Context, tx neo4j.ManagedTransaction, create string, created []any, update string, changed []any) error {
	if len(created)+len(changed) == 0 {
		return nil
	}
	for _, st := range []struct {
		text string
		rows []any
	}{{create, created}, {update, changed}} {
		if len(st.rows) > 0 {
			if err := execute(ctx, tx, st.text, map[string]any{"rows": st.rows}); err != nil {
				return err
			}
		}
	}
	return execute(ctx, tx, "MERGE (r:Revision {id: 'revision'}) SET r.number = coalesce(r.number, 0) + 1", nil)
}

func execute(ctx context.Context, tx neo4j.ManagedTransaction, text string, params map[string]any) error {
	result, err := tx.Run(ctx, text, params)
	if err != nil {
		return err
	}
	_, err = result.Consume(ctx)
	return err
}

// all runs tasks, some at the same time.
func (w *write) all(ctx context.Context, tasks []task) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	for _, t := range tasks {
		group.Go(func() error { return w.do(ctx, t) })
	}
	return group.Wait()
}

// account adds to what was written.
func (w *write) account(name string, created, existing int) {
	w.written.Add(graph.Written{name: {Created: created, Existing: existing}})
}

// chunkRows and chunkBytes bound what one transaction writes, nodes and
// relationships counted alike. Between two and ten thousand rows it makes little
// difference.
var (
	chunkRows  = 4000
	chunkBytes = int64(8 << 20)
)

// cut finds where the next transaction begins.
type cut struct {
	rows  int
	bytes int64
}

// full tells whether what comes next is too much for what there is; then it is
// the beginning of another.
func (c *cut) full(rows int, bytes int64) bool {
	if c.rows > 0 && (c.rows+rows > chunkRows || c.bytes+bytes > chunkBytes) {
		*c = cut{rows, bytes}
		return true
	}
	c.rows += rows
	c.bytes += bytes
	return false
}

// chunks cuts rows into pieces that fit a transaction.
func chunks(rows [][]any) [][][]any {
	var out [][][]any
	var c cut
	start := 0
	for i, row := range rows {
		if c.full(1, size(row)) {
			out = append(out, rows[start:i])
			start = i
		}
	}
	if start < len(rows) {
		out = append(out, rows[start:])
	}
	return out
}

func size(row []any) (bytes int64) {
	for _, v := range row {
		bytes += weight(v)
	}
	return bytes
}
