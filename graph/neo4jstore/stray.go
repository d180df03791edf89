package neo4jstore

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/graph"
)

// queries counts the users' queries that the database works on. One that nobody
// waits for any more keeps its place until the database lets go of it: a loop
// inside one expression, or a regular expression, does not heed its ending.
type queries struct {
	places    chan struct{}
	strays    atomic.Int64
	maxStrays int64
}

func newQueries(places, strays int) *queries {
	return &queries{places: make(chan struct{}, places), maxStrays: int64(strays)}
}

// enter waits for a place.
func (q *queries) enter(ctx context.Context) error {
	if q.strays.Load() >= q.maxStrays {
		return graph.Errorf(graph.Unavailable, "the database still works on %d queries that were given up: wait until it lets go of them, or restart it", q.maxStrays)
	}
	select {
	case q.places <- struct{}{}:
		return nil
	case <-ctx.Done():
		if context.Cause(ctx) == errLate {
			return graph.Wrap(graph.Unavailable, errLate, "too many queries run at the same time: try again in a moment")
		}
		return ctx.Err()
	}
}

func (q *queries) leave() { <-q.places }

// How often a query that was given up is looked for.
const (
	firstLook = 20 * time.Millisecond
	lastLook  = 2 * time.Second
	straySeen = 4 // looks after which it is a stray
)

// follow ends a query that was given up, and frees its place once it is gone.
func (s *Store) follow(id string) {
	ctx, leave, err := s.enter(context.Background())
	if err != nil { // closing: the connections go, and the queries with them
		s.queries.leave()
		return
	}
	go func() {
		defer leave()
		defer s.queries.leave()
		wait := firstLook
		for looks := 1; ; looks++ {
			if gone, err := s.terminate(ctx, id); err == nil && gone {
				return
			}
			if looks == straySeen {
				s.queries.strays.Add(1)
				defer s.queries.strays.Add(-1)
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(wait):
			}
			wait = min(2*wait, lastLook)
		}
	}()
}

// terminate ends the query's transaction, and tells whether there was none.
func (s *Store) terminate(ctx context.Context, id string) (gone bool, err error) {
	err = s.transaction(ctx, neo4j.AccessModeRead, func(ctx context.Context, tx neo4j.ManagedTransaction, _ int) error {
		result, err := tx.Run(ctx, "SHOW TRANSACTIONS YIELD transactionId AS id, metaData WHERE metaData."+mark+" = $id "+
			"TERMINATE TRANSACTIONS id YIELD message RETURN message", map[string]any{"id": id})
		if err != nil {
			return err
		}
		records, err := result.Collect(ctx)
		gone = len(records) == 0
		return err
	})
	return gone, err
}
