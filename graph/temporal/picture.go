package temporal

import (
	"cmp"
	"context"
	"slices"

	"backchannel/graph"
)

// Picture is some actors and what passed between them, among the contacts that a
// query admits. Contacts of an actor with itself are left out.
type Picture struct {
	Actors []Standing
	Ties   []Tie // the most contacts first, then by actor numbers
	// What there is beyond: ties among the actors that are not listed, and the
	// contacts of these.
	TiesLeft, ContactsLeft int
}

// Standing is how much an actor was in contact with others, in the picture or not.
type Standing struct {
	Actor    uint32
	Contacts int // both ways
	Span     Span
}

// Tie sums up the contacts from one actor to another.
type Tie struct {
	From, To uint32
	Contacts int
	Span     Span
}

// Among pictures these actors, in the order given, with at most so many ties. It
// takes time with the contacts of these actors.
func (q *Query) Among(ctx context.Context, actors []uint32, ties int) (*Picture, error) {
	ix := q.ix
	p := &Picture{Actors: make([]Standing, len(actors))}
	in := make(actorSet, (ix.Actors()+63)/64)
	for _, a := range actors {
		in[a/64] |= 1 << (a % 64)
	}
	strongest := ranker[Tie]{page: graph.Page{Limit: max(1, ties)}, before: func(a, b Tie) int {
		return cmp.Or(cmp.Compare(b.Contacts, a.Contacts), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	}}
	all, work := 0, 0
	slot := make([]uint32, ix.Actors()) // by recipient: the place in row, from 1
	var row []stretch
	var to []uint32
	for i, a := range actors {
		sum := nothing
		row, to = row[:0], to[:0]
		for _, c := range ix.sent.of(a) {
			other := ix.hot[c].to
			if other == a || !q.admits(c) {
				continue
			}
			sum.add(ix, c)
			if !in.has(other) {
				continue
			}
			all++
			if slot[other] == 0 {
				row, to = append(row, nothing), append(to, other)
				slot[other] = uint32(len(row))
			}
			row[slot[other]-1].add(ix, c)
		}
		for _, c := range ix.received.of(a) {
			if ix.hot[c].from != a && q.admits(c) {
				sum.add(ix, c)
			}
		}
		for j, other := range to {
			slot[other] = 0
			strongest.add(Tie{From: a, To: other, Contacts: int(row[j].contacts), Span: row[j].span(ix)})
		}
		p.Actors[i] = Standing{Actor: a, Contacts: int(sum.contacts), Span: sum.span(ix)}
		if work += len(ix.sent.of(a)) + len(ix.received.of(a)); work > stride {
			work = 0
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
	}
	ranking := strongest.ranking()
	p.Ties = ranking.Items
	if ties < 1 {
		p.Ties = nil
	}
	for _, t := range p.Ties {
		all -= t.Contacts
	}
	p.TiesLeft, p.ContactsLeft = ranking.Total-len(p.Ties), all
	return p, ctx.Err()
}

// Busiest lists the actors with the most contacts with others, the most first, then
// by number; of how many actors; and how many contacts there are in all.
func (q *Query) Busiest(ctx context.Context, limit int) (actors []uint32, of, contacts int, err error) {
	ix := q.ix
	count := make([]uint32, ix.Actors())
	n := 0
	for c := range q.contacts {
		if h := ix.hot[c]; h.from != h.to {
			count[h.from]++
			count[h.to]++
			contacts++
		}
		if n++; n%stride == 0 && ctx.Err() != nil {
			return nil, 0, 0, ctx.Err()
		}
	}
	for a, k := range count {
		if k > 0 {
			actors = append(actors, uint32(a))
		}
	}
	of = len(actors)
	slices.SortFunc(actors, func(a, b uint32) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	return slices.Clip(actors[:min(limit, of)]), of, contacts, nil
}

// Neighbours lists whom an actor was in contact with, either way: the most contacts
// first, then by number.
func (q *Query) Neighbours(ctx context.Context, of uint32) ([]Standing, error) {
	ix := q.ix
	place := map[uint32]int{}
	var others []uint32
	var sums []stretch
	see := func(other, c uint32) {
		if other == of || !q.admits(c) {
			return
		}
		i, known := place[other]
		if !known {
			i = len(sums)
			place[other] = i
			others, sums = append(others, other), append(sums, nothing)
		}
		sums[i].add(ix, c)
	}
	for i, c := range ix.sent.of(of) {
		if i%stride == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		see(ix.hot[c].to, c)
	}
	for i, c := range ix.received.of(of) {
		if i%stride == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		see(ix.hot[c].from, c)
	}
	list := make([]Standing, len(others))
	for i, a := range others {
		list[i] = Standing{Actor: a, Contacts: int(sums[i].contacts), Span: sums[i].span(ix)}
	}
	slices.SortFunc(list, func(a, b Standing) int {
		return cmp.Or(cmp.Compare(b.Contacts, a.Contacts), cmp.Compare(a.Actor, b.Actor))
	})
	return list, nil
}
