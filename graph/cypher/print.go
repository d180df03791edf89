package cypher

import (
	"slices"
	"strings"

	"backchannel/graph"
)

// print writes the tokens anew, on one line and without comments, and makes sure
// that they are read again as the same tokens.
func (p *parser) print() {
	var run, normal strings.Builder
	tokens := p.tokens[:len(p.tokens)-1]
	if n := len(tokens); n > 0 && tokens[n-1].is(";") {
		tokens = tokens[:n-1]
	}
	tokens = quoteWords(withRows(tokens, p.rows))
	for i, t := range tokens {
		if i > 0 && spaced(tokens[i-1], t) {
			run.WriteByte(' ')
			normal.WriteByte(' ')
		}
		p.query.places = append(p.query.places, place{run.Len(), t.from})
		printed := spell(p.dialect, t)
		run.WriteString(printed)
		if t.kind == text || t.kind == number {
			printed = "?"
		}
		normal.WriteString(printed)
	}
	p.query.Text, p.query.Normalized = run.String(), normal.String()

	again, err := lex(p.dialect, p.query.Text)
	same := func(a, b token) bool { return a.kind == b.kind && a.value == b.value }
	if err != nil || !slices.EqualFunc(tokens, again[:len(again)-1], same) {
		p.fail(graph.Refused, 0, "the query cannot be printed so that it is read the same: write it more plainly")
	}
}

// withRows puts UNWIND [0] AS name before the tokens at these places, with a name
// that is not in the query.
func withRows(tokens []token, at []int) []token {
	if len(at) == 0 {
		return tokens
	}
	name := "_"
	for slices.ContainsFunc(tokens, func(t token) bool { return strings.EqualFold(t.value, name) }) {
		name += "_"
	}
	tokens = slices.Clone(tokens)
	for _, i := range slices.Backward(at) {
		from := tokens[i].from
		tokens = slices.Insert(tokens, i,
			token{kind: word, value: "UNWIND", from: from}, token{kind: symbol, value: "[", from: from},
			token{kind: number, value: "0", from: from}, token{kind: symbol, value: "]", from: from},
			token{kind: word, value: "AS", from: from}, token{kind: word, value: name, from: from})
	}
	return tokens
}

// quoteWords puts words into backticks that an engine with another version of
// Unicode, or another idea of $, could cut elsewhere.
func quoteWords(tokens []token) []token {
	tokens = slices.Clone(tokens)
	for i, t := range tokens {
		if t.kind == word && !plain(t.value) {
			tokens[i].kind = quoted
		}
	}
	return tokens
}

// spaced tells whether a space stands between two tokens.
func spaced(before, t token) bool {
	switch {
	case t.tight, before.kind == symbol && strings.Contains("([{.", before.value), before.is(".."):
		return false
	case t.kind == symbol && strings.Contains(")]},", t.value):
		return false
	}
	return !(t.is(".") && before.value != "," || t.is(".."))
}

// spell writes a token in the dialect.
func spell(d graph.Dialect, t token) string {
	switch t.kind {
	case text:
		return Quote(d, t.value)
	case quoted:
		return backticked(d, t.value)
	case parameter:
		if plain(t.value) || t.value != "" && strings.Trim(t.value, "0123456789") == "" {
			return "$" + t.value
		}
		return "$" + backticked(d, t.value)
	}
	return t.value
}
