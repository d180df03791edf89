package server

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/hypothesis/matrix"
)

const (
	matricesRoute    = base + "/matrices"
	matrixRunRoute   = matricesRoute + "/run"
	matrixAgainRoute = matricesRoute + "/rerun"
)

// again is a matrix, as an object or as a text in YAML, with a former result.
type again struct {
	Matrix json.RawMessage `json:"matrix"`
	Former json.RawMessage `json:"former"`
}

// AgainInput is an object of matrix and former.
type AgainInput struct {
	RawBody []byte `contentType:"application/json"`
}

func (in *AgainInput) read() (*matrix.Matrix, *matrix.Result, error) {
	var a again
	if err := json.Unmarshal(in.RawBody, &a); err != nil || a.Matrix == nil || a.Former == nil {
		return nil, nil, graph.Wrap(graph.Invalid, err, "the body is no JSON object with matrix and former: give both")
	}
	file := []byte(a.Matrix)
	if text := ""; json.Unmarshal(a.Matrix, &text) == nil { // as YAML, which JSON holds as a text
		file = []byte(text)
	}
	m, err := matrix.Parse("matrix", bytes.NewReader(file))
	if err != nil {
		return nil, nil, err
	}
	former, err := matrix.ReadResult("former", bytes.NewReader(a.Former))
	return m, former, err
}

// matrices registers what weighs competing hypotheses.
func (s *Server) matrices() {
	a, schema := s.api, matricesRoute+"/schema"
	ask(a, huma.Operation{Path: matricesRoute, OperationID: "matrices", Summary: "Matrices of competing hypotheses to begin with", Tags: []string{"hypotheses"}},
		func(context.Context, *Nothing) (answer.Matrices, error) { return s.answers.Matrices() })
	ask(a, huma.Operation{Path: schema, OperationID: "matrix-schema", Summary: "The JSON Schema of a matrix", Tags: []string{"hypotheses"}},
		func(context.Context, *Nothing) (out map[string]any, err error) {
			err = json.Unmarshal(matrix.SchemaText, &out)
			return out, err
		})
	ask(a, post(matrixRunRoute, "run-matrix", "Weigh competing hypotheses", schema),
		func(ctx context.Context, in *TextInput) (*matrix.Result, error) {
			m, err := matrix.Parse(bodyName, bytes.NewReader(in.RawBody))
			if err != nil {
				return nil, err
			}
			return s.answers.Matrix(ctx, m, nil, nil)
		})
	ask(a, huma.Operation{Method: http.MethodPost, Path: matrixAgainRoute, OperationID: "rerun-matrix", Tags: []string{"hypotheses"}, SkipValidateBody: true,
		Summary: "Weigh them again, and say what moved: an object of matrix, and former, which is a result of it"},
		func(ctx context.Context, in *AgainInput) (*matrix.Result, error) {
			m, former, err := in.read()
			if err != nil {
				return nil, err
			}
			return s.answers.Matrix(ctx, m, former, nil)
		})
}
