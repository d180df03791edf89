package cypher

import (
	"slices"
	"strings"

	"backchannel/graph"
)

// title is what a column of the answer is to be called. Columns that are all of
// something, as those of *, have none and may be many.
type title struct {
	text string // empty where the engine's own is right
	many bool
}

// entitle takes down the titles of the columns that a RETURN makes, if it is the
// one by which the answer's columns are called.
func (p *parser) entitle() {
	if p.dialect != graph.KuzuDialect || p.query.Kind != Run || p.tally.subqueries > 0 || p.query.titles != nil {
		return
	}
	for _, it := range p.projected.items {
		tokens := p.tokens[it.from:it.to]
		t := title{many: tokens[len(tokens)-1].is("*")}
		if !t.many && it.named == it.to {
			t.text = p.titleOf(tokens)
		}
		p.query.titles = append(p.query.titles, t)
	}
}

// titleOf is an expression as it is written, on one line.
func (p *parser) titleOf(expression []token) string {
	text, _ := write(p.dialect, expression)
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "`", "")), " ")
}

// Columns returns the columns of the answer under the names that the query gives
// them: that after AS, or the expression as it is written. Kuzu heads a column
// with what it has made of the expression, inner ids and values of parameters
// included. An AS of ours in the query would do it too, but there the expression
// could not be ordered by.
func (p Prepared) Columns(engines []string) []string {
	columns := slices.Clone(engines)
	more := len(engines) - len(p.titles) // than titles, from the one that stands for many
	many := slices.IndexFunc(p.titles, func(t title) bool { return t.many })
	if len(p.titles) == 0 || many < 0 && more != 0 || many >= 0 && slices.ContainsFunc(p.titles[many+1:], func(t title) bool { return t.many }) {
		return columns
	}
	for i, t := range p.titles {
		if many >= 0 && i > many {
			i += more
		}
		if t.text != "" && i < len(columns) {
			columns[i] = t.text
		}
	}
	return columns
}
