package temporal

import (
	"cmp"
	"context"

	"backchannel/graph"
)

// Degree is how much an actor was in contact with others. Contacts with itself do
// not count.
type Degree struct {
	Actor      uint32
	Sent       int // contacts
	Received   int // contacts
	Recipients int // distinct actors that it sent to: the out-degree
	Senders    int // distinct actors that sent to it: the in-degree
}

// Degrees lists the actors of the contacts that the query admits, vague ones too,
// by contacts sent and received together, the most first, then by actor number.
func (q *Query) Degrees(ctx context.Context, p graph.Page) (Ranking[Degree], error) {
	r, err := newRanker(p, func(a, b Degree) int {
		return cmp.Or(cmp.Compare(b.Sent+b.Received, a.Sent+a.Received), cmp.Compare(a.Actor, b.Actor))
	})
	if err != nil {
		return Ranking[Degree]{}, err
	}
	n, err := q.network(ctx)
	if err != nil {
		return Ranking[Degree]{}, err
	}
	for _, a := range n.present {
		d := Degree{Actor: a, Recipients: len(n.out.of(a)), Senders: len(n.in.of(a))}
		for _, l := range n.out.of(a) {
			d.Sent += int(l.contacts)
		}
		for _, l := range n.in.of(a) {
			d.Received += int(l.contacts)
		}
		r.add(d)
	}
	return r.ranking(), ctx.Err()
}
