package neo4jstore

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/internal/neo4jtest"
)

func TestFaultsOfAQueryAreInvalidAndToldInOneWay(t *testing.T) {
	s := open(t, Options{})
	_, err := s.Write(t.Context(), letter("m1"))
	require.NoError(t, err)
	for text, detail := range map[string]string{
		"MATCH (a:Person {id: 'a'}) MATCH p = shortestPath((a)-[*]-(a)) RETURN p": "Neo4j cannot run it: The shortest path algorithm does not work when the start and end nodes are the same.",
		"RETURN substring('abc', -1)":                    "Neo4j cannot run it: Cannot handle negative start index nor negative length",
		"RETURN date.truncate('age', date())":            "Neo4j cannot run it: Unsupported unit: age",
		"RETURN 1 / 0":                                   "Neo4j cannot run it: / by zero",
		"RETURN nothing":                                 "Neo4j cannot run it: Variable `nothing` not defined",
		"CALL db.index.fulltext.queryNodes('none', 'x')": "Neo4j cannot run it: Failed to invoke procedure `db.index.fulltext.queryNodes`: There is no such fulltext schema index: none",
	} {
		_, err := s.Query(t.Context(), graph.Statement{Text: text}, graph.Limits{})
		requireCode(t, graph.Invalid, err)
		var e *graph.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, detail, e.Detail)
	}
}

// The server puts the value that failed into its words, whole.
func TestTheWordsForAFaultAreShort(t *testing.T) {
	s := open(t, Options{})
	for _, text := range []string{
		"RETURN date(reduce(s = 'x', i IN range(1, 18) | s + s))",
		"RETURN point({x: 1, y: 2, crs: reduce(s = 'ø', i IN range(1, 18) | s + s)})",
	} {
		_, err := s.Query(t.Context(), graph.Statement{Text: text}, graph.Limits{})
		requireCode(t, graph.Invalid, err)
		for cause := err; cause != nil; cause = errors.Unwrap(cause) {
			require.Less(t, len(cause.Error()), 1500, "neither to the user nor in the log")
		}
	}
}

func TestASilentServerIsNotSaidToBeAway(t *testing.T) {
	server := neo4jtest.Start(t)
	s := openAt(t, server.BoltURI(), Options{})
	require.NoError(t, s.Ready(t.Context()))
	ask := func() error {
		_, err := s.Query(t.Context(), graph.Statement{Text: "RETURN 1"}, graph.Limits{Time: time.Minute})
		return err
	}
	server.Freeze(t)
	for _, err := range []error{s.Ready(t.Context()), ask()} {
		requireCode(t, graph.Unavailable, err)
		require.ErrorContains(t, err, "busy")
		require.NotContains(t, err.Error(), "cannot be reached")
	}
	server.Thaw(t)
	server.Stop()
	for _, err := range []error{s.Ready(t.Context()), ask()} {
		requireCode(t, graph.Unavailable, err)
		require.True(t, strings.Contains(err.Error(), "cannot be reached"), "%v", err)
	}
}
