package command

import (
	"encoding/json"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph/answer"
	"backchannel/server"
)

// byOperation names the command of each question of the API.
var byOperation = map[string]string{
	"actors": "actors", "actor": "actors", "contacts": "contacts", "pairs": "contacts", "paths": "paths", "reach": "reach", "motifs": "motifs", "measures": "measures",
	"messages": "messages", "message": "messages", "thread": "threads", "timeline": "timeline", "event": "events", "topics": "topics",
	"sources": "sources", "claims": "claims", "search": "search", "store": "store", "cypher": "cypher",
	"hypotheses": "hypothesis list", "hypothesis-schema": "hypothesis schema", "run-hypothesis": "hypothesis run", "run-hypotheses": "hypothesis run",
	"hypothesis-sensitivity": "hypothesis sensitivity", "bundle-hypothesis": "hypothesis bundle", "verify-bundle": "hypothesis verify",
	"matrices": "matrix list", "matrix-schema": "matrix schema", "run-matrix": "matrix run", "rerun-matrix": "matrix run",
}

// forTheView are the operations that draw, keep and bring in what the browser view
// shows. A terminal has no canvas, and files there are seeded.
var forTheView = []string{"actor-neighborhood", "topic-neighborhood", "event-neighborhood", "graph", "graph-among", "histogram",
	"views", "view", "save-view", "delete-view", "queries", "query", "save-query", "delete-query", "import", "imports", "import-status", "import-events", "cancel-import"}

// Whatever the API can be asked, the command line can be asked by the same names.
func TestTheAPIsQuestionsAreCommandsAndItsParametersFlags(t *testing.T) {
	w := httptest.NewRecorder()
	server.New(answer.New(nil, answer.Options{}), server.Options{}).ServeHTTP(w, httptest.NewRequest("GET", "http://127.0.0.1/openapi.json", nil))
	require.Equal(t, 200, w.Code)
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID string
			Parameters  []struct{ Name, In string }
		}
	}
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &doc))
	root := (&session{}).root()
	asked := 0
	for path, methods := range doc.Paths {
		for _, op := range methods {
			if !strings.HasPrefix(path, "/api/v1/") || slices.Contains(forTheView, op.OperationID) {
				continue
			}
			asked++
			name, ok := byOperation[op.OperationID]
			require.True(t, ok, "no command asks %s", op.OperationID)
			c := find(t, root, name)
			for _, p := range op.Parameters {
				if p.In == "query" && !(p.Name == "q" && name == "search" || p.Name == "measure") { // these are arguments
					require.NotNil(t, c.Flags().Lookup(strings.ReplaceAll(p.Name, "_", "-")), "%s has no --%s", name, p.Name)
				}
			}
		}
	}
	require.Equal(t, len(byOperation), asked)
}
