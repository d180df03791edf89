package temporal

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"backchannel/graph"
)

// Replies is how actors answered each other.
type Replies struct {
	Ranking[ReplyRate]           // by pair
	All                ReplyRate // of all contacts together; From and To say nothing
	Window             time.Duration
	Vague              int // contacts left out, because they have no exact time
}

// ReplyRate is how often, and how soon, To answered From.
type ReplyRate struct {
	From, To uint32
	Contacts int           // from From to To
	Replied  int           // of these, how many To answered
	Recorded int           // of these, how many by a message that is recorded as the reply; the others as times tell
	Rate     float64       // Replied of Contacts
	Median   time.Duration // from the contact to its reply, of those answered; the mean of the two in the middle
}

// ReplyRates tells for each pair how many of the contacts from one actor to the
// other had a reply, and how soon. The reply to a contact is a contact back, by its
// recipient to its sender, at most window later: the earliest by a message that is
// recorded as a reply to the contact's own; where there is none, the earliest, and
// strictly later, by a message of which no reply is recorded, which may be the reply
// to several. A message that is recorded as a reply to others is none to this one,
// whatever its time. All are among the contacts that the query admits: with a period
// or a topic, replies outside it are not seen, and contacts less than window before
// its end have had less time than others. In a call or a meeting everybody contacts
// everybody at once, which is no reply; a call back is one.
//
// The pairs with the most contacts come first, then the lower actor numbers; of a
// question from or to one actor, only the pairs from it, or to it. Contacts of an
// actor with itself, and those without an exact time, are left out. A window below a
// microsecond is invalid.
func (q *Query) ReplyRates(ctx context.Context, window time.Duration, recorded *Recorded, p graph.Page) (*Replies, error) {
	if window < time.Microsecond {
		return nil, graph.Errorf(graph.Invalid, "window is %s: it is the longest time that a reply may take and has to be positive", window)
	}
	r, err := newRanker(p, func(a, b ReplyRate) int {
		return cmp.Or(cmp.Compare(b.Contacts, a.Contacts), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	if err != nil {
		return nil, err
	}
	s := replyScan{q: q, window: window.Microseconds(), recorded: recorded}
	if s.known, err = q.recordedBetween(ctx, recorded); err != nil {
		return nil, err
	}
	a := &Replies{Window: window}
	for c := range q.contacts {
		if c >= q.ix.exact {
			a.Vague++
		}
		if c%stride == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	var all []int64
	var with []uint64 // of the actor at hand with higher ones: the other and the contact
	work := 0
	for actor := range uint32(q.ix.Actors()) {
		with = with[:0]
		for _, list := range [2][]uint32{q.ix.sent.of(actor), q.ix.received.of(actor)} {
			for _, c := range list {
				other := q.ix.hot[c].from ^ q.ix.hot[c].to ^ actor
				if other > actor && c < q.ix.exact && q.admits(c) {
					with = append(with, uint64(other)<<32|uint64(c))
				}
			}
			work += len(list)
		}
		slices.Sort(with)
		for len(with) > 0 {
			other, n := uint32(with[0]>>32), 1
			for n < len(with) && uint32(with[n]>>32) == other {
				n++
			}
			s.pair(with[:n], actor)
			with = with[n:]
			for way, ends := range [2][2]uint32{{actor, other}, {other, actor}} {
				rate := ReplyRate{From: ends[0], To: ends[1], Contacts: s.contacts[way], Replied: len(s.took[way]), Recorded: s.found[way]}
				if rate.Contacts == 0 || q.from != none && rate.From != q.from || q.to != none && rate.To != q.to {
					continue
				}
				a.All.Contacts += rate.Contacts
				a.All.Recorded += rate.Recorded
				all = append(all, s.took[way]...)
				r.add(rate)
			}
		}
		if work > stride {
			work = 0
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
	}
	a.All.Replied = len(all)
	if err := a.All.settle(ctx, all); err != nil {
		return nil, err
	}
	a.Ranking = r.ranking()
	for i := range a.Items {
		item := &a.Items[i]
		with = with[:0]
		for _, ends := range [2][2]uint32{{item.From, item.To}, {item.To, item.From}} {
			for c := range q.pair(ends[0], ends[1]) {
				if c < q.ix.exact {
					with = append(with, uint64(c))
				}
			}
		}
		slices.Sort(with)
		s.pair(with, item.From)
		if err := item.settle(ctx, s.took[0]); err != nil {
			return nil, err
		}
	}
	return a, ctx.Err()
}

// settle fills in the rate, and the median of the times that replies took, in
// microseconds.
func (r *ReplyRate) settle(ctx context.Context, took []int64) error {
	if r.Contacts > 0 {
		r.Rate = float64(r.Replied) / float64(r.Contacts)
	}
	n := len(took)
	if n == 0 {
		return nil
	}
	low, err := smallest(ctx, took, (n-1)/2)
	if err != nil {
		return err
	}
	high, err := smallest(ctx, took, n/2)
	r.Median = time.Duration(low+(high-low)/2) * time.Microsecond
	return err
}

// smallest is the value that k others precede in order. It halves the range of
// values until one is left, which, unlike sorting, can stop between two passes.
func smallest(ctx context.Context, values []int64, k int) (int64, error) {
	low, high := slices.Min(values), slices.Max(values)
	for low < high {
		middle := low + (high-low)/2
		below := 0
		for _, v := range values {
			if v <= middle {
				below++
			}
		}
		if below > k {
			high = middle
		} else {
			low = middle + 1
		}
		if err := ctx.Err(); err != nil {
			return 0, err
		}
	}
	return low, nil
}

// replyScan finds the replies between two actors, both ways.
type replyScan struct {
	q        *Query
	window   int64
	recorded *Recorded
	known    map[uint32]int64 // by contact: the time of the earliest recorded reply

	contacts [2]int     // by direction
	took     [2][]int64 // of those that had a reply, how long it took
	found    [2]int     // of these, those with a recorded one
}

// pair goes through the contacts of two actors, in their order, the latest first.
// Their numbers are in the lower halves. Direction 0 is from the first of the two.
func (s *replyScan) pair(contacts []uint64, first uint32) {
	s.contacts, s.found = [2]int{}, [2]int{}
	s.took = [2][]int64{s.took[0][:0], s.took[1][:0]}
	const never = math.MaxInt64
	next := [2]int64{never, never} // by direction: the earliest later than the moment at hand, of which no reply is recorded
	hot := s.q.ix.hot
	for end := len(contacts); end > 0; {
		begin := end - 1
		rank := hot[uint32(contacts[begin])].at
		for begin > 0 && hot[uint32(contacts[begin-1])].at == rank {
			begin--
		}
		at := s.q.ix.times.at(rank)
		for _, k := range contacts[begin:end] {
			c := uint32(k)
			way := 0
			if hot[c].from != first {
				way = 1
			}
			s.contacts[way]++
			if t, ok := s.known[c]; ok && t-at <= s.window {
				s.took[way] = append(s.took[way], t-at)
				s.found[way]++
			} else if back := next[1-way]; back != never && back-at <= s.window {
				s.took[way] = append(s.took[way], back-at)
			}
		}
		for _, k := range contacts[begin:end] {
			c := uint32(k)
			if s.recorded.isReply(s.q.ix, c) {
				continue
			}
			if hot[c].from == first {
				next[0] = at
			} else {
				next[1] = at
			}
		}
		end = begin
	}
}
