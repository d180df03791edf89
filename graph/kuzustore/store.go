package kuzustore

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"time"

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

	writing chan struct{} // one write at a time
	closing sync.Once
	version string
}

var _ graph.Store = (*Store)(nil)

// Checkpoint is how long the write-ahead log may grow before it is folded into
// the graph.
const checkpoint = 64 << 20

// Open opens the graph in the file at path, and makes it, with its folder, where
// there is none. A graph that another process has open is a conflict. The
// caller closes the store.
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
	s := &Store{
		opts: o, turns: semaphore.NewWeighted(int64(o.Queries)), writing: make(chan struct{}, 1),
		engine: &supervisor{
			command: o.Command, memory: o.Memory, log: o.Logger,
			settings: protocol.Settings{Path: path, BufferPool: o.BufferPool, Threads: o.Threads, Checkpoint: checkpoint},
			inside:   semaphore.NewWeighted(everyone), crashes: newCrashes(),
		},
	}
	s.Reader = model.NewReader(graph.KuzuDialect, s)
	p, err := s.engine.process(ctx)
	if err == nil {
		s.version = p.version
		err = s.createSchema(ctx)
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// Close implements graph.Store.
func (s *Store) Close() error {
	s.closing.Do(s.engine.close)
	return nil
}

// readyTime is how long Ready may take.
const readyTime = 1900 * time.Millisecond

// Ready implements graph.Prober.
func (s *Store) Ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, readyTime, graph.Errorf(graph.Unavailable, "the engine does not answer: it may be starting, or at work on something heavy; try again"))
	defer cancel()
	return s.Run(ctx, graph.Statement{Text: "RETURN 1"}, func([]any) error { return nil })
}

// Revision implements graph.Prober.
func (s *Store) Revision(ctx context.Context) (int64, error) {
	n, _, err := s.revision(ctx)
	return n, err
}

// Capabilities implements graph.Describer.
func (s *Store) Capabilities() graph.Capabilities {
	return graph.Capabilities{Engine: "Kuzu", Version: s.version, Dialect: graph.KuzuDialect}
}
