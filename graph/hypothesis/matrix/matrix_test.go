package matrix

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/hypothesis"
	"backchannel/internal/enginetest"
	"backchannel/seed/dossier"
)

func TestMain(m *testing.M) { enginetest.Main(m) }

const small = `id: m
question: Who?
hypotheses:
  - {id: x, statement: It was X}
  - {id: y, statement: It was Y}
  - {id: z, statement: It was Z}
evidence:
  - {id: seen, statement: X was seen, credibility: high, relevance: high, test: {test: count, of: {from: x}, number: 1, direction: greater}}
  - {id: heard, statement: Y was heard, credibility: low}
  - {id: weather, statement: It rained}
cells:
  - {hypothesis: x, evidence: seen, rule: [{holds: true, observed_at_least: 5, rating: CC}, {holds: true, rating: C}, {rating: II}]}
  - {hypothesis: y, evidence: seen, rule: [{holds: true, rating: II}, {holds: false, rating: CC}]}
  - {hypothesis: z, evidence: seen, rule: [{holds: true, rating: I}], judgements: [{author: a, date: 2020-01-01, rating: N, reason: may be}, {author: b, date: 2020-01-02, rating: II, reason: no}]}
  - {hypothesis: x, evidence: heard, judgements: [{author: a, date: 2020-01-01, rating: I, reason: it was Y}, {author: b, date: 2020-01-01, rating: II, reason: it was Y}]}
  - {hypothesis: y, evidence: heard, judgements: [{author: a, date: 2020-01-01, rating: CC, reason: it was Y}]}
  - {hypothesis: x, evidence: weather, judgements: [{author: a, date: 2020-01-01, rating: N, reason: so what}]}
  - {hypothesis: y, evidence: weather, judgements: [{author: a, date: 2020-01-01, rating: N, reason: so what}]}
  - {hypothesis: z, evidence: weather, judgements: [{author: a, date: 2020-01-01, rating: N, reason: so what}]}
`

func parsed(t *testing.T, text string) *Matrix {
	t.Helper()
	m, err := Parse("m.yaml", strings.NewReader(text))
	require.NoError(t, err)
	return m
}

func result(observed float64, holds bool, print string) *hypothesis.Result {
	return &hypothesis.Result{Observed: &observed, Holds: &holds, EnoughData: true, Fingerprint: print}
}

// run runs a matrix of which every test gives the same.
func run(t *testing.T, m *Matrix, res *hypothesis.Result, fail error) *Result {
	t.Helper()
	r, err := Run(t.Context(), m, "test", func(context.Context, *hypothesis.Hypothesis) (*hypothesis.Result, error) { return res, fail })
	require.NoError(t, err)
	return r
}

func ratingsOf(r *Result) (out []string) {
	for _, row := range r.Cells {
		var line []string
		for _, c := range row {
			line = append(line, string(c.Rating))
		}
		out = append(out, strings.Join(line, " "))
	}
	return out
}

func TestScoresAreThoseWorkedOutByHand(t *testing.T) {
	r := run(t, parsed(t, small), result(3, true, "one"), nil)
	// seen weighs 2 (high, high), heard 1/√2 (low, medium), weather 1. x: between I and
	// II of two raters the one nearer to neutral, I. z under seen: I, N, II, the median I.
	require.Equal(t, []string{"C I N", "II CC N", "I NA N"}, ratingsOf(r))
	require.InDelta(t, 1/math.Sqrt2, r.Hypotheses[0].Inconsistency, 1e-8)
	require.Equal(t, 4.0, r.Hypotheses[1].Inconsistency)
	require.Equal(t, 2.0, r.Hypotheses[2].Inconsistency)
	require.Equal(t, []int{3, 3, 2}, []int{r.Hypotheses[0].Rated, r.Hypotheses[1].Rated, r.Hypotheses[2].Rated})
	require.Equal(t, []string{"x", "z", "y"}, []string{r.Ranking[0].Hypothesis, r.Ranking[1].Hypothesis, r.Ranking[2].Hypothesis})

	// From C to II is three steps of four; from I to CC three; rain tells nobody apart.
	require.Equal(t, []float64{0.75, 0.75, 0}, []float64{r.Evidence[0].Diagnosticity, r.Evidence[1].Diagnosticity, r.Evidence[2].Diagnosticity})

	// Without what was seen, y and z lead: nothing is left against them.
	require.Equal(t, Without{"seen", r.Sensitivity[0].Ranking, []string{"y", "z"}, true}, r.Sensitivity[0])
	require.Equal(t, []int{1, 1, 3}, []int{r.Sensitivity[0].Ranking[0].Rank, r.Sensitivity[0].Ranking[1].Rank, r.Sensitivity[0].Ranking[2].Rank})
	require.False(t, r.Sensitivity[1].Changes)
	require.False(t, r.Sensitivity[2].Changes)

	require.Len(t, r.Raters, 2)
	require.Equal(t, "a", r.Raters[0].Author)
	require.Equal(t, 6, r.Raters[0].Judged)
	require.Equal(t, []string{"z"}, r.Raters[0].Leads, "a finds nothing against z")
	require.Equal(t, []string{"x"}, r.Raters[1].Leads)
	require.Equal(t, 2, r.Agreement.Cells)
	require.Equal(t, []Apart{{"z", "seen", 2}, {"x", "heard", 1}}, r.Agreement.Most)
	require.Equal(t, 2.0, r.Cells[2][0].Spread)
	require.Equal(t, "both", r.Cells[2][0].By)
}

