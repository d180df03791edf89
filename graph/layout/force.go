package layout

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
)

// Force lets linked nodes attract and all repel one another, on ever finer versions
// of the graph (Hu 2005, "Efficient, high-quality force-directed graph drawing").
// Nodes without links stand around the others.
func Force(ctx context.Context, nodes int, links []Link, seed uint64) (Positions, error) {
	if nodes == 0 {
		return Positions{}, ctx.Err()
	}
	random := rand.New(rand.NewPCG(seed, 0))
	mass := make([]float64, nodes)
	for i := range mass {
		mass[i] = 1
	}
	levels := []*level{newLevel(mass, links)}
	for last := levels[0]; last.nodes() > coarsest; {
		next := last.coarser(random)
		if next.nodes()*10 > last.nodes()*9 {
			break
		}
		levels, last = append(levels, next), next
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	top := levels[len(levels)-1]
	p := make(Positions, 2*top.nodes())
	for i := range top.nodes() {
		x, y := sunflower(i)
		spread := math.Sqrt(float64(nodes) / float64(top.nodes()))
		p[2*i], p[2*i+1] = x*spread+random.Float64()-0.5, y*spread+random.Float64()-0.5
	}
	for i := len(levels) - 1; i >= 0; i-- {
		l := levels[i]
		if i < len(levels)-1 {
			finer, within := make(Positions, 2*l.nodes()), levels[i+1].within
			for v, w := range within {
				finer[2*v], finer[2*v+1] = p[2*w]+random.Float64()-0.5, p[2*w+1]+random.Float64()-0.5
			}
			p = finer
		}
		if err := l.settle(ctx, p, float64(nodes), i == len(levels)-1); err != nil {
			return nil, err
		}
	}
	levels[0].around(p)
	p.fit().apart()
	return p.fit(), nil
}

const (
	coarsest  = 40
	repulsion = 0.2       // against an attraction of 1, at a distance of 1 (Hu 2005)
	gravity   = repulsion // what is not linked keeps about as far from the middle as if spread evenly
)

// rounds are fewer for more nodes: each takes as long as these.
func rounds(nodes int, first bool) int {
	switch {
	case first:
		return 200
	case nodes <= 5_000:
		return 45
	case nodes <= 30_000:
		return 20
	}
	return 16
}

// settle moves the nodes by the forces on them, less in each round.
func (l *level) settle(ctx context.Context, p Positions, total float64, first bool) error {
	n := rounds(l.nodes(), first)
	step, last := math.Sqrt(total/float64(l.nodes())), 0.05
	if first {
		step = math.Sqrt(total) / 2
	}
	cooling := math.Pow(last/step, 1/float64(n))
	wide := 0.9
	if l.nodes() > 5_000 {
		wide = 1.2
	}
	var tree quadtree
	moves := make(Positions, len(p))
	var order []uint32 // of the nodes that are linked
	for round := range n {
		if round%8 == 0 {
			order = l.nearby(p)
		}
		tree.build(p, l.mass, order)
		err := side(ctx, len(order), func(from, to int) {
			var stack []uint32
			for _, v := range order[from:to] {
				var fx, fy float64
				x, y := p[2*v], p[2*v+1]
				fx, fy, stack = tree.push(x, y, wide, stack)
				m := l.mass[v]
				fx, fy = m*(repulsion*fx-gravity*x), m*(repulsion*fy-gravity*y)
				stiff := m
				for _, h := range l.of(v) {
					dx, dy := p[2*h.to]-x, p[2*h.to+1]-y
					pull := h.weight * math.Sqrt(dx*dx+dy*dy)
					fx, fy = fx+pull*dx, fy+pull*dy
					stiff += h.weight
				}
				size := math.Sqrt(fx*fx + fy*fy)
				if size > 0 {
					by := min(step, size/stiff) / size
					moves[2*v], moves[2*v+1] = fx*by, fy*by
				}
			}
		})
		if err != nil {
			return err
		}
		for i, by := range moves {
			p[i] += by
		}
		step *= cooling
	}
	return nil
}

// nearby lists the nodes that are linked so that those close in the plane come close
// in the list, by the bits of their coordinates in turn (Morton 1966): what one needs
// of the tree is then at hand for the next.
func (l *level) nearby(p Positions) []uint32 {
	low, high := p[0], p[0]
	for _, v := range p {
		low, high = min(low, v), max(high, v)
	}
	scale := (1<<16 - 1) / (high - low + 1e-9)
	code := make([]uint32, l.nodes())
	order := make([]uint32, 0, l.nodes())
	for v := range code {
		if !l.alone(uint32(v)) {
			code[v] = spread(uint32((p[2*v]-low)*scale)) | spread(uint32((p[2*v+1]-low)*scale))<<1
			order = append(order, uint32(v))
		}
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return cmp.Compare(code[a], code[b]) })
	return order
}

// spread puts a zero before each of sixteen bits.
func spread(b uint32) uint32 {
	b = (b | b<<8) & 0x00ff00ff
	b = (b | b<<4) & 0x0f0f0f0f
	b = (b | b<<2) & 0x33333333
	return (b | b<<1) & 0x55555555
}

// side works stretches of the nodes off side by side.
func side(ctx context.Context, nodes int, work func(from, to int)) error {
	const stretch = 2048
	var all sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), (nodes+stretch-1)/stretch) {
		all.Go(func() {
			for from := range next {
				work(from, min(from+stretch, nodes))
			}
		})
	}
	for from := 0; from < nodes && ctx.Err() == nil; from += stretch {
		next <- from
	}
	close(next)
	all.Wait()
	return ctx.Err()
}

// around puts nodes without links in rings around the others.
func (l *level) around(p Positions) {
	var x, y, n float64
	for v := range l.nodes() {
		if !l.alone(uint32(v)) {
			x, y, n = x+p[2*v], y+p[2*v+1], n+1
		}
	}
	seed := 0 // from this one on they lie outside of the linked nodes, a few stragglers apart
	if n > 0 {
		x, y = x/n, y/n
		var distances []float64
		for v := range l.nodes() {
			if !l.alone(uint32(v)) {
				distances = append(distances, math.Hypot(p[2*v]-x, p[2*v+1]-y))
			}
		}
		slices.Sort(distances)
		r := (distances[len(distances)*49/50] + 1) / 0.56
		seed = int(r * r)
	}
	for v := range l.nodes() {
		if l.alone(uint32(v)) {
			dx, dy := sunflower(seed)
			p[2*v], p[2*v+1] = x+dx, y+dy
			seed++
		}
	}
}
