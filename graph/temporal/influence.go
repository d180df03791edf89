package temporal

import (
	"context"

	"backchannel/graph"
)

// ReachForward tells who could have known, when first, and by how many hops: the
// set of influence of Holme & Saramäki 2012, section 3. It is EarliestArrivals and,
// where times are vague, also what is certain: with an actor whom some walk reaches
// in every reading of them, when word can first be there ends when it must be.
func (q *Query) ReachForward(ctx context.Context) (*Spread, error) {
	return q.influence(ctx, EarliestArrival, func(promised, sure Bounds) Bounds {
		return Bounds{promised.Earliest, sure.Latest}
	})
}

// ReachBackward tells from whom the actor asked for could have heard, until when
// word must have left them, and by how many hops: the source set of Holme &
// Saramäki 2012, section 3. It is LatestDepartures and, likewise, what is certain.
func (q *Query) ReachBackward(ctx context.Context) (*Spread, error) {
	return q.influence(ctx, LatestDeparture, func(promised, sure Bounds) Bounds {
		return Bounds{sure.Earliest, promised.Latest}
	})
}

// influence joins the walk that promises most with the one that guarantees most.
func (q *Query) influence(ctx context.Context, o Objective, join func(promised, sure Bounds) Bounds) (*Spread, error) {
	s, err := q.Spread(ctx, o)
	if err != nil || q.certain || !q.vague {
		return s, err
	}
	certain := *q
	certain.certain = true
	sure, err := certain.Spread(ctx, o)
	if err != nil {
		return nil, err
	}
	for i := range s.list {
		r := &s.list[i]
		if c, ok := sure.Of(r.Actor); ok {
			r.At, r.Certainty = join(r.At, c.At), graph.Certain
		}
	}
	return s, nil
}
