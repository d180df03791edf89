package layout

import (
	"cmp"
	"math"
	"slices"
)

// Grouped puts the nodes of each group together in a disc, the first of the nodes
// given in the middle of theirs, and the discs in rows, the largest first. A node of
// the group "" belongs to none: these come last.
func Grouped(groups []string) Positions {
	members := map[string][]int{}
	for i, g := range groups {
		members[g] = append(members[g], i)
	}
	order := make([]string, 0, len(members))
	radius := map[string]float64{}
	area, widest := 0.0, 0.0
	for g, m := range members {
		order = append(order, g)
		r := 0.56*math.Sqrt(float64(len(m))) + 1
		radius[g] = r
		area, widest = area+4*r*r, max(widest, 2*r)
	}
	slices.SortFunc(order, func(a, b string) int {
		if (a == "") != (b == "") {
			return len(b) - len(a)
		}
		return cmp.Or(cmp.Compare(len(members[b]), len(members[a])), cmp.Compare(a, b))
	})
	p := make(Positions, 2*len(groups))
	wide := max(widest, 1.15*math.Sqrt(area))
	x, top, high := 0.0, 0.0, 0.0
	for _, g := range order {
		r := radius[g]
		if x > 0 && x+2*r > wide {
			x, top, high = 0, top-high, 0
		}
		high = max(high, 2*r)
		for i, v := range members[g] {
			dx, dy := sunflower(i)
			p[2*v], p[2*v+1] = x+r+dx, top-r+dy
		}
		x += 2 * r
	}
	return p.fit()
}
