package layout

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// Circular puts the nodes on a circle, from its top and clockwise. Each is followed
// by those that it is most strongly linked to, and these by theirs, so that many
// links are short.
func Circular(ctx context.Context, nodes int, links []Link) (Positions, error) {
	l := newLevel(make([]float64, nodes), links)
	p := make(Positions, 2*nodes)
	placed, seen := 0, make([]bool, nodes)
	var stack []uint32
	for first := range nodes {
		stack = append(stack[:0], uint32(first))
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if seen[v] {
				continue
			}
			seen[v] = true
			angle := 2 * math.Pi * float64(placed) / float64(nodes)
			p[2*v], p[2*v+1] = math.Sin(angle), math.Cos(angle)
			if placed++; placed%4096 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			next := slices.Clone(l.of(v))
			slices.SortStableFunc(next, func(a, b half) int { return cmp.Compare(a.weight, b.weight) })
			for _, h := range next {
				if !seen[h.to] {
					stack = append(stack, h.to)
				}
			}
		}
	}
	return p.fit(), ctx.Err()
}
