package temporal

import (
	"context"
	"slices"

	"backchannel/graph"
)

// A judge says what is known of the times of given walks.
type judge struct {
	q             *Query
	ahead, behind *zones
	certain       *followers
}

func newJudge(q *Query) *judge {
	v := q.sight(false)
	return &judge{q: q, ahead: newZones(v, Fastest, false), behind: newZones(q.sight(true), Fastest, false), certain: newFollowers(v, Fastest)}
}

// replay makes the label of a walk that uses no message twice, without its ends;
// false where the walk holds in no reading. Its zone is exact.
func (z *zones) replay(walk []uint32) (label, bool) {
	l := z.start()
	for i, c := range walk {
		var next label
		if !z.step(&l, c, &next) {
			return label{}, false
		}
		l = label{hops: uint32(i + 1), groups: slices.Clone(next.groups), state: slices.Clone(next.state)}
	}
	return l, true
}

// times of a walk that is possible: how long each moment of its zone is after each other.
func (j *judge) times(walk []uint32) (bounds, bool) {
	l, ok := j.ahead.replay(walk)
	return j.ahead.zone(&l), ok
}

// certainty of a walk that is possible.
func (j *judge) certainty(walk []uint32) graph.Verdict {
	if j.follows(walk) {
		return graph.Certain
	}
	return graph.Possible
}

// follows tells whether the hops follow one another in every reading.
func (j *judge) follows(walk []uint32) bool {
	l := j.certain.start()
	var state [follower]int64
	for i, c := range walk {
		var next label
		if !j.certain.extend(&l, c, &next) {
			return false
		}
		copy(state[:], next.state)
		l = label{hops: uint32(i + 1), state: state[:]}
	}
	return true
}

// vagueWalk is the path along a walk that is possible.
func (q *Query) vagueWalk(ctx context.Context, walk []uint32) (Path, error) {
	j := newJudge(q)
	b, ok := j.times(walk)
	if !ok {
		return Path{}, graph.Errorf(graph.Internal, "a path was found that no reading of its times allows")
	}
	p := Path{Hops: make([]Hop, len(walk)), Departure: b.of(departed), Arrival: b.of(now), Duration: b.between(departed, now), Certainty: j.certainty(walk)}
	for i, c := range walk {
		fits := j.fits(walk, i, p.Certainty)
		n, err := q.count(ctx, c, fits)
		if err != nil {
			return Path{}, err
		}
		p.Hops[i] = Hop{Contact: c, Alternatives: n}
	}
	return p, nil
}

// fits tells of a contact whether it can take the place of hop i: whether the walk
// still holds in some reading, or, where it is certain, in every one.
func (j *judge) fits(walk []uint32, i int, certainty graph.Verdict) func(c uint32) bool {
	other := slices.Clone(walk)
	if certainty == graph.Certain {
		near := other[max(0, i-1):min(len(walk), i+2)] // one follows another or does not, whatever else there is
		return func(c uint32) bool {
			other[i] = c
			return j.follows(near)
		}
	}
	used := map[uint32]bool{}
	for k, c := range walk {
		if k != i {
			used[j.q.ix.Message(c)] = true
		}
	}
	left := slices.Clone(walk[i+1:])
	slices.Reverse(left)
	before, ok1 := j.ahead.replay(walk[:i])
	after, ok2 := j.behind.replay(left)
	if !ok1 || !ok2 {
		return func(uint32) bool { return false }
	}
	window := j.ahead.ready(&before).both(j.behind.ready(&after).negated()).both(j.q.period)
	apart := len(before.groups) == 0 && len(after.groups) == 0
	return func(c uint32) bool {
		if used[j.q.ix.Message(c)] || j.q.ix.tight(c).both(window).empty() {
			return false
		}
		if apart {
			return true
		}
		other[i] = c
		_, ok := j.ahead.replay(other)
		return ok
	}
}

// count tells how many admitted contacts other than c, between the same two actors, fit.
func (q *Query) count(ctx context.Context, c uint32, fits func(uint32) bool) (int, error) {
	from, to := q.ix.Ends(c)
	list := q.ix.sent.of(from)
	if other := q.ix.received.of(to); len(other) < len(list) {
		list = other
	}
	n := 0
	for k, d := range list {
		if k%1024 == 0 && ctx.Err() != nil {
			return 0, ctx.Err()
		}
		if f, t := q.ix.Ends(d); d != c && f == from && t == to && q.admits(d) && fits(d) {
			n++
		}
	}
	return n, nil
}
