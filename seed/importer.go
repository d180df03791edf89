package seed

import (
	"context"
	"iter"

	"backchannel/graph"
)

// Importer reads something and turns it into batches.
type Importer interface {
	// Size is how many bytes there are to read, for the progress; 0 if unknown.
	Size() int64
	// Parts reads from the start and yields what it reads, in an order in which
	// no batch refers to a node that neither it nor an earlier one holds. It may
	// be ranged over again. Breaking off the loop ends all of its work. An error
	// is yielded last.
	Parts(ctx context.Context) iter.Seq2[Part, error]
}

// Part is a stretch of an import: a batch, and the account of the lines that
// were read since the part before. It belongs to the receiver.
type Part struct {
	Batch *graph.Batch // nil when the stretch makes nothing
	// Ordered says that the batch adds to what an earlier one holds, so that it
	// must be written after that.
	Ordered  bool
	Lines    []Lines
	Problems []Problem
	Bytes    int64 // read since the part before
}

// Lines accounts for some lines of one file. A row whose cells hold line ends
// counts as one line.
type Lines struct {
	File string
	// Rows went into the batch. Only the store can tell whether they made
	// something: Made says how many did by what was written. The others only
	// named what existed.
	Rows int
	Made func(graph.Written) int

	Duplicate int // said nothing that an earlier line of this import had not said
	Skipped   int // hold no data, or data that the mapping leaves out
	Malformed int // could not be read in full; each has its problem
}

// Problem is something in the input that could not be used.
type Problem struct {
	graph.Position
	Reason string `json:"reason"`
}

// String is the usual file:line:column: reason.
func (p Problem) String() string { return p.Position.String() + ": " + p.Reason }
