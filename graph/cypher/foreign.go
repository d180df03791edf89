package cypher

import (
	"strings"

	"backchannel/graph"
)

// What one engine has and the other has not is refused here with the form that
// does it, where the engine itself would only say that it cannot read on.

// kuzuLacks refuses what stands next in a query for Kuzu.
func (p *parser) kuzuLacks(what, instead string) { p.kuzuLacked(p.i, what, instead) }

// kuzuLacked refuses what began at start, when it is known to be harmless.
func (p *parser) kuzuLacked(start int, what, instead string) {
	if p.dialect == graph.KuzuDialect {
		p.fail(graph.Invalid, start, "Kuzu has no %s: write %s", what, instead)
	}
}

// foreignCall refuses a function or procedure of the other engine.
func (p *parser) foreignCall(start int, name string) {
	if instead := elsewhere[p.dialect][strings.ToLower(name)]; instead != "" {
		p.fail(graph.Invalid, start, "%s has no %s(): write %s", engines[p.dialect], name, instead)
	}
}

var engines = map[graph.Dialect]string{graph.KuzuDialect: "Kuzu", graph.Neo4jDialect: "Neo4j"}

// elsewhere says by what to replace a function or procedure that the other engine has.
var elsewhere = map[graph.Dialect]map[string]string{
	graph.KuzuDialect: {
		"type":                 "label(r)",
		"elementid":            "id(n)",
		"startnode":            "start_node(r)",
		"endnode":              "end_node(r)",
		"head":                 "l[1]",
		"last":                 "l[-1]",
		"tail":                 "l[2:]",
		"reduce":               "list_reduce(l, (a, x) -> a + x), or list_sum(l)",
		"split":                "string_split(s, ',')",
		"replace":              "regexp_replace(s, 'a', 'b')",
		"exists":               "n.name IS NOT NULL, or EXISTS { MATCH … }",
		"isempty":              "size(l) = 0",
		"tointeger":            "to_int64(x)",
		"tointegerornull":      "to_int64(x)",
		"tofloat":              "to_double(x)",
		"tostring":             "to_string(x)",
		"tostringornull":       "to_string(x)",
		"toboolean":            "to_bool(x)",
		"datetime":             "timestamp('2017-07-11T09:30:00Z'), or current_timestamp() for now",
		"localdatetime":        "timestamp('2017-07-11T09:30:00Z'), or current_timestamp() for now",
		"duration.between":     "the later time less the earlier one",
		"randomuuid":           "gen_random_uuid()",
		"valuetype":            "typeof(x)",
		"char_length":          "size(s)",
		"character_length":     "size(s)",
		"exp":                  "pow(2.718281828459045, x)",
		"db.labels":            "show_tables() RETURN name, type",
		"db.relationshiptypes": "show_tables() RETURN name, type",
		"db.propertykeys":      "table_info('Person') RETURN *",
		"db.info":              "db_version() RETURN *",

		"db.schema.visualization":      "show_connection('SENT') RETURN *",
		"db.schema.nodetypeproperties": "table_info('Person') RETURN *",
		"db.schema.reltypeproperties":  "table_info('SENT') RETURN *",
	},
	graph.Neo4jDialect: {
		"label":             "type(r), or labels(n)[0]",
		"start_node":        "startNode(r)",
		"end_node":          "endNode(r)",
		"rels":              "relationships(p)",
		"cast":              "toInteger(x), toFloat(x) or toString(x)",
		"to_int64":          "toInteger(x)",
		"to_double":         "toFloat(x)",
		"to_string":         "toString(x)",
		"to_bool":           "toBoolean(x)",
		"string_split":      "split(s, ',')",
		"regexp_replace":    "replace(s, 'a', 'b')",
		"list_transform":    "[x IN l | x * 2]",
		"list_filter":       "[x IN l WHERE x > 2]",
		"list_reduce":       "reduce(a = 0, x IN l | a + x)",
		"list_sum":          "reduce(a = 0, x IN l | a + x)",
		"list_contains":     "x IN l",
		"interval":          "duration('P3D')",
		"current_timestamp": "datetime()",
		"current_date":      "date()",
		"typeof":            "valueType(x)",
		"gen_random_uuid":   "randomUUID()",
		"show_tables":       "db.labels(), or db.relationshipTypes()",
		"table_info":        "db.schema.nodeTypeProperties()",
	},
}

// foreignLabels refuses what Kuzu's labels know nothing of: a node has one, and
// several with colons between are alternatives.
func (p *parser) foreignLabels(node bool) {
	if p.dialect != graph.KuzuDialect {
		return
	}
	if p.at("IS") {
		p.kuzuLacks("IS before a label", "(n:Person)")
	}
	if !p.at(":") {
		return
	}
	for from := p.i; ; p.i++ {
		switch t := p.peek(0); {
		case node && t.is("|"):
			p.kuzuLacks("| between the labels of a node", "a colon: (n:Person:Organization) is one or the other")
		case t.is("!"), t.is("&"), t.is("%"), t.is("("), t.is("$"):
			p.kuzuLacks(t.value+" in labels", "a condition such as WHERE label(n) <> 'Person'")
		case t.is("WHERE"), !t.isName() && !t.is(":") && !t.is("|"):
			p.i = from
			return
		}
	}
}

// foreignShortest refuses other forms of asking for shortest paths.
func (p *parser) foreignShortest() {
	p.kuzuLacks("shortestPath and SHORTEST before a pattern", "(a)-[e:SENT|TO* SHORTEST 1..30]->(b), or ALL SHORTEST for all of them")
}

// foreignComprehension refuses list and pattern comprehensions, which Kuzu would
// take for a list of one truth value.
func (p *parser) foreignComprehension() {
	if p.dialect != graph.KuzuDialect || !(p.peek(0).isName() && p.peek(1).is("IN") || p.atPath()) {
		return
	}
	for i := p.i; !p.tokens[i].is("]"); i++ {
		if t := p.tokens[i]; t.is("WHERE") || t.is("|") {
			p.kuzuLacks("comprehensions", "list_transform(list_filter(l, x -> x > 1), x -> x * 2), or MATCH … and collect(…)")
		}
		if closed, ok := p.partner[i]; ok {
			i = closed
		}
	}
}

// foreignSign refuses, where a query for Kuzu cannot be read on, the signs of what
// Neo4j has there.
func (p *parser) foreignSign() {
	if p.dialect != graph.KuzuDialect || p.i == 0 {
		return
	}
	switch before := p.tokens[p.i-1]; {
	case p.at(":"):
		p.kuzuLacks("labels as a condition", "label(n) = 'Person'")
	case p.at("|") && before.is("|"):
		p.kuzuLacks("||", "+")
	case p.atAny("+", "*", "{") && (before.is("-") || before.is(">") || before.is(")")):
		p.kuzuLacks("repeated parts of a pattern", "-[:REPLY_TO*1..3]->")
	case p.at("NULLS"):
		p.kuzuLacks("NULLS FIRST or LAST", "ORDER BY x IS NULL, x")
	case p.at("USING"):
		p.kuzuLacks("USING", "HINT behind the MATCH, or nothing: ids are always looked up")
	}
}

// foreignEnd refuses a query for Kuzu whose clauses, from start, end without
// returning anything. One that only calls a procedure may.
func (p *parser) foreignEnd(start int) {
	if p.dialect == graph.KuzuDialect && p.tally.subqueries == 0 && !p.tokens[start].is("CALL") {
		p.fail(graph.Invalid, p.i, "the query ends without RETURN: say what to return")
	}
}