// The data of Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section
// C, whose interval alpha is 0.849.
func TestAlphaIsThatOfThePaper(t *testing.T) {
	alpha := krippendorff([][]float64{
		{1, 1, 1}, {2, 2, 3, 2}, {3, 3, 3, 3}, {3, 3, 3, 3}, {2, 2, 2, 2}, {1, 2, 3, 4}, {4, 4, 4, 4}, {1, 1, 2, 1}, {2, 2, 2, 2}, {5, 5, 5}, {1, 1},
	})
	require.InDelta(t, 0.849, *alpha, 0.0005)
	require.Nil(t, krippendorff(nil))
	require.Nil(t, krippendorff([][]float64{{1, 1}, {1, 1}}))
}

func TestATestThatFailsIsNamedAndTheRestIsRated(t *testing.T) {
	r := run(t, parsed(t, small), nil, graph.Errorf(graph.NotFound, "nobody is known as x"))
	require.Equal(t, []string{"NA I N", "NA CC N", "N NA N"}, ratingsOf(r))
	require.Equal(t, &Failure{"not_found", "nobody is known as x"}, r.Evidence[0].Failure)
	require.Equal(t, "nobody is known as x", r.Cells[0][0].Failure.Detail)
	require.Equal(t, "judgement", r.Cells[2][0].By)

	ctx, cancel := context.WithCancel(t.Context())
	_, err := Run(ctx, parsed(t, small), "test", func(context.Context, *hypothesis.Hypothesis) (*hypothesis.Result, error) {
		cancel()
		return nil, errors.New("ended")
	})
	require.ErrorIs(t, err, context.Canceled)
}

func TestWhatMovedIsSaid(t *testing.T) {
	before := run(t, parsed(t, small), result(3, true, "one"), nil)
	text, err := json.Marshal(before)
	require.NoError(t, err)
	former, err := ReadResult("r.json", strings.NewReader(string(text)))
	require.NoError(t, err)

	again := run(t, parsed(t, small), result(3, true, "one"), nil)
	again.Since(former)
	require.Equal(t, &Moved{Cells: []Shift{}, Scores: []Change{}, Led: []string{"x"}, Leads: []string{"x"}}, again.Moved)

	now := run(t, parsed(t, small), result(0, false, "two"), nil)
	now.Since(former)
	require.Equal(t, []Shift{
		{"x", "seen", "C", "II", "observed 0, does not hold"},
		{"y", "seen", "II", "CC", "observed 0, does not hold"},
		{"z", "seen", "I", "N", "no clause of the rule is met: observed 0, does not hold"}, // N and II are left
	}, now.Moved.Cells)
	require.True(t, now.Moved.Changed)
	require.True(t, now.Moved.Data)
	require.Equal(t, []string{"y", "z"}, now.Moved.Leads)

	// A hypothesis that came, and one that went.
	other := parsed(t, strings.ReplaceAll(strings.ReplaceAll(small, "id: z", "id: w"), "hypothesis: z", "hypothesis: w"))
	r := run(t, other, result(3, true, "one"), nil)
	r.Since(former)
	require.Contains(t, r.Moved.Cells, Shift{Hypothesis: "w", Evidence: "seen", Now: "I", Reason: "observed 3, holds"})
	require.Contains(t, r.Moved.Cells, Shift{Hypothesis: "z", Evidence: "seen", Was: "I"})
	require.Nil(t, r.Moved.Scores[len(r.Moved.Scores)-1].Now)

	for _, text := range []string{"", "{}", `{"hypotheses": [{"id": "x"}], "evidence": [{}], "cells": [[]]}`} {
		_, err := ReadResult("r.json", strings.NewReader(text))
		require.Equal(t, graph.Invalid, graph.CodeOf(err), text)
	}
}

