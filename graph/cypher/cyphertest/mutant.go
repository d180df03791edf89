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

// A Mutator makes texts from parts of those in the corpora, so that a suite can
// hold, with a live engine, that whatever the guard lets through changes nothing.
// Costly texts are left out.
type Mutator struct {
	rand  *rand.Rand
	texts [][]string
}

// NewMutator makes a Mutator that gives the same texts for the same seed.
func NewMutator(d graph.Dialect, seed uint64) *Mutator {
	m := &Mutator{rand: rand.New(rand.NewPCG(seed, seed))}
	for _, c := range append(Hostile(d), Honest(d)...) {
		if c.Category != Costly && c.Query != "" && len(c.Query) < 1000 {
			m.texts = append(m.texts, pieces.FindAllString(c.Query, -1))
		}
	}
	return m
}

// Next makes a text from two or three others.
func (m *Mutator) Next() string {
	var b strings.Builder
	for i := range 2 + m.rand.IntN(2) {
		parts, from := m.texts[m.rand.IntN(len(m.texts))], 0
		if i > 0 {
			from = m.rand.IntN(len(parts))
			b.WriteString(glue[m.rand.IntN(len(glue))])
		}
		to := from + 1 + m.rand.IntN(len(parts)-from)
		b.WriteString(strings.Join(parts[from:to], ""))
	}
	return b.String()
}
