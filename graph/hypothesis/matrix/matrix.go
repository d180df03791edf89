package matrix

import (
	"math"

	"backchannel/graph/hypothesis"
)

// Matrix is competing hypotheses and the evidence that they are held to. Its fields
// are those of the file; the schema says what each means.
type Matrix struct {
	ID       string `json:"id" yaml:"id"`
	Question string `json:"question" yaml:"question"`
	Author   string `json:"author,omitempty" yaml:"author"`
	Date     string `json:"date,omitempty" yaml:"date"`
	Notes    string `json:"notes,omitempty" yaml:"notes"`

	Hypotheses []Candidate `json:"hypotheses" yaml:"hypotheses"`
	Evidence   []Piece     `json:"evidence" yaml:"evidence"`
	Cells      []Cell      `json:"cells" yaml:"cells"`
}

// Candidate is one of the hypotheses that compete.
type Candidate struct {
	ID        string `json:"id" yaml:"id"`
	Statement string `json:"statement" yaml:"statement"`
}

// Piece is a piece of evidence. Its test, if it has one, is run once for all cells
// that have a rule and no test of their own.
type Piece struct {
	ID          string                 `json:"id" yaml:"id"`
	Statement   string                 `json:"statement" yaml:"statement"`
	Credibility Level                  `json:"credibility,omitempty" yaml:"credibility"`
	Relevance   Level                  `json:"relevance,omitempty" yaml:"relevance"`
	Test        *hypothesis.Hypothesis `json:"test,omitempty" yaml:"-"`
}

// Cell says how a piece of evidence fits a hypothesis: by a rule over the result of a
// test, and by the judgements of raters.
type Cell struct {
	Hypothesis string                 `json:"hypothesis" yaml:"hypothesis"`
	Evidence   string                 `json:"evidence" yaml:"evidence"`
	Test       *hypothesis.Hypothesis `json:"test,omitempty" yaml:"-"` // its own; that of the piece otherwise
	Rule       []Clause               `json:"rule,omitempty" yaml:"rule"`
	Judgements []Judgement            `json:"judgements,omitempty" yaml:"judgements"`
}

// Judgement is a rating by a person.
type Judgement struct {
	Author string `json:"author" yaml:"author"`
	Date   string `json:"date" yaml:"date"`
	Rating Rating `json:"rating" yaml:"rating"`
	Reason string `json:"reason" yaml:"reason"`
}

// Rating says how consistent a piece of evidence is with a hypothesis.
type Rating string

// The ratings.
const (
	VeryConsistent   Rating = "CC"
	Consistent       Rating = "C"
	Neutral          Rating = "N"
	Inconsistent     Rating = "I"
	VeryInconsistent Rating = "II"
	NotApplicable    Rating = "NA"
)

// Ratings lists them from the most consistent.
func Ratings() []Rating {
	return []Rating{VeryConsistent, Consistent, Neutral, Inconsistent, VeryInconsistent, NotApplicable}
}

// scale puts a rating on a scale from 2 to -2; false for NA.
func (r Rating) scale() (float64, bool) {
	switch r {
	case VeryConsistent:
		return 2, true
	case Consistent:
		return 1, true
	case Neutral:
		return 0, true
	case Inconsistent:
		return -1, true
	case VeryInconsistent:
		return -2, true
	}
	return 0, false
}

// against is how much a rating counts against a hypothesis: consistent evidence
// counts nothing, since it may be consistent with every hypothesis.
func (r Rating) against() float64 {
	v, _ := r.scale()
	return max(0, -v)
}

// Level grades the credibility or the relevance of evidence.
type Level string

// The levels. Medium, where none is given.
const (
	High   Level = "high"
	Medium Level = "medium"
	Low    Level = "low"
)

// steps of a level from medium.
func (l Level) steps() int {
	switch l {
	case High:
		return 1
	case Low:
		return -1
	}
	return 0
}

// weight of a piece of evidence: high credibility and high relevance together double
// what it counts, two low ones halve it, and one level is half of that on a scale of
// ratios.
func weight(credibility, relevance Level) float64 {
	return math.Exp2(float64(credibility.steps()+relevance.steps()) / 2)
}
