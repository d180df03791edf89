package seed

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"

	"backchannel/graph"
)

// Options of a run. The zero value writes one batch at a time and tells nobody.
type Options struct {
	// Parallel is how many batches may be written at once. A store on a server
	// gains from several; an embedded one with a single writer does not.
	Parallel int
	// Progress is told after each part, never by two goroutines at once.
	Progress Progress
}

// Run writes everything that the importer reads. What was written stays written
// when an error comes later, and the report says how much that is; running the
// import again completes it. The report is never nil.
//
// Reading goes on while batches are being written. Batches that nothing else
// depends on and that depend on nothing in flight are written side by side:
//   - bare nodes (sources, topics, actors) refer to nothing, so they need not
//     wait, but what comes after may refer to them and waits for them;
//   - messages refer to bare nodes alone, so several such batches may be in
//     flight;
//   - anything else waits for all that came before, and is written alone.
func Run(ctx context.Context, store graph.Writer, im Importer, o Options) (*Report, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	j := &job{store: store, progress: o.Progress, report: newReport(), step: Step{BytesTotal: im.Size()}}
	j.flight.SetLimit(max(1, o.Parallel))
	var err error
	for part, failed := range im.Parts(ctx) {
		if err = failed; err != nil {
			break
		}
		j.read(part)
		switch kind(part) {
		case messages:
			j.flight.Go(func() error {
				err := j.write(ctx, part)
				if err != nil {
					cancel(err)
				}
				return nil
			})
		case alone:
			_ = j.flight.Wait()
			err = j.write(ctx, part)
		case bare:
			err = j.write(ctx, part)
		}
		if err != nil || ctx.Err() != nil {
			break
		}
	}
	if err != nil {
		cancel(err)
	}
	_ = j.flight.Wait() // errors are the cause of the context
	return j.report, context.Cause(ctx)
}

// job is one run. The first error becomes the cause that its context ends with.
type job struct {
	store    graph.Writer
	progress Progress
	flight   errgroup.Group

	mu     sync.Mutex
	report *Report
	step   Step
}

// read notes what is known of a part before it is written, in the order of reading.
func (j *job) read(p Part) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.report.read(p)
}

func (j *job) write(ctx context.Context, p Part) error {
	var w graph.Written
	if p.Batch != nil {
		var err error
		if w, err = j.store.Write(ctx, p.Batch); err != nil {
			return err
		}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.report.wrote(p, w)
	if j.progress != nil {
		j.step.Bytes += p.Bytes
		j.step.Lines = j.report.Total.Lines
		if len(p.Lines) > 0 {
			j.step.File = p.Lines[0].File
		}
		j.progress(j.step)
	}
	return nil
}

type dependence int

const (
	alone dependence = iota
	bare
	messages
)

func kind(p Part) dependence {
	b := p.Batch
	switch {
	case b == nil:
		return bare
	case p.Ordered,
		len(b.Events)+len(b.Claims)+len(b.Memberships)+len(b.Relations)+len(b.Replies)+len(b.Mentions)+len(b.Orders) > 0:
		return alone
	case len(b.Messages)+len(b.Identities) == 0:
		return bare
	case len(b.Sources)+len(b.Topics)+len(b.Actors) == 0:
		return messages
	}
	return alone
}
