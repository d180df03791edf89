package reference

import (
	"math"
	"slices"

	"backchannel/graph"
)

// Objective says which walk is best.
type Objective string

// The objectives that look at time.
const (
	FewestHops      Objective = "fewest-hops"
	EarliestArrival Objective = "earliest-arrival"
	LatestDeparture Objective = "latest-departure"
	Fastest         Objective = "fastest"
)

// Objectives lists them.
var Objectives = []Objective{FewestHops, EarliestArrival, LatestDeparture, Fastest}

// Ends are where a walk starts and ends.
type Ends struct{ From, To string }

// Best keeps of walks, for each pair of different actors, those that q asks for
// with the smallest Cost. With one end of the question empty it is one-to-all or
// all-to-one: reach.
func (q Question) Best(walks []Walk, o Objective) map[Ends][]Walk {
	best := map[Ends][]Walk{}
	for _, w := range walks {
		e := w.Ends()
		if e.From == e.To || q.From != "" && q.From != e.From || q.To != "" && q.To != e.To ||
			q.Certain && w.Certainty != graph.Certain {
			continue
		}
		if b := best[e]; len(b) > 0 {
			cost, least := w.Cost(q, o), b[0].Cost(q, o)
			if cost > least {
				continue
			}
			if cost < least {
				best[e] = nil
			}
		}
		best[e] = append(best[e], w)
	}
	return best
}

// Ends of the walk.
func (w Walk) Ends() Ends {
	return Ends{w.Hops[0].From.ID, w.Hops[len(w.Hops)-1].To.ID}
}

// Cost is what the objective minimizes. When only certain walks are asked for, it
// is what is guaranteed in every reading; otherwise it is the best that any reading
// in which the walk holds gives. An open bound is as bad, or as good, as can be.
func (w Walk) Cost(q Question, o Objective) int64 {
	switch o {
	case FewestHops:
		return int64(len(w.Hops))
	case EarliestArrival:
		if q.Certain {
			return or(w.Arrival.Max, math.MaxInt64)
		}
		return or(w.Arrival.Min, math.MinInt64)
	case LatestDeparture:
		if q.Certain {
			return -or(w.Departure.Min, -math.MaxInt64)
		}
		return -or(w.Departure.Max, math.MaxInt64)
	case Fastest:
		if q.Certain {
			return or(w.Duration.Max, math.MaxInt64)
		}
		return or(w.Duration.Min, 0)
	}
	panic("no such objective: " + o)
}

func or(v *int64, open int64) int64 {
	if v == nil {
		return open
	}
	return *v
}

// Alternatives counts the other admitted contacts between the same two actors
// that could stand in for hop i of w: with which the walk still holds in some
// reading, or in every one if w is certain.
func (n Network) Alternatives(q Question, w Walk, i int) int {
	count := 0
	for _, c := range n.Admitted(q) {
		if c.From.ID != w.Hops[i].From.ID || c.To.ID != w.Hops[i].To.ID || Same(c, w.Hops[i]) {
			continue
		}
		hops := slices.Clone(w.Hops)
		hops[i] = c
		if v, ok := n.Judge(q, hops); ok && (w.Certainty != graph.Certain || v.Certainty == graph.Certain) {
			count++
		}
	}
	return count
}

// Same tells whether a and b are the same contact.
func Same(a, b graph.Contact) bool {
	return a.MessageID == b.MessageID && a.From.ID == b.From.ID && a.To.ID == b.To.ID && a.Role == b.Role
}
