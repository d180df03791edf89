package cyphertest

import (
	"math/rand/v2"
	"regexp"
	"slices"
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
type Mutator [][]string

// NewMutator makes a Mutator from the corpora for d.
func NewMutator(d graph.Dialect) Mutator {
	var m Mutator
	for _, c := range append(Hostile(d), Honest(d)...) {
		if c.Category != Costly && c.Query != "" && len(c.Query) < 1000 {
			m = append(m, pieces.FindAllString(c.Query, -1))
		}
	}
	return m
}

// Text makes a text, the same one for the same seed.
func (m Mutator) Text(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, seed))
	if r.IntN(2) == 0 {
		return m.joined(r)
	}
	return m.grafted(r)
}

// joined puts parts of two or three texts one behind another.
func (m Mutator) joined(r *rand.Rand) string {
	var b strings.Builder
	for i := range 2 + r.IntN(2) {
		parts, from := m.text(r), 0
		if i > 0 {
			from = r.IntN(len(parts))
			b.WriteString(glue[r.IntN(len(glue))])
		}
		to := from + 1 + r.IntN(len(parts)-from)
		b.WriteString(strings.Join(parts[from:to], ""))
	}
	return b.String()
}

// grafted puts a few parts of others into a text, in the place of its own.
func (m Mutator) grafted(r *rand.Rand) string {
	parts := slices.Clone(m.text(r))
	for range 1 + r.IntN(3) {
		scion := m.text(r)
		from := r.IntN(len(scion))
		to := min(len(scion), from+1+r.IntN(6))
		at := r.IntN(len(parts))
		parts = slices.Replace(parts, at, min(len(parts), at+r.IntN(to-from+1)), scion[from:to]...)
	}
	return strings.Join(parts, "")
}

func (m Mutator) text(r *rand.Rand) []string { return m[r.IntN(len(m))] }
