package kuzustore_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/kuzustore"
)

func TestFaultsAreToldInWordsForTheUser(t *testing.T) {
	s := open(t, kuzustore.Options{})
	for _, c := range []struct {
		text, detail string
		at           *graph.Position
	}{
		{"RETURN 1 1", "cannot read the query from here on", &graph.Position{Line: 1, Column: 10}},
		{"FOO BAR", "cannot read the query from here on", &graph.Position{Line: 1, Column: 1}},
		{"RETURN 'a\nb' x y", "cannot read the query from here on", &graph.Position{Line: 2, Column: 4}},
		{"RETURN 1 != 2", "probably meant to use '<>'", &graph.Position{Line: 1, Column: 10}},
		{"RETURN upper(1, 2)", "Function UPPER did not receive correct arguments: Actual: (INT64,INT64) Expected: (STRING) -> STRING", nil},
		{"RETURN q", "Variable q is not in scope", nil},
		{"RETURN 1 / 0", "failed on a value: Divide by zero", nil},
		{"RETURN date('x')", "failed on a value", nil},
	} {
		_, err := query(t, s, c.text)
		var e *graph.Error
		require.ErrorAs(t, err, &e, c.text)
		require.Equal(t, graph.Invalid, e.Code, c.text)
		require.Contains(t, e.Detail, c.detail, c.text)
		require.Equal(t, c.at, e.Position, c.text)
		for _, inside := range []string{"oC_", "ku_", "rule", "exception", "\n"} {
			require.NotContains(t, e.Detail, inside, c.text)
		}
		require.False(t, strings.HasSuffix(e.Detail, ":"), e.Detail)
	}
}

// The engine puts the value that failed into its words, whole.
func TestTheWordsForAFaultAreShort(t *testing.T) {
	s := open(t, kuzustore.Options{})
	for _, text := range []string{
		"RETURN cast(repeat('a', 5000000) AS INT64)",
		"RETURN cast(repeat('ø', 5000000) AS INT64)",
		"MATCH (n:`" + strings.Repeat("long ", 10_000) + "`) RETURN n",
		"RETURN '" + strings.Repeat("é\n", 10_000) + "' 1",
	} {
		_, err := query(t, s, text)
		coded(t, err, graph.Invalid)
		require.Less(t, len(err.Error()), 1500)
		require.True(t, utf8.ValidString(err.Error()))
		var e *graph.Error
		require.ErrorAs(t, err, &e)
		for cause := error(e.Err); cause != nil; cause = errors.Unwrap(cause) {
			require.Less(t, len(cause.Error()), 1500, "nor in the log")
		}
	}
}

func TestATextThatKuzuCannotKeepIsRefused(t *testing.T) {
	s := open(t, kuzustore.Options{})
	for _, v := range []any{"a\x00b", "\xff", []any{"a", "b\x00"}, map[string]any{"a": []any{"\x00"}}, []string{"\x00"}} {
		_, err := s.Query(t.Context(), graph.Statement{Text: "RETURN $v", Parameters: map[string]any{"v": v}}, graph.Limits{})
		coded(t, err, graph.Invalid)
		require.ErrorContains(t, err, "$v")
	}
	table, err := s.Query(t.Context(), graph.Statement{Text: "RETURN $v", Parameters: map[string]any{"v": "a\u0001\ufffd𝄞"}}, graph.Limits{})
	require.NoError(t, err)
	require.Equal(t, "a\u0001\ufffd𝄞", table.Rows[0][0])
}

// A row has to be read whole, by the service too.
func TestARowThatWouldFillTheServiceIsNotSent(t *testing.T) {
	s := open(t, kuzustore.Options{Memory: 4 << 30})
	text := "UNWIND range(1, 140) AS x RETURN collect(repeat(repeat('a', 1024), 1024)) AS l"
	_, err := s.Query(t.Context(), graph.Statement{Text: text}, graph.Limits{Bytes: 1 << 30})
	coded(t, err, graph.TooLarge)
	table, err := query(t, s, "UNWIND range(1, 5) AS x RETURN repeat(repeat('a', 1024), 1024) AS l")
	require.NoError(t, err)
	require.Len(t, table.Rows, 5)
}