func TestMistakesAreNamedWithTheirPlace(t *testing.T) {
	for text, want := range map[string]string{
		"": "m.yaml:1: the file is empty",
		strings.Replace(small, "{id: y, statement: It was Y}", "{id: x, statement: It was Y}", 1):                                                          `m.yaml:5:6: another hypothesis has the id "x"`,
		strings.Replace(small, "hypothesis: x, evidence: weather", "hypothesis: v, evidence: weather", 1):                                                  `no hypothesis has the id "v"`,
		strings.Replace(small, "hypothesis: x, evidence: weather", "hypothesis: x, evidence: seen", 1):                                                     "there is another cell of x and seen",
		strings.Replace(small, "rating: CC, reason: it was Y", "rating: CCC, reason: it was Y", 1):                                                         `rating is "CCC": write one of CC, C, N, I, II, NA`,
		strings.Replace(small, "test: {test: count, of: {from: x}, number: 1", "test: {test: count, of: {form: x}, number: 1", 1):                          `of has no field "form"`,
		strings.Replace(small, "test: {test: count, of: {from: x}, number: 1", "test: {test: count, of: {from: x}", 1):                                     "m.yaml:8:",
		strings.Replace(small, ", test: {test: count, of: {from: x}, number: 1, direction: greater}", "", 1):                                               "a rule needs a test",
		strings.Replace(small, "evidence: heard, judgements: [{author: a", "evidence: heard, test: {test: existence, of: {}}, judgements: [{author: a", 1): "a test needs a rule",
		small + "  - {hypothesis: z, evidence: heard}\n":                                                                                                   "a cell needs a rule or judgements",
		strings.Replace(small, "{author: b, date: 2020-01-02", "{author: a, date: 2020-01-02", 1):                                                          "a judges this cell twice",
	} {
		_, err := Parse("m.yaml", strings.NewReader(text))
		require.ErrorContains(t, err, want, text)
		require.Equal(t, graph.Invalid, graph.CodeOf(err))
	}
}

func TestTheMatrixThatShips(t *testing.T) {
	f, err := os.Open("../../../examples/matrices/dossier/why-the-link-was-shared.yaml")
	require.NoError(t, err)
	defer f.Close()
	m, err := Parse(f.Name(), f)
	require.NoError(t, err)
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		b, err := dossier.Builtin()
		require.NoError(t, err)
		_, err = store.Write(t.Context(), b)
		require.NoError(t, err)
		runner := &hypothesis.Runner{Store: store, Version: "test", Resolve: func(_ context.Context, f hypothesis.Filter) (graph.Filter, error) {
			return graph.Filter{From: f.From, To: f.To}, nil
		}}
		r, err := Run(t.Context(), m, "test", runner.Run)
		require.NoError(t, err)
		require.Equal(t, []string{"CC CC N I N", "I I C C C", "N N C C C"}, ratingsOf(r))
		require.Equal(t, []string{"someone-else"}, leads(r.Ranking))
		for _, e := range r.Evidence {
			require.Nil(t, e.Failure)
		}
		require.NotNil(t, r.Agreement)

		// Once a message from the son to the father comes to light, it says what moved.
		text, err := json.Marshal(r)
		require.NoError(t, err)
		former, err := ReadResult("former.json", strings.NewReader(string(text)))
		require.NoError(t, err)
		again := func() *Moved {
			r, err := Run(t.Context(), m, "test", runner.Run)
			require.NoError(t, err)
			r.Since(former)
			return r.Moved
		}
		require.Equal(t, &Moved{Cells: []Shift{}, Scores: []Change{}, Led: []string{"someone-else"}, Leads: []string{"someone-else"}}, again())
		_, err = store.Write(t.Context(), &graph.Batch{Messages: []graph.Message{{ID: "new", Channel: graph.DirectMessage, Answered: graph.AnsweredUnknown,
			Senders: []string{"donald-trump-jr"}, Recipients: []graph.Recipient{{Actor: "donald-trump", Role: graph.To}}, Citations: b.Messages[0].Citations}}})
		require.NoError(t, err)
		moved := again()
		const came = "no-message-between-son-and-father"
		require.True(t, moved.Data)
		require.Equal(t, []Shift{
			{"asked", came, "I", "CC", "observed 1, holds"}, {"by-himself", came, "C", "N", "observed 1, holds"}, {"someone-else", came, "C", "N", "observed 1, holds"},
		}, moved.Cells)
		require.Len(t, moved.Scores, 1)
		require.Equal(t, "asked", moved.Scores[0].Hypothesis)
		require.Zero(t, *moved.Scores[0].Now)
		require.True(t, moved.Changed)
		require.Equal(t, []string{"asked", "someone-else"}, moved.Leads)
	})
}
