package graph

import (
	"math"
	"time"
)

// Moments returns when each thing was that was placed or added, as tightly as its
// own interval and all known orders imply. What hangs together with orders that
// contradict one another or the intervals is left out: from it nothing follows.
func (t *Timeline) Moments() map[Ref]Moment {
	out := make(map[Ref]Moment, len(t.index))
	latest, earliest := make([]int64, len(t.edges)), make([]int64, len(t.edges)) // from and to the origin
	for _, g := range t.groups() {
		if !g.consistent(latest) {
			continue
		}
		g.measure(latest, false)
		g.measure(earliest, true)
		for r, n := range g.nodes {
			out[r] = Bounded(fromOrigin(earliest[n], -1), fromOrigin(latest[n], 1))
		}
	}
	return out
}

// fromOrigin is the time of a bound, nil if it is open or beyond the years that
// engines hold.
func fromOrigin(distance, sign int64) *time.Time {
	if distance == math.MaxInt64 {
		return nil
	}
	at := time.UnixMicro(sign * distance).UTC()
	if !inRange(at) {
		return nil
	}
	return &at
}

// group is nodes that orders join, and the edges between these and the origin.
type group struct {
	nodes map[Ref]int
	arcs  []arc
}

// arc is the bound t(to) - t(from) <= w.
type arc struct {
	from, to int
	w        int64
}

// groups splits the timeline into parts that no order joins.
func (t *Timeline) groups() []*group {
	part := make([]int, len(t.edges))
	for n := range part {
		part[n] = n
	}
	root := func(n int) int {
		for part[n] != n {
			part[n] = part[part[n]]
			n = part[n]
		}
		return n
	}
	for n, out := range t.edges {
		for _, e := range out {
			if n != 0 && e.to != 0 {
				part[root(n)] = root(e.to)
			}
		}
	}
	at := map[int]*group{}
	var all []*group
	for r, n := range t.index {
		g := at[root(n)]
		if g == nil {
			g = &group{nodes: map[Ref]int{}}
			at[root(n)] = g
			all = append(all, g)
		}
		g.nodes[r] = n
		for _, e := range t.edges[n] {
			g.arcs = append(g.arcs, arc{n, e.to, e.w})
		}
	}
	if len(t.edges) > 0 {
		for _, e := range t.edges[0] {
			g := at[root(e.to)]
			g.arcs = append(g.arcs, arc{0, e.to, e.w})
		}
	}
	return all
}

// consistent tells whether the bounds of the group can hold together: whether
// distances from just anywhere settle. It uses distance, which has a place for
// each node of the timeline, as its scratch paper.
func (g *group) consistent(distance []int64) bool {
	distance[0] = 0
	for _, n := range g.nodes {
		distance[n] = 0
	}
	return g.settle(distance, false)
}

// measure finds the least that the distances from the origin are bounded by, or
// back to it.
func (g *group) measure(distance []int64, back bool) {
	distance[0] = 0
	for _, n := range g.nodes {
		distance[n] = math.MaxInt64
	}
	g.settle(distance, back)
}

// settle is Bellman–Ford. It is false if the distances would fall for ever.
func (g *group) settle(distance []int64, back bool) bool {
	for range len(g.nodes) + 2 {
		changed := false
		for _, a := range g.arcs {
			from, to := a.from, a.to
			if back {
				from, to = to, from
			}
			if d := distance[from]; d != math.MaxInt64 && d+a.w < distance[to] {
				distance[to], changed = d+a.w, true
			}
		}
		if !changed {
			return true
		}
	}
	return false
}
