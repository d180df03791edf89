package hypothesis

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Exact is a p-value from a distribution that is known, without permutations.
type Exact struct {
	Name    string  `json:"name"`
	P       float64 `json:"p"`
	Assumes string  `json:"assumes"`
}

// tail takes the one that the direction asks for: at most what was observed, at
// least that, or twice the smaller.
func tail(d Direction, atMost, atLeast float64) float64 {
	switch d {
	case Less:
		return min(1, atMost)
	case Greater:
		return min(1, atLeast)
	}
	return twice(atMost, atLeast)
}

const independent = "contacts come independently of one another; those of one message do not, so read it with care"

// poissonExact compares a count with the one that is claimed.
func poissonExact(count int, expected float64, d Direction) *Exact {
	atMost, atLeast := 1.0, 1.0
	if expected > 0 {
		p := distuv.Poisson{Lambda: expected}
		atMost = p.CDF(float64(count))
		if count > 0 {
			atLeast = p.Survival(float64(count) - 1)
		}
	} else if count > 0 {
		atLeast = 0
	}
	return &Exact{"exact Poisson test", tail(d, atMost, atLeast), independent}
}

// poissonInterval is the exact one of a mean of which count was seen (Garwood
// 1936), from the quantiles of chi squared.
func poissonInterval(count int) (low, high float64) {
	t := (1 - confidence) / 2
	if count > 0 {
		low = distuv.ChiSquared{K: 2 * float64(count)}.Quantile(t) / 2
	}
	return low, distuv.ChiSquared{K: 2 * float64(count+1)}.Quantile(1-t) / 2
}

// twoRates compares two counts, each over a stretch of time: given their sum, the
// first is binomial if the rates are the same (Przyborowski & Wilenski 1940).
func twoRates(a int, timeA float64, b int, timeB float64, d Direction) *Exact {
	const name = "exact conditional test for two rates"
	if a+b == 0 {
		return nil
	}
	p := distuv.Binomial{N: float64(a + b), P: timeA / (timeA + timeB)}
	atLeast := 1.0
	if a > 0 {
		atLeast = 1 - p.CDF(float64(a)-1)
		if atLeast < 1e-10 { // what is left of a difference from 1 is no longer exact
			atLeast = distuv.Binomial{N: p.N, P: 1 - p.P}.CDF(float64(b))
		}
	}
	return &Exact{name, tail(d, p.CDF(float64(a)), atLeast), independent}
}

// rateRatio is the ratio of two rates with the exact interval that belongs to
// twoRates (Clopper & Pearson 1934 of the binomial). An infinite end comes as nil.
func rateRatio(a int, timeA float64, b int, timeB float64) *Effect {
	ratio := func(share float64) *float64 {
		if share >= 1 {
			return nil
		}
		v := share / (1 - share) * timeB / timeA
		return &v
	}
	if a+b == 0 {
		return nil
	}
	low, high := clopperPearson(a, a+b)
	return &Effect{Name: "ratio of the two rates", Value: ratio(float64(a) / float64(a+b)), Low: ratio(low), High: ratio(high)}
}

// hypergeometric is the tail of a draw without replacement: of n marked among
// total, k turned up among the drawn. As the margins of a table of four are fixed
// by a permutation, it is Fisher's exact test.
func hypergeometric(k, marked, drawn, total int, d Direction) *Exact {
	lowest, highest := max(0, drawn+marked-total), min(drawn, marked)
	weight := func(i int) float64 {
		return logChoose(marked, i) + logChoose(total-marked, drawn-i) - logChoose(total, drawn)
	}
	atMost, atLeast := 0.0, 0.0
	for i := lowest; i <= highest; i++ {
		w := math.Exp(weight(i))
		if i <= k {
			atMost += w
		}
		if i >= k {
			atLeast += w
		}
	}
	return &Exact{"Fisher's exact test (hypergeometric)", tail(d, atMost, atLeast), "the same as the null model, without its sampling error"}
}

func logChoose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n) + 1)
	b, _ := math.Lgamma(float64(k) + 1)
	c, _ := math.Lgamma(float64(n-k) + 1)
	return a - b - c
}
