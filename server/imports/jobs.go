package imports

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"backchannel/graph"
	"backchannel/seed"
)

// Bounds of what is kept at a time.
const (
	maxWaiting = 10  // imports that wait for their turn, or whose files are coming in
	maxKept    = 100 // imports that are told of
)

// Options of Jobs. The zero value means the defaults.
type Options struct {
	Folder   string // that uploads are spooled in; "" means the system's own for such files
	Parallel int    // batches that may be written at once
	Logger   *slog.Logger
}

// Jobs runs imports into one store, one at a time in the order they came. It is safe
// for concurrent use.
type Jobs struct {
	store   graph.Writer
	options Options
	ctx     context.Context
	stop    context.CancelCauseFunc
	running sync.WaitGroup
	turn    chan struct{}

	mu     sync.Mutex
	jobs   []*job // oldest first
	coming int    // uploads
}

// New returns Jobs that write to store, which stays the caller's to close, after
// Close. When ctx ends, the imports are cancelled. Files that were uploaded to a
// program which was killed are deleted.
func New(ctx context.Context, store graph.Writer, o Options) *Jobs {
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	j := &Jobs{store: store, options: o, turn: make(chan struct{}, 1)}
	j.ctx, j.stop = context.WithCancelCause(ctx)
	if swept := sweep(o.Folder); len(swept) > 0 {
		o.Logger.Info("uploaded files of a program that was killed are deleted", "folders", swept)
	}
	return j
}

// Close cancels all imports and returns when they have ended and their files are gone.
// It waits for uploads that are coming in, which whoever reads them ends.
func (j *Jobs) Close() {
	j.mu.Lock() // whatever has begun by then is waited for
	j.stop(errStopping)
	j.mu.Unlock()
	j.running.Wait()
}

var (
	errStopping  = graph.Errorf(graph.Unavailable, "the service is stopping: import the files again when it is back, which completes what was begun")
	errCancelled = errors.New("cancelled by the user")
)

// enter lets an upload in if its import can wait for its turn, until leave: it may
// fill the disk with as much as an import.
func (j *Jobs) enter() (leave func(), err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	ahead := j.coming
	for _, b := range j.jobs {
		if b.now.State == Queued {
			ahead++
		}
	}
	switch {
	case j.ctx.Err() != nil:
		return nil, context.Cause(j.ctx)
	case ahead >= maxWaiting:
		return nil, graph.Errorf(graph.Unavailable, "%d imports are coming in or wait for their turn: try again when some are done", ahead)
	}
	j.coming++
	j.running.Add(1)
	return func() {
		j.mu.Lock()
		defer j.mu.Unlock()
		j.coming--
		j.running.Done()
	}, nil
}

// start queues an import of spooled files, which are Jobs' from now on.
// The upload that they came by has not left yet.
func (j *Jobs) start(name string, spooled *spool, files []string, im seed.Importer) (Import, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.ctx.Err() != nil {
		return Import{}, context.Cause(j.ctx)
	}
	b := &job{spool: spooled, importer: im, changed: make(chan struct{}), now: Import{
		ID: strings.ToLower(rand.Text()), Name: name, Files: files, State: Queued, Created: time.Now().UTC(), Progress: Progress{TotalBytes: im.Size()},
	}}
	b.ctx, b.cancel = context.WithCancelCause(j.ctx)
	j.jobs = append(j.jobs, b)
	if over := slices.IndexFunc(j.jobs, func(b *job) bool { return b.now.State.Over() }); len(j.jobs) > maxKept && over >= 0 {
		j.jobs = slices.Delete(j.jobs, over, over+1)
	}
	j.running.Go(func() { j.run(b) })
	return b.now, nil
}

