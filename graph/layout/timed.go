package layout

import "math"

// Undated is the time of a node that has none.
const Undated = math.MinInt64

// Timed puts nodes from left to right by their times: the first of the nodes given
// along the middle, the later ones ever further above and below, so that those of one
// time do not hide one another. Those without a time stand apart at the right.
func Timed(at []int64) Positions {
	p := make(Positions, 2*len(at))
	first, last := int64(math.MaxInt64), int64(math.MinInt64)
	undated := 0
	for _, t := range at {
		if t == Undated {
			undated++
			continue
		}
		first, last = min(first, t), max(last, t)
	}
	left, right := -float64(Extent), float64(Extent) // of the dated ones
	if undated > 0 && undated < len(at) {
		right -= Extent * max(0.15, 0.6*float64(undated)/float64(len(at)))
	}
	const gap = 60
	apart := right + gap // where those without a time begin
	if undated == len(at) {
		apart = left
	}
	columns, placed := math.Ceil(math.Sqrt(float64(undated))/2), 0.0
	for i, t := range at {
		x := (left + right) / 2
		switch {
		case t == Undated:
			x = apart + (Extent-apart)*(math.Mod(placed, columns)+0.5)/columns
			placed++
		case last > first:
			x = left + (right-left)*(float64(t-first)/float64(last-first))
		}
		y := Extent * float64((i+1)/2) / float64(len(at)/2+1)
		if i%2 == 1 {
			y = -y
		}
		p[2*i], p[2*i+1] = tenth(x), tenth(y)
	}
	return p
}
