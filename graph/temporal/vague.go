package temporal

import (
	"cmp"
	"context"
	"slices"
)

// Where some admitted contact is vague, this is what the answers mean.
//
// A reading gives each message one time within its interval, so that all known
// orders hold. A walk holds in a reading if its hops fall in the period and follow
// one another as the question demands. It is certain if it holds in every reading,
// possible if in some. What is said of its departure, arrival and duration is the
// least and the greatest that they are in the readings in which it holds.
//
// A question for certain paths takes for the best the walk that guarantees most:
// the least of what the arrival is at most, of the duration at most, the greatest
// of what the departure is at least. Other questions take the walk that promises
// most: the least of what the arrival is at least, and so on. An open bound counts
// as without limit. Among equals fewer hops are better; what then still decides is
// the order in which walks are found, which depends on the contacts alone.

// vaguePath answers Path where some admitted contact is vague.
func (q *Query) vaguePath(ctx context.Context, o Objective) (Path, bool, error) {
	l, err := q.label(ctx, o, true)
	if err != nil {
		return Path{}, false, err
	}
	i := l.best[l.v.to]
	if i < 0 {
		return Path{}, false, nil
	}
	p, err := q.vagueWalk(ctx, l.walk(i))
	return p, err == nil, err
}

// vagueSpread answers Spread where some admitted contact is vague.
func (q *Query) vagueSpread(ctx context.Context, o Objective) (*Spread, error) {
	l, err := q.label(ctx, o, false)
	if err != nil {
		return nil, err
	}
	j := newJudge(q)
	list := make([]Reached, len(l.order))
	for n, actor := range l.order {
		if n%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if l.states == nil {
			list[n] = l.reached(l.best[actor])
			continue
		}
		walk := l.walk(l.best[actor])
		b, _ := j.times(walk)
		r := Reached{Actor: actor, At: b.of(now), Hops: len(walk), Certainty: j.certainty(walk)}
		switch o {
		case LatestDeparture:
			r.At = b.of(departed)
		case Fastest:
			r.Departure, r.Duration = b.of(departed), b.between(departed, now)
		}
		list[n] = r
	}
	slices.SortFunc(list, func(a, b Reached) int { return cmp.Compare(a.Actor, b.Actor) })
	return newSpread(q.ix, l.v.from, list), nil
}

// label searches for the best walks. Independent messages are first taken to be
// free at each use, which is quicker and hardly ever matters without max_wait; if a
// walk comes out that uses a message twice, which no reading allows, the search is
// made again with each message kept in mind.
func (q *Query) label(ctx context.Context, o Objective, one bool) (*labelling, error) {
	v := q.sight(o == LatestDeparture)
	to := uint32(none)
	if one {
		to = v.to
	}
	if q.passes(o) {
		l := newLabelling(v, nil)
		if err := l.pass(ctx, o, to); err != nil || q.certain || !l.repeats() {
			return l, err
		}
	}
	if q.certain {
		l := newLabelling(v, newFollowers(v, o))
		return l, l.run(ctx, to)
	}
	if q.maxWait == open {
		l := newLabelling(v, newZones(v, o, false))
		if err := l.run(ctx, to); err != nil {
			return nil, err
		}
		if !l.repeats() {
			return l, nil
		}
	}
	l := newLabelling(v, newZones(v, o, true))
	return l, l.run(ctx, to)
}

// repeats tells whether one of the best walks uses a message twice.
func (l *labelling) repeats() bool {
	ix := l.v.q.ix
	var used []uint32
	for _, a := range l.order {
		used = used[:0]
		for i := l.best[a]; i >= 0; i = l.labels[i].before {
			if c := l.labels[i].contact; c >= ix.exact { // the others have times of their own
				m := ix.Message(c)
				if slices.Contains(used, m) {
					return true
				}
				used = append(used, m)
			}
		}
	}
	return false
}
