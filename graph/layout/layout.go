package layout

import "math"

// Extent bounds the coordinates: they go from -Extent to Extent.
const Extent = 1000

// Link joins two nodes, by number from 0. Directions do not count; what joins a node
// to itself is passed over.
type Link struct {
	From, To uint32
	Weight   float64 // more than 0
}

// Positions are x0, y0, x1, y1, … : one pair for each node.
type Positions []float64

// fit moves and scales positions to the extent, and rounds them to a tenth, which is
// less than what can be seen.
func (p Positions) fit() Positions {
	if len(p) == 0 {
		return p
	}
	low, high := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for i, v := range p {
		low[i%2], high[i%2] = min(low[i%2], v), max(high[i%2], v)
	}
	size := max(high[0]-low[0], high[1]-low[1])
	if size == 0 {
		size = 1
	}
	for i, v := range p {
		v = (v - (low[i%2]+high[i%2])/2) * 2 * Extent / size
		p[i] = tenth(v)
	}
	return p
}

// tenth rounds, and has no negative zero.
func tenth(v float64) float64 { return math.Round(v*10)/10 + 0 }

// sunflower is where the i-th of many seeds sits: at even density, at a distance of
// about 1 from its neighbours (Vogel 1979).
func sunflower(i int) (x, y float64) {
	const golden = math.Pi * (3 - 2.2360679774997896964)
	r, angle := 0.56*math.Sqrt(float64(i)+0.5), float64(i)*golden
	return r * math.Cos(angle), r * math.Sin(angle)
}
