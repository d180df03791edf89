package layout

import "math"

const (
	apartNodes  = 1000 // of more, a picture shows the shape and not each node
	apartShare  = 0.6  // of the distance that the nodes would have if they were spread evenly
	apartRounds = 60
)

// apart moves nodes away from those that they cover, where there are few enough to
// be read: half of what is missing each, in rounds, until nothing is missing.
func (p Positions) apart() {
	n := len(p) / 2
	if n < 2 || n > apartNodes {
		return
	}
	least := apartShare * 2 * Extent / math.Sqrt(float64(n))
	type cell struct{ x, y int }
	for range apartRounds {
		cells := make(map[cell][]int, n)
		at := func(i int) cell { return cell{int(math.Floor(p[2*i] / least)), int(math.Floor(p[2*i+1] / least))} }
		moved := false
		for i := range n {
			c := at(i)
			for dx := -1; dx <= 1; dx++ {
				for dy := -1; dy <= 1; dy++ {
					for _, j := range cells[cell{c.x + dx, c.y + dy}] {
						x, y := p[2*i]-p[2*j], p[2*i+1]-p[2*j+1]
						d := math.Hypot(x, y)
						if d >= least*0.99 {
							continue
						}
						if d == 0 {
							x, y = sunflower(i)
							d = math.Hypot(x, y)
						}
						by := (least - math.Hypot(p[2*i]-p[2*j], p[2*i+1]-p[2*j+1])) / 2 / d
						p[2*i], p[2*i+1] = p[2*i]+x*by, p[2*i+1]+y*by
						p[2*j], p[2*j+1] = p[2*j]-x*by, p[2*j+1]-y*by
						moved = true
					}
				}
			}
			c = at(i)
			cells[c] = append(cells[c], i)
		}
		if !moved {
			return
		}
	}
}
