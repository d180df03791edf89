package cypher

import (
	"slices"

	"backchannel/graph"
)

// pattern is one of those between the commas of a MATCH.
func (p *parser) pattern() {
	if p.peek(0).isName() && p.peek(1).is("=") {
		p.i += 2
	}
	if p.atAny("ALL", "ANY", "SHORTEST") {
		p.foreignShortest()
	}
	p.selector()
	if p.peek(0).isName() && isShortest(p.peek(0).value) {
		p.foreignShortest()
		p.i++
		p.tight()
		p.bracket("(", p.path)
		return
	}
	p.path()
}

func isShortest(name string) bool { return shortest[upper(name)] }

var shortest = set("shortestPath allShortestPaths")

// selector says which of the paths that match are wanted.
func (p *parser) selector() {
	if p.accept("ALL") || p.accept("ANY") {
		p.accept("SHORTEST")
	} else if !p.accept("SHORTEST") {
		return
	}
	if k := p.peek(0).kind; k == number || k == parameter {
		p.i++
	}
	for p.atAny("PATH", "PATHS", "GROUP", "GROUPS") {
		p.i++
	}
}

// path is nodes with relationships between them, or quantified parts of it.
func (p *parser) path() {
	p.segment()
	for {
		switch {
		case p.atArrow():
			p.relationship()
			p.quantifier()
			p.tight()
			p.segment()
		case p.at("("):
			p.segment()
		default:
			return
		}
	}
}

// segment is a node, or a path in parentheses.
func (p *parser) segment() {
	named := p.peek(1).isName() && p.peek(2).is("=")
	if !p.at("(", "(") && !named {
		p.node()
		return
	}
	p.bracket("(", func() {
		if named {
			p.i += 2
		}
		p.path()
		p.where()
	})
	p.quantifier()
}

// quantifier is how often a part of a path repeats, in Neo4j.
func (p *parser) quantifier() {
	switch {
	case p.dialect != graph.Neo4jDialect:
	case p.atAny("+", "*"):
		p.tight()
		p.i++
	case p.at("{"):
		p.tight()
		p.bracket("{", func() {
			p.number()
			if p.accept(",") {
				p.number()
			}
		})
	}
}

// number passes over a number if there is one.
func (p *parser) number() {
	if p.peek(0).kind == number {
		p.i++
	}
}

func (p *parser) node() { p.bracket("(", p.element) }

// element is what stands in the brackets of a node or a relationship.
func (p *parser) element() {
	node := p.tokens[p.i-1].is("(")
	p.variable()
	p.foreignLabels(node)
	if p.at(":") || p.accept("IS") {
		p.labels()
	}
	if p.at("*") {
		p.tight()
		p.i++
		p.recursion()
	}
	switch {
	case p.at("{"):
		p.mapping()
	case p.peek(0).kind == parameter:
		p.parameter()
	}
	p.where()
}

// variable passes over the name of an element if it has one.
func (p *parser) variable() {
	keyword := (p.at("WHERE") || p.at("IS")) && (p.peek(1).isName() || p.peek(1).is("("))
	if p.peek(0).isName() && !keyword {
		p.i++
	}
}

// recursion is what follows the star of a relationship of any length.
func (p *parser) recursion() {
	if p.accept("ALL") || p.atAny("SHORTEST", "WSHORTEST", "TRAIL", "ACYCLIC") {
		if !p.atAny("SHORTEST", "WSHORTEST", "TRAIL", "ACYCLIC") {
			p.unexpected("SHORTEST")
		}
		weighted := p.at("WSHORTEST")
		p.i++
		if weighted {
			p.bracket("(", func() { p.name() })
		}
	} else {
		p.tight()
	}
	p.number()
	if p.accept("..") {
		p.number()
	}
	if p.at("(") { // Kuzu: a filter and a projection on the way
		p.bracket("(", func() {
			p.bar = true
			p.name()
			p.expect(",")
			p.name()
			if p.accept("|") && !p.at("{") {
				p.expect("WHERE")
				p.expression()
				p.accept("|")
			}
			if p.at("{") {
				p.list(p.kept)
			}
		})
	}
}

// kept is what Kuzu is to keep of the nodes or relationships on the way.
func (p *parser) kept() {
	p.bracket("{", func() {
		if !p.at("}") {
			p.list(func() {
				if !p.accept("*") {
					p.expression()
				}
			})
		}
	})
}

// relationship is -[…]-, -->, <-- and so on.
func (p *parser) relationship() {
	p.count(&p.tally.hops, maxHops, "relationships in its patterns")
	if p.at("<") {
		p.tight()
		p.i++
	}
	p.dash()
	if p.at("[") {
		p.tight()
		p.bracket("[", p.element)
	}
	p.dash()
	if p.at(">") {
		p.tight()
		p.i++
	}
}

func (p *parser) dash() {
	p.tight()
	p.expect("-")
}

// atArrow tells whether a relationship comes next, and no subtraction or
// comparison.
func (p *parser) atArrow() bool { return p.arrow(p.i) }

func (p *parser) arrow(i int) bool {
	is := func(words ...string) bool {
		t := p.tokens[min(i, len(p.tokens)-1)]
		return slices.ContainsFunc(words, t.is)
	}
	pass := func(s string) bool {
		ok := is(s)
		if ok {
			i++
		}
		return ok
	}
	pass("<")
	if !pass("-") {
		return false
	}
	if is("[") {
		i = p.partner[i] + 1
	}
	if !pass("-") {
		return false
	}
	pass(">")
	return is("(", "{", "+", "*") // a node, or how often the relationship repeats
}

// atPath tells whether the parenthesis that comes next begins a path: a node
// with a relationship behind it.
func (p *parser) atPath() bool {
	closed, ok := p.partner[p.i]
	if !ok || !p.at("(") || !p.arrow(closed+1) {
		return false
	}
	n := 1
	if p.peek(n).isName() {
		n++
	}
	t := p.peek(n)
	return t.kind == parameter || t.is(")") || t.is(":") || t.is("{") || t.is("WHERE") || t.is("IS")
}

// labels is a label expression, from its colon.
func (p *parser) labels() {
	if p.at(":") {
		p.tight()
		p.i++
		p.tight()
	}
	p.labelExpression()
}

func (p *parser) labelExpression() {
	for {
		for p.accept("!") {
			p.tight()
		}
		p.label()
		switch {
		case p.at("|") && p.separates():
			return
		case p.at("|"), p.at("&"), p.at(":"):
			p.tight()
			bar := p.at("|")
			p.i++
			p.tight()
			if bar && p.accept(":") {
				p.tight()
			}
		default:
			return
		}
	}
}

func (p *parser) label() {
	switch t := p.peek(0); {
	case p.accept("%"):
	case p.at("("):
		p.bracket("(", p.labelExpression)
	case p.accept("$"), t.kind == parameter && p.peek(1).is("(") && dynamic[upper(t.value)]:
		if t.kind == parameter {
			p.i++
		}
		p.tight()
		p.bracket("(", p.expression)
	default:
		p.name()
	}
}

// dynamic are Neo4j's $any(…) and $all(…) of labels that are computed.
var dynamic = set("any all")
