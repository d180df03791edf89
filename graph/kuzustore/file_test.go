package kuzustore_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/kuzustore"
)

func TestAFileThatIsNoGraphIsLeftAlone(t *testing.T) {
	for name, content := range map[string]string{"text": "root:x:0:0\n", "short": "KU"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "file")
			require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
			_, err := kuzustore.Open(t.Context(), path, quiet())
			coded(t, err, graph.Unavailable)
			entries, err := os.ReadDir(dir)
			require.NoError(t, err)
			require.Len(t, entries, 1, "nothing is written beside it")
			now, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, content, string(now))
		})
	}
	t.Run("folder", func(t *testing.T) {
		dir := t.TempDir()
		path := filepath.Join(dir, "folder")
		require.NoError(t, os.Mkdir(path, 0o755))
		_, err := kuzustore.Open(t.Context(), path, quiet())
		coded(t, err, graph.Unavailable)
		entries, err := os.ReadDir(dir)
		require.NoError(t, err)
		require.Len(t, entries, 1)
	})
}

func TestAnEmptyFileBecomesAGraph(t *testing.T) {
	path := filepath.Join(t.TempDir(), "empty")
	require.NoError(t, os.WriteFile(path, nil, 0o644))
	s := openAt(t, path, kuzustore.Options{})
	_, err := s.Write(t.Context(), mails("a", 1))
	require.NoError(t, err)
	require.Equal(t, int64(1), number(t, s, "MATCH (m:Message) RETURN count(m)"))
}

func TestAGraphOfAnotherVersionIsRefusedWithAWayOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph")
	s, err := kuzustore.Open(t.Context(), path, quiet())
	require.NoError(t, err)
	require.NoError(t, s.Script(t.Context(), "ALTER TABLE Message DROP remarks"))
	require.NoError(t, s.Close())
	_, err = kuzustore.Open(t.Context(), path, quiet())
	coded(t, err, graph.Unsupported)
	require.ErrorContains(t, err, "Message.remarks")
	require.ErrorContains(t, err, "seed it anew")
}
