package hypothesis

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// P is a p-value with the interval that the number of permutations leaves it in.
type P struct {
	Value  float64 `json:"value"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Method string  `json:"method"`
}

// confidence of every interval.
const confidence = 0.95

// The methods of a p-value.
const (
	byPermutation = "permutation, (b+1)/(n+1) (Phipson & Smyth 2010), with the Clopper-Pearson interval"
	bySequence    = "sequential permutation, h/n (Besag & Clifford 1991), with the Clopper-Pearson interval"
)

// permutationP is the p-value of an observation of which b out of n arrangements
// were at least as extreme. (b+1)/(n+1) counts the observation itself, which is one
// of the arrangements: it is never zero, and never too small (Phipson & Smyth 2010,
// "Permutation p-values should never be zero").
func permutationP(tally Tally, direction Direction) *P {
	n := tally.Greater + tally.Equal + tally.Less
	if n == 0 {
		return nil
	}
	one := func(b int) P {
		low, high := clopperPearson(b, n)
		return P{Value: float64(b+1) / float64(n+1), Low: low, High: high}
	}
	greater, less := one(tally.Greater+tally.Equal), one(tally.Less+tally.Equal)
	p := greater
	switch direction {
	case Less:
		p = less
	case TwoSided: // twice the smaller of the two
		if less.Value < greater.Value {
			p = less
		}
		p.Value, p.Low, p.High = min(1, 2*p.Value), min(1, 2*p.Low), min(1, 2*p.High)
	}
	p.Method = byPermutation
	return &p
}

// Tally counts the arrangements by how their values compare with the observation.
type Tally struct {
	Greater int `json:"greater"`
	Equal   int `json:"equal"`
	Less    int `json:"less"`
}

func (t *Tally) add(value, observed float64) {
	switch {
	case value > observed:
		t.Greater++
	case value < observed:
		t.Less++
	default:
		t.Equal++
	}
}

// extreme is how many arrangements were at least as extreme, on one side.
func (t Tally) extreme(d Direction) int {
	if d == Less {
		return t.Less + t.Equal
	}
	return t.Greater + t.Equal
}

// clopperPearson is the exact interval of a share of which b out of n were seen
// (Clopper & Pearson 1934), from the quantiles of the beta distribution.
func clopperPearson(b, n int) (low, high float64) {
	tail := (1 - confidence) / 2
	low, high = 0, 1
	if b > 0 {
		low = distuv.Beta{Alpha: float64(b), Beta: float64(n - b + 1)}.Quantile(tail)
	}
	if b < n {
		high = distuv.Beta{Alpha: float64(b + 1), Beta: float64(n - b)}.Quantile(1 - tail)
	}
	return low, high
}

// finding tells whether a p-value is at most alpha.
func (p *P) finding(alpha float64) bool { return p != nil && p.Value <= alpha }

// twice the smaller tail, at most 1.
func twice(lower, upper float64) float64 { return math.Min(1, 2*math.Min(lower, upper)) }
