package cypher

import (
	"fmt"
	"slices"
	"strings"

	"backchannel/graph"
)

// projected is what stands behind a WITH or RETURN.
type projected struct {
	start   int // of the WITH or RETURN
	items   []item
	orders  []span // what ORDER BY names
	orderAt int    // where ORDER BY, SKIP or LIMIT begin
	sums    []aggregate
	star    bool
}

// span is the tokens from one place to another.
type span struct{ from, to int }

// item is a column: an expression, and where its name ends if it has one.
type item struct {
	span
	named int  // the end of AS and a name; span.to if there is none
	sums  bool // an aggregate is in it
}

// aggregate is a call that sums up rows.
type aggregate struct {
	span
	distinct bool
}

var aggregates = set("count collect sum avg min max")

// noteSum takes down the call from start to here if it sums up.
func (p *parser) noteSum(start int, name string) {
	if p.projected != nil && aggregates[upper(name)] {
		p.projected.sums = append(p.projected.sums, aggregate{span{start, p.i}, p.tokens[start+2].is("DISTINCT")})
	}
}

// separateSums keeps Kuzu from summing up, in one grouping, what is not DISTINCT
// behind what is: there it returns null or 0, or crashes. A WITH is put in front
// that sums up everything, what is DISTINCT last, and the projection picks from it.
func (p *parser) separateSums() {
	q := p.projected
	if p.dialect != graph.KuzuDialect || !q.mixed() {
		return
	}
	if q.star || slices.ContainsFunc(p.edits, func(e edit) bool { return e.from > q.start }) {
		p.fail(graph.Refused, q.start, "Kuzu sums up wrongly where count(DISTINCT …) or the like stands before an aggregate without DISTINCT: put it behind the others")
	}
	parts := p.parts()
	tokens := p.glue(q.start, "WITH")
	for i, part := range parts {
		tokens = append(tokens, p.separator(i)...)
		tokens = append(append(tokens, p.tokens[part.from:part.to]...), part.as...)
	}
	tokens = append(tokens, p.tokens[q.start])
	for i, it := range q.items {
		tokens = append(tokens, p.separator(i)...)
		tokens = append(append(tokens, p.picked(it.span, parts)...), p.tokens[it.to:it.named]...)
		if it.named == it.to && p.tokens[q.start].is("RETURN") && !p.bare(it.span) {
			tokens = append(tokens, p.glue(it.from, "AS "+backticked(p.dialect, p.titleOf(p.tokens[it.from:it.to])))...)
		}
	}
	at := q.orderAt
	for _, o := range q.orders {
		tokens = append(append(tokens, p.tokens[at:o.from]...), p.picked(o, parts)...)
		at = o.to
	}
	p.edits = append(p.edits, edit{q.start, p.i, append(tokens, p.tokens[at:p.i]...)})
}

// mixed tells whether the rows are grouped and an aggregate without DISTINCT stands
// behind one with it. Without grouping Kuzu is right.
func (q *projected) mixed() bool {
	first := slices.IndexFunc(q.sums, func(a aggregate) bool { return a.distinct })
	return first >= 0 && slices.ContainsFunc(q.sums[first:], func(a aggregate) bool { return !a.distinct }) &&
		(q.star || slices.ContainsFunc(q.items, func(it item) bool { return !it.sums }))
}

// part is what the WITH in front has: what is grouped by, and the aggregates.
type part struct {
	span
	name []token // by which it is picked
	as   []token // AS and the name, if it is another
}

func (p *parser) parts() (parts []part) {
	base := "_"
	for slices.ContainsFunc(p.tokens, func(t token) bool { return strings.HasPrefix(t.value, base) }) {
		base += "_"
	}
	add := func(s span) {
		if slices.ContainsFunc(parts, func(other part) bool { return p.same(s, other.span) }) {
			return
		}
		if p.bare(s) {
			parts = append(parts, part{span: s, name: p.tokens[s.from:s.to]})
			return
		}
		name := fmt.Sprint(base, len(parts))
		parts = append(parts, part{s, p.glue(s.from, name), p.glue(s.from, "AS "+name)})
	}
	for _, it := range p.projected.items {
		if !it.sums {
			add(it.span)
		}
	}
	for _, distinct := range []bool{false, true} {
		for _, a := range p.projected.sums {
			if a.distinct == distinct {
				add(a.span)
			}
		}
	}
	return parts
}

// picked is an expression in terms of the parts. A part is picked where it is the
// whole, or where no operator beside it could take a piece of it.
func (p *parser) picked(s span, parts []part) (tokens []token) {
	for i := s.from; i < s.to; {
		n := slices.IndexFunc(parts, func(part part) bool {
			at := span{i, i + part.to - part.from}
			return at.to <= s.to && p.same(at, part.span) && (at == s || p.atom(at) && (i == s.from || !p.tokens[i-1].is(".")))
		})
		if n < 0 {
			tokens = append(tokens, p.tokens[i])
			i++
			continue
		}
		tokens = append(tokens, parts[n].name...)
		i += parts[n].to - parts[n].from
	}
	return tokens
}

// atom tells whether the tokens are a property or one call.
func (p *parser) atom(s span) bool {
	i := s.from + 1
	for i+1 < s.to && p.tokens[i].is(".") {
		i += 2
	}
	return p.tokens[s.from].isName() && (i == s.to && i > s.from+1 || p.tokens[i].is("(") && p.partner[i] == s.to-1)
}

func (p *parser) bare(s span) bool { return s.to == s.from+1 && p.tokens[s.from].isName() }

func (p *parser) same(a, b span) bool {
	return slices.EqualFunc(p.tokens[a.from:a.to], p.tokens[b.from:b.to], func(a, b token) bool { return a.kind == b.kind && a.value == b.value })
}

func (p *parser) separator(i int) []token {
	if i == 0 {
		return nil
	}
	return p.glue(p.projected.start, ",")
}
