package hypothesis

import (
	"context"
	"fmt"
	"slices"
)

// reach counts the actors that word from some actors can come to by contacts that
// follow one another strictly (time-respecting paths; Holme & Saramäki 2012),
// within a time after it starts out.
var reach = testKind{
	name:  Reach,
	needs: []string{"from", "within"},
	takes: []string{"to", "start"},
	serves: map[Null]string{
		ShuffledTimestamps:         "it keeps who writes to whom and how often: what is left is chance in what follows what",
		ShuffledWithinHourOfWeek:   "it keeps the rhythm of the week too",
		ShuffledWithinActivePeriod: "it keeps when each actor came and went too",
		ShuffledRecipients:         "it keeps when each sender writes: what is left is chance in whom they write to",
		CircularShift:              "it keeps each sender's bursts and moves them against one another",
		TimeReversed:               "it shows how far the direction of time carries word",
	},
	refuses: map[Null]string{
		ShuffledLabels: "reach depends on no label of the actors",
	},
	prepare: func(_ context.Context, s *setup) (*plan, error) {
		w := s.word()
		p := &plan{
			measures:  fmt.Sprintf("actors reached within %s", s.h.Within),
			evaluator: func() evaluator { return w.fork() },
			effect: func(observed []float64, n *NullResult) *Effect {
				return excess("actors reached, above chance", observed[0], 1, n)
			},
		}
		if len(s.h.To) > 0 {
			p.measures = fmt.Sprintf("of %d actors, those reached within %s", w.targets(), s.h.Within)
		}
		switch {
		case !slices.Contains(s.facts.from, true):
			p.short = "from: none of the actors has a contact in the scope"
		case len(s.h.To) > 0 && w.targets() == 0:
			p.short = "to: none of the actors has a contact in the scope"
		}
		if p.short == "" && !s.second {
			p.evidence = w.paths(s.ev)
		}
		return p, nil
	},
}

// word is a message under way. A payload is the code of the pair.
type word struct {
	ev           *events
	from, to     []bool // by actor; to is nil for all
	start, until int64
	pairs        pairs
	arrival      []int64
	by           []int // for evidence: the place of the contact by which word came; nil if not asked for
}

// word starts at the time given, or at the first contact, which shuffling keeps.
func (s *setup) word() *word {
	w := &word{ev: s.ev, from: s.facts.from, to: s.facts.to, start: s.ev.first, until: s.ev.last}
	if s.facts.start != nil {
		w.start = *s.facts.start
	}
	if s.h.Within != nil {
		w.until = w.start + s.h.Within.micros()
	}
	return w
}

func (w *word) fork() *word {
	return &word{ev: w.ev, from: w.from, to: w.to, start: w.start, until: w.until, arrival: make([]int64, len(w.ev.u.actors))}
}

func (w *word) targets() int {
	n := 0
	for a := range w.ev.u.actors {
		if w.target(uint32(a)) {
			n++
		}
	}
	return n
}

func (w *word) target(actor uint32) bool { return !w.from[actor] && (w.to == nil || w.to[actor]) }

func (w *word) encode(to []uint32, _ []uint16, seq []uint32) {
	w.pairs.update(w.ev, to)
	copy(seq, w.pairs.code)
}

func (w *word) evaluate(at []int64, seq []uint32, out []float64) {
	for a, is := range w.from {
		w.arrival[a] = never
		if is {
			w.arrival[a] = w.start - 1
		}
	}
	for i, code := range seq {
		t := at[i]
		if t > w.until {
			break
		}
		from, to := w.pairs.from[code], w.pairs.to[code]
		if to != nobody && w.arrival[from] < t && t < w.arrival[to] {
			w.arrival[to] = t
			if w.by != nil {
				w.by[to] = i
			}
		}
	}
	n := 0
	for a, t := range w.arrival {
		if t != never && w.target(uint32(a)) {
			n++
		}
	}
	out[0] = float64(n)
}

// paths shows how word came to those that it reached, the earliest first.
func (w *word) paths(ev *events) Evidence {
	w = w.fork()
	w.by = make([]int, len(w.arrival))
	seq, out := make([]uint32, ev.len()), make([]float64, 1)
	w.encode(ev.to, nil, seq)
	w.evaluate(ev.at, seq, out)
	var reached []uint32
	for a, t := range w.arrival {
		if t != never && w.target(uint32(a)) {
			reached = append(reached, uint32(a))
		}
	}
	slices.SortStableFunc(reached, func(a, b uint32) int { return w.by[a] - w.by[b] })
	e := Evidence{Total: len(reached), Items: []Proof{}}
	for _, a := range reached[:min(len(reached), maxEvidence)] {
		var hops []int
		for ; !w.from[a]; a = ev.from[w.by[a]] {
			hops = append(hops, w.by[a])
		}
		slices.Reverse(hops)
		e.Items = append(e.Items, ev.proof(hops...))
	}
	return e
}
