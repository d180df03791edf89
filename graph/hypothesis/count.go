package hypothesis

import (
	"context"
	"fmt"

	"backchannel/graph/temporal"
)

// count counts the contacts that a filter admits: against a number, as a matter of
// fact; or against chance, where the filter has something that chance can change.
var count = testKind{
	name:     Count,
	needs:    []string{"of"},
	takes:    []string{"number"},
	optional: true,
	serves: map[Null]string{
		ShuffledTimestamps:         "it keeps who writes to whom and how busy each time was: what is left is chance in how many of these fall in the period",
		ShuffledWithinHourOfWeek:   "it keeps the rhythm of the week too",
		ShuffledWithinActivePeriod: "it keeps when each actor came and went too",
		ShuffledRecipients:         "it keeps how much each sends and receives: what is left is chance in whom they write to",
		CircularShift:              "it keeps each sender's bursts and moves them about the period",
	},
	refuses: map[Null]string{
		ShuffledLabels: "a count names actors and no label of theirs (rate compares groups)",
		TimeReversed:   "in reversed time another period would be counted, which compares nothing",
	},
	check: func(h *Hypothesis, report reporter) {
		if h.Of == nil {
			return
		}
		switch {
		case h.Null == "" && h.Number == nil:
			report("test", "a count is compared with a number or with chance: add number or null")
		case h.Null != "" && h.Number != nil:
			report("number", "a count is compared with a number or with chance, not both: remove number or null")
		}
		h.canVary(report, "of", h.Of)
	},
	prepare: func(_ context.Context, s *setup) (*plan, error) {
		m := s.mark("of")
		n := s.ev.count(m)
		p := &plan{measures: "contacts", evaluator: func() evaluator { return newTallies(s.ev, []*mark{m}, func(n []int) float64 { return float64(n[0]) }) }}
		if !s.second {
			p.evidence = s.ev.those(s.ev.admitted(m))
		}
		if s.h.Number != nil {
			s.countOfFact(p, m)
			return p, nil
		}
		who, when := 0, 0
		for i := range s.ev.at {
			if m.who(s.ev.from[i], s.ev.to[i]) && m.static(s.ev.of(i)) {
				who++
			}
			if m.when(s.ev.at[i]) {
				when++
			}
		}
		if !s.possible(m) {
			p.short = "of: no contact in the scope can match it, however they are shuffled"
		}
		if s.h.Null == ShuffledTimestamps && who > 0 {
			p.exact = hypergeometric(n, who, when, s.ev.len(), s.h.Direction)
		}
		p.effect = func(observed []float64, n *NullResult) *Effect {
			return times("times what chance gives", observed[0], n)
		}
		return p, nil
	},
}

// countOfFact holds a count to a number. A contact whose time is vague may be in the
// period or not: the statement holds or not if it does either way.
func (s *setup) countOfFact(p *plan, m *mark) {
	surely, possibly, admitted := s.ev.maybe(m)
	p.measures = fmt.Sprintf("contacts, against %g", *s.h.Number)
	p.evidence = s.ev.those(admitted)
	p.exact = poissonExact(surely, *s.h.Number, s.h.Direction)
	p.fixed = &fixed{observed: float64(surely), holds: s.compared(float64(surely))}
	if surely == possibly {
		return
	}
	p.notes = append(p.notes, fmt.Sprintf("%d contacts are in the period for sure, and up to %d may be", surely, possibly))
	for n := surely + 1; n <= possibly; n++ { // without a direction, only one number between makes it hold
		if !same(s.compared(float64(n)), p.fixed.holds) {
			p.fixed.holds, p.fixed.unsure = nil, "it depends on contacts whose time is vague"
			return
		}
	}
}

// possible tells whether some arrangement may have a contact that a filter admits:
// an observation of none is one too, if there could have been some.
func (s *setup) possible(m *mark) bool {
	free := *m
	switch model := s.h.Null.model(); {
	case model == nil:
	case model.actors:
		free.to, free.either = nil, nil
	default:
		free.since, free.until = temporal.OpenEarliest, temporal.OpenLatest
	}
	return s.ev.count(&free) > 0
}

// canVary reports a filter of which the null model can change nothing.
func (h *Hypothesis) canVary(report reporter, field string, filters ...*Filter) {
	model := h.Null.model()
	if model == nil || h.Null == ShuffledLabels {
		return
	}
	for _, f := range filters {
		if f == nil {
			continue
		}
		if model.actors && len(f.To)+len(f.Actor) > 0 || !model.actors && f.Since+f.Until != "" {
			return
		}
	}
	what := "a period: give since or until there, beside those of the scope"
	if model.actors {
		what = "whom it is written to: give to or actor there"
	}
	report(field, "%s leaves the number of these contacts as it is, because %s does not name %s", h.Null, field, what)
}

// compared holds an observation to the number of the hypothesis. Without a
// direction the two have to be equal.
func (s *setup) compared(observed float64) *bool {
	var holds bool
	switch s.h.Direction {
	case Greater:
		holds = observed > *s.h.Number
	case Less:
		holds = observed < *s.h.Number
	default:
		holds = observed == *s.h.Number
	}
	return &holds
}

// tallies counts what some filters admit. A payload has a bit for each.
type tallies struct {
	ev    *events
	marks []*mark
	bits  []uint32 // by place, apart from who and when
	n     []int
	value func(n []int) float64
}

func newTallies(ev *events, marks []*mark, value func(n []int) float64) *tallies {
	t := &tallies{ev: ev, marks: marks, bits: make([]uint32, ev.len()), n: make([]int, len(marks)), value: value}
	for b, m := range marks {
		for i, is := range ev.static(m) {
			if is {
				t.bits[i] |= 1 << b
			}
		}
	}
	return t
}

func (t *tallies) encode(to []uint32, _ []uint16, seq []uint32) {
	for i, bits := range t.bits {
		for b, m := range t.marks {
			if !m.who(t.ev.from[i], to[i]) {
				bits &^= 1 << b
			}
		}
		seq[i] = bits
	}
}

func (t *tallies) evaluate(at []int64, seq []uint32, out []float64) {
	for b, m := range t.marks {
		n := 0
		for i, p := range seq {
			if p>>b&1 != 0 && m.when(at[i]) {
				n++
			}
		}
		t.n[b] = n
	}
	out[0] = t.value(t.n)
}
