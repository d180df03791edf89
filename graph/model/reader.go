package model

import (
	"context"

	"backchannel/graph"
)

// Runner runs a statement of this package and hands over its rows one by one, in
// order. A value is of the types that graph.Table names. An error from row ends
// the engine's work and is returned as it is. If the engine has to begin again
// after rows were handed over, it fails instead.
type Runner interface {
	Run(ctx context.Context, s graph.Statement, row func(values []any) error) error
}

// Reader answers the domain's questions through a Runner. Engines embed it: it
// is their graph.Reader and graph.Streamer.
type Reader struct {
	dialect graph.Dialect
	run     Runner
}

// NewReader returns a Reader that asks run in the given dialect.
func NewReader(d graph.Dialect, run Runner) *Reader { return &Reader{dialect: d, run: run} }
