package cypher

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"backchannel/graph"
)

// A literal is one token, and what the engine reads in it is what was quoted.
func TestALiteralIsOneToken(t *testing.T) {
	for _, d := range []graph.Dialect{graph.KuzuDialect, graph.Neo4jDialect} {
		t.Run(string(d), rapid.MakeCheck(func(t *rapid.T) {
			s := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("'\"\\`u0041\n\r/*$;{}x")))).Draw(t, "s")
			if strings.ContainsRune(s, 0) {
				return // a query holds no character zero; a parameter does
			}
			tokens, err := lex(d, Quote(d, s))
			if err != nil || len(tokens) != 2 || tokens[0].kind != text || tokens[0].value != s {
				t.Fatalf("%q is read as %v (%v)", s, tokens, err)
			}
		}))
	}
}