// run waits for an import's turn and carries it out.
func (j *Jobs) run(b *job) {
	defer b.cancel(nil)
	defer func() { // a file that an importer stumbles over does not take the service with it
		if r := recover(); r != nil {
			j.end(b, nil, fmt.Errorf("panic: %v\n%s", r, debug.Stack()))
		}
	}()
	defer func() {
		if err := b.spool.remove(); err != nil {
			j.options.Logger.Warn("uploaded files are left behind", "folder", b.spool.dir, "error", err)
		}
	}()
	select {
	case j.turn <- struct{}{}:
		defer func() { <-j.turn }()
	case <-b.ctx.Done():
		j.end(b, nil, context.Cause(b.ctx))
		return
	}
	if b.ctx.Err() != nil {
		j.end(b, nil, context.Cause(b.ctx))
		return
	}
	j.change(b, func(now *Import) { started := time.Now().UTC(); now.State, now.Started = Running, &started })
	store := counted{j.store, func(w graph.Written) { j.change(b, func(now *Import) { now.Progress.wrote(w) }) }}
	report, err := seed.Run(b.ctx, store, b.importer, seed.Options{Parallel: j.options.Parallel, Progress: func(s seed.Step) {
		j.change(b, func(now *Import) {
			now.Progress.File, now.Progress.Lines, now.Progress.Bytes = s.File, s.Lines, s.Bytes
		})
	}})
	j.end(b, report, err)
}

func (j *Jobs) end(b *job, report *seed.Report, err error) {
	if err != nil && j.ctx.Err() != nil {
		err = errStopping
	}
	j.change(b, func(now *Import) {
		ended := time.Now().UTC()
		now.Ended, now.Report, now.State = &ended, report, Done
		switch {
		case err == nil:
		case errors.Is(err, errCancelled) || errors.Is(context.Cause(b.ctx), errCancelled):
			now.State = Cancelled
		default:
			now.State, now.Failure = Failed, b.failure(err)
		}
	})
	if err != nil {
		j.options.Logger.Warn("import ended early", "id", b.now.ID, "error", err)
	}
}

// change brings an import up to date and tells those who watch.
func (j *Jobs) change(b *job, f func(*Import)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	f(&b.now)
	close(b.changed)
	b.changed = make(chan struct{})
}

// failure is what callers may know of an error.
func (b *job) failure(err error) *Failure {
	f := &Failure{Code: graph.CodeOf(err), Detail: "something went wrong inside: the service's log tells more"}
	var known *graph.Error
	if errors.As(err, &known) && f.Code != graph.Internal {
		f.Detail = shown(known.Detail, b.spool.files)
		if p := known.Position; p != nil {
			f.File, f.Line, f.Column = shown(p.File, b.spool.files), p.Line, p.Column
		}
	}
	return f
}

// List returns all imports that are told of, the latest first.
func (j *Jobs) List() []Import {
	j.mu.Lock()
	defer j.mu.Unlock()
	list := make([]Import, 0, len(j.jobs))
	for _, b := range slices.Backward(j.jobs) {
		list = append(list, b.now)
	}
	return list
}

// Get returns an import, or not_found.
func (j *Jobs) Get(id string) (Import, error) {
	now, _, err := j.look(id)
	return now, err
}

func (j *Jobs) look(id string) (Import, <-chan struct{}, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	b, err := j.find(id)
	if err != nil {
		return Import{}, nil, err
	}
	return b.now, b.changed, nil
}

func (j *Jobs) find(id string) (*job, error) {
	if i := slices.IndexFunc(j.jobs, func(b *job) bool { return b.now.ID == id }); i >= 0 {
		return j.jobs[i], nil
	}
	return nil, graph.Errorf(graph.NotFound, "no import has the id %q: /api/v1/imports lists the last ones", id)
}

// Watch yields an import now and whenever it has changed, until it is over or ctx ends.
func (j *Jobs) Watch(ctx context.Context, id string) iter.Seq2[Import, error] {
	return func(yield func(Import, error) bool) {
		for {
			now, changed, err := j.look(id)
			if !yield(now, err) || err != nil || now.State.Over() {
				return
			}
			select {
			case <-changed:
			case <-ctx.Done():
				return
			}
		}
	}
}

// Cancel ends an import; what was written stays. One that is over stays as it is.
func (j *Jobs) Cancel(id string) (Import, error) {
	j.mu.Lock()
	b, err := j.find(id)
	j.mu.Unlock()
	if err != nil {
		return Import{}, err
	}
	b.cancel(errCancelled)
	return j.Get(id)
}
