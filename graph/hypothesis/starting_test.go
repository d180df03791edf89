package hypothesis

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

// What a starting file offers can be run as it is, and so can what it comments out.
func TestStartingFilesAreHypotheses(t *testing.T) {
	for _, f := range Tests() {
		text, err := Starting(f.Test)
		require.NoError(t, err)
		h, err := Parse(string(f.Test)+".yaml", strings.NewReader(text))
		require.NoError(t, err)
		require.Equal(t, f.Test, h.Test)
		for _, field := range f.Takes {
			if !regexp.MustCompile(`(?m)^(# )?` + field + `: `).MatchString(text) {
				require.Contains(t, []string{"link", "per"}, field, "%s does not mention %s", f.Test, field)
			}
		}
	}
	_, err := Starting("guess")
	require.Equal(t, graph.NotFound, graph.CodeOf(err))
	require.ErrorContains(t, err, "existence, count,")
}

func TestABatchIsReadAsAWhole(t *testing.T) {
	batch, err := ParseBatch("b.yaml", strings.NewReader("- {id: a, statement: x, test: count, of: {}, number: 1}\n- {id: b, statement: x, test: count, of: {}, number: 2}\n"))
	require.NoError(t, err)
	require.Len(t, batch, 2)
	require.Equal(t, 2.0, *batch[1].Number)
	batch, err = ParseBatch("b.yaml", strings.NewReader(quarterHour))
	require.NoError(t, err)
	require.Len(t, batch, 1)
	for text, want := range map[string]string{
		"[]": "the list has 0 hypotheses",
		"- {id: a, statement: x, test: count, of: {}, number: 1}\n- {id: a, statement: x, test: count, of: {}, number: 1}\n": `b.yaml:2:4: another hypothesis has the id "a"`,
		"- {id: a, statement: x, test: count}\n- 5\n": "b.yaml has 2 mistakes:",
	} {
		_, err := ParseBatch("b.yaml", strings.NewReader(text))
		require.ErrorContains(t, err, want, text)
	}
}
