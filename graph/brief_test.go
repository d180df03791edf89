package graph_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"backchannel/graph"
)

func TestBrief(t *testing.T) {
	assert.Equal(t, "a b c", graph.Brief(" a\n\tb  c\r\n"))
	long := graph.Brief(strings.Repeat("ø ", 1_000_000))
	assert.Equal(t, 301, len([]rune(long)))
	assert.True(t, strings.HasSuffix(long, "…"))
	assert.Equal(t, strings.Repeat("ø", 300), graph.Brief(strings.Repeat("ø", 300)))
	assert.Equal(t, "ab", graph.Brief("a\xffb"))
}
