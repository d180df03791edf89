package temporal

import "context"

// No is what can be said where there is no path: how much was searched, how far
// word got, and what stands in the way.
type No struct {
	Contacts, Messages int // admitted
	Reached            int // actors, without the one that word starts from
	// Nearest is the actor reached, or the one that word starts from, from which the
	// fewest contacts lead on to the other end if time did not count; of several the
	// one with the lowest number. Hops is 0 for the start itself. It is nil where
	// no contacts lead to the other end from anyone reached.
	Nearest *Nearest
	// Lifts are the single restrictions without which there would be a path.
	Lifts []Lift
}

// Nearest is how close word came.
type Nearest struct {
	Reached
	Contacts int // from there to the other end, whenever they were
}

// Restriction names something that a question asks for and may give up.
type Restriction string

// The restrictions.
const (
	Period      Restriction = "period"
	About       Restriction = "about" // topics and words
	Only        Restriction = "messages"
	ByRole      Restriction = "role"
	ByChannel   Restriction = "channel"
	IfAnswered  Restriction = "answered"
	BySender    Restriction = "senders"
	ToWhom      Restriction = "recipients"
	ByActor     Restriction = "actors"
	Avoiding    Restriction = "avoid"
	HopBound    Restriction = "max_hops"
	LeastWait   Restriction = "min_wait"
	MostWait    Restriction = "max_wait"
	OnlyCertain Restriction = "certain" // that paths hold for every reading of vague times
	TimeOrder   Restriction = "time"    // that hops follow one another in time
)

// Lift is a restriction and how many hops a path has without it.
type Lift struct {
	Restriction Restriction
	Hops        int
}

// lifts say how to take each restriction off a question, and whether it is there.
var lifts = []struct {
	name Restriction
	set  func(*Question) bool
	lift func(*Question)
}{
	{Period, func(w *Question) bool { return w.Since != nil || w.Until != nil }, func(w *Question) { w.Since, w.Until = nil, nil }},
	{About, func(w *Question) bool { return len(w.Topics) > 0 || w.Matches != nil }, func(w *Question) { w.Topics, w.Matches = nil, nil }},
	{Only, func(w *Question) bool { return w.Messages != nil }, func(w *Question) { w.Messages = nil }},
	{ByRole, func(w *Question) bool { return len(w.Roles) > 0 }, func(w *Question) { w.Roles = nil }},
	{ByChannel, func(w *Question) bool { return len(w.Channels) > 0 }, func(w *Question) { w.Channels = nil }},
	{IfAnswered, func(w *Question) bool { return w.Answered != "" }, func(w *Question) { w.Answered = "" }},
	{BySender, func(w *Question) bool { return len(w.Senders) > 0 }, func(w *Question) { w.Senders = nil }},
	{ToWhom, func(w *Question) bool { return len(w.Recipients) > 0 }, func(w *Question) { w.Recipients = nil }},
	{ByActor, func(w *Question) bool { return len(w.Actors) > 0 }, func(w *Question) { w.Actors = nil }},
	{Avoiding, func(w *Question) bool { return len(w.Avoid) > 0 }, func(w *Question) { w.Avoid = nil }},
	{HopBound, func(w *Question) bool { return w.MaxHops > 0 }, func(w *Question) { w.MaxHops = 0 }},
	{LeastWait, func(w *Question) bool { return w.MinWait > 0 }, func(w *Question) { w.MinWait = 0 }},
	{OnlyCertain, func(w *Question) bool { return w.Certain }, func(w *Question) { w.Certain = false }},
	{MostWait, func(w *Question) bool { return w.MaxWait > 0 }, func(w *Question) { w.MaxWait = 0 }},
}

// Explain says why there is no time-respecting path between the ends; where there
// is one, what it says of restrictions means nothing. The number of hops of a lift
// is that of the path of fewest hops.
func (q *Query) Explain(ctx context.Context) (No, error) {
	if err := q.ready(true, true); err != nil {
		return No{}, err
	}
	var no No
	var err error
	if no.Contacts, no.Messages, err = q.Admitted(ctx); err != nil {
		return no, err
	}
	spread, err := q.EarliestArrivals(ctx)
	if err != nil {
		return no, err
	}
	no.Reached = spread.Len()
	if no.Nearest, err = q.nearest(ctx, spread); err != nil {
		return no, err
	}
	if no.Lifts, err = q.lifted(ctx, func(r *Query) (int, error) {
		p, _, err := r.FewestHops(ctx)
		return len(p.Hops), err
	}); err != nil {
		return no, err
	}
	if hops, err := q.distance(ctx); err != nil {
		return no, err
	} else if hops > 0 {
		no.Lifts = append(no.Lifts, Lift{TimeOrder, int(hops)})
	}
	return no, nil
}

// lifted takes each restriction off in turn, and keeps those without which there
// is a path.
func (q *Query) lifted(ctx context.Context, hops func(*Query) (int, error)) ([]Lift, error) {
	var out []Lift
	for _, l := range lifts {
		if !l.set(&q.question) {
			continue
		}
		without := q.question
		l.lift(&without)
		r, err := q.ix.Query(ctx, without)
		if err != nil {
			return nil, err
		}
		n, err := hops(r)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out = append(out, Lift{l.name, n})
		}
	}
	return out, nil
}

// nearest goes back from the other end, level by level, until it meets who was reached.
func (q *Query) nearest(ctx context.Context, spread *Spread) (*Nearest, error) {
	s := q.ix.scratch()
	defer q.ix.pool.Put(s)
	m := &s.meet
	m.begin(q.ix.Actors())
	m.bar(q.to)
	seen := m.mark[q.to]
	front := append(m.sides[0].known[:0], q.to)
	next := m.sides[1].known[:0]
	for level := 1; len(front) > 0; level++ {
		best := uint32(none)
		next = next[:0]
		for i, u := range front {
			if i%64 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			for c, v := range q.around(backwardSide, u) {
				if m.mark[v] == seen || !q.admits(c) {
					continue
				}
				m.mark[v] = seen
				next = append(next, v)
				if _, ok := spread.Of(v); ok || v == q.from {
					best = min(best, v)
				}
			}
		}
		if best != none {
			r, _ := spread.Of(best)
			r.Actor = best
			return &Nearest{r, level}, nil
		}
		front, next = next, front
	}
	return nil, nil
}

// LiftsOfContacts says without which single restriction there would be a path
// where time does not count, and how many contacts long.
func (q *Query) LiftsOfContacts(ctx context.Context) ([]Lift, error) {
	if err := q.ready(true, true); err != nil {
		return nil, err
	}
	return q.lifted(ctx, func(r *Query) (int, error) {
		n, err := r.distance(ctx)
		return int(n), err
	})
}
