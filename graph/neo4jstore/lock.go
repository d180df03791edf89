package neo4jstore

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// lock is a transaction that holds one node for as long as a write lasts, and is
// never committed. Writers of all programs queue up there, so the chunks of a
// write may trust what they have found. It dies with its connection: a killed
// writer holds nobody up.
type lock struct {
	store   *Store
	session neo4j.SessionWithContext
	tx      neo4j.ExplicitTransaction
}

// lock waits for other writers, as long as ctx allows.
func (s *Store) lock(ctx context.Context) (*lock, error) {
	reaching, watch := watchReach(ctx)
	defer watch.stop()
	l := &lock{store: s, session: s.session(reaching, s.driver, neo4j.AccessModeWrite)}
	var err error
	if l.tx, err = l.session.BeginTransaction(reaching); err != nil {
		return nil, s.failure(reaching, err)
	}
	watch.reached()
	err = l.read(ctx, "MERGE (w:Revision {id: 'writer'}) SET w.at_work = true", nil, func([]any) {})
	if err != nil {
		l.release()
		return nil, err
	}
	return l, nil
}

// read runs a statement in the lock's transaction.
func (l *lock) read(ctx context.Context, text string, params map[string]any, row func([]any)) error {
	result, err := l.tx.Run(ctx, text, params)
	if err != nil {
		return l.store.failure(ctx, err)
	}
	for result.Next(ctx) {
		row(values(result.Record().Values))
	}
	return l.store.failure(ctx, result.Err())
}

// release lets the next writer in.
func (l *lock) release() {
	ctx, cancel := context.WithTimeout(context.Background(), reachable)
	defer cancel()
	_ = l.session.Close(ctx) // the connection goes if it cannot be rolled back
}
