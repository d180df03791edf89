package neo4jstore

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/graph"
)

// errStopped stands for an error that is not the database's, so that the driver
// does not look into it for a reason to repeat.
var errStopped = errors.New("stopped by the caller")

// transaction runs work in a transaction that the driver repeats where that may
// help, so work must be idempotent; attempt counts from 1.
func (s *Store) transaction(ctx context.Context, mode neo4j.AccessMode, work func(ctx context.Context, tx neo4j.ManagedTransaction, attempt int) error) error {
	ctx, leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	ctx, watch := watchReach(ctx)
	defer watch.stop()
	session := s.session(ctx, s.driver, mode)
	defer session.Close(ctx)

	attempt := 0
	var own error // what is not the database's to judge
	run := func(tx neo4j.ManagedTransaction) (any, error) {
		watch.reached()
		attempt++
		err := work(ctx, tx, attempt)
		var coded *graph.Error
		switch {
		case errors.Is(err, errStopped), errors.As(err, &coded):
			own = err
			return nil, errStopped
		case neo4j.IsConnectivityError(err):
			watch.start()
		}
		return nil, err
	}
	if mode == neo4j.AccessModeRead {
		_, err = session.ExecuteRead(ctx, run)
	} else {
		_, err = session.ExecuteWrite(ctx, run)
	}
	if own != nil {
		return own
	}
	if err != nil && !watch.ever.Load() && errors.Is(context.Cause(ctx), context.DeadlineExceeded) {
		return s.unreachable(err)
	}
	return s.failure(ctx, err)
}

func (s *Store) session(ctx context.Context, driver neo4j.DriverWithContext, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode:      mode,
		DatabaseName:    s.options.Database,
		BookmarkManager: s.bookmarks,
	})
}

// reach cancels a piece of work that waits for the server too long. The driver's
// own limits add up to more: it repeats, and waits between.
type reach struct {
	ever   atomic.Bool // whether the server was reached at all
	timer  *time.Timer
	cancel context.CancelCauseFunc
}

func watchReach(ctx context.Context) (context.Context, *reach) {
	ctx, cancel := context.WithCancelCause(ctx)
	return ctx, &reach{cancel: cancel, timer: time.AfterFunc(reachable, func() { cancel(errUnreachable) })}
}

// reached says that the server answers.
func (r *reach) reached() {
	r.timer.Stop()
	r.ever.Store(true)
}

// start says that it has to be reached again.
func (r *reach) start() { r.timer.Reset(reachable) }

func (r *reach) stop() {
	r.timer.Stop()
	r.cancel(nil)
}

// Run runs a statement of package model; it is the store's model.Runner.
func (s *Store) Run(ctx context.Context, st graph.Statement, row func(values []any) error) error {
	var handed atomic.Bool
	var stop error
	err := s.transaction(ctx, neo4j.AccessModeRead, func(ctx context.Context, tx neo4j.ManagedTransaction, _ int) error {
		if handed.Load() {
			return graph.Errorf(graph.Unavailable, "the connection to %s broke in the middle of the answer: ask again", s.target)
		}
		result, err := tx.Run(ctx, st.Text, parameters(st.Parameters))
		if err != nil {
			return err
		}
		var record *neo4j.Record
		for result.NextRecord(ctx, &record) {
			handed.Store(true)
			if stop = row(values(record.Values)); stop != nil {
				return errStopped
			}
		}
		return result.Err()
	})
	if stop != nil {
		return stop
	}
	return err
}

// single runs a statement that yields at most one row and returns it, or nil.
func single(ctx context.Context, tx interface {
	Run(context.Context, string, map[string]any) (neo4j.ResultWithContext, error)
}, text string, params map[string]any) ([]any, error) {
	result, err := tx.Run(ctx, text, params)
	if err != nil {
		return nil, err
	}
	records, err := result.Collect(ctx)
	if err != nil || len(records) == 0 {
		return nil, err
	}
	return records[0].Values, nil
}

// Ready asks the server for an answer.
func (s *Store) Ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, reachable, errUnreachable)
	defer cancel()
	return s.transaction(ctx, neo4j.AccessModeRead, func(ctx context.Context, tx neo4j.ManagedTransaction, _ int) error {
		result, err := tx.Run(ctx, "RETURN 1", nil)
		if err != nil {
			return err
		}
		summary, err := result.Consume(ctx)
		if err != nil {
			return err
		}
		version := strings.TrimPrefix(summary.Server().Agent(), "Neo4j/")
		s.version.Store(&version)
		return nil
	})
}

// Revision implements graph.Prober.
func (s *Store) Revision(ctx context.Context) (int64, error) {
	var n int64
	err := s.transaction(ctx, neo4j.AccessModeRead, func(ctx context.Context, tx neo4j.ManagedTransaction, _ int) error {
		row, err := single(ctx, tx, "MATCH (r:Revision {id: 'revision'}) RETURN r.number", nil)
		if row != nil {
			n, _ = row[0].(int64)
		}
		return err
	})
	return n, err
}
