package cypher

import (
	"regexp"
	"slices"
	"strings"

	"backchannel/graph"
)

// Neo4j matches regular expressions by trying one way after another, and ends no
// match that has begun. Where a repeated part can itself be read in several ways,
// as in (a+)+, the ways double with each character of a text. The guard refuses such
// patterns as far as they stand in the query and its parameters. Kuzu matches in
// one pass.

// maxRepeats is how many repetitions a pattern may have: those behind one another
// multiply by the length of the text, each.
const maxRepeats = 6

// maxPattern is how long a pattern may be, in bytes.
const maxPattern = 1000

// checkPattern refuses what stands behind =~, from start to here, if it may be
// matched without end.
func (p *parser) checkPattern(start int) {
	if p.dialect != graph.Neo4jDialect {
		return
	}
	whole := ""
	for _, texts := range p.sizes.textsIn(p.tokens[start:p.i]) {
		for _, pattern := range texts {
			p.checkEndless(start, pattern)
		}
		if len(texts) == 1 {
			whole += texts[0]
		}
	}
	p.checkEndless(start, whole)
}

func (p *parser) checkEndless(at int, pattern string) {
	if p.patterns.passed[pattern] {
		return
	}
	switch {
	case len(pattern) > maxPattern:
		p.fail(graph.Refused, at, "this regular expression has more than %d characters: take it apart, or use CONTAINS", maxPattern)
	case p.patterns.endless(pattern):
		p.fail(graph.Refused, at, "a match of this regular expression may never end: repeat nothing that has a repetition or overlapping alternatives in it, as (a+)+ has, and at most %d things in all, or use CONTAINS", maxRepeats)
	}
	p.patterns.passed[pattern] = true
}

// textsIn are the texts in an expression, for each token those that it may be.
func (s *sizes) textsIn(item []token) (texts [][]string) {
	for i, t := range item {
		switch {
		case t.kind == text:
			texts = append(texts, []string{t.value})
		case t.kind == parameter:
			texts = append(texts, textsOf(s.parameters[t.value]))
		case t.isName() && s.texts[t.value] != nil && (i == 0 || !item[i-1].is(".")):
			texts = append(texts, s.texts[t.value])
		}
	}
	return texts
}

// maxTexts is how many texts a variable is known to hold.
const maxTexts = 1000

// heldTexts are the texts that what is made of an expression may hold.
func (s *sizes) heldTexts(item []token) (held []string) {
	seen := map[string]bool{}
	for _, texts := range s.textsIn(item) {
		for _, t := range texts {
			if !seen[t] && len(held) < maxTexts {
				seen[t] = true
				held = append(held, t)
			}
		}
	}
	return held
}

func textsOf(v any) (texts []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, item := range v {
			texts = append(texts, textsOf(item)...)
		}
	case map[string]any:
		for _, item := range v {
			texts = append(texts, textsOf(item)...)
		}
	}
	return texts
}

// atom is a part of a pattern that stands for one character, or a group.
type atom struct {
	chars    charset
	repeated bool // it may be there more often than once, or not at all
	group    bool
}

// charset are the characters of Latin-1 that an atom may stand for or hold.
type charset [4]uint64

func (c *charset) add(r rune) { c[r/64] |= 1 << (r % 64) }

func (c *charset) unite(other charset) {
	for i, in := range other {
		c[i] |= in
	}
}

func (c charset) meets(other charset) bool {
	for i, in := range other {
		if c[i]&in != 0 {
			return true
		}
	}
	return false
}

// group is what stands between two parentheses, or the whole pattern.
type group struct {
	branches [][]atom
	chars    charset // all in it
	repeats  charset // those of what is repeated in it
	repeated bool    // something is
}

func (g *group) add(a atom) {
	last := len(g.branches) - 1
	g.branches[last] = append(g.branches[last], a)
	g.chars.unite(a.chars)
	if a.repeated {
		g.repeats.unite(a.chars)
		g.repeated = true
	}
}

