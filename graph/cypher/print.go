package cypher

import (
	"cmp"
	"slices"
	"strings"

	"backchannel/graph"
)

// print writes the tokens anew, on one line and without comments, and makes sure
// that they are read again as the same tokens.
func (p *parser) print() {
	tokens := p.tokens[:len(p.tokens)-1]
	if n := len(tokens); n > 0 && tokens[n-1].is(";") {
		tokens = tokens[:n-1]
	}
	tokens = quoteWords(edited(tokens, p.edits))
	p.query.Text, p.query.places = write(p.dialect, tokens)

	again, err := lex(p.dialect, p.query.Text)
	same := func(a, b token) bool { return a.kind == b.kind && a.value == b.value }
	if err != nil || !slices.EqualFunc(tokens, again[:len(again)-1], same) {
		p.fail(graph.Refused, 0, "the query cannot be printed so that it is read the same: write it more plainly")
	}
}

// write joins tokens to a text and tells where each stands in it.
func write(d graph.Dialect, tokens []token) (string, []place) {
	var b strings.Builder
	places := make([]place, len(tokens))
	for i, t := range tokens {
		if i > 0 && spaced(tokens[i-1], t) {
			b.WriteByte(' ')
		}
		places[i] = place{b.Len(), t.from}
		b.WriteString(spell(d, t))
	}
	return b.String(), places
}

// edited applies the edits. What is put in comes before what is put instead.
func edited(tokens []token, edits []edit) []token {
	tokens = slices.Clone(tokens)
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	for _, e := range slices.Backward(edits) {
		tokens = slices.Replace(tokens, e.from, e.to, e.tokens...)
	}
	return tokens
}

// quoteWords puts words into backticks that an engine with another version of
// Unicode, or another idea of $, could cut elsewhere.
func quoteWords(tokens []token) []token {
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
