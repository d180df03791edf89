package command

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph/answer"
)

func TestColumnsOfAUsersQueryAreCalledAsTheQueryCallsThem(t *testing.T) {
	var b bytes.Buffer
	printRows(&printer{w: &b}, answer.CypherAnswer{Columns: []string{"p.name", "count(*)", "Øre"}, Rows: [][]any{{"Ada", int64(3), "x"}}})
	header, _, _ := strings.Cut(b.String(), "\n")
	require.Equal(t, []string{"p.name", "count(*)", "Øre"}, strings.Fields(header))
}
