package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"backchannel/graph"
	"backchannel/internal/enginetest"
	"backchannel/server"
	"backchannel/server/imports"
	"backchannel/server/views"
)

// caseFile is a file of testdata/cases: one endpoint, what is asked of it, and
// what must come back, on every engine.
type caseFile struct {
	Method string     `yaml:"method"` // GET unless given
	Route  string     `yaml:"route"`  // as in the OpenAPI document
	Cases  []httpCase `yaml:"cases"`
}

type httpCase struct {
	Name    string            `yaml:"name"`
	Path    string            `yaml:"path"`  // the route unless given
	Query   string            `yaml:"query"` // as it stands in the URL
	Header  map[string]string `yaml:"header"`
	Body    string            `yaml:"body"`
	Status  int               `yaml:"status"`  // 200 unless given
	Answers map[string]string `yaml:"answers"` // headers; a text between slashes is a pattern
	JSON    any               `yaml:"json"`    // a part of the body: objects may have more fields, lists have as many items
	Without []string          `yaml:"without"` // texts that the body does not hold
	Text    []string          `yaml:"text"`    // texts that the body holds
}

func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	_, paths := document(t)
	tested := map[string]bool{}
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		jobs := imports.New(t.Context(), store, imports.Options{Folder: t.TempDir()})
		defer jobs.Close()
		kept := t.TempDir()
		h := server.New(story(t, store), quiet(server.Options{Views: views.In(kept), Queries: views.Queries(kept), Imports: jobs}))
		contract := newContract(t)
		for _, name := range files {
			f := readCases(t, name)
			tested[f.Method+" "+f.Route] = true
			for _, c := range f.Cases {
				t.Run(strings.TrimSuffix(filepath.Base(name), ".yaml")+"/"+c.Name, func(t *testing.T) { c.run(t, h, f, contract) })
			}
		}
	})
	for path, methods := range paths {
		for method := range methods {
			assert.True(t, tested[strings.ToUpper(method)+" "+path], "%s %s has no case file", strings.ToUpper(method), path)
		}
	}
}

func readCases(t *testing.T, name string) caseFile {
	t.Helper()
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	f := caseFile{Method: http.MethodGet}
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	require.NoError(t, d.Decode(&f), name)
	return f
}

func (c httpCase) run(t *testing.T, h http.Handler, f caseFile, contract *contract) {
	w := send(h, c.request(f))
	body := w.Body.String()
	assert.Equal(t, max(c.Status, http.StatusOK), w.Code, body)
	for name, want := range c.Answers {
		if fault := differs(want, w.Header().Get(name)); fault != "" {
			t.Errorf("header %s: %s", name, fault)
		}
	}
	for _, s := range c.Text {
		assert.Contains(t, body, s)
	}
	for _, s := range c.Without {
		assert.NotContains(t, body, s)
	}
	if strings.HasPrefix(f.Route, "/api/") {
		contract.check(t, f, w)
	}
	if c.JSON != nil {
		var got any
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &got), body)
		if fault := differs(normal(t, c.JSON), got); fault != "" {
			t.Errorf("%s\n%s", fault, body)
		}
	}
}

func (c httpCase) request(f caseFile) *http.Request {
	target := f.Route
	if c.Path != "" {
		target = c.Path
	}
	if c.Query != "" {
		target += "?" + c.Query
	}
	r := httptest.NewRequest(f.Method, "http://127.0.0.1:8080"+target, strings.NewReader(c.Body))
	if c.Body == "" {
		r.Body = http.NoBody
	}
	for name, value := range c.Header {
		if r.Header.Set(name, value); name == "Host" {
			r.Host = value
		}
	}
	return r
}

// normal brings YAML to the types of JSON.
func normal(t *testing.T, v any) (out any) {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &out))
	return out
}

// differs says where got lacks what want asks for.
func differs(want, got any) string {
	switch want := want.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok {
			return fmt.Sprintf("want an object, got %v", got)
		}
		for name, w := range want {
			g, has := object[name]
			if !has {
				return "." + name + " is missing"
			}
			if fault := differs(w, g); fault != "" {
				return "." + name + " " + fault
			}
		}
		return ""
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			return fmt.Sprintf("want %d items, got %v", len(want), got)
		}
		for i := range want {
			if fault := differs(want[i], list[i]); fault != "" {
				return fmt.Sprintf("[%d]%s", i, fault)
			}
		}
		return ""
	case string:
		if n := len(want); n > 2 && want[0] == '/' && want[n-1] == '/' {
			if s, ok := got.(string); ok && regexp.MustCompile(want[1:n-1]).MatchString(s) {
				return ""
			}
		}
	}
	if assert.ObjectsAreEqual(want, got) {
		return ""
	}
	return fmt.Sprintf(": want %v, got %v", want, got)
}

// contract holds answers to the OpenAPI document that describes them.
type contract struct {
	paths    map[string]map[string]operation
	compiler *jsonschema.Compiler
}

type operation struct {
	Responses map[string]struct {
		Content map[string]struct {
			Schema struct {
				Ref string `json:"$ref"`
			}
		}
	}
}

func newContract(t *testing.T) *contract {
	text, _ := document(t)
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	var doc struct {
		Paths map[string]map[string]operation
	}
	require.NoError(t, json.Unmarshal(text, &doc))
	c := &contract{paths: doc.Paths, compiler: jsonschema.NewCompiler()}
	c.compiler.AssertFormat()
	require.NoError(t, c.compiler.AddResource("openapi.json", parsed))
	return c
}

func (c *contract) check(t *testing.T, f caseFile, w *httptest.ResponseRecorder) {
	t.Helper()
	responses := c.paths[f.Route][strings.ToLower(f.Method)].Responses
	response, ok := responses[fmt.Sprint(w.Code)]
	if !ok {
		response = responses["default"]
	}
	kind := w.Header().Get("Content-Type")
	require.Contains(t, response.Content, kind)
	schema, err := c.compiler.Compile("openapi.json" + response.Content[kind].Schema.Ref)
	require.NoError(t, err)
	got, err := jsonschema.UnmarshalJSON(bytes.NewReader(w.Body.Bytes()))
	require.NoError(t, err)
	assert.NoError(t, schema.Validate(got))
}
