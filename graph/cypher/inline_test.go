package cypher_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"backchannel/graph"
	"backchannel/graph/cypher"
)

func TestInline(t *testing.T) {
	text := "MATCH (n {id: $id}) // $id\nWHERE n.x = $x RETURN '$id', n"
	got, err := cypher.Inline(kuzu, graph.Statement{Text: text, Parameters: map[string]any{"id": `a'b\`, "x": -1}})
	require.NoError(t, err)
	assert.Equal(t, "MATCH (n {id: 'a\\'b\\\\'}) // $id\nWHERE n.x = (-1) RETURN '$id', n", got)

	_, err = cypher.Inline(kuzu, graph.Statement{Text: text})
	assert.Equal(t, graph.Invalid, graph.CodeOf(err))
	assert.ErrorContains(t, err, "$id has no value")
}

func TestLiterals(t *testing.T) {
	type named string
	at := time.Date(2017, 7, 11, 2, 3, 4, 567_000_000, time.FixedZone("", 7200))
	name := "x"
	var none *string
	for _, c := range []struct {
		value       any
		kuzu, neo4j string
	}{
		{nil, "null", "null"},
		{none, "null", "null"},
		{&name, "'x'", "'x'"},
		{true, "true", "true"},
		{int8(-3), "(-3)", "(-3)"},
		{uint64(math.MaxUint64), "18446744073709551615", "18446744073709551615"},
		{int64(math.MinInt64), "(-9223372036854775808)", "(-9223372036854775808)"},
		{1.0, "1.0", "1.0"},
		{-1.5e-7, "(-1.5e-07)", "(-1.5e-07)"},
		{1e21, "1e21", "1e21"},
		{math.Inf(1), "cast('inf', 'DOUBLE')", "Infinity"},
		{math.Inf(-1), "cast('-inf', 'DOUBLE')", "(-Infinity)"},
		{math.NaN(), "cast('nan', 'DOUBLE')", "NaN"},
		{"it's\n", "'it\\'s\n'", `'it\'s\n'`},
		{named("a"), "'a'", "'a'"},
		{at, "timestamp('2017-07-11T00:03:04.567Z')", "datetime('2017-07-11T00:03:04.567Z')"},
		{90 * time.Second, "to_microseconds(90000000)", "duration({nanoseconds: 90000000000})"},
		{[]string{"a", "b"}, "['a', 'b']", "['a', 'b']"},
		{[]any{}, "[]", "[]"},
		{map[string]any{"b c": 1, "a": []int{2}, "where": nil}, "{a: [2], `b c`: 1, `where`: null}", "{a: [2], `b c`: 1, `where`: null}"},
	} {
		for d, want := range map[graph.Dialect]string{kuzu: c.kuzu, neo4j: c.neo4j} {
			got, err := cypher.Literal(d, c.value)
			require.NoError(t, err)
			assert.Equal(t, want, got)
			_, err = cypher.Prepare(d, "RETURN "+got+" AS x")
			assert.NoError(t, err, got)
		}
	}
	for _, v := range []any{struct{}{}, map[int]int{1: 1}, map[string]any{}} {
		_, err := cypher.Literal(kuzu, v)
		assert.Equal(t, graph.Invalid, graph.CodeOf(err))
	}
}

// Whatever is quoted is read again as one token that means the same: a query
// with a parameter and one with its value inlined are the same query.
func TestQuoteNeverBreaksOut(t *testing.T) {
	for _, d := range dialects {
		t.Run(string(d), rapid.MakeCheck(func(t *rapid.T) {
			s := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("'\"\\`u0041\n\r/*$;{}x")))).Draw(t, "s")
			p, err := cypher.Prepare(d, "RETURN "+cypher.Quote(d, s)+" AS x")
			if err != nil {
				if d == neo4j && strings.ContainsRune(s, 0) {
					return // a query holds no character zero; a parameter does
				}
				t.Fatalf("%q: %v", s, err)
			}
			if want := "RETURN " + cypher.Quote(d, s) + " AS x"; p.Text != want {
				t.Fatalf("%q is printed as %s", s, p.Text)
			}
		}))
	}
}

func TestIdentifierNeverBreaksOut(t *testing.T) {
	for _, d := range dialects {
		t.Run(string(d), rapid.MakeCheck(func(t *rapid.T) {
			s := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("'\"\\`u0041\n/*$;aE")))).Draw(t, "s")
			if s == "" || strings.ContainsRune(s, 0) {
				return
			}
			id := cypher.Identifier(d, s)
			p, err := cypher.Prepare(d, "RETURN 1 AS "+id)
			if err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			if want := "RETURN 1 AS " + id; p.Text != want {
				t.Fatalf("%q is printed as %s", s, p.Text)
			}
		}))
	}
}

func TestIdentifier(t *testing.T) {
	assert.Equal(t, "name", cypher.Identifier(kuzu, "name"))
	assert.Equal(t, "`where`", cypher.Identifier(kuzu, "where"))
	assert.Equal(t, "`a b`", cypher.Identifier(neo4j, "a b"))
	assert.Equal(t, "`a``b`", cypher.Identifier(neo4j, "a`b"))
	assert.Equal(t, "`a``b`", cypher.Identifier(kuzu, "a`b"))
	assert.Equal(t, "`a\\u005cu0041`", cypher.Identifier(neo4j, `a\u0041`))
}
