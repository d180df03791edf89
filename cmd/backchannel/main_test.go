package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.uber.org/goleak"

	"backchannel/internal/neo4jtest"
)

// The program that scripts run is the test's own binary, also as Kuzu's process.
func TestMain(m *testing.M) {
	testscript.Main(suite{m}, map[string]func(){"backchannel": main})
}

// suite ends what tests share, and looks for goroutines left behind.
type suite struct{ tests *testing.M }

func (s suite) Run() int {
	status := neo4jtest.Main(s.tests).Run()
	if err := goleak.Find(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return status
}

// story runs scripts with a store of their own. Nothing of the user's is seen.
func story(t *testing.T, engine, store string, files ...string) {
	testscript.Run(t, testscript.Params{
		Files:               files,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                commands,
		Condition: func(name string) (bool, error) {
			if name != "kuzu" && name != "neo4j" {
				return false, fmt.Errorf("no condition is called %q", name)
			}
			return name == engine, nil
		},
		Setup: func(e *testscript.Env) error {
			if store == "" {
				store = "kuzu:" + filepath.Join(e.WorkDir, "graph.kuzu")
			}
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("BACKCHANNEL_STORE", store)
			return nil
		},
	})
}

func scripts(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts in %s: %v", folder, err)
	}
	return files
}

func TestStories(t *testing.T) {
	for _, f := range scripts(t, "script") {
		story(t, "kuzu", "", f)
	}
}

func TestStoriesOnBothEngines(t *testing.T) {
	for _, f := range scripts(t, "both") {
		t.Run("kuzu", func(t *testing.T) { story(t, "kuzu", "", f) })
		t.Run("neo4j", func(t *testing.T) {
			s := neo4jtest.Shared(t)
			s.Wipe(t)
			story(t, "neo4j", s.URI(), f)
		})
	}
}

func TestNeo4jWithAPassword(t *testing.T) {
	const password = "open sesame"
	s := neo4jtest.Start(t, neo4jtest.WithPassword(password))
	story(t, "neo4j", s.BoltURI(), "testdata/password.txtar")
}
