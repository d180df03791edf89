package cypher

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// What may be called is not said to be of another engine, and the other has it.
func TestElsewhereIsElsewhere(t *testing.T) {
	for d, names := range elsewhere {
		for name := range names {
			assert.False(t, calls(d, "functions", name) || calls(d, "procedures", name), "%s has %s", d, name)
		}
	}
}
