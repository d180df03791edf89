package hypothesis

import (
	"context"
	"fmt"

	"backchannel/graph/temporal"
)

// change compares the rate of contacts after an event with that before it. A
// contact at the very time of the event counts as after it.
var change = testKind{
	name:     Change,
	needs:    []string{"event", "before", "after"},
	takes:    []string{"of", "per"},
	optional: true,
	serves: map[Null]string{
		ShuffledTimestamps:         "it keeps how busy each time was for all: what is left is whether these contacts changed more than all did",
		ShuffledWithinHourOfWeek:   "it keeps the rhythm of the week too",
		ShuffledWithinActivePeriod: "it keeps when each actor came and went too",
		CircularShift:              "it keeps each sender's bursts and moves them about the period, away from the event",
	},
	refuses: map[Null]string{
		ShuffledRecipients: "it leaves times as they are, and the change is one in time",
		ShuffledLabels:     "the change depends on no label of the actors",
		TimeReversed:       "reversed, before and after change places, which compares nothing",
	},
	check: func(h *Hypothesis, report reporter) {
		if h.Null != "" && h.Null != CircularShift && (h.Of == nil || h.Of.empty()) {
			report("null", "%s keeps every timestamp, so that the rate of all contacts cannot change: say in of which contacts are meant, or use circular-shift", h.Null)
		}
	},
	prepare: func(_ context.Context, s *setup) (*plan, error) {
		m, at := s.mark("of"), s.facts.event.Earliest
		if s.second {
			at = s.facts.event.Latest
		}
		p := &plan{measures: fmt.Sprintf("contacts per %s, after less before", s.h.Per)}
		if at == temporal.OpenEarliest || at == temporal.OpenLatest {
			p.short = "event: nobody says when it was, on the side that is read"
			return p, nil
		}
		before, after := *m, *m
		before.since, before.until = max(m.since, at-s.h.Before.micros()), min(m.until, at-1)
		after.since, after.until = max(m.since, at), min(m.until, at+s.h.After.micros()-1)
		unit := float64(s.h.Per.micros())
		spanB, spanA := s.clipped(&before)/unit, s.clipped(&after)/unit
		if spanA == 0 || spanB == 0 {
			p.short = "the period before or after the event has no time in the scope"
			return p, nil
		}
		if !s.possible(m) {
			p.short = "of: no contact in the scope matches it"
			return p, nil
		}
		s.twoRates(p, s.ev.count(&after), spanA, s.ev.count(&before), spanB)
		p.evaluator = func() evaluator {
			return newTallies(s.ev, []*mark{&after, &before}, func(n []int) float64 { return float64(n[0])/spanA - float64(n[1])/spanB })
		}
		if !s.second {
			inAfter, inBefore := s.ev.admitted(&after), s.ev.admitted(&before)
			p.evidence = s.ev.those(func(i int) bool { return inAfter(i) || inBefore(i) })
		}
		return p, nil
	},
}

// clipped is how long a period is as far as it lies in the scope, to the microsecond.
func (s *setup) clipped(m *mark) float64 {
	first, last := max(m.since, s.ev.first), min(m.until, s.ev.last)
	if last < first {
		return 0
	}
	return float64(last - first + 1)
}

func (f *Filter) empty() bool {
	return len(f.From)+len(f.To)+len(f.Actor)+len(f.Role)+len(f.Channel) == 0 && f.About+f.Since+f.Until+f.Answered == ""
}
