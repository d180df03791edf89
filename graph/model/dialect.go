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
