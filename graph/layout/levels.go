package layout

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// level is a graph whose nodes stand for one or two of the next finer level.
type level struct {
	start  []uint32 // of each node's links; one more than there are nodes
	item   []half
	mass   []float64 // how many nodes of the finest level each stands for
	within []uint32  // by node of the next finer level: the node here that it is part of
}

// half is a link as one of its ends sees it.
type half struct {
	to     uint32
	weight float64
}

func (l *level) nodes() int             { return len(l.mass) }
func (l *level) of(node uint32) []half  { return l.item[l.start[node]:l.start[node+1]] }
func (l *level) alone(node uint32) bool { return l.start[node] == l.start[node+1] }

// newLevel joins links between the same two nodes.
func newLevel(mass []float64, links []Link) *level {
	l := &level{start: make([]uint32, len(mass)+1), mass: mass}
	for _, k := range links {
		if k.From != k.To {
			l.start[k.From+1]++
			l.start[k.To+1]++
		}
	}
	for i := range mass {
		l.start[i+1] += l.start[i]
	}
	all, next := make([]half, l.start[len(mass)]), slices.Clone(l.start)
	for _, k := range links {
		if k.From != k.To {
			all[next[k.From]] = half{k.To, k.Weight}
			next[k.From]++
			all[next[k.To]] = half{k.From, k.Weight}
			next[k.To]++
		}
	}
	l.item = all[:0]
	for v := range mass {
		mine := all[l.start[v]:l.start[v+1]]
		slices.SortStableFunc(mine, func(a, b half) int { return cmp.Compare(a.to, b.to) })
		l.start[v] = uint32(len(l.item))
		for i, h := range mine {
			if i > 0 && l.item[len(l.item)-1].to == h.to {
				l.item[len(l.item)-1].weight += h.weight
			} else {
				l.item = append(l.item, h)
			}
		}
	}
	l.start[len(mass)] = uint32(len(l.item))
	return l
}

const unmatched = ^uint32(0)

// coarser pairs nodes with the neighbour that they are most strongly joined to
// (heavy-edge matching: Karypis & Kumar 1998). Those that are left over, such as the
// leaves of a star, are paired with others whose strongest neighbour is the same.
func (l *level) coarser(random *rand.Rand) *level {
	within := make([]uint32, l.nodes())
	for i := range within {
		within[i] = unmatched
	}
	var mass []float64
	pair := func(a, b uint32) {
		within[a], within[b] = uint32(len(mass)), uint32(len(mass))
		m := l.mass[a]
		if a != b {
			m += l.mass[b]
		}
		mass = append(mass, m)
	}
	strongest := func(v uint32, free bool) uint32 {
		best, weight := unmatched, 0.0
		for _, h := range l.of(v) {
			// Light nodes first: heavy ones would go on eating their neighbours.
			if w := h.weight / l.mass[h.to]; (!free || within[h.to] == unmatched) && w > weight {
				best, weight = h.to, w
			}
		}
		return best
	}
	order := random.Perm(l.nodes())
	for _, i := range order {
		if v := uint32(i); within[v] == unmatched && !l.alone(v) {
			if to := strongest(v, true); to != unmatched {
				pair(v, to)
			}
		}
	}
	waiting := make([]uint32, l.nodes()) // by strongest neighbour: who waits for another, and one
	for _, i := range order {
		v := uint32(i)
		if within[v] != unmatched || l.alone(v) {
			continue
		}
		hub := strongest(v, false)
		if other := waiting[hub]; other != 0 {
			pair(other-1, v)
			waiting[hub] = 0
		} else {
			waiting[hub] = v + 1
		}
	}
	for v := range within {
		if within[v] == unmatched {
			pair(uint32(v), uint32(v))
		}
	}
	links := make([]Link, 0, len(l.item)/2)
	for v := range within {
		for _, h := range l.of(uint32(v)) {
			if uint32(v) < h.to && within[v] != within[h.to] {
				links = append(links, Link{within[v], within[h.to], h.weight})
			}
		}
	}
	c := newLevel(mass, links)
	c.within = within
	return c
}
