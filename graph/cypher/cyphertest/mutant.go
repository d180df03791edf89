package cyphertest

import (
	"math/rand/v2"
	"regexp"
	"strings"

	"backchannel/graph"
)

// pieces cuts a text roughly where tokens meet.
var pieces = regexp.MustCompile(`\w+|\s+|/\*|\*/|//|[^\w\s]`)

// glue is what texts are joined by: what one lexer may read otherwise than another.
var glue = []string{
	" ", "\n", "\r", "\t", ";", "/**/", "/***/", "/*", "*/", "//", "//\r", "//\n", "'", "\"", "`", "\\", "\\'",
	"\\u0027", "\\u002a\\u002f", "\\u000a", "\\u005c", "\u00a0", "\u2028", "{", "}", "(", ")", "[", "]", "|", ":", ",", "$",
	" UNION ", " WITH * ", " CALL { ", " } ", " WHERE ", " AS ", " RETURN 1 ", "",
}

// Mutant makes a text from parts of two or three texts of the corpora for d, so
// that a suite can hold, with a live engine, that whatever the guard lets through
// changes nothing. Costly texts are left out. The same r makes the same texts.
func Mutant(r *rand.Rand, d graph.Dialect) string {
	var texts []string
	for _, c := range append(Hostile(d), Honest(d)...) {
		if c.Category != Costly && len(c.Query) < 1000 {
			texts = append(texts, c.Query)
		}
	}
	var b strings.Builder
	for range 2 + r.IntN(2) {
		parts := pieces.FindAllString(texts[r.IntN(len(texts))], -1)
		if len(parts) == 0 {
			continue
		}
		from := 0
		if b.Len() > 0 {
			from = r.IntN(len(parts))
			b.WriteString(glue[r.IntN(len(glue))])
		}
		to := from + 1 + r.IntN(len(parts)-from)
		b.WriteString(strings.Join(parts[from:to], ""))
	}
	return b.String()
}
