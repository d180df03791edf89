package temporal

import "context"

// EarliestArrival finds a path on which word from the one actor is at the other
// as early as can be, and stops when it is there. Wu et al. 2014, section 4.1
// (algorithm 1): one pass over the contacts in time order.
func (q *Query) EarliestArrival(ctx context.Context) (Path, bool, error) {
	return q.one(ctx, EarliestArrival)
}

// EarliestArrivals finds for each actor when word can first be there, and the
// fewest hops by which it can be there then.
func (q *Query) EarliestArrivals(ctx context.Context) (*Spread, error) {
	return q.toAll(ctx, EarliestArrival)
}

// one answers a question of one path.
func (q *Query) one(ctx context.Context, o Objective) (Path, bool, error) {
	if err := q.ready(true, true); err != nil {
		return Path{}, false, err
	}
	if q.vague {
		return q.vaguePath(ctx, o)
	}
	hops, err := q.distance(ctx) // no walk has fewer
	if err != nil || hops == 0 || hops > q.maxHops {
		return Path{}, false, err
	}
	g, ok := goal{departure: none, hops: none}, true
	switch o {
	case LatestDeparture:
		g, ok, err = q.latestGoal(ctx)
	case Fastest:
		g, ok, err = q.fastestGoal(ctx)
	case FewestHops:
		g.hops = hops
	}
	if err != nil || !ok {
		return Path{}, false, err
	}
	walk, err := q.trace(ctx, g)
	if err != nil || walk == nil {
		return Path{}, false, err
	}
	return q.exactPath(walk), true, nil
}

// toAll answers a question of one actor and all others.
func (q *Query) toAll(ctx context.Context, o Objective) (*Spread, error) {
	backward := o == LatestDeparture
	if err := q.ready(!backward, backward); err != nil {
		return nil, err
	}
	switch {
	case q.vague:
		return q.vagueSpread(ctx, o)
	case q.waits():
		return q.spreadWaiting(ctx, o)
	case o == Fastest:
		return q.spreadFastest(ctx)
	}
	return q.spread(ctx, backward, o != FewestHops)
}
