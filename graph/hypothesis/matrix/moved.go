package matrix

import (
	"encoding/json"
	"io"
	"slices"

	"backchannel/graph"
)

// Moved says what is other than in a former result of the matrix.
type Moved struct {
	Cells   []Shift  `json:"cells"`   // whose ratings differ
	Scores  []Change `json:"scores"`  // of hypotheses
	Led     []string `json:"led"`     // then
	Leads   []string `json:"leads"`   // now
	Changed bool     `json:"changed"` // whether another leads
	Data    bool     `json:"data"`    // whether the data of some test is another
}

// Shift is a cell whose rating differs; Was or Now is empty where there is no such
// cell.
type Shift struct {
	Hypothesis string `json:"hypothesis"`
	Evidence   string `json:"evidence"`
	Was        Rating `json:"was"`
	Now        Rating `json:"now"`
	Reason     string `json:"reason,omitempty"` // of the rule, now
}

// Change is a score that differs; nil where there is no such hypothesis.
type Change struct {
	Hypothesis string   `json:"hypothesis"`
	Was        *float64 `json:"was"`
	Now        *float64 `json:"now"`
}

// maxResult bounds a former result, in bytes.
const maxResult = 64 << 20

// ReadResult reads a former result.
func ReadResult(name string, in io.Reader) (*Result, error) {
	text, err := io.ReadAll(io.LimitReader(in, maxResult+1))
	if err != nil {
		return nil, graph.Wrap(graph.Invalid, err, "%s cannot be read to its end: check the file and try again", name)
	}
	if len(text) > maxResult {
		return nil, graph.Errorf(graph.TooLarge, "%s is larger than %d MiB, which is the most that a result may have", name, maxResult>>20)
	}
	r := &Result{}
	if err := json.Unmarshal(text, r); err != nil || len(r.Hypotheses) == 0 || len(r.Cells) != len(r.Hypotheses) ||
		slices.ContainsFunc(r.Cells, func(row []Rated) bool { return len(row) != len(r.Evidence) }) {
		return nil, graph.Wrap(graph.Invalid, err, "%s is no result of a matrix: write one with `backchannel matrix run FILE --json`", name)
	}
	return r, nil
}

type cellKey struct{ hypothesis, evidence string }

// rated finds the cells of a result by their ids.
func (r *Result) rated() map[cellKey]*Rated {
	out := map[cellKey]*Rated{}
	for i := range r.Cells {
		for j := range r.Cells[i] {
			out[cellKey{r.Hypotheses[i].ID, r.Evidence[j].ID}] = &r.Cells[i][j]
		}
	}
	return out
}

// cells lists the ids of them in order.
func (r *Result) keys() []cellKey {
	var out []cellKey
	for _, h := range r.Hypotheses {
		for _, e := range r.Evidence {
			out = append(out, cellKey{h.ID, e.ID})
		}
	}
	return out
}

// Since says in r what moved since a former result.
func (r *Result) Since(former *Result) {
	m := &Moved{Cells: []Shift{}, Scores: []Change{}, Led: leads(former.Ranking), Leads: leads(r.Ranking)}
	m.Changed = !slices.Equal(m.Led, m.Leads)
	was, now := former.rated(), r.rated()
	keys := r.keys()
	for _, k := range former.keys() {
		if now[k] == nil {
			keys = append(keys, k)
		}
	}
	for _, k := range keys {
		s := Shift{Hypothesis: k.hypothesis, Evidence: k.evidence}
		if c := was[k]; c != nil {
			s.Was = c.Rating
		}
		if c := now[k]; c != nil {
			s.Now, s.Reason = c.Rating, c.Reason
		}
		if s.Was != s.Now {
			m.Cells = append(m.Cells, s)
		}
	}
	m.scores(former, r)
	prints := former.fingerprints()
	for k, f := range r.fingerprints() {
		m.Data = m.Data || prints[k] != "" && prints[k] != f
	}
	r.Moved = m
}

func (m *Moved) scores(former, r *Result) {
	was := map[string]*float64{}
	for i := range former.Hypotheses {
		was[former.Hypotheses[i].ID] = &former.Hypotheses[i].Inconsistency
	}
	for i := range r.Hypotheses {
		h := &r.Hypotheses[i]
		if old := was[h.ID]; old == nil || *old != h.Inconsistency {
			m.Scores = append(m.Scores, Change{h.ID, old, &h.Inconsistency})
		}
		delete(was, h.ID)
	}
	for _, h := range former.Hypotheses {
		if old := was[h.ID]; old != nil {
			m.Scores = append(m.Scores, Change{h.ID, old, nil})
		}
	}
}

// fingerprints are those of the data of each test.
func (r *Result) fingerprints() map[cellKey]string {
	out := map[cellKey]string{}
	for _, e := range r.Evidence {
		if e.Result != nil {
			out[cellKey{"", e.ID}] = e.Result.Fingerprint
		}
	}
	for k, c := range r.rated() {
		if c.Result != nil {
			out[k] = c.Result.Fingerprint
		}
	}
	return out
}
