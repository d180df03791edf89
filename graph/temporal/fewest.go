package temporal

import "context"

// FewestHops finds a time-respecting path of the fewest contacts. The definition
// is that of Holme & Saramäki 2012, section 3 (as "shortest" in Wu et al. 2014,
// whose algorithm 4 keeps a list for each actor; with contacts that take no time
// one number is enough, see spreading). It stops when there are as few hops as
// even without time order.
func (q *Query) FewestHops(ctx context.Context) (Path, bool, error) {
	return q.one(ctx, FewestHops)
}

// FewestHopsToAll finds for each actor by how few hops word can come, and when
// first by so few.
func (q *Query) FewestHopsToAll(ctx context.Context) (*Spread, error) {
	return q.toAll(ctx, FewestHops)
}
