package answer

import (
	"context"
	"io"
	"sync"

	"backchannel/examples/hypotheses"
	"backchannel/graph"
	"backchannel/graph/hypothesis"
)

// Hypotheses is what there is to test with: the tests, the null models, which goes
// with which, and examples to start from.
type Hypotheses struct {
	Tests    []hypothesis.Fields `json:"tests"`
	Models   []hypothesis.Model  `json:"models" doc:"Null models, by the names of Gauvin et al. 2022"`
	Fits     []hypothesis.Fit    `json:"fits" doc:"Each test with each null model"`
	Examples []Example           `json:"examples"`
}

// Example is a hypothesis that ships with the program.
type Example struct {
	ID        string          `json:"id"`
	Data      string          `json:"data" doc:"What it is about: dossier, enron or email-eu"`
	Statement string          `json:"statement"`
	Test      hypothesis.Test `json:"test"`
	Null      hypothesis.Null `json:"null,omitempty"`
	Text      string          `json:"text" doc:"The file"`
}

// Examples lists the hypotheses that ship, by what they are about.
var Examples = sync.OnceValues(func() ([]Example, error) {
	return shipped(hypotheses.Files, hypothesis.Parse, func(h *hypothesis.Hypothesis, about, text string) Example {
		return Example{h.ID, about, h.Statement, h.Test, h.Null, text}
	})
})

// Hypotheses lists them. It asks no store.
func (s *Service) Hypotheses() (Hypotheses, error) {
	examples, err := Examples()
	return Hypotheses{hypothesis.Tests(), hypothesis.Models(), hypothesis.Fits(), examples}, err
}

// TestedBatch is what came of several hypotheses.
type TestedBatch struct {
	Items    []hypothesis.Outcome `json:"items" doc:"In the order given. P-values are corrected for their number"`
	Revision int64                `json:"revision"`
}

// Progress is told how many permutations of a run are done. It may be nil, and is
// called from one goroutine at a time.
type Progress func(done, total int)

// Runner tests hypotheses over the store, whose names it looks up as every question does.
func (s *Service) Runner(p Progress) *hypothesis.Runner {
	return &hypothesis.Runner{Store: s.store, Resolve: s.filter, Version: s.version, Progress: p}
}

// filter resolves the names and the period of a hypothesis's filter.
func (s *Service) filter(ctx context.Context, f hypothesis.Filter) (graph.Filter, error) {
	a, _, err := s.narrowed(ctx, Question{From: f.From, To: f.To, Actor: f.Actor, About: f.About, Since: f.Since, Until: f.Until,
		Role: f.Role, Channel: f.Channel, Answered: f.Answered})
	return a.filter, err
}

// TestHypothesis tests one.
func (s *Service) TestHypothesis(ctx context.Context, h *hypothesis.Hypothesis, p Progress) (*hypothesis.Result, error) {
	return s.Runner(p).Run(ctx, h)
}

// TestHypotheses tests several. One that fails is reported and the rest goes on.
func (s *Service) TestHypotheses(ctx context.Context, batch []*hypothesis.Hypothesis, p Progress) (out TestedBatch, err error) {
	if out.Revision, err = s.store.Revision(ctx); err != nil {
		return out, err
	}
	out.Items, err = s.Runner(p).RunAll(ctx, batch)
	return out, err
}

// Bundle tests one and packs what came of it, to be carried.
func (s *Service) Bundle(ctx context.Context, h *hypothesis.Hypothesis, p Progress) (*hypothesis.Bundle, error) {
	return s.Runner(p).Bundle(ctx, h)
}

// Verify runs a bundle again and says what differs. name is what it is called in errors.
func (s *Service) Verify(ctx context.Context, name string, bundle io.Reader, p Progress) (*hypothesis.Verification, error) {
	return s.Runner(p).Verify(ctx, name, bundle)
}

// Sensitivity tells how far a finding depends on single parts of the data.
func (s *Service) Sensitivity(ctx context.Context, h *hypothesis.Hypothesis, p Progress) (*hypothesis.Sensitivity, error) {
	return s.Runner(p).Sensitivity(ctx, h)
}
