package cypher

import (
	"strings"

	"backchannel/graph"
)

func upper(s string) string { return strings.ToUpper(s) }

// expression passes over operands and the operators between them. Precedence
// does not matter for what an expression may do.
func (p *parser) expression() {
	pattern := 0 // where one begins, behind =~
	for {
		p.prefixes()
		p.operand()
		p.suffixes()
		if pattern > 0 && !p.atAny("+", "||") {
			p.checkPattern(pattern)
			pattern = 0
		}
		matches := p.at("=~")
		if p.at("XOR") {
			p.count(&p.tally.xors, maxXors, "XOR")
		}
		if !p.infix() {
			return
		}
		if matches {
			pattern = p.i
		}
		p.count(&p.tally.operators, maxOperators, "operators")
	}
}

// prefixes passes over NOT and signs.
func (p *parser) prefixes() {
	p.tally.signs = 0
	for p.atAny("NOT", "+", "-") {
		p.count(&p.tally.signs, maxSigns, "signs in a row")
		sign := !p.at("NOT")
		p.i++
		if sign && !p.atAny("+", "-") {
			p.tight()
		}
	}
}

// infix passes over an operator between two operands.
func (p *parser) infix() bool {
	switch {
	case p.accept("STARTS", "WITH"), p.accept("ENDS", "WITH"):
		return true
	case p.atAny("|", "&", "<<", ">>"):
		if p.dialect != graph.KuzuDialect || p.bar {
			return false
		}
	case !p.atAny("AND", "OR", "XOR", "IN", "CONTAINS", "=", "<>", "!=", "<", "<=", ">", ">=", "=~", "+", "-", "*", "/", "%", "^", "||"):
		return false
	}
	p.i++
	return true
}

// separates tells whether the | that comes next stands between the two parts of a
// comprehension, and not between labels or types: no other follows in the bracket.
func (p *parser) separates() bool {
	if !p.bar {
		return false
	}
	for i := p.i + 1; i < len(p.tokens); i++ {
		switch t := p.tokens[i]; {
		case t.is("|"):
			return false
		case t.is("]"), t.is(")"), t.is("}"):
			return true
		}
		if closed, ok := p.partner[i]; ok {
			i = closed
		}
	}
	return true
}

// suffixes passes over what follows an operand: properties, indexes, predicates.
func (p *parser) suffixes() {
	for {
		switch {
		case p.accept("."):
			if !p.accept("*") {
				p.name()
			}
			if p.at("(") {
				p.fail(graph.Refused, p.i, "a value cannot be called: remove the parenthesis")
			}
		case p.at("["):
			p.tight()
			p.bracket("[", p.index)
		case p.dialect == graph.Neo4jDialect && p.at(":"):
			p.tight()
			p.labels()
		case p.at("::"):
			p.kuzuLacks("a type behind ::", "typeof(x) = 'INT64', or cast(x AS INT64)")
			p.i++
			p.valueType()
		case p.at("IS"):
			p.predicate()
		case p.dialect == graph.KuzuDialect && p.at("!"): // factorial
			p.tight()
			p.i++
		default:
			return
		}
	}
}

// index is one place of a list, or a slice of it.
func (p *parser) index() {
	between := func() bool {
		if p.at("..") {
			p.kuzuLacks("[..] for a part of a list", "[1:2], where places count from 1 and the last one is part of it")
		}
		return p.accept("..") || p.dialect == graph.KuzuDialect && p.colon()
	}
	if !p.at("..") && !p.at(":") {
		p.expression()
	}
	if between() && !p.at("]") {
		p.expression()
	}
}

// colon passes over the colon of a slice, which Kuzu takes without spaces alone.
func (p *parser) colon() bool {
	if !p.at(":") {
		return false
	}
	p.tight()
	p.i++
	p.tight()
	return true
}

// predicate is what follows IS.
func (p *parser) predicate() {
	p.expect("IS")
	p.accept("NOT")
	switch {
	case p.accept("NULL"):
	case p.dialect == graph.KuzuDialect:
		p.kuzuLacks("IS with anything but NULL", "typeof(x) = 'INT64', or label(n) = 'Person'")
	case p.accept("NORMALIZED"):
	case p.atAny("NFC", "NFD", "NFKC", "NFKD") && p.peek(1).is("NORMALIZED"):
		p.i += 2
	case p.accept("::"), p.accept("TYPED"):
		p.valueType()
	default:
		p.labelExpression()
	}
}

