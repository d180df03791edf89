package cypher

import (
	"slices"
	"strings"

	"backchannel/graph"
)

// statement is one query, with EXPLAIN or PROFILE in front and perhaps a
// semicolon behind.
func (p *parser) statement() {
	switch {
	case p.accept("EXPLAIN"):
		p.query.Kind = Explain
		if p.dialect == graph.KuzuDialect {
			p.accept("LOGICAL")
		}
	case p.accept("PROFILE"):
		p.query.Kind = Profile
	}
	p.union()
	if p.accept(";") && p.peek(0).kind != end {
		p.fail(graph.Refused, p.i, "one statement at a time: send what follows the semicolon by itself")
	}
	if p.peek(0).kind != end {
		p.refuseClause()
	}
}

func (p *parser) union() {
	p.clauses()
	for p.accept("UNION") {
		if !p.accept("ALL") {
			p.accept("DISTINCT")
		}
		p.clauses()
	}
}

// clauses passes over at least one clause, to where none begins.
func (p *parser) clauses() {
	start, rows := p.i, false
	for first := true; ; first = false {
		p.count(&p.tally.clauses, maxClauses, "clauses")
		rows = rows || !p.at("WITH") && !p.at("WHERE")
		switch {
		case p.accept("OPTIONAL", "MATCH"), p.accept("MATCH"):
			p.match()
		case p.accept("OPTIONAL", "CALL"), p.accept("CALL"):
			p.call()
		case p.accept("UNWIND"):
			list := p.i
			p.expression()
			items := p.tokens[list:p.i]
			p.expect("AS")
			p.sizes.noteItems(p.name(), items)
		case p.accept("WITH"):
			star := p.projection()
			rows = rows || star && first
			if p.at("WHERE") && !rows {
				p.giveRow(start)
			}
			p.where()
		case p.accept("RETURN"):
			p.projection()
			return
		case p.dialect == graph.Neo4jDialect && !first && (p.at("ORDER", "BY") || p.atAny("SKIP", "OFFSET", "LIMIT")):
			p.order()
			p.where()
		case !first && (p.peek(0).kind == end || p.atAny("UNION", ";", "}")):
			p.foreignEnd(start)
			return
		default:
			p.refuseClause()
		}
	}
}

// giveRow has a clause that yields one row put before the token at start, under a
// name that is not in the query: Kuzu ends in a segmentation fault when it filters
// what comes from no clause but WITH. The row's name is out of scope after the
// first WITH, unless that one asks for all names, of which there are none.
func (p *parser) giveRow(start int) {
	if p.dialect != graph.KuzuDialect || slices.ContainsFunc(p.edits, func(e edit) bool { return e.from == start && e.to == start }) {
		return
	}
	name := "_"
	for slices.ContainsFunc(p.tokens, func(t token) bool { return strings.EqualFold(t.value, name) }) {
		name += "_"
	}
	p.edits = append(p.edits, edit{start, start, p.glue(start, "UNWIND [0] AS "+name)})
}

// refuseClause says why the word that stands where a clause would begin is none.
func (p *parser) refuseClause() {
	p.foreignSign()
	t := p.peek(0)
	w := strings.ToUpper(t.value)
	reason := "no clause that the guard knows to read begins with " + t.String()
	switch {
	case t.kind == end:
		p.fail(graph.Invalid, p.i, "the query ends here: add a clause, such as RETURN")
	case t.kind != word:
	case writing[w]:
		reason = w + " writes or changes the database"
	case outside[w]:
		reason = w + " reaches beyond the graph: files, other databases, settings or the server"
	}
	p.fail(graph.Refused, p.i, "%s; only queries that read are run: use MATCH, OPTIONAL MATCH, UNWIND, WITH, CALL, UNION and RETURN", reason)
}

// These only choose the words of a refusal; whatever is no known clause is refused.
var (
	writing = set(`create merge set delete detach nodetach remove foreach insert drop alter comment copy`)
	outside = set(`load use show terminate cypher using attach install uninstall update import export begin commit
		rollback checkpoint grant deny revoke start stop enable dryrun force macro project`)
)

func (p *parser) match() {
	p.list(p.pattern)
	for p.dialect == graph.Neo4jDialect && p.accept("USING") {
		p.hint()
	}
	p.where()
	if p.dialect == graph.KuzuDialect && p.accept("HINT") {
		p.joinOrder()
	}
}

