package kuzu

import (
	"os"
	"path/filepath"
	"testing"

	"backchannel/graph"
	"backchannel/graph/kuzustore"
	"backchannel/graph/kuzustore/engine"
	"backchannel/graph/storetest"
)

func TestMain(m *testing.M) {
	if os.Getenv("BACKCHANNEL_TEST_ENGINE") != "" {
		if engine.Main() != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Setenv("BACKCHANNEL_TEST_ENGINE", "1")
	os.Exit(m.Run())
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) graph.Store {
		s, err := kuzustore.Open(t.Context(), filepath.Join(t.TempDir(), "graph"), kuzustore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func TestCorpus(t *testing.T) {
	storetest.RunCorpus(t, func(t *testing.T) graph.Store {
		s, err := kuzustore.Open(t.Context(), filepath.Join(t.TempDir(), "graph"), kuzustore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
func FuzzGuard(f *testing.F) {
	storetest.FuzzGuard(f, func(t testing.TB) graph.Store {
		s, err := kuzustore.Open(t.Context(), filepath.Join(t.TempDir(), "graph"), kuzustore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
