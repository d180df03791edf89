package temporal

import (
	"context"
	"slices"

	"backchannel/graph"
)

// InTime chooses the contacts of a path of the fewest contacts so that its hops
// follow one another in time, for every reading of vague times if it can be, and
// says which. Where no choice does, the path keeps its contacts and is impossible.
// Alternatives go on counting all contacts between the two of a hop.
func (q *Query) InTime(ctx context.Context, p Path) (Path, error) {
	chain := make([]string, 0, len(p.Hops)+1)
	for i, h := range p.Hops {
		from, to := q.ix.Ends(h.Contact)
		if i == 0 {
			chain = append(chain, q.ix.actors.at(from))
		}
		chain = append(chain, q.ix.actors.at(to))
	}
	last := len(chain) - 1
	for _, certain := range []bool{true, false} {
		// Among the actors of a shortest chain no contact leaps over one of them, so
		// as many hops as it has can only be made along it. A longer chain, of the k
		// shortest, may have a short cut: then another walk comes out.
		w := q.question
		w.From, w.To, w.MaxHops, w.Certain = chain[0], chain[last], last, certain
		w.Senders, w.Recipients = chain[:last], chain[1:]
		r, err := q.ix.Query(ctx, w)
		if err != nil {
			return p, err
		}
		walk, found, err := r.FewestHops(ctx)
		if err != nil {
			return p, err
		}
		if found && q.along(walk, p) {
			for i := range walk.Hops {
				walk.Hops[i].Alternatives = p.Hops[i].Alternatives
			}
			return walk, nil
		}
	}
	p.Certainty = graph.Impossible
	return p, nil
}

// along tells whether two paths pass the same actors.
func (q *Query) along(a, b Path) bool {
	return slices.EqualFunc(a.Hops, b.Hops, func(g, h Hop) bool {
		f, t := q.ix.Ends(g.Contact)
		u, v := q.ix.Ends(h.Contact)
		return f == u && t == v
	})
}
