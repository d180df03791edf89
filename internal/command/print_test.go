package command

import (
	"bytes"
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/stretchr/testify/require"
)

func TestATableHoldsARowToALineUnlessItMustWrap(t *testing.T) {
	g := grid{header: []string{"id", "text", "cited"}, wide: 1}
	g.row("a", strings.Repeat("word ", 40), "vg 1\n\x1b]0;title\a")
	var b bytes.Buffer
	(&printer{w: &b}).table(g)
	require.Equal(t, 2, strings.Count(b.String(), "\n"))
	require.NotContains(t, b.String(), "\x1b")
	b.Reset()
	(&printer{w: &b, width: 80}).table(g)
	for line := range strings.Lines(b.String()) {
		require.LessOrEqual(t, text.StringWidth(strings.TrimRight(line, "\n")), 80, line)
		require.Equal(t, strings.TrimRight(line, " \n"), strings.TrimRight(line, "\n"), "nothing trails")
	}
	require.Equal(t, 40, strings.Count(b.String(), "word"))
}

func TestDirectionMarksCannotReorderARow(t *testing.T) {
	require.Equal(t, "a\uFFFDb c", visible("a\u202Eb\tc"))
	require.Equal(t, "Žluťoučký 王 🙂", visible("Žluťoučký 王 🙂"))
}
