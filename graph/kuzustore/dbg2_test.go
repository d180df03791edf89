package kuzustore_test
import ("testing"; "backchannel/graph/kuzustore"; "os"; "github.com/stretchr/testify/require")
func TestPhases(t *testing.T) {
	b := eu(t)
	os.Remove("/tmp/kx/eu"); os.Remove("/tmp/kx/eu.wal")
	s, err := kuzustore.Open(t.Context(), "/tmp/kx/eu", kuzustore.Options{})
	require.NoError(t, err)
	kuzustore.Phases(t, s, b)
	s.Close()
}
