package model

import (
	"strings"

	"backchannel/graph"
)

// The statements of this package are the same text in both dialects but for
// what stands in this file.

// labelOf is an expression for the label of a node.
func (r *Reader) labelOf(v string) string {
	if r.dialect == graph.KuzuDialect {
		return "label(" + v + ")"
	}
	return "labels(" + v + ")[0]"
}

// typeOf is an expression for the type of a relationship.
func (r *Reader) typeOf(v string) string {
	if r.dialect == graph.KuzuDialect {
		return "label(" + v + ")"
	}
	return "type(" + v + ")"
}

// actor is a node pattern for an actor of either kind.
func (r *Reader) actor(v string) string {
	if r.dialect == graph.KuzuDialect {
		return "(" + v + ":Person:Organization)"
	}
	return "(" + v + ":Person|Organization)"
}

// fewest is the pattern of all shortest ways from a to b through messages that
// meet the conditions, of at most steps relationships. The expressions ids and
// roles give the nodes and relationship types along one, as lists.
func (r *Reader) fewest(types string, steps string, conditions []string) (match, ids, roles string) {
	meets := strings.Join(conditions, " AND ")
	if r.dialect == graph.KuzuDialect {
		if meets != "" {
			meets = " (r, m | WHERE label(m) <> 'Message' OR (" + meets + "))"
		}
		return "MATCH p = " + r.actor("a") + "-[e:SENT|" + types + "* ALL SHORTEST 1.." + steps + meets + "]->" + r.actor("b") +
				"\nWHERE a.id = $from AND b.id = $to",
			"properties(nodes(p), 'id')", "list_transform(rels(p), x -> label(x))"
	}
	if meets != "" {
		meets = "\nWHERE all(m IN nodes(p) WHERE NOT m:Message OR (" + meets + "))"
	}
	return "MATCH " + r.actor("a") + ", " + r.actor("b") + " WHERE a.id = $from AND b.id = $to" +
			"\nMATCH p = allShortestPaths((a)-[:SENT|" + types + "*.." + steps + "]->(b))" + meets,
		"[n IN nodes(p) | n.id]", "[x IN relationships(p) | type(x)]"
}

// dayOf is an expression for the start of a time's day.
func (r *Reader) dayOf(v string) string {
	if r.dialect == graph.KuzuDialect {
		return "date_trunc('day', " + v + ")"
	}
	return "datetime.truncate('day', " + v + ")"
}

// ordered is an expression that orders a list of texts by its elements.
func (r *Reader) ordered(list string) string {
	if r.dialect == graph.KuzuDialect {
		return "list_to_string(' ', " + list + ")"
	}
	return list
}
