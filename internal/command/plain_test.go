package command

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Where there is no terminal, a long text pads no row but stands at the end of its own.
func TestALongTextPadsNoOtherRow(t *testing.T) {
	long := strings.Repeat("word ", 60) + "end"
	g := grid{header: []string{"when", "about", "cited"}, wide: 1}
	g.row("2016-10", "short", "vg ¶8")
	g.row("undated", long, "french ¶1")
	var b bytes.Buffer
	(&printer{w: &b}).rows(g)
	require.Equal(t, "WHEN     CITED      ABOUT\n2016-10  vg ¶8      short\nundated  french ¶1  "+long+"\n", b.String())
	b.Reset()
	(&printer{w: &b, width: 80}).rows(g)
	require.True(t, strings.HasPrefix(b.String(), "WHEN     ABOUT "), "on a terminal it wraps in its place")
	b.Reset()
	g.rows = g.rows[:1]
	(&printer{w: &b}).rows(g)
	require.Equal(t, "WHEN     ABOUT  CITED\n2016-10  short  vg ¶8\n", b.String(), "short texts stay in their place")
}
