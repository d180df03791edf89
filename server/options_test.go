package server_test

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/internal/config"
	"backchannel/server"
)

func TestDocumentedDefaultsAreTheRealOnes(t *testing.T) {
	text, err := os.ReadFile("../docs/api.md")
	require.NoError(t, err)
	o := server.DefaultOptions()
	assert.Contains(t, string(text), "| a question | 30 s;")
	assert.Equal(t, 30*time.Second, o.Deadline)
	assert.Contains(t, string(text), "| a request's body | 1 MiB, 10 s to arrive;")
	assert.EqualValues(t, 1<<20, o.BodyBytes)
	assert.Equal(t, 10*time.Second, o.BodyTime)
	assert.Contains(t, string(text), "others wait 5 s")
	assert.Equal(t, 5*time.Second, o.HeavyWait)
	assert.Contains(t, string(text), "when the service stops | 10 s")
	assert.Equal(t, 10*time.Second, o.Drain)
	assert.Contains(t, string(text), "| an upload | 2 GiB (`import.bytes`)")
	assert.EqualValues(t, 2<<30, o.ImportBytes)
	assert.EqualValues(t, config.Default().Import.Bytes, o.ImportBytes)
	for code := range graph.Outcomes {
		assert.Contains(t, string(text), "| `"+string(code)+"` |")
	}
}
