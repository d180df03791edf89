package kuzustore

import (
	"context"
	"sync"

	"backchannel/graph"
)

// revision remembers the graph's revision. Nobody else writes to the file while the
// store has it locked, so it need not be asked for until the next write.
type revision struct {
	mu     sync.Mutex
	number int64
	known  bool
	writes int // begun and ended
}

// change forgets the revision now, and again when the write is over: what is read
// between the two may be of either side. A store that is closed is never over it.
func (r *revision) change() (over func()) {
	forget := func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.known = false
		r.writes++
	}
	forget()
	return forget
}

// Revision implements graph.Prober.
func (s *Store) Revision(ctx context.Context) (int64, error) {
	r := &s.revision
	r.mu.Lock()
	number, known, writes := r.number, r.known, r.writes
	r.mu.Unlock()
	if known {
		if ctx.Err() != nil {
			return 0, ended(ctx)
		}
		return number, nil
	}
	err := s.Run(ctx, graph.Statement{Text: "MATCH (r:" + revisionTable + " {id: 0}) RETURN r.number"}, func(v []any) error {
		number = v[0].(int64)
		return nil
	})
	if err != nil {
		return 0, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.writes == writes && writes%2 == 0 {
		r.number, r.known = number, true
	}
	return number, nil
}
