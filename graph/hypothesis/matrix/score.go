package matrix

import (
	"cmp"
	"math"
	"slices"
)

// score fills in what follows from the ratings.
func (r *Result) score(m *Matrix) {
	ratings := r.ratings()
	r.Ranking = r.rank(ratings, -1)
	for i := range r.Hypotheses {
		r.Hypotheses[i].Inconsistency = r.inconsistency(ratings[i], -1)
		for _, x := range ratings[i] {
			if _, ok := x.scale(); ok {
				r.Hypotheses[i].Rated++
			}
		}
	}
	for j := range r.Evidence {
		r.Evidence[j].Diagnosticity = diagnosticity(ratings, j)
		w := Without{Evidence: r.Evidence[j].ID, Ranking: r.rank(ratings, j)}
		w.Leads = leads(w.Ranking)
		w.Changes = !slices.Equal(w.Leads, leads(r.Ranking))
		r.Sensitivity = append(r.Sensitivity, w)
	}
	r.raters(m)
}

func (r *Result) ratings() [][]Rating {
	out := make([][]Rating, len(r.Cells))
	for i, row := range r.Cells {
		for _, c := range row {
			out[i] = append(out[i], c.Rating)
		}
	}
	return out
}

// inconsistency is what speaks against a hypothesis, weighed by the credibility and
// the relevance of the evidence, leaving out one piece.
func (r *Result) inconsistency(row []Rating, without int) float64 {
	sum := 0.0
	for j, x := range row {
		if j != without {
			sum += x.against() * r.Evidence[j].Weight
		}
	}
	return math.Round(sum*1e9) / 1e9 // the same pieces in another order are to give the same
}

// rank orders the hypotheses by what speaks against them, leaving out one piece.
func (r *Result) rank(ratings [][]Rating, without int) []Place {
	out := make([]Place, len(ratings))
	for i, row := range ratings {
		out[i] = Place{Hypothesis: r.Hypotheses[i].ID, Inconsistency: r.inconsistency(row, without)}
	}
	slices.SortStableFunc(out, func(a, b Place) int { return cmp.Compare(a.Inconsistency, b.Inconsistency) })
	for i := range out {
		out[i].Rank = i + 1
		if i > 0 && out[i].Inconsistency == out[i-1].Inconsistency {
			out[i].Rank = out[i-1].Rank
		}
	}
	return out
}

// leads are the hypotheses in the first place, in order of their ids.
func leads(ranking []Place) []string {
	out := []string{}
	for _, p := range ranking {
		if p.Rank == 1 {
			out = append(out, p.Hypothesis)
		}
	}
	slices.Sort(out)
	return out
}

// diagnosticity is how well a piece of evidence tells the hypotheses apart: the
// distance between its most and least consistent ratings, of the largest that there
// can be. Evidence that fits all of them alike has none, however sure it is.
func diagnosticity(ratings [][]Rating, j int) float64 {
	var values []float64
	for _, row := range ratings {
		if v, ok := row[j].scale(); ok {
			values = append(values, v)
		}
	}
	if len(values) < 2 {
		return 0
	}
	return (slices.Max(values) - slices.Min(values)) / 4
}
