package hypothesis

import (
	"context"
	"fmt"

	"backchannel/graph"
	"backchannel/graph/temporal"
)

// motif counts temporal motifs: three contacts among two or three actors, each
// strictly later than the one before, the last at most within after the first
// (Paranjape, Benson & Leskovec 2017, "Motifs in temporal networks").
var motif = testKind{
	name:  Motif,
	needs: []string{"motif", "within"},
	serves: map[Null]string{
		ShuffledTimestamps:         "it keeps who writes to whom and how often: what is left is chance in what follows what",
		ShuffledWithinHourOfWeek:   "it keeps office hours too, in which contacts crowd",
		ShuffledWithinActivePeriod: "it keeps when each actor came and went too",
		ShuffledRecipients:         "it keeps when each sender writes: what is left is chance in whom they write to",
		CircularShift:              "it keeps each sender's bursts and moves them against one another",
		TimeReversed:               "it shows which motifs depend on the direction of time",
	},
	refuses: map[Null]string{
		ShuffledLabels: "a motif depends on no label of the actors",
	},
	prepare: prepareMotif,
}

// Motifs are the counts of all 36 motifs, by row and column of figure 1 of
// Paranjape et al. 2017.
type Motifs struct {
	Seconds  float64     `json:"delta_seconds"`
	Counts   [][]float64 `json:"counts"`
	Expected [][]float64 `json:"expected"`
	SD       [][]float64 `json:"sd"`
	P        [][]float64 `json:"p"` // two-sided, of each by itself
}

// maxMotifSteps bounds the work of counting once: beyond it a permutation would
// take seconds.
const maxMotifSteps = 200_000_000

func prepareMotif(_ context.Context, s *setup) (*plan, error) {
	pick := -1 // all
	if s.h.Motif != "all" {
		pick = int(s.h.Motif[0]-'1')*6 + int(s.h.Motif[2]-'1')
	}
	within := s.h.Within.micros()
	p := &plan{
		measures:  fmt.Sprintf("motifs %s within %s", s.h.Motif, s.h.Within),
		dim:       37,
		evaluator: func() evaluator { return &motifCount{ev: s.ev, within: within, pick: pick} },
		effect: func(observed []float64, n *NullResult) *Effect {
			return times("times what chance gives", observed[0], n)
		},
	}
	if s.ev.len() < 3 {
		p.short = fmt.Sprintf("a motif has three contacts, and the scope has %d", s.ev.len())
		return p, nil
	}
	e := &motifCount{ev: s.ev, within: within, pick: pick, budget: maxMotifSteps, keep: !s.second}
	seq, out := make([]uint32, s.ev.len()), make([]float64, 37)
	e.encode(s.ev.to, nil, seq)
	if e.evaluate(s.ev.at, seq, out); e.budget < 0 {
		return nil, graph.Errorf(graph.TooLarge, "counting motifs within %s would take too long here: narrow the scope or within", s.h.Within)
	}
	p.evidence = e.evidence
	p.evidence.Total = int(out[0])
	if p.evidence.Items == nil {
		p.evidence.Items = []Proof{}
	}
	p.finish = func(r *Result, observed []float64, c *cells) {
		m := &Motifs{Seconds: float64(within) / 1e6}
		m.Counts, m.Expected, m.SD, m.P, _ = grid(6, 6, observed[1:], c)
		r.Motifs = m
	}
	return p, nil
}

// motifPlace tells by the ends of an edge, numbered 0, 1 and 2, which row it leads
// to as the second edge and which column as the third.
var motifRow, motifColumn = func() (row, column [3][3]int) {
	for i, e := range temporal.MotifRow {
		row[e.From][e.To] = i
	}
	for i, e := range temporal.MotifColumn {
		column[e.From][e.To] = i
	}
	return row, column
}()

// motifCount looks, from each contact, through those of its two actors that
// follow. A payload is the code of the pair.
type motifCount struct {
	ev       *events
	within   int64
	pick     int
	budget   int  // steps, where they are bounded: below 0 when they are used up
	keep     bool // evidence
	evidence Evidence
	pairs    pairs

	start  []uint32 // of each actor's places; one more than there are actors
	place  []uint32
	next   []uint32 // of each actor, the first of its places not yet passed
	counts [36]int
}

