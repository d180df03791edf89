package answer_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/internal/enginetest"
)

var guideQuery = regexp.MustCompile("(?s)```cypher ?(kuzu|neo4j)?\n(.*?)```")

// The queries that the guide to the graph shows run on the engines that they are
// for, and find something in the built-in case.
func TestTheQueriesOfTheGuideRun(t *testing.T) {
	text, err := os.ReadFile("../../docs/graph.md")
	require.NoError(t, err)
	queries := guideQuery.FindAllStringSubmatch(string(text), -1)
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		seedDossier(t, store)
		s := answer.New(store, answer.Options{})
		ran := 0
		for _, q := range queries {
			if q[1] != "" && q[1] != string(store.Capabilities().Dialect) {
				continue
			}
			found, err := s.Cypher(t.Context(), answer.CypherQuestion{Query: q[2]})
			require.NoError(t, err, q[2])
			require.NotEmpty(t, found.Rows, q[2])
			ran++
		}
		require.Equal(t, 7, ran)
	})
}
