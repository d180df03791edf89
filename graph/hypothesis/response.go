package hypothesis

import (
	"context"
	"fmt"
)

// response counts the triggers that a response follows strictly later and within
// a time; one response may serve several.
var response = testKind{
	name:  Response,
	needs: []string{"trigger", "response", "within"},
	takes: []string{"link"},
	serves: map[Null]string{
		ShuffledTimestamps:         "it keeps who writes to whom and how often: what is left of answering then is chance",
		ShuffledWithinHourOfWeek:   "it keeps office hours too, in which people write soon after one another without answering",
		ShuffledWithinActivePeriod: "it keeps when each actor came and went, so that late comers do not thin out the chance",
		ShuffledRecipients:         "it keeps when each sender writes: what is left is chance in whom they write to",
		CircularShift:              "it keeps each sender's own bursts and moves them against one another",
		TimeReversed:               "answers follow what they answer; in reversed time they come before it",
	},
	refuses: map[Null]string{
		ShuffledLabels: "a response depends on no label of the actors",
	},
	prepare: prepareResponse,
}

func prepareResponse(_ context.Context, s *setup) (*plan, error) {
	l := newLinked(s)
	within := s.h.Within.micros()
	found := l.fork()
	triggers := 0
	seq := make([]uint32, s.ev.len())
	found.encode(s.ev.to, seq)
	for i, p := range seq {
		if p&isTrigger != 0 && l.trigger.when(s.ev.at[i]) {
			triggers++
		}
	}
	p := &plan{
		measures: fmt.Sprintf("contacts followed by a response strictly later and within %s, of %d", s.h.Within, triggers),
		evaluator: func() evaluator {
			return &responseEvaluator{linked: l.fork(), within: within}
		},
		effect: func(observed []float64, n *NullResult) *Effect {
			return excess("share of contacts answered, above chance", observed[0], float64(triggers), n)
		},
	}
	switch {
	case triggers == 0 && !s.possible(l.trigger):
		p.short = "trigger: no contact in the scope matches it"
	case !s.possible(l.response):
		p.short = "response: no contact in the scope matches it"
	}
	if !s.second {
		p.evidence = s.answers(found, seq, within)
	}
	return p, nil
}

type responseEvaluator struct {
	*linked
	within int64
	quick  bool
}

func (e *responseEvaluator) encode(to []uint32, _ []uint16, seq []uint32) {
	e.linked.encode(to, seq)
	e.quick = e.direct()
}

func (e *responseEvaluator) evaluate(at []int64, seq []uint32, out []float64) {
	if e.quick {
		out[0] = float64(e.answered(at, seq, e.within))
		return
	}
	n := 0
	e.each(at, seq, func(place int, _ uint32, response int64) {
		if response-at[place] <= e.within {
			n++
		}
	})
	out[0] = float64(n)
}
