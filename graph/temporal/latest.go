package temporal

import "context"

// LatestDeparture finds a path on which word may leave the one actor as late as
// can be and is still at the other within the period. Wu et al. 2014, section 4.2
// (algorithm 2): one pass over the contacts back in time, which stops when the
// sender is reached.
func (q *Query) LatestDeparture(ctx context.Context) (Path, bool, error) {
	return q.one(ctx, LatestDeparture)
}

// LatestDepartures finds for each actor when word can last leave to be at the
// recipient within the period, and the fewest hops it can take then.
func (q *Query) LatestDepartures(ctx context.Context) (*Spread, error) {
	return q.toAll(ctx, LatestDeparture)
}

// latestGoal finds when the latest walk departs, and by how many hops.
func (q *Query) latestGoal(ctx context.Context) (goal, bool, error) {
	if q.waits() {
		return q.goalWaiting(ctx, LatestDeparture)
	}
	first, last := q.firstFrom(q.from), q.lastTo(q.to)
	if first == none || last == none {
		return goal{}, false, ctx.Err()
	}
	sc := q.ix.scratch()
	defer q.ix.pool.Put(sc)
	if sc.spots == nil {
		sc.spots = make([]spot, q.ix.Actors())
	}
	s := spreading{key: sc.key, spots: sc.spots, floor: q.floor(), due: sc.due[:0], reached: sc.reached[:0], all: q.ix.Actors(), until: q.from}
	s.key[q.to] = atStart
	for b := q.scan(ctx, sc, first, last+1); !s.done() && b.back(); {
		s.backward(b.block)
	}
	s.settle()
	key := s.key[q.from]
	s.key[q.to] = 0
	for _, a := range s.reached {
		s.key[a] = 0
	}
	sc.due, sc.reached = s.due, s.reached
	return goal{s.spots[q.from].at, atStart - key}, key != 0, ctx.Err()
}
