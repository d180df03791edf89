package stores

import (
	"log/slog"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/neo4jstore"
	"backchannel/internal/config"
)

func TestEverySchemeOfNeo4jHasItsBuilder(t *testing.T) {
	for _, scheme := range neo4jstore.Schemes {
		require.Contains(t, builders, scheme)
	}
	require.Len(t, builders, len(neo4jstore.Schemes)+1)
}

func TestAURIThatNamesNoStoreIsInvalid(t *testing.T) {
	for _, uri := range []string{"", "graph.kuzu", "kuzu:", "kuzu://host/path", "http://localhost", "neo4j:", "neo4j://user:secret@localhost"} {
		c := config.Default()
		c.Store = uri
		_, err := Open(t.Context(), c, slog.New(slog.DiscardHandler))
		require.Equal(t, graph.Invalid, graph.CodeOf(err), uri)
		require.NotContains(t, err.Error(), "secret")
	}
}

func TestOnlyAnEmbeddedStoreCanBeSeenToBeMissing(t *testing.T) {
	there := t.TempDir()
	for uri, want := range map[string]bool{"kuzu:" + there: true, "kuzu:" + there + "/none": false, "neo4j://nowhere": true, "nonsense": true} {
		c := config.Default()
		c.Store = uri
		require.Equal(t, want, Exists(c), uri)
	}
}
