package kuzustore

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"backchannel/graph"
	"backchannel/graph/kuzustore/protocol"
	"backchannel/graph/model"
)

// revisionTable has one row: how many writes the graph has seen.
const revisionTable = "Revision"

func quoted(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }

var kuzuTypes = map[model.Type]string{
	model.String: "STRING", model.Int: "INT64", model.Time: "TIMESTAMP", model.Strings: "STRING[]",
}

// createSchema makes the tables that are missing. Its statements may be repeated.
func (s *Store) createSchema(ctx context.Context) error {
	var tables []string
	for _, n := range model.Nodes {
		tables = append(tables, fmt.Sprintf("CREATE NODE TABLE IF NOT EXISTS %s(%s, PRIMARY KEY(id))", quoted(string(n.Label)), strings.Join(declared(n.Properties), ", ")))
	}
	for _, r := range model.Rels {
		var parts []string
		for _, e := range r.Ends {
			parts = append(parts, fmt.Sprintf("FROM %s TO %s", quoted(string(e[0])), quoted(string(e[1]))))
		}
		tables = append(tables, fmt.Sprintf("CREATE REL TABLE IF NOT EXISTS %s(%s)", quoted(r.Name), strings.Join(append(parts, declared(kept(r.Properties))...), ", ")))
	}
	tables = append(tables,
		"CREATE NODE TABLE IF NOT EXISTS "+revisionTable+"(id INT64 PRIMARY KEY, number INT64)",
		"MERGE (r:"+revisionTable+" {id: 0}) ON CREATE SET r.number = 0")
	return s.script(ctx, tables)
}

// checkSchema refuses a graph whose tables are those of another version of the
// program: its questions would fail on properties that are not there. Tables that
// are missing altogether are made.
func (s *Store) checkSchema(ctx context.Context) error {
	tables, err := s.column(ctx, "CALL show_tables() RETURN name")
	if err != nil || len(tables) == 0 {
		return err
	}
	wanted := map[string][]model.Property{}
	for _, n := range model.Nodes {
		wanted[string(n.Label)] = n.Properties
	}
	for _, r := range model.Rels {
		wanted[r.Name] = r.Properties
	}
	var calls []string
	for _, name := range tables {
		if _, ok := wanted[name]; ok {
			calls = append(calls, fmt.Sprintf("CALL table_info('%s') RETURN '%s.' + name", name, name))
		}
	}
	if len(calls) == 0 {
		return nil
	}
	there, err := s.column(ctx, strings.Join(calls, " UNION ALL "))
	if err != nil {
		return err
	}
	for _, table := range tables {
		for _, p := range wanted[table] {
			if name := table + "." + p.Name; !slices.Contains(there, name) {
				return graph.Errorf(graph.Unsupported, "the graph at %s was written by another version of this program, which did not have %s: seed it anew into another file", s.engine.settings.Path, name)
			}
		}
	}
	return nil
}

// column reads the first column of a query of our own, which is text.
func (s *Store) column(ctx context.Context, query string) (out []string, err error) {
	q := protocol.Request{Op: protocol.Run, Statements: []protocol.Statement{{Text: query}}}
	err = s.engine.do(ctx, &q, reading{
		columns: func([]string) {},
		row:     func(v []any) error { out = append(out, v[0].(string)); return nil },
		again:   func() bool { out = nil; return true },
	})
	return out, err
}

func declared(ps []model.Property) []string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = quoted(p.Name) + " " + kuzuTypes[p.Type]
	}
	return out
}

// script runs statements of our own in one transaction that may write.
func (s *Store) script(ctx context.Context, statements []string) error {
	q := protocol.Request{Op: protocol.Run, Write: true}
	for _, text := range statements {
		q.Statements = append(q.Statements, protocol.Statement{Text: text, Script: true})
	}
	return s.engine.do(ctx, &q, nothing)
}

// nothing reads an answer without rows.
var nothing = reading{columns: func([]string) {}, row: func([]any) error { return nil }, again: func() bool { return true }}
