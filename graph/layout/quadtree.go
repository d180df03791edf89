package layout

import "math"

// quadtree sums up the masses of points by squares within squares, so that those far
// away count as one (Barnes & Hut 1986).
type quadtree struct {
	cells []cell
}

// cell is a square: empty, with points at one place, or with four squares in it.
type cell struct {
	x, y, mass float64 // sums, of coordinates times mass; once gathered, the centre of mass
	size       float64 // of a side
	children   uint32  // the first of four, or 0
	depth      uint8
}

// deepest is where points are taken to be at one place.
const deepest = 24

// build takes in the points of some nodes, in any order.
func (t *quadtree) build(p Positions, mass []float64, nodes []uint32) {
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, v := range nodes {
		left, right = min(left, p[2*v]), max(right, p[2*v])
		top, bottom = min(top, p[2*v+1]), max(bottom, p[2*v+1])
	}
	size := max(right-left, bottom-top) + 1e-9
	t.cells = append(t.cells[:0], cell{size: size})
	for _, v := range nodes {
		t.add(p[2*v], p[2*v+1], mass[v], left, top)
	}
	for i := range t.cells {
		if c := &t.cells[i]; c.mass > 0 {
			c.x, c.y = c.x/c.mass, c.y/c.mass
		}
	}
}

// add puts a point into the cells from the root down, whose corner is given.
func (t *quadtree) add(x, y, m, left, top float64) {
	at := uint32(0)
	for {
		c := &t.cells[at]
		fresh := c.mass == 0
		px, py, pm := c.x, c.y, c.mass
		c.x, c.y, c.mass = c.x+x*m, c.y+y*m, c.mass+m
		if fresh || c.depth == deepest {
			return
		}
		half := c.size / 2
		if c.children == 0 {
			first := uint32(len(t.cells))
			c.children = first
			child := cell{size: half, depth: c.depth + 1}
			t.cells = append(t.cells, child, child, child, child)
			// What was here alone moves down.
			i, _, _ := quarter(px/pm, py/pm, left, top, half)
			down := &t.cells[first+i]
			down.x, down.y, down.mass = px, py, pm
		}
		i, l, u := quarter(x, y, left, top, half)
		at, left, top = t.cells[at].children+i, l, u
	}
}

// quarter finds the child of a square that a place is in, and that child's corner.
func quarter(x, y, left, top, half float64) (i uint32, l, u float64) {
	if x >= left+half {
		i, left = 1, left+half
	}
	if y >= top+half {
		i, top = i+2, top+half
	}
	return i, left, top
}

// push is the sum of mass/distance² times the way from each mass to a place. A square
// that is seen under less than wide, its side by its distance, counts as one.
func (t *quadtree) push(x, y, wide float64, stack []uint32) (fx, fy float64, _ []uint32) {
	wide *= wide
	stack = append(stack[:0], 0)
	for len(stack) > 0 {
		c := &t.cells[stack[len(stack)-1]]
		stack = stack[:len(stack)-1]
		dx, dy := x-c.x, y-c.y
		d := dx*dx + dy*dy
		if c.children == 0 || c.size*c.size < wide*d {
			if d > 1e-12 {
				f := c.mass / d
				fx, fy = fx+dx*f, fy+dy*f
			}
			continue
		}
		for i := c.children; i < c.children+4; i++ {
			if t.cells[i].mass > 0 {
				stack = append(stack, i)
			}
		}
	}
	return fx, fy, stack
}
