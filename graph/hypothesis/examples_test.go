package hypothesis

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/internal/enginetest"
	"backchannel/seed/dossier"

	"backchannel/graph"
)

// example reads a hypothesis that ships.
func example(t testing.TB, path ...string) *Hypothesis {
	t.Helper()
	name := filepath.Join(append([]string{"..", "..", "examples", "hypotheses"}, path...)...)
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	h, err := Parse(name, f)
	require.NoError(t, err)
	return h
}

func TestExamplesAreRead(t *testing.T) {
	files, err := filepath.Glob("../../examples/hypotheses/*/*.yaml")
	require.NoError(t, err)
	require.Len(t, files, 10)
	ids := map[string]bool{}
	for _, f := range files {
		dir, name := filepath.Split(f)
		ids[example(t, filepath.Base(dir), name).ID] = true
	}
	require.Len(t, ids, 10)
}

func TestExamplesOnTheDossier(t *testing.T) {
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		b, err := dossier.Builtin()
		require.NoError(t, err)
		_, err = store.Write(t.Context(), b)
		require.NoError(t, err)
		r := &Runner{Store: store, Resolve: byID, Version: "test"}
		for name, want := range map[string]struct {
			observed float64
			holds    bool
			evidence int
		}{
			"a-message-to-the-son":        {8, true, 8},
			"no-message-to-the-father":    {0, false, 0},
			"the-son-answered":            {1, true, 2},
			"a-link-a-quarter-hour-later": {1, true, 2}, // the post is no contact, and shown all the same
			"most-went-unanswered":        {7, true, 0},
		} {
			res, err := r.Run(t.Context(), example(t, "dossier", name+".yaml"))
			require.NoError(t, err, name)
			require.Equal(t, want.observed, *res.Observed, name)
			require.Equal(t, want.holds, *res.Holds, name)
			require.Equal(t, want.evidence, res.Evidence.Total, name)
			require.Positive(t, res.Searched.Contacts)
		}
	})
}
