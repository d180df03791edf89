package hypothesis

import (
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/stat"

	"backchannel/graph"
	"backchannel/graph/temporal"
)

// Result is what came of a test. The same contacts, hypothesis and version of the
// program give the same bytes of JSON.
type Result struct {
	ID        string    `json:"id"`
	Statement string    `json:"statement"`
	Test      Test      `json:"test"`
	Direction Direction `json:"direction"`
	Alpha     float64   `json:"alpha"`

	Observed *float64 `json:"observed"` // nil where there is nothing to measure
	Measures string   `json:"measures"` // what Observed is, with its unit

	Null   *NullResult `json:"null"` // nil where the test has no null model
	Effect *Effect     `json:"effect"`
	P      *P          `json:"p"`
	Exact  *Exact      `json:"exact,omitempty"`

	EnoughData bool   `json:"enough_data"`
	Reason     string `json:"reason,omitempty"` // why there is not enough, or no p-value
	Holds      *bool  `json:"holds"`            // whether the statement holds at alpha, or as a matter of fact; nil if the test cannot say

	Permutations int       `json:"permutations"` // that ran
	Seed         uint64    `json:"seed"`
	Fingerprint  string    `json:"fingerprint"` // SHA-256 of the contacts admitted
	Version      string    `json:"version"`
	Reading      Reading   `json:"reading"` // of vague times
	Searched     Searched  `json:"searched"`
	Vague        *Vague    `json:"vague,omitempty"` // where some time is vague: the other reading
	Evidence     Evidence  `json:"evidence"`
	Table        *Table    `json:"table,omitempty"`  // of mixing
	Motifs       *Motifs   `json:"motifs,omitempty"` // of motif
	Adjusted     *Adjusted `json:"adjusted,omitempty"`
	Notes        []string  `json:"notes"`
}

// NullResult is what chance alone gave.
type NullResult struct {
	Model     Null       `json:"model"`
	Keeps     string     `json:"keeps"`
	Shuffles  string     `json:"shuffles"`
	Fits      string     `json:"fits"` // why the test can be held to it
	Mean      float64    `json:"mean"`
	SD        float64    `json:"sd"`
	Quantiles []Quantile `json:"quantiles"`
	Histogram []Bin      `json:"histogram"`
	Tally     Tally      `json:"tally"`

	sorted []float64
}

// Quantile is the smallest value that a share of the arrangements stays within.
type Quantile struct {
	Share float64 `json:"share"`
	Value float64 `json:"value"`
}

// Bin counts the arrangements from a value up to, but not including, another; the
// last bin has both.
type Bin struct {
	From  float64 `json:"from"`
	To    float64 `json:"to"`
	Count int     `json:"count"`
}

// Searched says what the test looked at.
type Searched struct {
	Contacts int           `json:"contacts"`
	Messages int           `json:"messages"`
	Actors   int           `json:"actors"`
	First    *graph.Moment `json:"first"`
	Last     *graph.Moment `json:"last"`
	Vague    int           `json:"vague"`    // contacts whose time is an interval
	LeftOut  int           `json:"left_out"` // contacts whose time is open on the side that is read
}

// Vague is the other reading of vague times, and whether it says the same.
type Vague struct {
	Reading  Reading     `json:"reading"`
	Observed *float64    `json:"observed"`
	Null     *NullResult `json:"null"`
	Effect   *Effect     `json:"effect"`
	P        *P          `json:"p"`
	Holds    *bool       `json:"holds"`
	LeftOut  int         `json:"left_out"`
	Reason   string      `json:"reason,omitempty"`
	Agrees   bool        `json:"agrees"` // the conclusion is the same in both
}

// shares whose quantiles a result has.
var shares = []float64{0.005, 0.025, 0.25, 0.5, 0.75, 0.975, 0.995}

// bins of a histogram, at most.
const bins = 30

// summarize describes the values of the arrangements, which it sorts.
func summarize(m *Model, fits string, values []float64, observed float64) *NullResult {
	n := &NullResult{Model: m.Name, Keeps: m.Keeps, Shuffles: m.Shuffles, Fits: fits}
	for _, v := range values {
		n.Tally.add(v, observed)
	}
	n.Mean = stat.Mean(values, nil) // in the order of the permutations, which is always the same
	if len(values) > 1 {
		n.SD = stat.StdDev(values, nil)
	}
	slices.Sort(values)
	n.sorted = values
	for _, s := range shares {
		n.Quantiles = append(n.Quantiles, Quantile{s, n.quantile(s)})
	}
	n.Histogram = histogram(values)
	return n
}

func (n *NullResult) quantile(share float64) float64 {
	return stat.Quantile(share, stat.Empirical, n.sorted, nil)
}

// histogram counts sorted values. Where they are whole numbers, so are its bounds.
func histogram(sorted []float64) []Bin {
	low, high := sorted[0], sorted[len(sorted)-1]
	width := (high - low) / bins
	whole := !slices.ContainsFunc(sorted, func(v float64) bool { return v != math.Trunc(v) })
	if whole {
		width = max(1, math.Ceil((high-low+1)/bins))
		high = low + width*math.Ceil((high-low+1)/width)
	}
	if width == 0 {
		return []Bin{{low, high, len(sorted)}}
	}
	h := make([]Bin, int(math.Round((high-low)/width)))
	for i := range h {
		h[i].From, h[i].To = low+float64(i)*width, low+float64(i+1)*width
	}
	h[len(h)-1].To = high
	for _, v := range sorted {
		h[min(int((v-low)/width), len(h)-1)].Count++
	}
	return h
}

// searched describes the events of a reading.
func (ev *events) searched() Searched {
	s := Searched{Contacts: ev.len(), Vague: ev.vague, LeftOut: ev.left}
	messages, actors := map[string]struct{}{}, make([]bool, len(ev.u.actors))
	for i := range ev.at {
		messages[ev.of(i).message] = struct{}{}
		for _, a := range []uint32{ev.from[i], ev.to[i]} {
			if a != nobody && !actors[a] {
				actors[a] = true
				s.Actors++
			}
		}
	}
	s.Messages = len(messages)
	first, last := temporal.OpenLatest, temporal.OpenEarliest
	for i := range ev.at {
		if b := ev.of(i).at; b.Earliest != temporal.OpenEarliest || b.Latest != temporal.OpenLatest {
			first, last = min(first, ev.at[i]), max(last, ev.at[i])
		}
	}
	if first <= last {
		from, to := graph.At(time.UnixMicro(first)), graph.At(time.UnixMicro(last))
		s.First, s.Last = &from, &to
	}
	return s
}