// operand passes over one value.
func (p *parser) operand() {
	t := p.peek(0)
	switch {
	case t.kind == number, t.kind == text:
		p.i++
	case t.kind == parameter:
		p.parameter()
	case p.atPath():
		p.path()
	case p.at("("):
		p.bracket("(", p.expression)
	case p.at("["):
		p.bracket("[", p.items)
	case p.at("{"):
		p.mapping()
	case p.at("CASE") && !p.operandEnds(1):
		p.within(&p.tally.cases, maxCases, "CASE in one another", p.caseOf)
	case p.atAny("EXISTS", "COUNT", "COLLECT") && p.peek(1).is("{"):
		start := p.i
		p.i++
		p.bracket("{", func() { p.within(&p.tally.subqueries, maxSubqueries, "subqueries in one another", p.subquery) })
		if p.tokens[start].is("COLLECT") {
			p.kuzuLacked(start, "COLLECT { … }", "MATCH … WITH …, collect(…) AS …")
		}
	case t.isName():
		p.named()
	default:
		p.unexpected("a value")
	}
}

// operandEnds tells whether the token after the next n cannot begin a value, so
// that the word before it is a name.
func (p *parser) operandEnds(n int) bool {
	t := p.peek(n)
	return t.kind == end || t.kind == symbol && !strings.Contains("([{+-", t.value) || t.is("AS")
}

func (p *parser) parameter() {
	p.query.Parameters = append(p.query.Parameters, p.peek(0).value)
	p.i++
}

// named is what begins with a name: a call, a variable, or a projection of one.
func (p *parser) named() {
	start := p.i
	name := p.qualified()
	switch {
	case p.at("("):
		p.function(start, name)
	case p.at("{") && p.dialect == graph.Neo4jDialect:
		p.bracket("{", p.mapProjection)
	case p.at("{"):
		p.kuzuLacks("a choice of properties in braces", "{name: p.name}, or p.name alone")
	default:
		p.i = start + 1 // the rest are properties
	}
}

// function is a function with its arguments.
func (p *parser) function(start int, name string) {
	p.foreignCall(start, name)
	p.tight()
	switch {
	case isShortest(name):
		p.foreignShortest()
		p.bracket("(", p.path)
	case !special[upper(name)] && !calls(p.dialect, "functions", name):
		p.fail(graph.Refused, start, "the function %s is not among those known to be harmless: use another, or compute it after the query", name)
	case takesOne[upper(name)]:
		p.alone(func() { p.arguments(name) })
	default:
		p.arguments(name)
		p.checkCall(start, name)
		p.noteSum(start, name)
	}
}

// special are called like functions and have a grammar of their own.
var special = set("all any none single reduce")

// arguments are those of a function or a procedure.
func (p *parser) arguments(name string) {
	p.bracket("(", func() {
		if p.at(")") || p.accept("*") {
			return
		}
		if p.at("DISTINCT") || p.at("ALL") && !p.operandEnds(1) && !p.peek(1).is("(") {
			p.i++
		}
		switch upper(name) {
		case "ALL", "ANY", "NONE", "SINGLE":
			start := p.i
			p.list(p.argument)
			p.turned(p.each(start), p.where)
		case "REDUCE":
			start, item := p.i, p.i
			p.bar = true
			p.list(func() { item = p.i; p.expression() })
			list := p.tokens[min(item+2, p.i):p.i]
			times, told := p.each(item), p.sizes.told(list)
			p.expect("|")
			body := p.i
			p.repeated(times, p.expression)
			p.checkGrowth(start, times, told, p.tokens[body:p.i])
		case "CAST":
			p.expression()
			if p.accept("AS") {
				p.dataType()
			} else if p.accept(",") {
				p.expression()
			}
		case "TRIM":
			p.trim()
		default:
			p.list(p.argument)
		}
	})
}

// argument may have a name, or be Kuzu's lambda.
func (p *parser) argument() {
	if p.dialect == graph.KuzuDialect {
		switch {
		case p.peek(0).isName() && p.peek(1).is(":="):
			p.i += 2
		case p.peek(0).isName() && p.peek(1).is("-") && p.peek(2).is(">"):
			p.i++
			p.lambda()
			return
		case p.at("(") && p.lambdaAfter():
			p.bracket("(", func() { p.list(func() { p.name() }) })
			p.lambda()
			return
		}
	}
	p.expression()
}

func (p *parser) lambdaAfter() bool {
	after := p.partner[p.i] + 1
	return p.tokens[after].is("-") && p.tokens[min(after+1, len(p.tokens)-1)].is(">")
}

func (p *parser) lambda() {
	p.expect("-")
	p.tight()
	p.expect(">")
	p.expression()
}

// trim has its own grammar in Neo4j: trim(BOTH 'x' FROM s).
func (p *parser) trim() {
	if p.atAny("BOTH", "LEADING", "TRAILING") && !p.operandEnds(1) {
		p.i++
	}
	if !p.accept("FROM") {
		p.expression()
		if !p.accept("FROM") {
			return
		}
	}
	p.expression()
}

