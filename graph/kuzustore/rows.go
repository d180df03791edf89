package kuzustore

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"backchannel/graph"
	"backchannel/graph/kuzustore/protocol"
	"backchannel/graph/model"
)

// rowsOf says how the rows of a table stand in the graph: nodes of a label, or
// relationships of a type between two labels.
type rowsOf struct {
	table   string           // the engine's table, quoted
	ends    string           // COPY's options that name the two labels; "" for nodes
	match   string           // finds row r's node or relationship, as x
	create  string           // makes it of row r; %s stands for its properties
	columns []model.Property // with the ends' ids in front for relationships
	keys    int              // how many columns in front cannot change
}

func nodeRows(t *model.NodeTable) rowsOf {
	label := quoted(string(t.Type.Label))
	return rowsOf{
		table: label, columns: t.Columns, keys: 1,
		match:  "MATCH (x:" + label + " {id: r.c0})",
		create: "CREATE (:" + label + " {%s})",
	}
}

func relRows(t *model.RelTable) rowsOf {
	name, from, to := quoted(t.Type.Name), quoted(string(t.From)), quoted(string(t.To))
	n := rowsOf{
		table: name, ends: fmt.Sprintf("from='%s', to='%s'", t.From, t.To), keys: 2,
		match:   fmt.Sprintf("MATCH (a:%s {id: r.c0})-[x:%s]->(b:%s {id: r.c1})", from, name, to),
		create:  fmt.Sprintf("MATCH (a:%s {id: r.c0}), (b:%s {id: r.c1}) CREATE (a)-[:%s {%%s}]->(b)", from, to, name),
		columns: append([]model.Property{{Name: "from"}, {Name: "to"}}, t.Type.Properties...),
	}
	if t.Type.Keyed() {
		n.keys = 3
		n.match += " WHERE x.key = r.c2"
	}
	return n
}

// few is how many rows go in as parameters; the engine's COPY, which is faster
// for more, takes as long for one row as for this many.
const few = 40

// create makes rows that are new.
func (w *write) create(n rowsOf, rows [][]any) error {
	switch {
	case len(rows) == 0:
		return nil
	case len(rows) <= few:
		w.parameters(n, rows, func(columns []int) string {
			var ps []string
			for _, c := range columns {
				if n.ends == "" || c >= 2 {
					ps = append(ps, fmt.Sprintf("%s: r.c%d", quoted(n.columns[c].Name), c))
				}
			}
			return strings.Replace(fmt.Sprintf(n.create, strings.Join(ps, ", ")), " {}", "", 1)
		})
		return nil
	}
	return w.copy(n, rows)
}

// update sets the properties of rows that exist.
func (w *write) update(n rowsOf, rows [][]any) {
	for len(rows) > 0 {
		size := min(len(rows), lookupSize)
		w.parameters(n, rows[:size], func(columns []int) string {
			has := map[int]bool{}
			for _, c := range columns {
				has[c] = true
			}
			var sets []string
			for c := n.keys; c < len(n.columns); c++ {
				value := "null"
				if has[c] {
					value = "r.c" + strconv.Itoa(c)
				}
				sets = append(sets, fmt.Sprintf("x.%s = %s", quoted(n.columns[c].Name), value))
			}
			return n.match + " SET " + strings.Join(sets, ", ")
		})
		rows = rows[size:]
	}
}

// parameters adds a statement over rows that are handed over as a parameter,
// each a map of its columns; text is given those that hold anything.
func (w *write) parameters(n rowsOf, rows [][]any, text func(columns []int) string) {
	var columns []int
	for c := range n.columns {
		if holds(rows, c) {
			columns = append(columns, c)
		}
	}
	maps := make([]map[string]any, len(rows))
	for i, row := range rows {
		maps[i] = map[string]any{}
		for _, c := range columns {
			if c < len(row) {
				maps[i]["c"+strconv.Itoa(c)] = row[c]
			}
		}
	}
	w.add(protocol.Statement{Text: "UNWIND $rows AS r " + text(columns), Parameters: map[string]any{"rows": maps}})
}

// copy writes rows to a file and adds the statement that takes it in.
func (w *write) copy(n rowsOf, rows [][]any) error {
	types := make([]model.Type, len(n.columns))
	for i, c := range n.columns {
		types[i] = c.Type
	}
	w.sheets++
	sheet, err := writeSheet(filepath.Join(w.dir, strconv.Itoa(w.sheets)+".csv"), types, rows)
	if err != nil {
		return graph.Wrap(graph.Unavailable, err, "the import's temporary files cannot be written: see that there is room on the disk")
	}
	w.add(protocol.Statement{Script: true, Text: n.copyFrom(sheet)})
	return nil
}

// copyFrom is the COPY that reads the sheet.
func (n rowsOf) copyFrom(s *sheet) string {
	var into, with, returns []string
	for _, c := range s.columns {
		p := n.columns[c]
		v := "c" + strconv.Itoa(c)
		if n.ends == "" || c >= 2 {
			into = append(into, quoted(p.Name))
		}
		if p.Type == model.Strings {
			with, returns = append(with, v+" STRING"), append(returns, "string_split("+v+", '"+s.separator+"')")
		} else {
			with, returns = append(with, v+" "+kuzuTypes[p.Type]), append(returns, v)
		}
	}
	copyInto := "COPY " + n.table
	if len(into) > 0 {
		copyInto += "(" + strings.Join(into, ", ") + ")"
	}
	copyInto += fmt.Sprintf(" FROM (LOAD WITH HEADERS (%s) FROM '%s' (%s, PARALLEL=%t) RETURN %s)",
		strings.Join(with, ", "), literal(s.path), csvOptions, !s.lines, strings.Join(returns, ", "))
	if n.ends != "" {
		copyInto += " (" + n.ends + ")"
	}
	return copyInto
}

// literal escapes a path for a text in single quotes.
func literal(path string) string {
	return strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(path)
}
