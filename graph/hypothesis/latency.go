package hypothesis

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// latency compares how long responses take between two groups of actors: the
// probability that one of group a takes longer than one of group b, ties counting
// half (Mann & Whitney 1947). Contacts without a response are left out.
var latency = testKind{
	name:  Latency,
	needs: []string{"trigger", "response", "groups"},
	takes: []string{"link", "within"},
	serves: map[Null]string{
		ShuffledLabels:             "it keeps every contact: what is left is chance in who belongs to which group",
		ShuffledTimestamps:         "it keeps who writes to whom and how often, which alone makes answers of busy pairs come sooner",
		ShuffledWithinHourOfWeek:   "it keeps the rhythm of the week too",
		ShuffledWithinActivePeriod: "it keeps when each actor came and went too",
		CircularShift:              "it keeps each sender's bursts and moves them against one another",
		TimeReversed:               "it shows what of the difference is there without answering, which has a direction",
	},
	refuses: map[Null]string{
		ShuffledRecipients: "it would change who is in which pair, and with it how many answers there are to compare",
	},
	prepare: func(_ context.Context, s *setup) (*plan, error) {
		l := newLinked(s)
		within := never / 2 // longer than any response takes, and shorter than until never
		if s.h.Within != nil {
			within = s.h.Within.micros()
		}
		e := newLatencies(s, l.fork(), within)
		a, b := members(s.facts.label)
		p := &plan{short: tooFew(a, b), dim: 1, evaluator: func() evaluator { return newLatencies(s, l.fork(), within) }}
		seq := make([]uint32, s.ev.len())
		e.encode(s.ev.to, s.facts.label, seq)
		e.collect(s.ev.at, seq)
		answeredA, answeredB := e.sizes()
		p.measures = fmt.Sprintf("probability that a response to or by one of group a (%d) takes longer than one of group b (%d)", answeredA, answeredB)
		switch {
		case p.short != "":
		case answeredA == 0:
			p.short = "no contact of group a has a response"
		case answeredB == 0:
			p.short = "no contact of group b has a response"
		}
		p.effect = func(observed []float64, _ *NullResult) *Effect {
			return superiority("probability that one of group a takes longer", observed[0], answeredA, answeredB)
		}
		p.notes = []string{"contacts without a response are left out of the comparison"}
		if !s.second {
			p.evidence = s.answers(e.linked, seq, within)
		}
		return p, nil
	},
}

// latencies collects how long each response of either group took.
type latencies struct {
	*linked
	within int64
	side   Side
	group  []uint16 // by code
	found  []duration
}

type duration struct {
	took  int64
	group uint16
}

// newLatencies looks, unless told otherwise, at who was written to: the one that
// is to answer.
func newLatencies(s *setup, l *linked, within int64) *latencies {
	return &latencies{linked: l, within: within, side: s.h.Groups.Side, found: make([]duration, 0, s.ev.len())}
}

func (e *latencies) encode(to []uint32, label []uint16, seq []uint32) {
	e.linked.encode(to, seq)
	end := e.pairs.to
	if e.side == Sender {
		end = e.pairs.from
	}
	e.group = e.group[:0]
	for _, actor := range end {
		g := uint16(inNeither)
		if actor != nobody {
			g = label[actor]
		}
		e.group = append(e.group, g)
	}
}

func (e *latencies) collect(at []int64, seq []uint32) {
	e.found = e.found[:0]
	e.each(at, seq, func(place int, code uint32, response int64) {
		if took := response - at[place]; took <= e.within && e.group[code] != inNeither {
			e.found = append(e.found, duration{took, e.group[code]})
		}
	})
}

func (e *latencies) sizes() (a, b int) {
	for _, d := range e.found {
		if d.group == inA {
			a++
		} else {
			b++
		}
	}
	return a, b
}

func (e *latencies) evaluate(at []int64, seq []uint32, out []float64) {
	e.collect(at, seq)
	slices.SortFunc(e.found, func(x, y duration) int { return cmp.Compare(x.took, y.took) })
	out[0] = 0.5
	var lowerA, lowerB int // those of a group that took less so far
	wins := 0              // twice the pairs in which a takes longer, ties once
	for i := 0; i < len(e.found); {
		a, b, j := 0, 0, i
		for ; j < len(e.found) && e.found[j].took == e.found[i].took; j++ {
			if e.found[j].group == inA {
				a++
			} else {
				b++
			}
		}
		wins += 2*a*lowerB + a*b
		lowerA, lowerB = lowerA+a, lowerB+b
		i = j
	}
	if lowerA > 0 && lowerB > 0 {
		out[0] = float64(wins) / (2 * float64(lowerA) * float64(lowerB))
	}
}