// items are those of a list, or of a list or pattern comprehension.
func (p *parser) items() {
	if p.at("]") {
		return
	}
	start, made := p.i, 0.0
	p.foreignComprehension()
	p.bar = p.dialect == graph.Neo4jDialect
	p.list(func() { made++; p.expression() })
	if p.tokens[start+1].is("IN") {
		made = p.each(start)
	}
	p.checkMade(start, made)
	p.turned(made, p.where)
	if p.bar && p.accept("|") {
		p.repeated(made, p.expression)
	}
}

// each notes the variable of a loop, x IN list from start to here, and returns for
// how many items it turns.
func (p *parser) each(start int) float64 {
	if !p.tokens[start+1].is("IN") {
		return 1
	}
	list := p.tokens[start+2 : p.i]
	n := p.sizes.elements(list)
	p.sizes.noteItems(p.tokens[start].value, list)
	return n
}

// mapping is a map in braces.
func (p *parser) mapping() {
	start, values := p.i, 0.0
	p.bracket("{", func() {
		if p.at("}") {
			return
		}
		p.list(func() {
			values++
			if p.peek(0).kind == text && p.dialect == graph.KuzuDialect {
				p.i++
			} else {
				p.name()
			}
			p.tight()
			p.expect(":")
			p.expression()
		})
	})
	p.checkMade(start, values)
}

// mapProjection is what Neo4j takes of a variable: {.name, .*, other, key: value}.
func (p *parser) mapProjection() {
	if p.at("}") {
		return
	}
	p.list(func() {
		if p.accept(".") {
			if !p.accept("*") {
				p.name()
			}
			return
		}
		p.name()
		if p.at(":") {
			p.tight()
			p.i++
			p.expression()
		}
	})
}

func (p *parser) caseOf() {
	p.expect("CASE")
	if !p.at("WHEN") {
		p.expression()
	}
	for p.accept("WHEN") {
		p.list(p.whenValue)
		p.expect("THEN")
		p.expression()
	}
	if p.accept("ELSE") {
		p.expression()
	}
	p.expect("END")
}

// whenValue is a value or, in Neo4j, a comparison without its left side.
func (p *parser) whenValue() {
	switch {
	case p.at("IS"):
		p.predicate()
	case p.at("=~"):
		p.i++
		pattern := p.i
		p.expression()
		p.checkPattern(pattern)
	case p.atAny("=", "<>", "<", "<=", ">", ">="):
		p.i++
		p.expression()
	case p.accept("STARTS", "WITH"), p.accept("ENDS", "WITH"):
		p.expression()
	default:
		p.expression()
	}
}

// subquery is what stands in the braces of EXISTS, COUNT and COLLECT: a query,
// or a pattern alone.
func (p *parser) subquery() {
	pattern := p.at("(") || p.peek(0).isName() && (p.peek(1).is("=") || p.peek(1).is("(") && isShortest(p.peek(0).value))
	if pattern {
		p.list(p.pattern)
		p.where()
		return
	}
	p.union()
}

// valueType is a type of Neo4j, as after IS ::.
func (p *parser) valueType() {
	start := p.i
	for {
		switch {
		case p.at("NOT", "NULL"), p.at("WITH", "TIMEZONE"), p.at("WITHOUT", "TIMEZONE"), p.at("WITH", "TIME"), p.at("WITHOUT", "TIME"):
			p.i += 2
		case p.peek(0).kind == word && typeWords[upper(p.peek(0).value)]:
			p.i++
		case p.i > start && p.at("<"):
			p.tight()
			p.i++
			p.tight()
			p.nest(p.valueType)
			p.tight()
			p.expect(">")
		case p.i > start && p.at("|") && !p.separates():
			p.i++
		default:
			if p.i == start {
				p.unexpected("a type")
			}
			return
		}
	}
}

var typeWords = set(`any array bool boolean date datetime duration edge float int integer list local map node nothing
	null path point property relationship signed string time timestamp value varchar vertex zone zoned`)

// dataType is a type of Kuzu, as in CAST.
func (p *parser) dataType() {
	p.name()
	if p.at("(") {
		p.tight()
		p.bracket("(", func() { p.list(p.typeArgument) })
	}
	for p.at("[") {
		p.tight()
		p.bracket("[", p.number)
	}
}

// typeArgument is a number, a type, or a field: a name before its type.
func (p *parser) typeArgument() {
	if p.peek(0).kind == number {
		p.i++
		return
	}
	if p.peek(1).isName() {
		p.i++
	}
	p.dataType()
}
