package neo4j

import (
	"os"
	"testing"

	"backchannel/graph"
	"backchannel/graph/neo4jstore"
	"backchannel/graph/storetest"
	"backchannel/internal/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m).Run()) }

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) graph.Store {
		server := neo4jtest.Shared(t)
		server.Wipe(t)
		s, err := neo4jstore.Open(t.Context(), server.URI(), neo4jstore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func TestCorpus(t *testing.T) {
	storetest.RunCorpus(t, func(t *testing.T) graph.Store {
		server := neo4jtest.Shared(t)
		server.Wipe(t)
		s, err := neo4jstore.Open(t.Context(), server.URI(), neo4jstore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
func FuzzGuard(f *testing.F) {
	storetest.FuzzGuard(f, func(t testing.TB) graph.Store {
		server := neo4jtest.Shared(t)
		server.Wipe(t)
		s, err := neo4jstore.Open(t.Context(), server.URI(), neo4jstore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
