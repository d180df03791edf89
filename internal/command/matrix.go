package command

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/graph/answer"
	"backchannel/graph/hypothesis/matrix"
)

// matrix groups what is done with matrices of competing hypotheses.
func (s *session) matrix() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "matrix",
		Short: "Weigh competing hypotheses by what speaks against each",
		Long: `A matrix is a file: hypotheses that compete, the evidence that they are held to, and how
consistent each piece is with each, by tests that are run or by judgements. What is
consistent with a hypothesis counts nothing, since it may be consistent with all of
them; the one that least speaks against leads.`,
		Example: `  backchannel matrix show why-the-link-was-shared > mine.yaml
  backchannel matrix run mine.yaml`,
		Args:    cobra.NoArgs,
		GroupID: questions,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddGroup(&cobra.Group{ID: questions, Title: "Over the store:"})
	cmd.AddCommand(s.runMatrix(), s.listMatrices(), s.showExample("matrix", "why-the-link-was-shared", matrixFile), s.schema("matrix", matrix.SchemaText))
	return cmd
}

func (s *session) runMatrix() *cobra.Command {
	var former string
	var turned bool
	cmd := &cobra.Command{
		Use:   "run FILE",
		Short: "Rate every cell, and rank the hypotheses",
		Long: `Runs the tests of a matrix and rates every cell. A test that fails is named, and the
rest goes on. With --former, a result that --json wrote before, it says what moved.`,
		Example: `  backchannel matrix run mine.yaml
  backchannel matrix run mine.yaml --json > result.json
  backchannel matrix run mine.yaml --former result.json`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().StringVar(&former, "former", "", "a former result as JSON, to say what moved since")
	cmd.Flags().BoolVar(&turned, "evidence-in-rows", false, "show evidence in rows and hypotheses in columns")
	return s.tested(cmd, func(ctx context.Context, a *answer.Service, files []string) (shown, error) {
		show, done := s.permuting()
		defer done()
		text, err := s.text(files[0])
		if err != nil {
			return shown{}, err
		}
		m, err := matrix.Parse(files[0], bytes.NewReader(text))
		if err != nil {
			return shown{}, err
		}
		var before *matrix.Result
		if former != "" {
			if text, err = s.text(former); err != nil {
				return shown{}, err
			}
			if before, err = matrix.ReadResult(former, bytes.NewReader(text)); err != nil {
				return shown{}, err
			}
		}
		r, err := a.Matrix(ctx, m, before, show)
		return shown{value: r, text: func(p *printer) { p.matrix(r, turned) }}, err
	})
}

func (s *session) listMatrices() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "Matrices to begin with",
		Example: `  backchannel matrix list`,
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			l, err := answer.New(nil, answer.Options{}).Matrices()
			if err != nil {
				return err
			}
			return s.show(shown{value: l, text: func(p *printer) {
				t := grid{header: []string{"example", "about", "question"}, wide: 2}
				for _, e := range l.Examples {
					t.row(e.ID, e.Data, e.Question)
				}
				p.table(t)
			}})
		},
	}
	cmd.Flags().BoolVar(&s.json, "json", false, "print what the API returns")
	return cmd
}

func matrixFile(id string) (string, error) {
	examples, err := answer.MatrixExamples()
	for _, e := range examples {
		if e.ID == id {
			return e.Text, nil
		}
	}
	return "", err
}

