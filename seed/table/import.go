package table

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"

	"backchannel/graph"
	"backchannel/seed"
)

// Import is a mapping together with the files that it is for. It is a
// seed.Importer, for one goroutine at a time.
type Import struct {
	plan *plan
	// BatchSize is how many nodes and recipients a batch holds at least, unless
	// the file ends or its text gets long. The first batch of a store is the
	// cheapest: nothing needs to be looked up, nothing merged.
	BatchSize int
}

var _ seed.Importer = (*Import)(nil)

// DefaultBatchSize keeps an import to about a gigabyte of memory, of which half is
// a batch on its way into the store and a quarter the next.
const DefaultBatchSize = 750_000

// Open reads a mapping and looks for its files in path, a folder or a single
// file. It reads no rows, except headers. What is wrong with the mapping is
// invalid, with the place in it; a file that is not there is not_found.
func Open(mappingPath, path string) (*Import, error) {
	m, err := load(mappingPath)
	if err != nil {
		return nil, err
	}
	d, err := openFolder(path)
	if err != nil {
		return nil, err
	}
	p, err := newPlan(mappingPath, m, d)
	if err != nil {
		return nil, err
	}
	return &Import{plan: p, BatchSize: DefaultBatchSize}, nil
}

// Size is how many bytes Parts reads, files that are read twice counted twice.
func (im *Import) Size() (n int64) {
	for _, l := range im.plan.lookups {
		if l.file != nil {
			n += l.file.size
		}
	}
	for _, t := range im.plan.tables {
		for p := range passes {
			if t.in(p) {
				n += t.file.size
			}
		}
	}
	return n
}

// Parts reads everything: the files as sources, then nodes, messages, and the
// relationships between them.
func (im *Import) Parts(ctx context.Context) iter.Seq2[seed.Part, error] {
	return func(yield func(seed.Part, error) bool) {
		r := &run{Import: im, ctx: ctx, builder: newBuilder(im.plan), yield: yield}
		defer r.forget()
		if err := r.all(); err != nil && !errors.Is(err, errBroken) {
			yield(seed.Part{}, err)
		}
	}
}

// run is one time through the files.
type run struct {
	*Import
	ctx     context.Context
	builder *builder
	yield   func(seed.Part, error) bool
	bytes   int64 // read since the part before
	lines   int   // likewise
}

// errBroken ends a run whose receiver has had enough.
var errBroken = errors.New("the loop was broken off")

func (r *run) all() error {
	if err := r.sources(); err != nil {
		return err
	}
	for _, l := range r.plan.lookups {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if err := l.open(&r.builder.problems); err != nil {
			return err
		}
		r.bytes += int64(len(l.data))
	}
	for p := range passes {
		for _, t := range r.plan.tables {
			if !t.in(p) {
				continue
			}
			if err := r.table(t, p); err != nil {
				return err
			}
			if err := r.flush(); err != nil {
				return err
			}
		}
	}
	for _, l := range r.plan.lookups {
		if err := l.close(r.leftover); err != nil {
			return err
		}
	}
	return r.flush()
}

// leftover reports a row that no row asked for, in parts of bounded size.
func (r *run) leftover(p seed.Problem) error {
	r.builder.problems = append(r.builder.problems, p)
	if len(r.builder.problems) < maxProblems {
		return nil
	}
	return r.flush()
}

func (r *run) sources() error {
	b := &graph.Batch{}
	for _, f := range r.plan.files {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		sum, err := f.sum()
		if err != nil {
			return err
		}
		about := r.plan.mapping.Source
		published, err := graph.ParseMoment(about.Published.value)
		if err != nil {
			return err
		}
		b.Sources = append(b.Sources, graph.Source{
			ID: f.source, Title: f.name, Publisher: about.Publisher.value, Published: published,
			Language: about.Language.value, SHA256: sum,
		})
	}
	return r.send(seed.Part{Batch: b})
}

