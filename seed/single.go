package seed

import (
	"context"
	"iter"

	"backchannel/graph"
)

// Single imports one batch that is already in memory, such as a dossier. Its
// lines are the entries of the batch: each node and relationship is one.
func Single(name string, b *graph.Batch) Importer { return single{name, b} }

type single struct {
	name  string
	batch *graph.Batch
}

func (s single) Size() int64 { return 0 }

func (s single) Parts(context.Context) iter.Seq2[Part, error] {
	return func(yield func(Part, error) bool) {
		yield(Part{Batch: s.batch, Lines: []Lines{{File: s.name, Rows: allWritten, Made: created}}}, nil)
	}
}

// allWritten as a number of rows means: one for each node and relationship that
// the store says it wrote.
const allWritten = -1

func created(w graph.Written) (n int) {
	for _, c := range w {
		n += c.Created
	}
	return n
}
