package server_test

import (
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/graph/answer"
	"backchannel/server"
)

var update = flag.Bool("update", false, "write testdata/openapi.json anew")

const golden = "testdata/openapi.json"

// document is the OpenAPI document. No question is asked for it, so it needs no store.
func document(t *testing.T) (text []byte, paths map[string]map[string]any) {
	t.Helper()
	text = get(server.New(answer.New(nil, answer.Options{}), quiet(server.Options{})), "/openapi.json").Body.Bytes()
	var doc struct{ Paths map[string]map[string]any }
	require.NoError(t, json.Unmarshal(text, &doc))
	return text, doc.Paths
}

func TestOpenAPIIsTheGoldenOne(t *testing.T) {
	text, _ := document(t)
	if *update {
		require.NoError(t, os.WriteFile(golden, text, 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(text), "the API has changed: if it should, run go test ./server -update and look at the difference")
}

// undocumented routes are for people and machines, not questions.
var undocumented = []string{"/", "/plain", "/page.css", "/healthz", "/readyz", "/metrics", "/openapi.json", "/openapi.yaml",
	"/docs", "/docs/docs.js", "/docs/docs.css", "/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css"}

func TestEveryRouteIsDocumented(t *testing.T) {
	_, paths := document(t)
	routes := server.New(answer.New(nil, answer.Options{}), quiet(server.Options{})).Routes()
	documented := 0
	for _, r := range routes {
		if slices.Contains(undocumented, r.Path) {
			continue
		}
		documented++
		path := r.Path
		for part := range strings.SplitSeq(r.Path, "/") {
			if name, ok := strings.CutPrefix(part, ":"); ok {
				path = strings.Replace(path, part, "{"+name+"}", 1)
			}
		}
		assert.Contains(t, paths[path], strings.ToLower(r.Method), "%s %s is not in the OpenAPI document", r.Method, path)
	}
	operations := 0
	for _, methods := range paths {
		operations += len(methods)
	}
	assert.Equal(t, documented, operations)
	assert.Len(t, routes, documented+len(undocumented))
}