func (m *motifCount) encode(to []uint32, _ []uint16, seq []uint32) {
	m.pairs.update(m.ev, to)
	copy(seq, m.pairs.code)
}

// incidence lists the places of each actor in order.
func (m *motifCount) incidence(seq []uint32) {
	if m.start == nil {
		m.start, m.next = make([]uint32, len(m.ev.u.actors)+1), make([]uint32, len(m.ev.u.actors)+1)
		m.place = make([]uint32, 2*len(seq))
	}
	clear(m.start)
	each := func(f func(i int, a uint32)) {
		for i, code := range seq {
			if u, v := m.pairs.from[code], m.pairs.to[code]; u != v && v != nobody && u != nobody {
				f(i, u)
				f(i, v)
			}
		}
	}
	each(func(_ int, a uint32) { m.start[a+1]++ })
	for a := 1; a < len(m.start); a++ {
		m.start[a] += m.start[a-1]
	}
	copy(m.next, m.start)
	each(func(i int, a uint32) {
		m.place[m.next[a]] = uint32(i)
		m.next[a]++
	})
	copy(m.next, m.start)
}

func (m *motifCount) evaluate(at []int64, seq []uint32, out []float64) {
	m.incidence(seq)
	m.counts = [36]int{}
	for i, code := range seq {
		u, v := m.pairs.from[code], m.pairs.to[code]
		if u == v || u == nobody || v == nobody {
			continue
		}
		m.next[u]++
		m.next[v]++
		m.second(at, seq, i, u, v)
		if m.budget < 0 {
			return
		}
	}
	total := 0
	for i, n := range m.counts {
		out[1+i] = float64(n)
		total += n
	}
	out[0] = float64(total)
	if m.pick >= 0 {
		out[0] = float64(m.counts[m.pick])
	}
}

// after yields the later places of an actor that are strictly after one time and
// no later than another.
func (m *motifCount) after(at []int64, actor uint32, after, until int64, yield func(place uint32)) {
	for _, j := range m.place[m.next[actor]:m.start[actor+1]] {
		if at[j] > until {
			return
		}
		if m.step(); at[j] > after {
			yield(j)
		}
	}
}

func (m *motifCount) step() {
	if m.budget != 0 {
		if m.budget--; m.budget == 0 {
			m.budget = -1
		}
	}
}

// second goes on from the first contact, by u to v.
func (m *motifCount) second(at []int64, seq []uint32, first int, u, v uint32) {
	until := at[first] + m.within
	for _, actor := range [2]uint32{u, v} {
		m.after(at, actor, at[first], until, func(j uint32) {
			if m.budget < 0 {
				return
			}
			from, to := m.pairs.from[seq[j]], m.pairs.to[seq[j]]
			if actor == v && (from == u || to == u) {
				return // seen from u
			}
			w := uint32(nobody)
			for _, end := range [2]uint32{from, to} {
				if end != u && end != v {
					w = end
				}
			}
			m.third(at, seq, first, j, [3]uint32{u, v, w}, until)
		})
	}
}

// third counts what completes two contacts. While the third actor is open, it may
// bring in anyone.
func (m *motifCount) third(at []int64, seq []uint32, first int, second uint32, actors [3]uint32, until int64) {
	u, v, w := actors[0], actors[1], actors[2]
	number := func(actor uint32) int {
		switch actor {
		case u:
			return 0
		case v:
			return 1
		}
		return 2
	}
	row := motifRow[number(m.pairs.from[seq[second]])][number(m.pairs.to[seq[second]])]
	for _, actor := range [2]uint32{u, v} {
		m.after(at, actor, at[second], until, func(k uint32) {
			from, to := m.pairs.from[seq[k]], m.pairs.to[seq[k]]
			if actor == v && (from == u || to == u) {
				return
			}
			if x, y := number(from), number(to); w == nobody || x < 2 && y < 2 || from == w || to == w {
				motif := row*6 + motifColumn[x][y]
				m.counts[motif]++
				if m.keep && len(m.evidence.Items) < maxEvidence && (m.pick < 0 || m.pick == motif) {
					m.evidence.Items = append(m.evidence.Items, m.ev.proof(first, int(second), int(k)))
				}
			}
		})
	}
}
