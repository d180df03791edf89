package matrix

import (
	"slices"
)

// Rater is one person's matrix: their judgements, and what tests rate where they have
// not judged.
type Rater struct {
	Author  string   `json:"author"`
	Judged  int      `json:"judged"` // cells
	Ranking []Place  `json:"ranking"`
	Leads   []string `json:"leads"`
}

// Agreement says how far raters agree. Alpha is 1 where they agree in all, 0 where
// they agree no more than chance would have it.
type Agreement struct {
	Alpha *float64 `json:"alpha"` // of Krippendorff, over an interval scale; nil where all ratings are one
	Cells int      `json:"cells"` // that at least two have rated
	Most  []Apart  `json:"most"`  // the cells that they differ most in, at most ten
}

// Apart is a cell that raters differ in.
type Apart struct {
	Hypothesis string  `json:"hypothesis"`
	Evidence   string  `json:"evidence"`
	Spread     float64 `json:"spread"` // in steps
}

const mostApart = 10

// raters fills in the matrices of each rater and how far they agree.
func (r *Result) raters(m *Matrix) {
	r.Raters = []Rater{}
	var authors []string
	for _, c := range m.Cells {
		for _, j := range c.Judgements {
			authors = append(authors, j.Author)
		}
	}
	slices.Sort(authors)
	authors = slices.Compact(authors)
	for _, a := range authors {
		one := Rater{Author: a}
		ratings := r.ratings()
		for i, row := range r.Cells {
			for j, c := range row {
				ratings[i][j] = NotApplicable
				if c.Tested != "" {
					ratings[i][j] = c.Tested
				}
				if k := slices.IndexFunc(c.Judgements, func(x Judgement) bool { return x.Author == a }); k >= 0 {
					ratings[i][j] = c.Judgements[k].Rating
					one.Judged++
				}
			}
		}
		one.Ranking = r.rank(ratings, -1)
		one.Leads = leads(one.Ranking)
		r.Raters = append(r.Raters, one)
	}
	if len(authors) > 1 {
		r.Agreement = r.agreement()
	}
}

func (r *Result) agreement() *Agreement {
	out := &Agreement{Most: []Apart{}}
	var units [][]float64
	for i, row := range r.Cells {
		for j, c := range row {
			var values []float64
			for _, x := range c.Judgements {
				if v, ok := x.Rating.scale(); ok {
					values = append(values, v)
				}
			}
			if len(values) < 2 {
				continue
			}
			units = append(units, values)
			if apart := slices.Max(values) - slices.Min(values); apart > 0 {
				out.Most = append(out.Most, Apart{r.Hypotheses[i].ID, r.Evidence[j].ID, apart})
			}
		}
	}
	out.Cells, out.Alpha = len(units), krippendorff(units)
	slices.SortStableFunc(out.Most, func(a, b Apart) int { return int(b.Spread - a.Spread) })
	out.Most = out.Most[:min(len(out.Most), mostApart)]
	return out
}

// krippendorff is Krippendorff's alpha (2004, "Content Analysis", chapter 11) with the
// interval metric: 1 minus the squared differences within units over those within all
// values. nil if there is no difference to expect.
func krippendorff(units [][]float64) *float64 {
	var all []float64
	within := 0.0
	for _, u := range units {
		within += squares(u) / float64(len(u)-1)
		all = append(all, u...)
	}
	n := float64(len(all))
	expected := squares(all) / (n - 1)
	if len(all) < 2 || expected == 0 {
		return nil
	}
	alpha := 1 - within/expected
	return &alpha
}

// squares sums the squared differences of all ordered pairs.
func squares(values []float64) float64 {
	sum := 0.0
	for _, a := range values {
		for _, b := range values {
			sum += (a - b) * (a - b)
		}
	}
	return sum
}
