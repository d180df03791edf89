package model

import "backchannel/graph"

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

// dayOf is an expression for the start of a time's day.
func (r *Reader) dayOf(v string) string {
	if r.dialect == graph.KuzuDialect {
		return "date_trunc('day', " + v + ")"
	}
	return "CASE WHEN " + v + " IS NOT NULL THEN datetime.truncate('day', " + v + ") END"
}

// joinOrder has Kuzu walk a pattern step by step from one end. Left to itself it
// joins senders with recipients first where a contact is not narrowed, which on
// 330,000 contacts took 11 s instead of 0.3 s. Neo4j's planner needs no help.
func (r *Reader) joinOrder(steps ...string) string {
	if r.dialect != graph.KuzuDialect {
		return ""
	}
	tree := steps[0]
	for _, s := range steps[1 : len(steps)-1] {
		tree = "(" + tree + " JOIN " + s + ")"
	}
	return "\nHINT " + tree + " JOIN " + steps[len(steps)-1]
}
