package hypothesis

import (
	"context"
	"fmt"
)

// rate compares how many contacts there are in a unit of time: with a number, of
// two kinds of contact, or of two groups of actors, for each of their members.
var rate = testKind{
	name:     Rate,
	takes:    []string{"of", "number", "a", "b", "groups", "per"},
	optional: true,
	serves: map[Null]string{
		ShuffledTimestamps:         "it keeps who writes to whom and how busy each time was: what is left is chance in which period a contact falls",
		ShuffledWithinHourOfWeek:   "it keeps the rhythm of the week too",
		ShuffledWithinActivePeriod: "it keeps when each actor came and went too",
		ShuffledRecipients:         "it keeps how much each sends and receives: what is left is chance in whom they write to",
		ShuffledLabels:             "it keeps every contact: what is left is chance in who belongs to which group",
		CircularShift:              "it keeps each sender's bursts and moves them about the period",
	},
	refuses: map[Null]string{
		TimeReversed: "in reversed time other periods would be compared",
	},
	check: func(h *Hypothesis, report reporter) {
		forms := 0
		for _, given := range []bool{h.Number != nil, h.A != nil || h.B != nil, h.Groups != nil} {
			if given {
				forms++
			}
		}
		switch {
		case forms != 1:
			report("test", "a rate is compared in one way: with number, of a and b, or of groups")
		case (h.A != nil || h.B != nil) && (h.A == nil || h.B == nil):
			report("test", "the rates of two kinds of contact need both a and b")
		case h.A != nil && h.Of != nil:
			report("of", "a and b say which contacts are meant: remove of")
		case h.Number != nil && *h.Number < 0:
			report("number", "a rate cannot be negative")
		case h.Number != nil && h.Null != "":
			report("null", "a rate against a number has an exact test: remove null")
		case h.Groups != nil && h.Null != "" && h.Null != ShuffledLabels:
			report("null", "groups of actors are compared under shuffled-labels, which alone keeps every contact")
		case h.Groups == nil && h.Null == ShuffledLabels:
			report("null", "there are no labels to shuffle: give groups, or use another null model")
		case h.A != nil:
			h.canVary(report, "a", h.A, h.B)
		}
	},
	prepare: func(_ context.Context, s *setup) (*plan, error) {
		switch {
		case s.h.Number != nil:
			return prepareRateOfNumber(s)
		case s.h.Groups != nil:
			return prepareRateOfGroups(s)
		}
		return prepareRateOfKinds(s)
	},
}

// span is how long the part of a filter's period is that lies in the scope, in
// microseconds.
func (s *setup) span(m *mark) float64 {
	first, last := max(m.since, s.ev.first), min(m.until, s.ev.last)
	if last < first {
		return 0
	}
	return float64(last - first + s.ev.step)
}

func prepareRateOfNumber(s *setup) (*plan, error) {
	m := s.mark("of")
	n, units := s.ev.count(m), s.span(m)/float64(s.h.Per.micros())
	p := &plan{measures: fmt.Sprintf("contacts per %s, against %g", s.h.Per, *s.h.Number)}
	if s.ev.len() == 0 || units == 0 {
		p.short = "of: its period has no time in the scope"
		return p, nil
	}
	p.fixed = &fixed{observed: float64(n) / units}
	p.exact = poissonExact(n, *s.h.Number*units, s.h.Direction)
	low, high := poissonInterval(n)
	expected := *s.h.Number * units
	effect := &Effect{Name: "times the number", Value: finite(float64(n) / expected), Low: finite(low / expected), High: finite(high / expected)}
	p.effect = func([]float64, *NullResult) *Effect { return effect }
	if !s.second {
		p.evidence = s.ev.those(s.ev.admitted(m))
	}
	return p, nil
}

