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
	Rate     float64       // Replied of Contacts
	Median   time.Duration // from the contact to its reply, of those answered; the mean of the two in the middle
}

// ReplyRates tells for each pair how many of the contacts from one actor to the
// other had a reply, and how soon. The reply to a contact is the earliest contact
// back, by its recipient to its sender, that is strictly later and at most window
// later; one contact back may be the reply to several. Both are among the contacts
// that the query admits: with a period or a topic, replies outside it are not seen,
// and contacts less than window before its end have had less time than others. This
// is what times tell; whether a message was written as a reply to another is not
// asked. In a call or a meeting everybody contacts everybody at once, which is no
// reply; a call back is one.
//
// The pairs with the most contacts come first, then the lower actor numbers; of a
// question from or to one actor, only the pairs from it, or to it. Contacts of an
// actor with itself, and those without an exact time, are left out. A window below a
// microsecond is invalid.
func (q *Query) ReplyRates(ctx context.Context, window time.Duration, p graph.Page) (*Replies, error) {
	if window < time.Microsecond {
		return nil, graph.Errorf(graph.Invalid, "window is %s: it is the longest time that a reply may take and has to be positive", window)
	}
	r, err := newRanker(p, func(a, b replied) int {
		return cmp.Or(cmp.Compare(b.Contacts, a.Contacts), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	if err != nil {
		return nil, err
	}
	contacts, times, err := q.exactContacts(ctx)
	if err != nil {
		return nil, err
	}
	in, err := newIncidence(ctx, q.ix.Actors(), contacts)
	if err != nil {
		return nil, err
	}
	sides, err := newSides(ctx, in)
	if err != nil {
		return nil, err
	}
	a := &Replies{Window: window, Vague: int(q.admitted) - len(contacts)}
	var all []int64
	s := replyScan{times: times, window: window.Microseconds()}
	work := 0
	for actor := range uint32(q.ix.Actors()) {
		for pair := sides.start[actor]; pair < sides.start[actor+1]; pair++ {
			items := sides.contacts(pair)
			s.pair(items)
			for way := range uint32(2) {
				rate := ReplyRate{From: actor, To: sides.other[pair]}
				if way == incoming {
					rate.From, rate.To = rate.To, rate.From
				}
				rate.Contacts, rate.Replied = s.contacts[way], len(s.took[way])
				if rate.Contacts == 0 || q.from != none && rate.From != q.from || q.to != none && rate.To != q.to {
					continue
				}
				a.All.Contacts += rate.Contacts
				all = append(all, s.took[way]...)
				r.add(replied{rate, items, way})
			}
			if work += len(items); work > stride {
				work = 0
				if err := ctx.Err(); err != nil {
					return nil, err
				}
			}
		}
	}
	a.All.Replied = len(all)
	if err := a.All.settle(ctx, all); err != nil {
		return nil, err
	}
	ranking := r.ranking()
	a.Total, a.Items = ranking.Total, make([]ReplyRate, len(ranking.Items))
	for i, item := range ranking.Items {
		s.pair(item.items)
		if err := item.settle(ctx, s.took[item.way]); err != nil {
			return nil, err
		}
		a.Items[i] = item.ReplyRate
	}
	return a, ctx.Err()
}

// replied keeps a pair's contacts, to find the median of those that are listed.
type replied struct {
	ReplyRate
	items []entry
	way   uint32
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
	times    *timeline
	window   int64
	contacts [2]int     // by direction
	took     [2][]int64 // of those that had a reply, how long it took
}

// pair goes through the contacts of two actors, the latest first: the reply to one
// is the last contact of the other direction that it has passed.
func (s *replyScan) pair(items []entry) {
	s.contacts = [2]int{}
	s.took = [2][]int64{s.took[0][:0], s.took[1][:0]}
	const never = math.MaxInt64
	next := [2]int64{never, never} // by direction: the earliest contact later than the group at hand
	for end := len(items); end > 0; {
		first := end - 1
		for first > 0 && items[first-1].at == items[first].at {
			first--
		}
		at := s.times.at(items[first].at)
		for _, e := range items[first:end] {
			s.contacts[e.key]++
			if back := next[1-e.key]; back != never && back-at <= s.window {
				s.took[e.key] = append(s.took[e.key], back-at)
			}
		}
		for _, e := range items[first:end] {
			next[e.key] = at
		}
		end = first
	}
}
