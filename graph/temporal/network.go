package temporal

import "context"

// network is the static graph of a query: who contacted whom, and how often, among
// the contacts that the query admits, those with vague times too. Contacts of an
// actor with itself are left out; an actor with no other contact is not in it.
type network struct {
	out, in links
	present []uint32 // actors, in order
}

// links lists, for each actor, those it is linked to, in order.
type links struct {
	start []uint32 // one more than there are actors
	item  []link
}

// link is an actor at the other end, and how many contacts there are.
type link struct{ actor, contacts uint32 }

func (l links) of(actor uint32) []link { return l.item[l.start[actor]:l.start[actor+1]] }

// network of the query. Lists come out in order without being sorted: who goes
// through recipients in order finds each sender's recipients in order, and from
// those, in turn, each recipient's senders.
func (q *Query) network(ctx context.Context) (*network, error) {
	ix := q.ix
	actors := uint32(ix.Actors())
	n := &network{out: links{start: make([]uint32, actors+1)}, in: links{start: make([]uint32, actors+1)}}
	next := n.out.start[1:] // counts, then where each sender's next recipient goes, then where its list ends
	work := 0
	pause := func(steps int) error {
		if work += steps; work <= stride {
			return nil
		}
		work = 0
		return ctx.Err()
	}

	for c := range q.contacts {
		if t := ix.hot[c]; t.from != t.to {
			next[t.from]++
		}
		if err := pause(1); err != nil {
			return nil, err
		}
	}
	recipients := make([]uint32, cumulate(next))
	for to := range actors {
		received := ix.received.of(to)
		for _, c := range received {
			if from := ix.hot[c].from; from != to && q.admits(c) {
				recipients[next[from]] = to
				next[from]++
			}
			if err := pause(1); err != nil {
				return nil, err
			}
		}
	}

	distinct := 0
	for from, first := uint32(0), uint32(0); from < actors; from++ {
		for i := first; i < next[from]; i++ {
			if i == first || recipients[i] != recipients[i-1] {
				distinct++
			}
		}
		if err := pause(int(next[from] - first)); err != nil {
			return nil, err
		}
		first = next[from]
	}
	n.out.item, n.in.item = make([]link, 0, distinct), make([]link, distinct)
	senders := n.in.start[1:]
	for from, first := uint32(0), uint32(0); from < actors; from++ {
		end := next[from]
		for i := first; i < end; i++ {
			if i == first || recipients[i] != recipients[i-1] {
				n.out.item = append(n.out.item, link{actor: recipients[i]})
				senders[recipients[i]]++
			}
			n.out.item[len(n.out.item)-1].contacts++
		}
		if err := pause(int(end - first)); err != nil {
			return nil, err
		}
		first, next[from] = end, uint32(len(n.out.item))
	}

	cumulate(senders)
	for from := range actors {
		for _, l := range n.out.of(from) {
			n.in.item[senders[l.actor]] = link{from, l.contacts}
			senders[l.actor]++
		}
		if err := pause(len(n.out.of(from))); err != nil {
			return nil, err
		}
	}
	for a := range actors {
		if len(n.out.of(a)) > 0 || len(n.in.of(a)) > 0 {
			n.present = append(n.present, a)
		}
	}
	return n, ctx.Err()
}

// cumulate turns counts into where each one's items begin, and returns how many
// items there are.
func cumulate(counts []uint32) (total uint32) {
	for i, k := range counts {
		counts[i] = total
		total += k
	}
	return total
}