// hint is what Neo4j's planner may be told to use.
func (p *parser) hint() {
	switch {
	case p.accept("JOIN", "ON"):
		p.list(func() { p.name() })
		return
	case p.accept("SCAN"), p.accept("INDEX", "SEEK"), p.accept("INDEX"):
	case p.atAny("TEXT", "RANGE", "POINT") && p.peek(1).is("INDEX"):
		p.i += 2
		p.accept("SEEK")
	default:
		p.unexpected("INDEX, SCAN or JOIN ON")
	}
	p.name()
	p.labels()
	if p.at("(") {
		p.bracket("(", func() { p.list(func() { p.name() }) })
	}
}

// joinOrder is Kuzu's hint.
func (p *parser) joinOrder() {
	for {
		if p.at("(") {
			p.bracket("(", p.joinOrder)
		} else {
			p.name()
		}
		if !p.accept("JOIN") && !p.accept("MULTI_JOIN") {
			return
		}
	}
}

func (p *parser) where() {
	if p.accept("WHERE") {
		p.expression()
	}
}

// projection is what follows WITH and RETURN, and tells whether it asks for all
// names.
func (p *parser) projection() (star bool) {
	outer := p.projected
	q := &projected{start: p.i - 1}
	p.projected = q
	p.accept("DISTINCT")
	p.list(func() {
		it, sums := item{span: span{from: p.i}}, len(q.sums)
		if p.accept("*") {
			q.star = true
		} else {
			p.expression()
		}
		it.to, it.sums = p.i, len(q.sums) > sums
		if p.accept("AS") {
			p.checkSize(it.from, p.sizes.note(p.name(), p.tokens[it.from:it.to]))
		}
		it.named = p.i
		q.items = append(q.items, it)
	})
	q.orderAt = p.i
	q.orders = p.order()
	if p.tokens[q.start].is("RETURN") {
		p.entitle()
	}
	p.separateSums()
	p.projected = outer
	return q.star
}

// order is what follows a projection, and returns what is ordered by.
func (p *parser) order() (by []span) {
	if p.accept("ORDER", "BY") {
		p.list(func() {
			start := p.i
			p.expression()
			by = append(by, span{start, p.i})
			if p.atAny("ASC", "ASCENDING", "DESC", "DESCENDING") {
				p.i++
			}
		})
	}
	if p.accept("SKIP") || p.accept("OFFSET") {
		p.expression()
	}
	if p.accept("LIMIT") {
		p.expression()
	}
	return by
}

// call is a subquery, or a procedure that is known to be harmless.
func (p *parser) call() {
	begin := p.i
	if p.at("(") {
		p.bracket("(", func() {
			if !p.at(")") && !p.accept("*") {
				p.list(func() { p.name() })
			}
		})
		if !p.at("{") {
			p.unexpected("a subquery in braces")
		}
	}
	if p.at("{") {
		p.bracket("{", func() { p.within(&p.tally.subqueries, maxSubqueries, "subqueries in one another", p.union) })
		if p.at("IN") {
			p.fail(graph.Refused, p.i, "CALL … IN TRANSACTIONS commits as it goes: leave IN TRANSACTIONS out")
		}
		p.kuzuLacked(begin, "CALL { … }", "the clauses of the subquery one after another, or EXISTS { MATCH … } and COUNT { MATCH … }")
		return
	}
	start := p.i
	name := p.qualified()
	switch {
	case p.at("="):
		p.fail(graph.Refused, start, "CALL %s = … changes a setting: leave it out", name)
	case !calls(p.dialect, "procedures", name):
		p.foreignCall(start, name)
		p.fail(graph.Refused, start, "the procedure %s is not among those known to be harmless: use MATCH, or one of %s", name, examples[p.dialect])
	}
	if p.at("(") {
		p.tight()
		p.arguments(name)
	}
	p.where()
	if p.accept("YIELD") && !p.accept("*") {
		p.list(func() {
			p.name()
			if p.accept("AS") {
				p.name()
			}
		})
	}
	p.where()
}

var examples = map[graph.Dialect]string{
	graph.Neo4jDialect: "db.labels, db.relationshipTypes, db.propertyKeys, db.schema.visualization, db.schema.nodeTypeProperties",
	graph.KuzuDialect:  "show_tables, table_info, show_functions, db_version, current_setting",
}

// qualified passes over a name with dots and returns it.
func (p *parser) qualified() string {
	name := p.name()
	for p.at(".") && p.peek(1).isName() {
		p.i++
		name += "." + p.name()
	}
	return name
}
