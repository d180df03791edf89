package answer

import (
	"context"
	"sync"

	"backchannel/examples/matrices"
	"backchannel/graph/hypothesis"
	"backchannel/graph/hypothesis/matrix"
)

// MatrixExample is a matrix of competing hypotheses that ships with the program.
type MatrixExample struct {
	ID       string `json:"id"`
	Data     string `json:"data" doc:"What it is about: dossier"`
	Question string `json:"question"`
	Text     string `json:"text" doc:"The file"`
}

// Matrices is what there is to begin a matrix with.
type Matrices struct {
	Ratings  []matrix.Rating `json:"ratings" doc:"From the most consistent"`
	Examples []MatrixExample `json:"examples"`
}

// MatrixExamples lists the matrices that ship.
var MatrixExamples = sync.OnceValues(func() ([]MatrixExample, error) {
	return shipped(matrices.Files, matrix.Parse, func(m *matrix.Matrix, about, text string) MatrixExample {
		return MatrixExample{m.ID, about, m.Question, text}
	})
})

// Matrices lists them. It asks no store.
func (s *Service) Matrices() (Matrices, error) {
	examples, err := MatrixExamples()
	return Matrices{matrix.Ratings(), examples}, err
}

// Matrix rates every cell of a matrix, and says what moved since a former result,
// which may be nil.
func (s *Service) Matrix(ctx context.Context, m *matrix.Matrix, former *matrix.Result, p Progress) (*matrix.Result, error) {
	r, err := matrix.Run(ctx, m, s.version, func(ctx context.Context, h *hypothesis.Hypothesis) (*hypothesis.Result, error) {
		return s.TestHypothesis(ctx, h, p)
	})
	if err == nil && former != nil {
		r.Since(former)
	}
	return r, err
}
