package answer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/internal/enginetest"
)

// The engine sees the query printed anew, on one line and without comments.
func TestAnEnginesComplaintPointsToTheUsersText(t *testing.T) {
	_, err := answer.New(enginetest.Neo4j(t), answer.Options{}).Cypher(t.Context(), answer.CypherQuestion{Query: "// people\nMATCH (p:Person)\nRETURN   q.name"})
	var e *graph.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, graph.Invalid, e.Code)
	require.Equal(t, &graph.Position{Line: 3, Column: 10}, e.Position, "%v", err)
}
