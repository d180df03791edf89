package server

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/hypothesis"
	"backchannel/seed"
)

// Routes of tests, which take as long as their permutations do.
const (
	hypothesesRoute  = base + "/hypotheses"
	runRoute         = hypothesesRoute + "/run"
	batchRoute       = hypothesesRoute + "/batch"
	sensitivityRoute = hypothesesRoute + "/sensitivity"
	bundleRoute      = hypothesesRoute + "/bundle"
	verifyRoute      = hypothesesRoute + "/verify"
)

var testRoutes = []string{runRoute, batchRoute, sensitivityRoute, bundleRoute, verifyRoute, matrixRunRoute, matrixAgainRoute}

// tests tells whether a route runs tests.
func tests(route string) bool { return slices.Contains(testRoutes, route) }

// TextInput is a file in YAML or JSON, which is read as one.
type TextInput struct {
	RawBody []byte `contentType:"application/yaml"`
}

// BundleInput is a bundle as it was written.
type BundleInput struct {
	RawBody []byte `contentType:"application/json"`
}

// bodyName is what places in a body call it.
const bodyName = "body"

// hypothesis reads the body as one.
func (in *TextInput) hypothesis() (*hypothesis.Hypothesis, error) {
	return hypothesis.Parse(bodyName, bytes.NewReader(in.RawBody))
}

// post is an operation that takes a file.
func post(route, id, summary, schema string) huma.Operation {
	object := &huma.Schema{Type: "object", Description: "As " + schema + " says"}
	if route == batchRoute {
		object = &huma.Schema{Type: "array", Items: object}
	}
	return huma.Operation{
		Method: http.MethodPost, Path: route, OperationID: id, Summary: summary, Tags: []string{"hypotheses"},
		SkipValidateBody: true, // that is done by the parser, which knows lines
		RequestBody: &huma.RequestBody{
			Description: "JSON, or the same as YAML; whatever the content type says, it is read as YAML, which JSON is too",
			Content:     map[string]*huma.MediaType{"application/json": {Schema: object}},
		},
	}
}

// hypotheses registers what tests them.
func (s *Server) hypotheses() {
	a, schema := s.api, hypothesesRoute+"/schema"
	ask(a, huma.Operation{Path: hypothesesRoute, OperationID: "hypotheses", Summary: "Tests, null models, which goes with which, and examples", Tags: []string{"hypotheses"}},
		func(context.Context, *Nothing) (answer.Hypotheses, error) { return s.answers.Hypotheses() })
	ask(a, huma.Operation{Path: schema, OperationID: "hypothesis-schema", Summary: "The JSON Schema of a hypothesis", Tags: []string{"hypotheses"}},
		func(context.Context, *Nothing) (out map[string]any, err error) {
			err = json.Unmarshal(hypothesis.SchemaText, &out)
			return out, err
		})
	ask(a, post(runRoute, "run-hypothesis", "Test a hypothesis", schema),
		func(ctx context.Context, in *TextInput) (*hypothesis.Result, error) {
			h, err := in.hypothesis()
			if err != nil {
				return nil, err
			}
			return s.answers.TestHypothesis(ctx, h, nil)
		})
	ask(a, post(batchRoute, "run-hypotheses", "Test several, and correct their p-values for their number", schema),
		func(ctx context.Context, in *TextInput) (answer.TestedBatch, error) {
			batch, err := hypothesis.ParseBatch(bodyName, bytes.NewReader(in.RawBody))
			if err != nil {
				return answer.TestedBatch{}, err
			}
			return s.answers.TestHypotheses(ctx, batch, nil)
		})
	ask(a, post(sensitivityRoute, "hypothesis-sensitivity", "Test a hypothesis without each source, actor, merge of identities and third of the period in turn", schema),
		func(ctx context.Context, in *TextInput) (*hypothesis.Sensitivity, error) {
			h, err := in.hypothesis()
			if err != nil {
				return nil, err
			}
			return s.answers.Sensitivity(ctx, h, nil)
		})
	ask(a, post(bundleRoute, "bundle-hypothesis", "Test a hypothesis and pack what came of it, to be carried and verified", schema),
		func(ctx context.Context, in *TextInput) (*hypothesis.Bundle, error) {
			h, err := in.hypothesis()
			if err != nil {
				return nil, err
			}
			return s.answers.Bundle(ctx, h, nil)
		})
	ask(a, huma.Operation{Method: http.MethodPost, Path: verifyRoute, OperationID: "verify-bundle", Summary: "Run a bundle again, and say what differs", Tags: []string{"hypotheses"}, SkipValidateBody: true},
		func(ctx context.Context, in *BundleInput) (*hypothesis.Verification, error) {
			return s.answers.Verify(ctx, bodyName, bytes.NewReader(in.RawBody), nil)
		})
}

// schemaName keeps the types of tests apart from those of other questions that are
// called the same.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == reflect.TypeFor[graph.Message]() { // as the store keeps it, with ids for names
		return "StoredMessage"
	}
	if t.PkgPath() == reflect.TypeFor[seed.Report]().PkgPath() {
		return "Import" + name
	}
	if _, below, ok := strings.Cut(t.PkgPath(), "graph/hypothesis"); ok {
		prefix := "Hypothesis"
		if below != "" {
			prefix = strings.ToUpper(path.Base(below)[:1]) + path.Base(below)[1:]
		}
		if !strings.HasPrefix(name, prefix) {
			name = prefix + name
		}
	}
	return name
}
