package model_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"backchannel/graph"
	"backchannel/graph/model"
)

// The guide to the graph names just what there is: each label with its properties
// in order, each relationship type with its ends.
func TestTheGuideNamesWhatThereIs(t *testing.T) {
	text, err := os.ReadFile("../../docs/graph.md")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[model.Type]string{model.String: "text", model.Int: "number", model.Time: "time", model.Strings: "list"}
	var nodes, rels []string
	for _, n := range model.Nodes {
		for _, p := range n.Properties {
			nodes = append(nodes, string(n.Label)+" "+p.Name+" "+kinds[p.Type])
		}
	}
	for _, r := range model.Rels {
		var from, to []graph.Label
		for _, e := range r.Ends {
			if !slices.Contains(from, e[0]) {
				from = append(from, e[0])
			}
			if !slices.Contains(to, e[1]) {
				to = append(to, e[1])
			}
		}
		if len(r.Ends) != len(from)*len(to) {
			t.Fatalf("%s does not join each of its ends with each: the guide cannot say that", r.Name)
		}
		line := []string{r.Name}
		for _, l := range slices.Concat(from, to) {
			line = append(line, string(l))
		}
		for _, p := range r.Properties {
			line = append(line, p.Name)
		}
		rels = append(rels, strings.Join(line, " "))
	}
	quoted := regexp.MustCompile("`([^`]+)`")
	names := func(cells ...string) (out []string) {
		for _, c := range cells {
			for _, m := range quoted.FindAllStringSubmatch(c, -1) {
				out = append(out, m[1])
			}
		}
		return out
	}
	rows := func(section string) (out [][]string) {
		_, rest, found := strings.Cut(string(text), "\n## "+section+"\n")
		if !found {
			t.Fatalf("the guide has no section %s", section)
		}
		rest, _, _ = strings.Cut(rest, "\n## ")
		for line := range strings.Lines(rest) {
			if line = strings.TrimSpace(line); strings.HasPrefix(line, "| ") {
				out = append(out, strings.Split(strings.Trim(line, "|"), "|"))
			}
		}
		return out[1:] // the first is the header
	}
	var documented []string
	label := ""
	for _, cells := range rows("Nodes") {
		if l := names(cells[0]); len(l) == 1 {
			label = l[0]
		}
		documented = append(documented, label+" "+names(cells[1])[0]+" "+strings.TrimSpace(cells[2]))
	}
	same(t, "properties of nodes in docs/graph.md", nodes, documented)
	documented = nil
	for _, cells := range rows("Relationships") {
		documented = append(documented, strings.Join(names(cells...), " "))
	}
	same(t, "relationships in docs/graph.md", rels, documented)
}
