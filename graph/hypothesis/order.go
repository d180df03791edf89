package hypothesis

import "context"

// order tells whether one kind of contact tends to come before another: the
// probability that one of a is earlier than one of b, one time counting half. It is
// the statistic of Mann & Whitney 1947 on times.
var order = testKind{
	name:  Order,
	needs: []string{"a", "b"},
	serves: map[Null]string{
		ShuffledTimestamps:         "it keeps how many there are of either and every time: what is left is chance in which came when",
		ShuffledWithinHourOfWeek:   "it keeps the rhythm of the week too",
		ShuffledWithinActivePeriod: "it keeps when each actor came and went too",
		CircularShift:              "it keeps each sender's bursts and moves them about the period",
	},
	refuses: map[Null]string{
		ShuffledRecipients: "it leaves times as they are, and the order is about times",
		ShuffledLabels:     "the order depends on no label of the actors",
		TimeReversed:       "reversed, the order is one less what it was, whatever it was",
	},
	prepare: func(_ context.Context, s *setup) (*plan, error) {
		a, b := s.mark("a"), s.mark("b")
		countA, countB := s.ev.count(a), s.ev.count(b)
		p := &plan{measures: "probability that one of a comes before one of b", evaluator: func() evaluator { return &orders{newTallies(s.ev, []*mark{a, b}, nil)} }}
		switch {
		case !s.possible(a):
			p.short = "a: no contact in the scope matches it"
		case !s.possible(b):
			p.short = "b: no contact in the scope matches it"
		}
		p.effect = func(observed []float64, _ *NullResult) *Effect {
			return superiority(p.measures, observed[0], countA, countB)
		}
		if !s.second {
			inA, inB := s.ev.admitted(a), s.ev.admitted(b)
			p.evidence = s.ev.those(func(i int) bool { return inA(i) || inB(i) })
		}
		return p, nil
	},
}

type orders struct{ *tallies }

func (o *orders) evaluate(at []int64, seq []uint32, out []float64) {
	var before, all uint64 // of a, so far; of b
	var wins uint64        // twice the pairs in which a is earlier, those of one time once
	for i := 0; i < len(seq); {
		end := tied(at, i)
		var a, b uint64
		isA, isB := o.marks[0].when(at[i]), o.marks[1].when(at[i])
		for _, p := range seq[i:end] {
			if isA {
				a += uint64(p & 1)
			}
			if isB {
				b += uint64(p >> 1 & 1)
			}
		}
		wins += 2*before*b + a*b
		before, all = before+a, all+b
		i = end
	}
	out[0] = 0.5
	if before > 0 && all > 0 {
		out[0] = float64(wins) / (2 * float64(before) * float64(all))
	}
}
