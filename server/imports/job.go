package imports

import (
	"context"
	"time"

	"backchannel/graph"
	"backchannel/seed"
)

// State tells where an import stands.
type State string

// The states. The last three are final.
const (
	Queued    State = "queued"
	Running   State = "running"
	Done      State = "done"
	Failed    State = "failed"
	Cancelled State = "cancelled"
)

// Over tells whether nothing more will happen.
func (s State) Over() bool { return s != Queued && s != Running }

// Progress is how far an import has come.
type Progress struct {
	File       string `json:"file" doc:"The last one read from"`
	Lines      int    `json:"lines"`
	Messages   int    `json:"messages" doc:"Written, new or not"`
	Contacts   int    `json:"contacts" doc:"Recipients of messages written, new or not"`
	Bytes      int64  `json:"bytes"`
	TotalBytes int64  `json:"total_bytes" doc:"0 if unknown; a file that is read twice counts twice"`
}

// Failure is why an import ended early. What was written before stays.
type Failure struct {
	Code   graph.Code `json:"code"`
	Detail string     `json:"detail"`
	File   string     `json:"file,omitempty"`
	Line   int        `json:"line,omitempty"`
	Column int        `json:"column,omitempty"`
}

// Import is an import as callers see it.
type Import struct {
	ID       string       `json:"id"`
	Name     string       `json:"name"`
	Files    []string     `json:"files"`
	State    State        `json:"state" enum:"queued,running,done,failed,cancelled"`
	Created  time.Time    `json:"created"`
	Started  *time.Time   `json:"started"`
	Ended    *time.Time   `json:"ended"`
	Progress Progress     `json:"progress"`
	Report   *seed.Report `json:"report,omitempty" doc:"Once it has ended: every line accounted for, as far as it came"`
	Failure  *Failure     `json:"failure,omitempty"`
}

// job is an import and what it takes to run it.
type job struct {
	spool    *spool
	importer seed.Importer
	ctx      context.Context
	cancel   context.CancelCauseFunc

	// Below is guarded by the mutex of Jobs.
	now     Import
	changed chan struct{} // closed when now has changed
}

// counted is a writer that counts what is written through it.
type counted struct {
	graph.Writer
	wrote func(graph.Written)
}

func (c counted) Write(ctx context.Context, b *graph.Batch) (graph.Written, error) {
	w, err := c.Writer.Write(ctx, b)
	if err == nil {
		c.wrote(w)
	}
	return w, err
}

// recipients are the relationships that make contacts.
var recipients = []string{"TO", "CC", "BCC"}

func (p *Progress) wrote(w graph.Written) {
	m := w[string(graph.MessageLabel)]
	p.Messages += m.Created + m.Existing
	for _, r := range recipients {
		p.Contacts += w[r].Created + w[r].Existing
	}
}