// patterns are what is known of the patterns of a query.
type patterns struct {
	passed map[string]bool    // those that have been found to end
	atoms  map[string]charset // by how they are written
}

// maxAtoms is how many kinds of atoms the patterns of a query may have before the
// others are taken to stand for anything.
const maxAtoms = 500

// endless tells whether matching a pattern may take exponentially long, or as long
// as a high power of the text's length.
func (p *patterns) endless(pattern string) bool {
	open, repeats := []*group{{branches: [][]atom{nil}}}, 0
	for i := 0; i < len(pattern); {
		g, from := open[len(open)-1], i
		var a atom
		switch pattern[i] {
		case '(':
			i++
			sign := groupSign.FindString(pattern[i:])
			if i += len(sign); !strings.HasSuffix(sign, ")") { // flags alone end there
				open = append(open, &group{branches: [][]atom{nil}})
			}
			continue
		case '|':
			g.branches = append(g.branches, nil)
			i++
			continue
		case ')':
			if len(open) == 1 {
				return false // it is no pattern, and the engine says so
			}
			open = open[:len(open)-1]
			a = atom{chars: g.chars, group: true}
			i++
		default:
			i += len(one.FindString(pattern[i:]))
			a = atom{chars: p.charsOf(pattern[from:i])}
		}
		sign := quantifier.FindString(pattern[i:])
		i += len(sign)
		many := sign != "" && !once.MatchString(sign)
		if many && strings.ContainsAny(sign, "*+,") {
			repeats++
		}
		if a.group && many && g.ambiguous() {
			return true
		}
		a.repeated = many || strings.HasPrefix(sign, "?")
		outer := open[len(open)-1]
		if a.group && g.repeated {
			outer.repeats.unite(g.repeats)
			outer.repeated = true
		}
		outer.add(a)
	}
	return repeats > maxRepeats
}

var (
	groupSign  = regexp.MustCompile(`^\?(?:<[a-zA-Z]\w*>|[a-zA-Z-]*[:)]|<?[=!]|>)`)
	one        = regexp.MustCompile(`(?s)^(?:\\[pPxuN]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|\[[^\]]*\]|[^\]\\])*\]|.)`)
	quantifier = regexp.MustCompile(`^(?:[*+?]|\{\d+(?:,\d*)?\})[+?]?`)
	once       = regexp.MustCompile(`^(?:\?|\{[01]\}|\{[01],1\})`)
)

// charsOf finds out what characters a piece of a pattern stands for, in either case:
// all, if it is beyond the Go of regular expressions.
func (p *patterns) charsOf(piece string) charset {
	if chars, ok := p.atoms[piece]; ok {
		return chars
	}
	var chars charset
	r, err := regexp.Compile("(?is)^(?:" + piece + ")$")
	for c := rune(0); c < 256; c++ {
		if err != nil || len(p.atoms) >= maxAtoms || r.MatchString(string(c)) {
			chars.add(c)
		}
	}
	if len(p.atoms) < maxAtoms {
		p.atoms[piece] = chars
	}
	return chars
}

// ambiguous tells whether what repeats the group could be read in several ways.
func (g *group) ambiguous() bool {
	for i, a := range g.branches {
		for _, b := range g.branches[:i] {
			if overlap(a, b) {
				return true
			}
		}
	}
	if !g.repeated {
		return false
	}
	for _, branch := range g.branches {
		if !slices.ContainsFunc(branch, g.parts) {
			return true
		}
	}
	return false
}

// parts tells whether an atom, which has to be there, can be nothing that is
// repeated, so that it tells where the group begins again.
func (g *group) parts(a atom) bool {
	return !a.repeated && !a.group && a.chars != charset{} && !a.chars.meets(g.repeats)
}

// overlap tells whether one branch could be the beginning of what the other is.
func overlap(a, b []atom) bool {
	for i := range min(len(a), len(b)) {
		switch {
		case a[i].repeated || b[i].repeated || a[i].group || b[i].group:
			return a[i].chars.meets(b[i].chars)
		case !a[i].chars.meets(b[i].chars):
			return false
		}
	}
	return true
}
