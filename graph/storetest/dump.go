package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"backchannel/graph"
)

var (
	nodeLabels = []graph.Label{graph.SourceLabel, graph.TopicLabel, graph.PersonLabel, graph.OrganizationLabel, graph.EventLabel, graph.MessageLabel, graph.ClaimLabel}
	relTypes   = []string{"SENT", "TO", "CC", "BCC", "REPLY_TO", "ABOUT", "MENTIONS", "IDENTIFIES", "AFTER", "MEMBER_OF", "RELATED_TO", "MADE", "CONCERNS", "CONFLICTS_WITH", "CITED_IN"}
	unbounded  = graph.Limits{Rows: 1 << 20, Bytes: 1 << 30, Time: time.Minute}
)

// Dump writes the whole graph as sorted lines, read by plain Cypher: two stores
// of one engine that hold the same give the same text.
func Dump(ctx context.Context, s graph.Store) (string, error) {
	label := func(v string) string { return "labels(" + v + ")[0]" }
	if s.Capabilities().Dialect == graph.KuzuDialect {
		label = func(v string) string { return "label(" + v + ")" }
	}
	var queries []string
	for _, l := range nodeLabels {
		queries = append(queries, "MATCH (n:"+string(l)+") RETURN '"+string(l)+"', n")
	}
	for _, r := range relTypes {
		queries = append(queries, "MATCH (a)-[r:"+r+"]->(b) RETURN "+label("a")+", a.id, r, "+label("b")+", b.id")
	}
	return lines(ctx, s, plain, queries...)
}

// everything writes down more than Dump, and what it says holds for one store
// alone: nodes and relationships of any name, with the engine's handles, and the
// names that the engine knows.
func everything(ctx context.Context, s graph.Store) (string, error) {
	queries := []string{"MATCH (n) RETURN n", "MATCH ()-[r]->() RETURN r"}
	if s.Capabilities().Dialect == graph.KuzuDialect {
		queries = append(queries, "CALL show_tables() RETURN *", "CALL show_functions() RETURN *")
	} else {
		queries = append(queries, "CALL db.labels()", "CALL db.relationshipTypes()", "CALL db.propertyKeys()")
	}
	return lines(ctx, s, func(v any) (string, error) { text, err := json.Marshal(v); return string(text), err }, queries...)
}

// lines asks, and writes the rows down as text, sorted.
func lines(ctx context.Context, s graph.Store, text func(any) (string, error), queries ...string) (string, error) {
	var all []string
	for _, query := range queries {
		table, err := s.Query(ctx, graph.Statement{Text: query}, unbounded)
		if err != nil {
			return "", fmt.Errorf("%s: %w", query, err)
		}
		if table.Truncated {
			return "", fmt.Errorf("%s: truncated", query)
		}
		for _, row := range table.Rows {
			line := make([]string, len(row))
			for i, v := range row {
				if line[i], err = text(v); err != nil {
					return "", fmt.Errorf("%s: %w", query, err)
				}
			}
			all = append(all, strings.Join(line, " "))
		}
	}
	slices.Sort(all)
	return strings.Join(all, "\n"), nil
}

// plain writes a value without the engine's handles and without what is null.
func plain(v any) (string, error) {
	switch x := v.(type) {
	case graph.Node:
		return properties("("+strings.Join(x.Labels, ":")+")", x.Properties)
	case graph.Relationship:
		return properties("["+x.Type+"]", x.Properties)
	case string:
		return fmt.Sprintf("%q", x), nil
	}
	return "", fmt.Errorf("unexpected value %T", v)
}

func properties(name string, p map[string]any) (string, error) {
	given := map[string]any{}
	for k, v := range p {
		if v != nil {
			given[k] = v
		}
	}
	text, err := json.Marshal(given)
	return name + string(text), err
}

func dump(t testing.TB, s graph.Store) string {
	t.Helper()
	text, err := Dump(context.Background(), s)
	if err != nil {
		t.Fatalf("dumping the graph: %v", err)
	}
	return text
}