// A part ends when it has read so much or found so many problems, even if the
// batch is small.
const (
	maxLines    = 1_000_000
	maxBytes    = 128 << 20
	maxProblems = 10_000
)

// enough rows tell how many a file has.
const enough = 1000

// table reads a table for one pass. Its lines are counted in the first pass that
// it is in. What goes wrong later is a problem all the same, but the line is not
// malformed: part of it went in.
func (r *run) table(t *table, p pass) error {
	src, err := os.Open(t.file.path)
	if err != nil {
		return cannotRead(err, t.file.path)
	}
	defer src.Close()
	b, lines, first := r.builder, &t.account, p == t.first()
	if first {
		t.bad = map[int]struct{}{}
	} else {
		lines = &tally{}
	}
	rd := newReader(src, t.file, t.layout.format)
	for n := 1; ; n++ {
		before, known := rd.bytes, len(b.problems)
		good, err := t.layout.next(rd, lines, &b.problems)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		r.bytes += rd.bytes - before
		r.lines++
		_, wasBad := t.bad[rd.row.line]
		switch {
		case !good && !first:
			b.problems = b.problems[:known] // it was reported in the first pass
		case good && !wasBad:
			switch b.row(t, &rd.row, p) {
			case added:
				lines.rows++
			case again:
				lines.duplicate++
			case left:
				lines.skipped++
			case bad:
				lines.malformed++
				if t.passes() > 1 {
					t.bad[rd.row.line] = struct{}{}
				}
			}
		}
		if b.weight >= r.BatchSize || r.lines >= maxLines || r.bytes >= maxBytes || len(b.problems) >= maxProblems {
			messages := len(b.batch.Messages)
			if err := r.flush(); err != nil {
				return err
			}
			if messages > 0 {
				r.expect(t, rd, n)
			}
		}
		if n == enough && len(b.batch.Messages) > enough/2 {
			r.expect(t, rd, n)
		}
		if n%4096 == 0 {
			if err := r.ctx.Err(); err != nil {
				return err
			}
		}
	}
}

// expect prepares for the messages that a file still holds, after n of its rows.
func (r *run) expect(t *table, rd *reader, n int) {
	rows := (t.file.size - rd.bytes) * int64(n) / rd.bytes
	r.builder.expect(int(min(rows+rows/16, int64(r.BatchSize/2)))) // most have a recipient
}

func (t *table) passes() (n int) {
	for p := range passes {
		if t.in(p) {
			n++
		}
	}
	return n
}

func (t *table) first() pass {
	for p := range passes {
		if t.in(p) {
			return p
		}
	}
	return passes
}

// flush hands over what has been gathered. Unlisted actors and topics go ahead
// of the batch that refers to them, in a part of their own, so that batches of
// messages need not wait for one another.
func (r *run) flush() error {
	b := r.builder
	if len(b.bare.Actors)+len(b.bare.Topics) > 0 {
		if err := r.send(seed.Part{Batch: b.bare}); err != nil {
			return err
		}
	}
	part := seed.Part{Problems: b.problems, Bytes: r.bytes, Ordered: b.ordered}
	if b.weight > 0 {
		part.Batch = b.batch
	}
	for _, t := range r.plan.tables {
		part.Lines = t.account.flush(part.Lines)
	}
	for _, l := range r.plan.lookups {
		part.Lines = l.account.flush(part.Lines)
	}
	b.renew()
	r.bytes, r.lines = 0, 0
	if part.Batch == nil && len(part.Lines) == 0 && len(part.Problems) == 0 && part.Bytes == 0 {
		return nil
	}
	return r.send(part)
}

func (r *run) send(p seed.Part) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if !r.yield(p, nil) {
		return errBroken
	}
	return nil
}

// forget lets go of what the run holds in memory, and of counts that were not
// handed over, so that the import can be run again.
func (r *run) forget() {
	for _, t := range r.plan.tables {
		t.account.flush(nil)
	}
	for _, l := range r.plan.lookups {
		l.account.flush(nil)
		l.rows, l.heads, l.data = nil, nil, nil
	}
}
