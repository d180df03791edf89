package temporal

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"backchannel/graph"
)

// Objective says what makes a time-respecting path the best one (Wu et al. 2014,
// section 2: the minimal temporal paths; fewest hops from Holme & Saramäki 2012).
// Several that are equally good by it are told apart by fewer hops, then by the
// earlier arrival, then by the numbers of their contacts, compared from the last
// hop back to the first, the lower before the higher.
type Objective string

// The objectives.
const (
	EarliestArrival Objective = "earliest-arrival"
	LatestDeparture Objective = "latest-departure"
	FewestHops      Objective = "fewest-hops"
	Fastest         Objective = "fastest"
)

// Path is a walk from one actor to another on which word could travel.
type Path struct {
	Hops      []Hop
	Departure Bounds        // of the first hop
	Arrival   Bounds        // of the last
	Duration  Bounds        // how much later the last is, in microseconds
	Certainty graph.Verdict // certain, or possible
}

// Hop is a contact on a path.
type Hop struct {
	Contact      uint32
	Alternatives int // other contacts between the same two, admitted too, that could take its place between the hops before and after
}

// Reached is what a search says of one actor.
type Reached struct {
	Actor     uint32
	At        Bounds // when word arrives there; of a backward search, when it leaves there
	Departure Bounds // fastest: when that word left the source
	Duration  Bounds // fastest: how long it took, in microseconds
	Hops      int
	Certainty graph.Verdict
}

// Spread is how far a search got: one value for each actor that it reached, the
// actor it began with left out. It belongs to the caller and is not changed.
type Spread struct {
	ix      *Index
	start   uint32 // the actor it began with
	reached int

	// After a search of exact contacts, by actor.
	spots []spot
	took  func(actor uint32) int64 // fastest: how long it took, in microseconds
	// After a search that met vague ones.
	list []Reached
}

// spot is how word came to an actor: the rank of the time that counts, and the
// hops, which are 0 where it did not come.
type spot struct{ at, hops uint32 }

// Len is how many actors were reached.
func (s *Spread) Len() int {
	if s.list != nil {
		return len(s.list)
	}
	return s.reached
}

// Of says what is known of one actor; false if word did not reach it.
func (s *Spread) Of(actor uint32) (Reached, bool) {
	if s.list != nil {
		i, ok := slices.BinarySearchFunc(s.list, actor, func(r Reached, a uint32) int { return cmp.Compare(r.Actor, a) })
		if !ok {
			return Reached{}, false
		}
		return s.list[i], true
	}
	if s.spots == nil || s.spots[actor].hops == 0 || actor == s.start {
		return Reached{}, false
	}
	spot := s.spots[actor]
	t := s.ix.times.at(spot.at)
	r := Reached{Actor: actor, At: Bounds{t, t}, Hops: int(spot.hops), Certainty: graph.Certain}
	if s.took != nil {
		d := t - s.took(actor)
		r.Departure, r.Duration = Bounds{d, d}, Bounds{t - d, t - d}
	}
	return r, true
}

// All yields every actor reached, in the order of their numbers.
func (s *Spread) All() iter.Seq[Reached] {
	return func(yield func(Reached) bool) {
		for _, r := range s.list {
			if !yield(r) {
				return
			}
		}
		for a := range s.spots {
			if r, ok := s.Of(uint32(a)); ok && !yield(r) {
				return
			}
		}
	}
}

// newSpread is of a search that met vague contacts; the list is sorted by actor.
func newSpread(ix *Index, start uint32, list []Reached) *Spread {
	if list == nil {
		list = []Reached{}
	}
	return &Spread{ix: ix, start: start, list: list}
}

// Path finds the best path from one actor to the other, and false if there is
// none. Both ends are needed and differ, else the question is invalid.
func (q *Query) Path(ctx context.Context, o Objective) (Path, bool, error) {
	switch o {
	case EarliestArrival:
		return q.EarliestArrival(ctx)
	case LatestDeparture:
		return q.LatestDeparture(ctx)
	case FewestHops:
		return q.FewestHops(ctx)
	case Fastest:
		return q.Fastest(ctx)
	}
	return Path{}, false, graph.Errorf(graph.Invalid, "no objective is called %q", o)
}

// Spread finds the best value for every actor: from the one that word starts from
// to all, or, for the latest departure, from all to the one that word is to reach.
func (q *Query) Spread(ctx context.Context, o Objective) (*Spread, error) {
	switch o {
	case EarliestArrival:
		return q.EarliestArrivals(ctx)
	case LatestDeparture:
		return q.LatestDepartures(ctx)
	case FewestHops:
		return q.FewestHopsToAll(ctx)
	case Fastest:
		return q.FastestToAll(ctx)
	}
	return nil, graph.Errorf(graph.Invalid, "no objective is called %q", o)
}

// exactPath is a path of contacts with exact times, in order.
func (q *Query) exactPath(contacts []uint32) Path {
	p := Path{Hops: make([]Hop, len(contacts)), Certainty: graph.Certain}
	for i, c := range contacts {
		var before, after *int64
		if i > 0 {
			before = new(int64)
			*before = q.ix.times.at(q.ix.hot[contacts[i-1]].at)
		}
		if i+1 < len(contacts) {
			after = new(int64)
			*after = q.ix.times.at(q.ix.hot[contacts[i+1]].at)
		}
		p.Hops[i] = Hop{Contact: c, Alternatives: q.alternatives(c, before, after)}
	}
	p.Departure = q.ix.Bounds(contacts[0])
	p.Arrival = q.ix.Bounds(contacts[len(contacts)-1])
	took := p.Arrival.Latest - p.Departure.Earliest
	p.Duration = Bounds{took, took}
	return p
}

// alternatives counts the other exact contacts that could stand where c does,
// between hops at the times before and after; nil where there is none.
func (q *Query) alternatives(c uint32, before, after *int64) int {
	from, to := q.ix.Ends(c)
	list := q.ix.sent.of(from)
	if other := q.ix.received.of(to); len(other) < len(list) {
		list = other
	}
	first, end := q.first, q.end
	if before != nil {
		first = max(first, q.ix.after(*before+q.minWait))
		if q.maxWait != OpenLatest {
			end = min(end, q.ix.after(*before+q.maxWait+1))
		}
	}
	if after != nil {
		end = min(end, q.ix.after(*after-q.minWait+1))
		if q.maxWait != OpenLatest {
			first = max(first, q.ix.after(*after-q.maxWait))
		}
	}
	i, _ := slices.BinarySearch(list, first)
	n := 0
	for _, d := range list[i:] {
		if d >= end {
			break
		}
		if f, t := q.ix.Ends(d); d != c && f == from && t == to && q.admits(d) {
			n++
		}
	}
	return n
}
