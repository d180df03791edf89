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

// What a parameter says counts like a number in the text.
func TestAParameterCannotMakeAListThatTheEngineCannotBear(t *testing.T) {
	service := answer.New(enginetest.Neo4j(t), answer.Options{})
	q := answer.CypherQuestion{Query: "RETURN size([x IN range(1, $n) | x]) AS n", Parameters: map[string]any{"n": int64(500_000_000)}}
	_, err := service.Cypher(t.Context(), q)
	require.Equal(t, graph.Refused, graph.CodeOf(err), "%v", err)
	q.Parameters["n"] = int64(500)
	out, err := service.Cypher(t.Context(), q)
	require.NoError(t, err)
	require.Equal(t, [][]any{{int64(500)}}, out.Rows)
}

func TestColumnsAreCalledAsTheQueryCallsThem(t *testing.T) {
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		out, err := answer.New(store, answer.Options{}).Cypher(t.Context(), answer.CypherQuestion{
			Query: "UNWIND [1, 2, 2] AS x RETURN x % 2, count( DISTINCT x ), count(*), $p, 'it' AS text ORDER BY count(*)", Parameters: map[string]any{"p": int64(3)}})
		require.NoError(t, err)
		require.Equal(t, []string{"x % 2", "count(DISTINCT x)", "count(*)", "$p", "text"}, out.Columns)
		require.Equal(t, [][]any{{int64(1), int64(1), int64(1), int64(3), "it"}, {int64(0), int64(1), int64(2), int64(3), "it"}}, out.Rows)
	})
}
