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
	relTypes   = []string{"SENT", "TO", "CC", "BCC", "REPLY_TO", "ABOUT", "MENTIONS", "AFTER", "MEMBER_OF", "RELATED_TO", "MADE", "CONCERNS", "CONFLICTS_WITH", "CITED_IN"}
	unbounded  = graph.Limits{Rows: 1 << 20, Bytes: 1 << 30, Time: time.Minute}
)

// Dump writes the whole graph as sorted lines, read by plain Cypher: two stores
// of one engine that hold the same give the same text.
func Dump(ctx context.Context, s graph.Store) (string, error) {
	label := func(v string) string { return "labels(" + v + ")[0]" }
	if s.Capabilities().Dialect == graph.KuzuDialect {
		label = func(v string) string { return "label(" + v + ")" }
	}
	var lines []string
	add := func(query string) error {
		table, err := s.Query(ctx, graph.Statement{Text: query}, unbounded)
		if err != nil {
			return fmt.Errorf("%s: %w", query, err)
		}
		if table.Truncated {
			return fmt.Errorf("%s: truncated", query)
		}
		for _, row := range table.Rows {
			line := make([]string, len(row))
			for i, v := range row {
				text, err := plain(v)
				if err != nil {
					return fmt.Errorf("%s: %w", query, err)
				}
				line[i] = text
			}
			lines = append(lines, strings.Join(line, " "))
		}
		return nil
	}
	for _, l := range nodeLabels {
		if err := add("MATCH (n:" + string(l) + ") RETURN '" + string(l) + "', n"); err != nil {
			return "", err
		}
	}
	for _, r := range relTypes {
		if err := add("MATCH (a)-[r:" + r + "]->(b) RETURN " + label("a") + ", a.id, r, " + label("b") + ", b.id"); err != nil {
			return "", err
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n"), nil
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
