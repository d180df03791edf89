package hypothesis

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Effect says how large a finding is, with an interval of 95 %. A nil end is
// infinite, or cannot be told.
type Effect struct {
	Name  string   `json:"name"`
	Value *float64 `json:"value"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
}

func finite(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// excess is how far the observation lies above what chance gives, each divided by
// scale; its interval is what the middle 95 % of chance leaves.
func excess(name string, observed, scale float64, n *NullResult) *Effect {
	if scale == 0 || n == nil {
		return nil
	}
	return &Effect{
		Name:  name,
		Value: finite((observed - n.Mean) / scale),
		Low:   finite((observed - n.quantile(0.975)) / scale),
		High:  finite((observed - n.quantile(0.025)) / scale),
	}
}

// times is how often the observation holds what chance gives, likewise.
func times(name string, observed float64, n *NullResult) *Effect {
	if n == nil {
		return nil
	}
	return &Effect{
		Name:  name,
		Value: finite(observed / n.Mean),
		Low:   finite(observed / n.quantile(0.975)),
		High:  finite(observed / n.quantile(0.025)),
	}
}

// superiority is the probability that one of a is beyond one of b, ties counting
// half: the statistic of Mann & Whitney 1947 over its largest value. The interval
// takes the standard error of Hanley & McNeil 1982 under exponential shapes.
func superiority(name string, share float64, a, b int) *Effect {
	if a == 0 || b == 0 {
		return nil
	}
	q1, q2 := share/(2-share), 2*share*share/(1+share)
	v := (share*(1-share) + float64(a-1)*(q1-share*share) + float64(b-1)*(q2-share*share)) / (float64(a) * float64(b))
	half := distuv.UnitNormal.Quantile((1+confidence)/2) * math.Sqrt(max(0, v))
	return &Effect{Name: name, Value: finite(share), Low: finite(max(0, share-half)), High: finite(min(1, share+half))}
}
