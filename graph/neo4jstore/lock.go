package neo4jstore

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// lock is a transaction that holds the one Revision node for as long as a write
// lasts. Writers of all programs queue up there, so the chunks of a write may
// trust what they have found, and the revision moves when all of them are in.
// It dies with its connection: a killed writer holds nobody up.
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
	err = l.read(ctx, "MERGE (r:Revision {id: 'revision'}) SET r.number = coalesce(r.number, 0) + 1 RETURN r.number", nil, func([]any) {})
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

// move makes the new revision known and lets the next writer in. That the caller
// has given up does not keep it from that.
func (l *lock) move(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), reachable)
	defer cancel()
	return l.store.failure(ctx, l.tx.Commit(ctx))
}

// release ends the transaction, undone unless it has moved the revision.
func (l *lock) release() {
	ctx, cancel := context.WithTimeout(context.Background(), reachable)
	defer cancel()
	_ = l.session.Close(ctx) // the connection goes if it cannot be rolled back
}
