package model

import (
	"slices"

	"backchannel/graph"
)

// Merge joins a newer reading of a node to an older one: a value given replaces,
// lists are united in order, and the bounds of a time stay together. Both rows
// must have the table's columns; the older one may be shorter. Neither changes.
func (t *NodeTable) Merge(older, newer []any) []any {
	out := make([]any, max(len(older), len(newer)))
	copy(out, older)
	dated := false
	if p := t.Column("precision"); p >= 0 && p < len(newer) {
		dated = newer[p] != nil
	}
	for i, v := range newer {
		switch col := t.Columns[i]; {
		case col.Type == Time && dated: // an open bound replaces too
			out[i] = v
		case v == nil:
		case col.Type == Strings:
			out[i] = united(out[i], v)
		default:
			out[i] = v
		}
	}
	return out
}

// Complete fills a new node's defaults in, and its words.
func (t *NodeTable) Complete(row []any) {
	for i, col := range t.Columns {
		if row[i] == nil && col.Default != nil {
			row[i] = col.Default
		}
	}
	t.fold(row)
}

// fold derives "words" and, if there are any, "remarks" from the other properties.
func (t *NodeTable) fold(row []any) {
	if len(t.Type.Folded) > 0 {
		row[t.Column("words")] = graph.Fold(t.texts(row, t.Type.Folded)...)
	}
	if len(t.Type.Remarked) > 0 {
		at, remarks := t.Column("remarks"), t.texts(row, t.Type.Remarked)
		if row[at] = nil; len(remarks) > 0 {
			row[at] = graph.Fold(remarks...)
		}
	}
}

// texts are what the properties of a row hold.
func (t *NodeTable) texts(row []any, properties []string) (out []string) {
	for _, name := range properties {
		switch v := row[t.Column(name)].(type) {
		case string:
			out = append(out, v)
		case []string:
			out = append(out, v...)
		}
	}
	return out
}

// Merge joins a newer reading of a relationship to an older one, as for nodes.
func (t *RelTable) Merge(older, newer []any) []any {
	out := slices.Clone(older)
	for i, v := range newer[2:] {
		switch {
		case v == nil:
		case t.Type.Properties[i].Type == Strings:
			out[i+2] = united(out[i+2], v)
		case t.Type.Properties[i].Name == "position":
		default:
			out[i+2] = v
		}
	}
	return out
}

// united appends what is new of b to a.
func united(a, b any) any {
	old, _ := a.([]string)
	out := slices.Clone(old)
	for _, s := range b.([]string) {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
