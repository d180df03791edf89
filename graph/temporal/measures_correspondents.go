package temporal

import (
	"cmp"
	"context"

	"backchannel/graph"
)

// Correspondence is what two actors had to do with each other.
type Correspondence struct {
	A, B     uint32 // of a question from one actor, A is that actor; else A has the lower number
	Sent     int    // contacts from A to B
	Received int    // contacts from B to A
	// First and Last are the bounds of the first and the last contact with an exact
	// time; neither if all are vague.
	First, Last Bounds
	Dated       bool // there is one with an exact time
	Vague       int  // of Sent and Received together, those without an exact time
}

// Correspondents lists the pairs of actors with the most contacts, either way, among
// those that the query admits; of a question from one actor, those of that actor.
// The most contacts come first, then the lower actor numbers.
func (q *Query) Correspondents(ctx context.Context, p graph.Page) (Ranking[Correspondence], error) {
	r, err := newRanker(p, func(a, b Correspondence) int {
		return cmp.Or(cmp.Compare(b.Sent+b.Received, a.Sent+a.Received), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	if err != nil {
		return Ranking[Correspondence]{}, err
	}
	n, err := q.network(ctx)
	if err != nil {
		return Ranking[Correspondence]{}, err
	}
	u, err := n.undirected(ctx)
	if err != nil {
		return Ranking[Correspondence]{}, err
	}
	work := 0
	for i, a := range n.present {
		if q.from != none && q.from != a {
			continue
		}
		out := n.out.of(a)
		for _, l := range u.of(uint32(i)) {
			c := Correspondence{A: a, B: n.present[l.actor]}
			for len(out) > 0 && out[0].actor < c.B {
				out = out[1:]
			}
			if q.from == none && c.B < a {
				continue
			}
			if len(out) > 0 && out[0].actor == c.B {
				c.Sent = int(out[0].contacts)
			}
			c.Received = int(l.contacts) - c.Sent
			r.add(c)
		}
		if work += len(u.of(uint32(i))); work > stride {
			work = 0
			if err := ctx.Err(); err != nil {
				return Ranking[Correspondence]{}, err
			}
		}
	}
	ranking := r.ranking()
	for i := range ranking.Items {
		q.date(&ranking.Items[i])
	}
	return ranking, ctx.Err()
}

// date finds the first and the last exact contact of a pair that has any.
func (q *Query) date(c *Correspondence) {
	ix := q.ix
	see := func(contacts []uint32, other func(triple) uint32, with uint32) {
		for _, i := range contacts {
			switch {
			case other(ix.hot[i]) != with || !q.admits(i):
			case i >= ix.exact:
				c.Vague++
			default:
				b := ix.Bounds(i)
				if !c.Dated || b.Earliest < c.First.Earliest {
					c.First = b
				}
				if !c.Dated || b.Latest > c.Last.Latest {
					c.Last = b
				}
				c.Dated = true
			}
		}
	}
	way := func(from, to uint32) {
		sent, received := ix.sent.of(from), ix.received.of(to)
		if len(sent) <= len(received) {
			see(sent, func(t triple) uint32 { return t.to }, to)
		} else {
			see(received, func(t triple) uint32 { return t.from }, from)
		}
	}
	way(c.A, c.B)
	way(c.B, c.A)
}