// matrix shows a matrix: hypotheses in rows, or turned.
func (p *printer) matrix(r *matrix.Result, turned bool) {
	p.line("%s", r.Question)
	if turned {
		p.evidenceInRows(r)
	} else {
		p.hypothesesInRows(r)
	}
	t := grid{header: []string{"rank", "hypothesis", "inconsistency", "statement"}, wide: 3}
	for _, x := range r.Ranking {
		for _, h := range r.Hypotheses {
			if h.ID == x.Hypothesis {
				t.row(strconv.Itoa(x.Rank), h.ID, figure(x.Inconsistency), h.Statement)
			}
		}
	}
	p.table(t)
	t = grid{header: []string{"evidence", "weight", "diagnosticity", "without it leads", "result", "statement"}, wide: 5}
	for j, e := range r.Evidence {
		w := r.Sensitivity[j]
		lead := strings.Join(w.Leads, ", ")
		if w.Changes {
			lead += " (another)"
		}
		result := ""
		switch {
		case e.Failure != nil:
			result = "failed: " + e.Failure.Detail
		case e.Result != nil:
			result = "holds: " + verdict(e.Result.Holds)
		}
		t.row(e.ID, figure(e.Weight), figure(e.Diagnosticity), lead, result, e.Statement)
	}
	p.table(t)
	p.failures(r)
	p.raters(r)
	p.moved(r.Moved)
}

func (p *printer) hypothesesInRows(r *matrix.Result) {
	t := grid{header: []string{"hypothesis"}}
	for _, e := range r.Evidence {
		t.header = append(t.header, e.ID)
	}
	t.header = append(t.header, "inconsistency")
	for i, h := range r.Hypotheses {
		row := []string{h.ID}
		for _, c := range r.Cells[i] {
			row = append(row, string(c.Rating))
		}
		t.row(append(row, figure(h.Inconsistency))...)
	}
	p.table(t)
}

func (p *printer) evidenceInRows(r *matrix.Result) {
	t := grid{header: []string{"evidence"}}
	last := []string{"inconsistency"}
	for _, h := range r.Hypotheses {
		t.header, last = append(t.header, h.ID), append(last, figure(h.Inconsistency))
	}
	for j, e := range r.Evidence {
		row := []string{e.ID}
		for i := range r.Hypotheses {
			row = append(row, string(r.Cells[i][j].Rating))
		}
		t.row(row...)
	}
	t.row(last...)
	p.table(t)
}

// failures names the cells whose tests failed.
func (p *printer) failures(r *matrix.Result) {
	for i, row := range r.Cells {
		for j, c := range row {
			if c.Failure != nil {
				p.line("Failed: %s under %s: %s", r.Evidence[j].ID, r.Hypotheses[i].ID, c.Failure.Detail)
			}
		}
	}
}

func (p *printer) raters(r *matrix.Result) {
	if len(r.Raters) == 0 {
		return
	}
	t := grid{header: []string{"rater", "cells judged", "leads", "scores"}, wide: 3}
	for _, x := range r.Raters {
		var scores []string
		for _, h := range x.Ranking {
			scores = append(scores, fmt.Sprintf("%s %s", h.Hypothesis, figure(h.Inconsistency)))
		}
		t.row(x.Author, strconv.Itoa(x.Judged), strings.Join(x.Leads, ", "), strings.Join(scores, ", "))
	}
	p.table(t)
	a := r.Agreement
	if a == nil {
		return
	}
	p.line("Agreement of the raters in %d cells: Krippendorff's alpha %s.", a.Cells, figureOr(a.Alpha, "cannot be told"))
	for _, m := range a.Most {
		p.line("They differ by %s in %s under %s.", figure(m.Spread), m.Evidence, m.Hypothesis)
	}
}

// moved says what is other than in a former result.
func (p *printer) moved(m *matrix.Moved) {
	if m == nil {
		return
	}
	if len(m.Cells)+len(m.Scores) == 0 {
		p.line("Nothing has moved%s.", map[bool]string{true: ", though the data is another"}[m.Data])
		return
	}
	for _, c := range m.Cells {
		p.line("Moved: %s under %s from %s to %s. %s", c.Evidence, c.Hypothesis, orNothing(c.Was), orNothing(c.Now), c.Reason)
	}
	for _, s := range m.Scores {
		p.line("Score of %s: from %s to %s.", s.Hypothesis, figureOr(s.Was, "none"), figureOr(s.Now, "none"))
	}
	if m.Changed {
		p.line("Now leads %s, where it was %s.", strings.Join(m.Leads, ", "), strings.Join(m.Led, ", "))
	}
}

func orNothing(r matrix.Rating) string {
	if r == "" {
		return "nothing"
	}
	return string(r)
}
