package temporal

import (
	"context"

	"backchannel/graph"
)

// Components divides the actors of the contacts that the query admits, vague ones
// too, into those that contacts join, whatever their direction (weakly connected
// components), by union-find (Tarjan 1975) with path halving.
func (q *Query) Components(ctx context.Context, p graph.Page) (*Groups, error) {
	if err := check(p); err != nil {
		return nil, err
	}
	n, err := q.network(ctx)
	if err != nil {
		return nil, err
	}
	parent := make([]uint32, q.ix.Actors())
	for i := range parent {
		parent[i] = uint32(i)
	}
	root := func(a uint32) uint32 {
		for parent[a] != a {
			parent[a] = parent[parent[a]]
			a = parent[a]
		}
		return a
	}
	work := 0
	for _, a := range n.present {
		for _, l := range n.out.of(a) {
			x, y := root(a), root(l.actor)
			parent[max(x, y)] = min(x, y)
		}
		if work += len(n.out.of(a)); work > stride {
			work = 0
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
	}
	for a := range parent {
		parent[a] = root(uint32(a))
	}
	return newGroups(ctx, n, parent, p)
}
