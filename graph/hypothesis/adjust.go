package hypothesis

import (
	"cmp"
	"slices"
)

// Adjusted is a p-value of a batch, corrected for the others.
type Adjusted struct {
	Holm              float64 `json:"holm"`               // the chance of any false finding (Holm 1979)
	BenjaminiHochberg float64 `json:"benjamini_hochberg"` // the share of false findings (Benjamini & Hochberg 1995)
}

// adjust corrects p-values for their number; the order is that given.
func adjust(p []float64) []Adjusted {
	m := len(p)
	order := make([]int, m)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	out := make([]Adjusted, m)
	highest := 0.0
	for rank, i := range order {
		highest = max(highest, min(1, float64(m-rank)*p[i]))
		out[i].Holm = highest
	}
	lowest := 1.0
	for rank := m - 1; rank >= 0; rank-- {
		i := order[rank]
		lowest = min(lowest, float64(m)/float64(rank+1)*p[i])
		out[i].BenjaminiHochberg = lowest
	}
	return out
}
