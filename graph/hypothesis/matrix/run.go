package matrix

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"backchannel/graph/hypothesis"
)

// Result is a matrix with every cell rated. Rows are hypotheses and columns evidence,
// in the order of the file: Dhami and colleagues 2024 found that analysts
// are less biased that way round than with evidence in rows.
type Result struct {
	ID         string    `json:"id"`
	Question   string    `json:"question"`
	Version    string    `json:"version"`    // of the program
	Hypotheses []Row     `json:"hypotheses"` // in the order of the file
	Evidence   []Column  `json:"evidence"`
	Cells      [][]Rated `json:"cells"` // by hypothesis, then by evidence

	Ranking     []Place    `json:"ranking"`         // the hypothesis that least speaks against first
	Sensitivity []Without  `json:"sensitivity"`     // the ranking without each piece of evidence
	Raters      []Rater    `json:"raters"`          // each by their judgements alone, with what tests rate
	Agreement   *Agreement `json:"agreement"`       // nil with fewer than two raters
	Moved       *Moved     `json:"moved,omitempty"` // since a former result
}

// Row is a hypothesis with its score.
type Row struct {
	Candidate
	Inconsistency float64 `json:"inconsistency"` // I counts 1 and II counts 2, each by the weight of the evidence
	Rated         int     `json:"rated"`         // cells that are not NA
}

// Column is a piece of evidence with what it is worth.
type Column struct {
	ID            string             `json:"id"`
	Statement     string             `json:"statement"`
	Credibility   Level              `json:"credibility"`
	Relevance     Level              `json:"relevance"`
	Weight        float64            `json:"weight"`
	Diagnosticity float64            `json:"diagnosticity"`    // how far apart its ratings are: 0 the same for all, 1 from CC to II
	Result        *hypothesis.Result `json:"result,omitempty"` // of its test
	Failure       *Failure           `json:"failure,omitempty"`
}

// Failure says why a test has no result.
type Failure struct {
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

// Rated is a cell with its rating, and where that comes from.
type Rated struct {
	Rating     Rating             `json:"rating"`           // the median of the test's and the raters'; NA where there is none
	By         string             `json:"by"`               // test, judgement, both or nothing
	Tested     Rating             `json:"tested,omitempty"` // by the rule
	Reason     string             `json:"reason,omitempty"` // of the rule
	Judgements []Judgement        `json:"judgements"`
	Spread     float64            `json:"spread"`           // between the lowest and the highest rating, in steps
	Result     *hypothesis.Result `json:"result,omitempty"` // of the cell's own test
	Failure    *Failure           `json:"failure,omitempty"`
}

// Place is a hypothesis in a ranking. Those with the same score have the same rank.
type Place struct {
	Hypothesis    string  `json:"hypothesis"`
	Rank          int     `json:"rank"`
	Inconsistency float64 `json:"inconsistency"`
}

// Without is the ranking without a piece of evidence.
type Without struct {
	Evidence string   `json:"evidence"`
	Ranking  []Place  `json:"ranking"`
	Leads    []string `json:"leads"`   // the hypotheses in the first place then
	Changes  bool     `json:"changes"` // whether another leads
}

// A Tester tests a hypothesis.
type Tester func(ctx context.Context, h *hypothesis.Hypothesis) (*hypothesis.Result, error)

// Run tests and rates every cell. A test that fails, or that the time does not suffice
// for, is named in its cell, which is NA unless someone has judged it, and the rest
// goes on; the error is that of a context which was cancelled.
func Run(ctx context.Context, m *Matrix, version string, test Tester) (*Result, error) {
	r := &Result{ID: m.ID, Question: m.Question, Version: version}
	run := func(h *hypothesis.Hypothesis) (*hypothesis.Result, *Failure, error) {
		if h == nil {
			return nil, nil, nil
		}
		res, err := test(ctx, h)
		if errors.Is(ctx.Err(), context.Canceled) {
			return nil, nil, ctx.Err()
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			o := hypothesis.Failed(h.ID, err)
			return nil, &Failure{string(o.Code), o.Detail}, nil
		}
		return res, nil, nil
	}
	for _, e := range m.Evidence {
		c := Column{ID: e.ID, Statement: e.Statement, Credibility: e.Credibility.orMedium(), Relevance: e.Relevance.orMedium(), Weight: weight(e.Credibility, e.Relevance)}
		var err error
		if c.Result, c.Failure, err = run(e.Test); err != nil {
			return nil, err
		}
		r.Evidence = append(r.Evidence, c)
	}
	for _, h := range m.Hypotheses {
		row := make([]Rated, len(m.Evidence))
		for j := range m.Evidence {
			cell := m.cell(h.ID, m.Evidence[j].ID)
			rated := Rated{Judgements: []Judgement{}}
			if cell != nil {
				res, failed := r.Evidence[j].Result, r.Evidence[j].Failure
				if cell.Test != nil {
					var err error
					if res, failed, err = run(cell.Test); err != nil {
						return nil, err
					}
					rated.Result = res
				}
				rated.rate(cell, res, failed)
			}
			rated.settle()
			row[j] = rated
		}
		r.Hypotheses, r.Cells = append(r.Hypotheses, Row{Candidate: h}), append(r.Cells, row)
	}
	r.score(m)
	return r, nil
}

func (m *Matrix) cell(h, e string) *Cell {
	i := slices.IndexFunc(m.Cells, func(c Cell) bool { return c.Hypothesis == h && c.Evidence == e })
	if i < 0 {
		return nil
	}
	return &m.Cells[i]
}

func (l Level) orMedium() Level {
	if l == "" {
		return Medium
	}
	return l
}

// rate takes in what a test and the raters say of a cell.
func (c *Rated) rate(cell *Cell, res *hypothesis.Result, failed *Failure) {
	c.Judgements = append(c.Judgements, cell.Judgements...)
	switch {
	case len(cell.Rule) == 0:
	case failed != nil:
		c.Failure, c.Reason = failed, "the test failed: "+failed.Detail
	default:
		c.Tested, c.Reason = rate(cell.Rule, res)
	}
}

// settle finds the rating of the cell among those that it has.
func (c *Rated) settle() {
	var all []Rating
	if c.Tested != "" {
		all = append(all, c.Tested)
	}
	for _, j := range c.Judgements {
		all = append(all, j.Rating)
	}
	switch {
	case c.Tested != "" && len(c.Judgements) > 0:
		c.By = "both"
	case c.Tested != "":
		c.By = "test"
	case len(c.Judgements) > 0:
		c.By = "judgement"
	default:
		c.By = "nothing"
	}
	c.Rating, c.Spread = median(all)
}

// median of the ratings on the scale, NA left out; of an even number what is nearest
// to neutral between the two in the middle, for a difference of opinion is no evidence.
// spread is how many steps the lowest is from the highest.
func median(all []Rating) (r Rating, spread float64) {
	var values []float64
	for _, x := range all {
		if v, ok := x.scale(); ok {
			values = append(values, v)
		}
	}
	if len(values) == 0 {
		return NotApplicable, 0
	}
	slices.Sort(values)
	low, high := values[(len(values)-1)/2], values[len(values)/2]
	return at(max(low, min(high, 0))), values[len(values)-1] - values[0]
}

// at is the rating at a place on the scale.
func at(v float64) Rating {
	for _, r := range Ratings() {
		if s, ok := r.scale(); ok && s == v {
			return r
		}
	}
	panic(fmt.Sprintf("no rating is at %g", v))
}
