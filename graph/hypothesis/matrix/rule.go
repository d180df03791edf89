package matrix

import (
	"fmt"
	"strings"

	"backchannel/graph/hypothesis"
)

// Clause gives a rating to results that meet all its conditions; one without
// conditions gives it to any. Of a rule, the first clause that is met counts.
type Clause struct {
	Holds           *bool    `json:"holds,omitempty" yaml:"holds"`
	Unsure          *bool    `json:"unsure,omitempty" yaml:"unsure"` // the test cannot say, or has not enough data
	PAtMost         *float64 `json:"p_at_most,omitempty" yaml:"p_at_most"`
	PAbove          *float64 `json:"p_above,omitempty" yaml:"p_above"`
	ObservedAtLeast *float64 `json:"observed_at_least,omitempty" yaml:"observed_at_least"`
	ObservedAtMost  *float64 `json:"observed_at_most,omitempty" yaml:"observed_at_most"`
	EffectAtLeast   *float64 `json:"effect_at_least,omitempty" yaml:"effect_at_least"`
	EffectAtMost    *float64 `json:"effect_at_most,omitempty" yaml:"effect_at_most"`
	Rating          Rating   `json:"rating" yaml:"rating"`
}

// met tells whether a result meets a clause. What the result does not have meets no
// condition.
func (c *Clause) met(r *hypothesis.Result) bool {
	if c.Holds != nil && (r.Holds == nil || *r.Holds != *c.Holds || !r.EnoughData) {
		return false
	}
	if c.Unsure != nil && *c.Unsure != (r.Holds == nil || !r.EnoughData) {
		return false
	}
	var p, effect *float64
	if r.P != nil {
		p = &r.P.Value
	}
	if r.Effect != nil {
		effect = r.Effect.Value
	}
	for _, bound := range []struct {
		want, have *float64
		ok         func(have, want float64) bool
	}{
		{c.PAtMost, p, atMost}, {c.PAbove, p, above},
		{c.ObservedAtLeast, r.Observed, atLeast}, {c.ObservedAtMost, r.Observed, atMost},
		{c.EffectAtLeast, effect, atLeast}, {c.EffectAtMost, effect, atMost},
	} {
		if bound.want != nil && (bound.have == nil || !bound.ok(*bound.have, *bound.want)) {
			return false
		}
	}
	return true
}

func atMost(have, want float64) bool  { return have <= want }
func atLeast(have, want float64) bool { return have >= want }
func above(have, want float64) bool   { return have > want }

// rate applies a rule. Where no clause is met, the result says nothing of the
// hypothesis, and the reason tells so.
func rate(rule []Clause, r *hypothesis.Result) (Rating, string) {
	for i := range rule {
		if rule[i].met(r) {
			return rule[i].Rating, said(r)
		}
	}
	return NotApplicable, "no clause of the rule is met: " + said(r)
}

// said is a result in few words.
func said(r *hypothesis.Result) string {
	var out []string
	if r.Observed != nil {
		out = append(out, fmt.Sprintf("observed %g", *r.Observed))
	}
	if r.P != nil {
		out = append(out, fmt.Sprintf("p %.4g", r.P.Value))
	}
	switch {
	case !r.EnoughData:
		out = append(out, "not enough data: "+r.Reason)
	case r.Holds == nil:
		out = append(out, "cannot be said: "+r.Reason)
	case *r.Holds:
		out = append(out, "holds")
	default:
		out = append(out, "does not hold")
	}
	return strings.Join(out, ", ")
}
