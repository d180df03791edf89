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

// few is how many rows go in as a parameter. For more, a file is faster by far:
// the engine's UNWIND takes time with the square of its list, and its COPY takes
// as long for one row as for this many.
const few = 40

// given is rows handed to a statement: its beginning, which yields them one by
// one, and an expression for each column of the one at hand.
type given struct {
	statement protocol.Statement
	values    []string // "null" where no row holds anything
}

// give hands rows over; a row may be shorter than columns.
func (w *write) give(columns []model.Property, rows [][]any) (given, error) {
	if len(rows) <= few {
		return giveParameter(columns, rows), nil
	}
	return w.giveSheet(columns, rows)
}

// giveSheet hands rows over in a file.
func (w *write) giveSheet(columns []model.Property, rows [][]any) (given, error) {
	g := given{values: make([]string, len(columns))}
	types := make([]model.Type, len(columns))
	for i, c := range columns {
		types[i] = c.Type
		g.values[i] = "null"
	}
	s, err := writeSheet(filepath.Join(w.dir, fmt.Sprintf("%d.csv", w.sheets.Add(1))), types, rows)
	if err != nil {
		return g, graph.Wrap(graph.Unavailable, err, "the temporary files of the import cannot be written: see that there is room on the disk")
	}
	var header []string
	for _, c := range s.columns {
		name, typ := "c"+strconv.Itoa(c), kuzuTypes[types[c]]
		g.values[c] = name
		if types[c] == model.Strings {
			typ, g.values[c] = "STRING", "string_split("+name+", '"+s.separator+"')"
		}
		header = append(header, name+" "+typ)
	}
	path := strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s.path)
	g.statement.Text = fmt.Sprintf("LOAD WITH HEADERS (%s) FROM '%s' (%s, PARALLEL=%t)", strings.Join(header, ", "), path, csvOptions, !s.lines)
	return g, nil
}

// giveParameter hands rows over as one parameter, a list of maps.
func giveParameter(columns []model.Property, rows [][]any) given {
	g := given{values: make([]string, len(columns))}
	maps := make([]map[string]any, len(rows))
	for i := range rows {
		maps[i] = map[string]any{}
	}
	for c := range columns {
		g.values[c] = "null"
		if !holds(rows, c) {
			continue
		}
		name := "c" + strconv.Itoa(c)
		g.values[c] = "r." + name
		for i, row := range rows {
			if c >= len(row) {
				continue
			}
			if list, ok := row[c].([]string); ok && columns[c].Type == model.String {
				maps[i][name] = joined(list)
			} else {
				maps[i][name] = sendable(row[c])
			}
		}
	}
	g.statement = protocol.Statement{Text: "UNWIND $rows AS r", Parameters: map[string]any{"rows": maps}}
	return g
}

// then continues the statement.
func (g given) then(text string) protocol.Statement {
	g.statement.Text += " " + text
	return g.statement
}

// rowsOf says how the rows of a table stand in the graph: nodes of a label, or
// relationships of a type between two labels.
type rowsOf struct {
	columns []model.Property // for relationships with the ids of their ends in front
	keys    int              // how many columns in front tell the rows apart, and so never change
	table   string
	from    string // the labels that relationships join; "" for nodes
	to      string
}

func nodeRows(t *model.NodeTable) rowsOf {
	return rowsOf{columns: t.Columns, keys: 1, table: quoted(string(t.Type.Label))}
}

func relRows(t *model.RelTable) rowsOf {
	return rowsOf{columns: append([]model.Property{{Name: "from"}, {Name: "to"}}, kept(t.Type.Properties)...), keys: 2 + t.Type.Keys,
		table: quoted(t.Type.Name), from: string(t.From), to: string(t.To)}
}

// ends is how many columns in front are ids of ends and not properties.
func (n rowsOf) ends() int {
	if n.from == "" {
		return 0
	}
	return 2
}

// match finds the node or the relationship, as x, of the row at hand.
func (n rowsOf) match(values []string) string {
	if n.from == "" {
		return fmt.Sprintf("MATCH (x:%s {id: %s})", n.table, values[0])
	}
	m := fmt.Sprintf("MATCH (s:%s {id: %s})-[x:%s]->(t:%s {id: %s})", quoted(n.from), values[0], n.table, quoted(n.to), values[1])
	for c := 2; c < n.keys; c++ {
		m += []string{" WHERE ", " AND "}[min(c-2, 1)] + "x." + quoted(n.columns[c].Name) + " = " + values[c]
	}
	return m
}

// create adds the step that makes rows that are new. A few go in bulk too where
// others do.
func (w *write) create(n rowsOf, rows [][]any) {
	inBulk := func() (protocol.Statement, error) {
		g, err := w.giveSheet(n.columns, rows)
		return n.copy(g), err
	}
	switch {
	case len(rows) == 0:
	case len(rows) > few:
		w.bulk = true
		w.now(inBulk)
	default:
		w.later(func() (protocol.Statement, error) {
			if w.bulk {
				return inBulk()
			}
			return n.create(giveParameter(n.columns, rows)), nil
		})
	}
}

// copy makes the rows given, in bulk.
func (n rowsOf) copy(g given) protocol.Statement {
	var names, values []string
	for c := n.ends(); c < len(n.columns); c++ {
		if g.values[c] != "null" {
			names, values = append(names, quoted(n.columns[c].Name)), append(values, g.values[c])
		}
	}
	if len(names) == 0 && len(n.columns) > n.ends() { // COPY wants one property at least
		p := n.columns[len(n.columns)-1]
		names, values = []string{quoted(p.Name)}, []string{"cast(null, '" + kuzuTypes[p.Type] + "')"}
	}
	st := g.then("RETURN " + strings.Join(append(g.values[:n.ends():n.ends()], values...), ", "))
	st.Script = true
	st.Text = "COPY " + n.table + "(" + strings.Join(names, ", ") + ") FROM (" + st.Text + ")"
	if n.from != "" {
		st.Text += fmt.Sprintf(" (from='%s', to='%s')", n.from, n.to)
	}
	return st
}

// create makes the rows given, one by one.
func (n rowsOf) create(g given) protocol.Statement {
	var pairs []string
	for c := n.ends(); c < len(n.columns); c++ {
		if g.values[c] != "null" {
			pairs = append(pairs, quoted(n.columns[c].Name)+": "+g.values[c])
		}
	}
	properties := ""
	if len(pairs) > 0 {
		properties = " {" + strings.Join(pairs, ", ") + "}"
	}
	if n.from == "" {
		return g.then("CREATE (:" + n.table + properties + ")")
	}
	return g.then(fmt.Sprintf("MATCH (s:%s {id: %s}), (t:%s {id: %s}) CREATE (s)-[:%s%s]->(t)",
		quoted(n.from), g.values[0], quoted(n.to), g.values[1], n.table, properties))
}

// update adds the step that sets the properties of rows that exist.
func (w *write) update(n rowsOf, rows [][]any) {
	if len(rows) > 0 {
		w.now(func() (protocol.Statement, error) {
			g, err := w.give(n.columns, rows)
			return n.update(g), err
		})
	}
}

func (n rowsOf) update(g given) protocol.Statement {
	var sets []string
	for c := n.keys; c < len(n.columns); c++ {
		sets = append(sets, "x."+quoted(n.columns[c].Name)+" = "+g.values[c])
	}
	return g.then(n.match(g.values) + " SET " + strings.Join(sets, ", "))
}
