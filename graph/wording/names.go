package wording

import (
	"fmt"
	"slices"
	"strings"

	"backchannel/graph"
)

// Count writes a number with its noun.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Name is what an actor is called.
func Name(a graph.ActorRef) string {
	if a.Name == "" {
		return a.ID
	}
	return a.Name
}

// Citation says the place in a source, and whether that only alleges the fact:
// "vg ¶9", "french ¶4 (alleged)", "enron/messages.tsv:12".
func Citation(c graph.Citation) string {
	out := c.SourceID
	switch {
	case c.Paragraph > 0 && strings.Contains(c.SourceID, "/"): // a file of an import of tables, and a line of it
		out += fmt.Sprintf(":%d", c.Paragraph)
	case c.Paragraph > 0:
		out += fmt.Sprintf(" ¶%d", c.Paragraph)
	}
	if c.Offset > 0 {
		out += fmt.Sprintf(" byte %d", c.Offset)
	}
	if c.Modality == graph.Alleged {
		out += " (alleged)"
	}
	return out
}

// Citations says each place once.
func Citations(list []graph.Citation) string {
	var out []string
	for _, c := range list {
		if s := Citation(c); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

// OnlyAlleged tells whether no source states what these cite.
func OnlyAlleged(list []graph.Citation) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(c graph.Citation) bool { return c.Modality != graph.Alleged })
}
