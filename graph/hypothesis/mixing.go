package hypothesis

import (
	"context"
	"fmt"
	"math"

	"backchannel/graph"
)

// mixing tells who writes to whom more than chance would have it, by an attribute
// of the actors. The observation is the share of contacts between two of the same
// value (Newman 2003, "Mixing patterns in networks"); the whole table comes with it.
var mixing = testKind{
	name:  Mixing,
	needs: []string{"attribute"},
	serves: map[Null]string{
		ShuffledLabels:     "it keeps every contact, and so that some write far more than others: what is left is chance in who has which value",
		ShuffledRecipients: "it keeps how much each sends and receives: what is left is chance in whom they write to",
	},
	refuses: map[Null]string{
		ShuffledTimestamps:         "who writes to whom stays as it is when times are shuffled",
		ShuffledWithinHourOfWeek:   "who writes to whom stays as it is when times are shuffled",
		ShuffledWithinActivePeriod: "who writes to whom stays as it is when times are shuffled",
		TimeReversed:               "who writes to whom stays as it is when time is reversed",
		CircularShift:              "who writes to whom stays as it is when times are shifted",
	},
	prepare: prepareMixing,
}

// maxValues bounds the values of an attribute: a table that large is none to read.
const maxValues = 50

// Table is who wrote to whom, by the values of an attribute: rows are senders and
// columns recipients, in the order of Values.
type Table struct {
	Attribute string      `json:"attribute"`
	Values    []string    `json:"values"`
	Members   []int       `json:"members"` // actors with each value
	Without   int         `json:"without"` // contacts of which an end has no value; they are left out
	Observed  [][]float64 `json:"observed"`
	Expected  [][]float64 `json:"expected"` // the mean of the arrangements
	SD        [][]float64 `json:"sd"`
	P         [][]float64 `json:"p"`    // two-sided, of each cell by itself
	Holm      [][]float64 `json:"holm"` // the same, corrected for the number of cells
}

func prepareMixing(_ context.Context, s *setup) (*plan, error) {
	values, label := s.facts.values, s.facts.label
	k := len(values)
	if k > maxValues {
		return nil, graph.Errorf(graph.Invalid, "attribute: %s has %d values, and a table takes at most %d: use one that groups the actors", s.h.Attribute, k, maxValues)
	}
	p := &plan{
		measures:  fmt.Sprintf("share of contacts between two of the same %s", s.h.Attribute),
		dim:       1 + k*k,
		evaluator: func() evaluator { return &mixed{from: s.ev.from, k: uint32(k)} },
		effect: func(observed []float64, n *NullResult) *Effect {
			return times("times the share that chance gives", observed[0], n)
		},
	}
	t := &Table{Attribute: s.h.Attribute, Values: values, Members: make([]int, k)}
	for _, l := range label {
		if l > 0 {
			t.Members[l-1]++
		}
	}
	known := func(i int) bool {
		return s.ev.to[i] != nobody && label[s.ev.from[i]] > 0 && label[s.ev.to[i]] > 0
	}
	with := 0
	for i := range s.ev.at {
		if known(i) {
			with++
		}
	}
	t.Without = s.ev.len() - with
	switch {
	case k < 2:
		p.short = fmt.Sprintf("attribute: %s has %d value in the scope: mixing needs at least two", s.h.Attribute, k)
	case with == 0:
		p.short = fmt.Sprintf("attribute: no contact has a %s at both ends", s.h.Attribute)
	}
	for i, n := range t.Members {
		if n == 1 {
			p.notes = append(p.notes, fmt.Sprintf("%s has one member only: its row and column say little", values[i]))
		}
	}
	if !s.second {
		p.evidence = s.ev.those(func(i int) bool { return known(i) && label[s.ev.from[i]] == label[s.ev.to[i]] })
	}
	p.finish = func(r *Result, observed []float64, c *cells) {
		var flat []float64
		t.Observed, t.Expected, t.SD, t.P, flat = grid(k, k, observed[1:], c)
		adjusted := adjust(flat)
		for i := range k {
			row := make([]float64, k)
			for j := range row {
				row[j] = adjusted[i*k+j].Holm
			}
			t.Holm = append(t.Holm, row)
		}
		r.Table = t
	}
	return p, nil
}

// grid lays out the cells after the first number as rows and columns. flat has
// the p-values one row after the other.
func grid(rows, columns int, observed []float64, c *cells) (counts, mean, sd, p [][]float64, flat []float64) {
	for i := range rows {
		var rowCounts, rowMean, rowSD, rowP []float64
		for j := range columns {
			cell := i*columns + j
			rowCounts = append(rowCounts, observed[cell])
			rowMean = append(rowMean, c.mean(1+cell))
			rowSD = append(rowSD, c.sd(1+cell))
			rowP = append(rowP, permutationP(c.tally[1+cell], TwoSided).Value)
		}
		counts, mean, sd, p = append(counts, rowCounts), append(mean, rowMean), append(sd, rowSD), append(p, rowP)
		flat = append(flat, rowP...)
	}
	return counts, mean, sd, p, flat
}

// deviation is the standard deviation of n numbers from their sum and that of
// their squares, which are whole and so exact far beyond any count.
func deviation(n int, sum, square float64) float64 {
	if n < 2 {
		return 0
	}
	return math.Sqrt(max(0, (square-sum*sum/float64(n))/float64(n-1)))
}

// mixed counts the cells of the table. A payload is the cell plus one, or 0 where
// an end has no value.
type mixed struct {
	from []uint32
	k    uint32
}

func (m *mixed) encode(to []uint32, label []uint16, seq []uint32) {
	for i, from := range m.from {
		seq[i] = 0
		if to[i] == nobody {
			continue
		}
		if row, column := uint32(label[from]), uint32(label[to[i]]); row > 0 && column > 0 {
			seq[i] = (row-1)*m.k + column
		}
	}
}

func (m *mixed) evaluate(_ []int64, seq []uint32, out []float64) {
	clear(out)
	all := 0.0
	for _, cell := range seq {
		if cell > 0 {
			out[cell]++
			all++
		}
	}
	for i := uint32(0); i < m.k; i++ {
		out[0] += out[1+i*m.k+i]
	}
	if all > 0 {
		out[0] /= all
	}
}
