package layout

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
)

// scattered is a graph as mail makes it: groups of unequal size, in which some are
// linked to many, and links between the groups.
func scattered(nodes, links int) []Link {
	r := rand.New(rand.NewPCG(1, 2))
	group := func(v int) (first, size int) {
		size = 20 + (v/97)%7*60
		return v / size * size, size
	}
	list := make([]Link, 0, links)
	for range links {
		v := r.IntN(nodes)
		first, size := group(v)
		to := first + int(float64(size)*r.Float64()*r.Float64())
		if r.IntN(8) == 0 {
			to = int(float64(nodes) * r.Float64() * r.Float64())
		}
		list = append(list, Link{uint32(v), uint32(min(to, nodes-1)), 1 + 4*r.Float64()})
	}
	return list
}

func BenchmarkForce(b *testing.B) {
	for _, size := range [][2]int{{2_000, 10_000}, {20_000, 60_000}, {100_000, 300_000}} {
		b.Run(fmt.Sprint(size[0]), func(b *testing.B) {
			links := scattered(size[0], size[1])
			for b.Loop() {
				if _, err := Force(context.Background(), size[0], links, 1); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size[0]), "ns/node")
		})
	}
}
