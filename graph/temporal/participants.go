package temporal

import (
	"context"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// Participants are who sent or received some messages.
type Participants struct {
	Messages int // that the query admits a contact of
	Span     Span
	Actors   []Standing // by number; Contacts counts messages here, each once
}

// About finds who sent or received, by a contact that the query admits, messages
// about a topic.
func (q *Query) About(ctx context.Context, topic string) (*Participants, error) {
	p := &Participants{}
	set := q.ix.topics[topic]
	if set == nil {
		return p, ctx.Err()
	}
	sums := map[uint32]*stretch{}
	seen := map[uint32]uint32{} // by actor: the last message counted, and one
	it := set.Iterator()
	for n := 0; it.HasNext(); n++ {
		if n%stride == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		m := it.Next()
		admitted := false
		first, end := q.ix.contactsOf(m)
		for c := first; c < end; c++ {
			if !q.admits(c) {
				continue
			}
			if !admitted {
				admitted = true
				p.Messages++
				p.Span.add(q.ix.Bounds(c))
			}
			from, to := q.ix.Ends(c)
			for _, a := range [2]uint32{from, to} {
				if seen[a] == m+1 {
					continue
				}
				seen[a] = m + 1
				if sums[a] == nil {
					s := nothing
					sums[a] = &s
				}
				sums[a].add(q.ix, c)
			}
		}
	}
	for a, s := range sums {
		p.Actors = append(p.Actors, Standing{Actor: a, Contacts: int(s.contacts), Span: s.span(q.ix)})
	}
	slices.SortFunc(p.Actors, func(a, b Standing) int { return int(a.Actor) - int(b.Actor) })
	return p, nil
}

// TopicsOf counts, for each topic, the messages about it that an actor sent or
// received by a contact that the query admits. Topics without any are absent.
func (q *Query) TopicsOf(ctx context.Context, actor uint32) (map[string]int, error) {
	ix := q.ix
	count := map[string]int{}
	messages := roaring.New()
	for _, list := range [][]uint32{ix.sent.of(actor), ix.received.of(actor)} {
		for i, c := range list {
			if i%stride == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if q.admits(c) {
				messages.Add(ix.Message(c))
			}
		}
	}
	for id, set := range ix.topics {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if n := set.AndCardinality(messages); n > 0 {
			count[id] = int(n)
		}
	}
	return count, nil
}

// Sent is a message of those that a query admits a contact of.
type Sent struct {
	Senders []uint32 // by the contacts admitted, in order, each once
	At      Bounds
}

// SentMessages finds messages by id. Those that the query admits no contact of are
// absent.
func (q *Query) SentMessages(ctx context.Context, ids []string) (map[string]Sent, error) {
	found := map[string]Sent{}
	set, err := q.ix.messageSet(ctx, ids)
	if err != nil {
		return nil, err
	}
	for it := set.Iterator(); it.HasNext(); {
		m := it.Next()
		var s Sent
		first, end := q.ix.contactsOf(m)
		for c := first; c < end; c++ {
			if !q.admits(c) {
				continue
			}
			from, _ := q.ix.Ends(c)
			s.At = q.ix.Bounds(c)
			if !slices.Contains(s.Senders, from) {
				s.Senders = append(s.Senders, from)
			}
		}
		if len(s.Senders) > 0 {
			found[q.ix.MessageID(m)] = s
		}
	}
	return found, nil
}