func prepareRateOfKinds(s *setup) (*plan, error) {
	a, b := s.mark("a"), s.mark("b")
	unit := float64(s.h.Per.micros())
	spanA, spanB := s.span(a)/unit, s.span(b)/unit
	p := &plan{measures: fmt.Sprintf("contacts per %s, of a less of b", s.h.Per)}
	if spanA == 0 || spanB == 0 {
		p.short = "the period of a or of b has no time in the scope"
		return p, nil
	}
	if !s.possible(a) && !s.possible(b) {
		p.short = "a and b: no contact in the scope can match either"
	}
	s.twoRates(p, s.ev.count(a), spanA, s.ev.count(b), spanB)
	p.evaluator = func() evaluator {
		return newTallies(s.ev, []*mark{a, b}, func(n []int) float64 { return float64(n[0])/spanA - float64(n[1])/spanB })
	}
	if !s.second {
		p.evidence = s.ev.those(s.ev.admitted(a))
	}
	return p, nil
}

// twoRates gives a plan its exact test and its effect.
func (s *setup) twoRates(p *plan, a int, timeA float64, b int, timeB float64) {
	if a+b == 0 && s.h.Null == "" {
		p.short = "no contact in the scope matches either side"
		return
	}
	if a+b > 0 {
		p.exact = twoRates(a, timeA, b, timeB, s.h.Direction)
		effect := rateRatio(a, timeA, b, timeB)
		p.effect = func([]float64, *NullResult) *Effect { return effect }
	}
	if s.h.Null == "" {
		p.fixed = &fixed{observed: float64(a)/timeA - float64(b)/timeB}
	}
}

func prepareRateOfGroups(s *setup) (*plan, error) {
	m := s.mark("of")
	inGroup, labelled := s.ev.static(m), s.facts.label
	units := s.span(m) / float64(s.h.Per.micros())
	membersA, membersB := members(labelled)
	p := &plan{measures: fmt.Sprintf("contacts per %s and actor, of group a less of group b", s.h.Per), short: tooFew(membersA, membersB)}
	if p.short == "" && units == 0 {
		p.short = "of: its period has no time in the scope"
	}
	if p.short != "" {
		return p, nil
	}
	end := s.ev.from
	if s.h.Groups.Side == Recipient {
		end = s.ev.to
	}
	byActor := make([]float64, len(s.u.actors))
	for i, a := range end {
		if a != nobody && inGroup[i] && m.who(s.ev.from[i], s.ev.to[i]) && m.when(s.ev.at[i]) {
			byActor[a]++
		}
	}
	g := groupRates{byActor: byActor, a: float64(membersA) * units, b: float64(membersB) * units}
	a, b := g.count(labelled)
	s.twoRates(p, int(a), g.a, int(b), g.b)
	p.evaluator = func() evaluator { e := g; return &e }
	if !s.second {
		p.evidence = s.ev.those(func(i int) bool {
			return inGroup[i] && end[i] != nobody && labelled[end[i]] == inA && m.when(s.ev.at[i]) && m.who(s.ev.from[i], s.ev.to[i])
		})
	}
	return p, nil
}

// tooFew says which group is too small to compare.
func tooFew(a, b int) string {
	for _, g := range []struct {
		name string
		n    int
	}{{"a", a}, {"b", b}} {
		switch g.n {
		case 0:
			return fmt.Sprintf("group %s has no member in the scope", g.name)
		case 1:
			return fmt.Sprintf("group %s has one member in the scope: a comparison of groups needs at least two on each side", g.name)
		}
	}
	return ""
}

// groupRates compares the contacts of two groups. Shuffling labels moves no
// contact, so that the actors' counts are enough.
type groupRates struct {
	byActor []float64
	a, b    float64 // actors times units of time
	value   float64
}

func (g *groupRates) count(label []uint16) (a, b float64) {
	for actor, l := range label {
		switch l {
		case inA:
			a += g.byActor[actor]
		case inB:
			b += g.byActor[actor]
		}
	}
	return a, b
}

func (g *groupRates) encode(_ []uint32, label []uint16, _ []uint32) {
	a, b := g.count(label)
	g.value = a/g.a - b/g.b
}

func (g *groupRates) evaluate(_ []int64, _ []uint32, out []float64) { out[0] = g.value }
