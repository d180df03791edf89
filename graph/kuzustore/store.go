package kuzustore

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"golang.org/x/sync/semaphore"

	"backchannel/graph"
	"backchannel/graph/kuzustore/protocol"
	"backchannel/graph/model"
)

// Store is the embedded store. Make one with Open.
type Store struct {
	*model.Reader
	opts   Options
	engine *supervisor
	turns  *semaphore.Weighted // of users' queries

	lock    *flock.Flock  // held until Close
	writing chan struct{} // one write at a time
	closing sync.Once
	version string

	revision revision
}

var _ graph.Store = (*Store)(nil)

// How long the write-ahead log may grow before it is folded into the graph, and
// how long it may stay when the store is closed: reading it takes time when the
// graph is opened, folding it in means a copy of the graph.
var checkpointAt, checkpointOnClose int64 = 64 << 20, 4 << 20

// Open opens the graph in the file at path, and makes it, with its folder, where
// there is none. A graph that another process has open is a conflict, a file that
// is no graph is unavailable, and nothing is written beside it. The caller closes the
// store.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	if path, err = filepath.Abs(path); err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o755)
	}
	if err != nil {
		return nil, graph.Wrap(graph.Unavailable, err, "the folder of the graph %s cannot be made: see that you may write there", path)
	}
	if err := opens(path); err != nil {
		return nil, err
	}
	// The engine has a lock of its own, on the graph's file, but it comes and goes
	// with the engine.
	lock := flock.New(path + ".lock")
	switch ours, err := lock.TryLock(); {
	case err != nil:
		return nil, graph.Wrap(graph.Unavailable, err, "the graph %s cannot be locked: see that its folder can be written", path)
	case !ours:
		return nil, inUse(path, engineOf(path))
	}
	s := &Store{
		lock: lock,
		opts: o, turns: semaphore.NewWeighted(int64(o.Queries)), writing: make(chan struct{}, 1),
		engine: &supervisor{
			command: o.Command, memory: o.Memory, log: o.Logger,
			settings: protocol.Settings{Path: path, BufferPool: o.BufferPool, Threads: o.Threads},
			guard:    guard{path}, inside: semaphore.NewWeighted(everyone), crashes: newCrashes(),
		},
	}
	s.Reader = model.NewReader(graph.KuzuDialect, s)
	_ = os.RemoveAll(s.sheets()) // of a program that was killed
	p, err := s.engine.process(ctx)
	if err == nil {
		s.version = p.version
		if err = s.checkSchema(ctx); err == nil {
			err = s.createSchema(ctx)
		}
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// sheets is the folder for what a write hands to the engine in files.
func (s *Store) sheets() string { return s.engine.settings.Path + ".import" }

// Close implements graph.Store.
func (s *Store) Close() (err error) {
	s.closing.Do(func() {
		s.revision.change()
		ctx, cancel := context.WithTimeout(context.Background(), closeTime)
		defer cancel()
		select {
		case s.writing <- struct{}{}:
			s.checkpoint(ctx, checkpointOnClose)
			<-s.writing
		case <-ctx.Done():
		}
		s.engine.close()
		err = s.lock.Unlock()
	})
	return err
}

// closeTime is how long a write that is under way holds up Close, and a checkpoint.
const closeTime = 10 * time.Second

// checkpoint folds the write-ahead log into the graph if it is longer than most.
// Where that fails nothing is lost; it is tried again after the next write.
func (s *Store) checkpoint(ctx context.Context, most int64) {
	info, err := os.Stat(s.engine.guard.wal())
	if err != nil || info.Size() <= most {
		return
	}
	err = s.engine.guardedly(func() error { return s.engine.do(ctx, &protocol.Request{Op: protocol.Checkpoint}, nothing) })
	if err != nil {
		s.opts.Logger.WarnContext(ctx, "no checkpoint was made", "error", err)
	}
}

// readyTime is how long Ready may take.
const readyTime = 1900 * time.Millisecond

// Ready implements graph.Prober.
func (s *Store) Ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, readyTime, graph.Errorf(graph.Unavailable, "the engine does not answer: it may be starting, or at work on something heavy; try again"))
	defer cancel()
	return s.Run(ctx, graph.Statement{Text: "RETURN 1"}, func([]any) error { return nil })
}

// Capabilities implements graph.Describer.
func (s *Store) Capabilities() graph.Capabilities {
	return graph.Capabilities{Engine: "Kuzu", Version: s.version, Dialect: graph.KuzuDialect}
}
