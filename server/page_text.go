package server

import (
	"fmt"
	"strings"

	"backchannel/graph"
	"backchannel/graph/answer"
)

// searched says in a sentence what was searched for an answer.
func searched(c answer.Coverage) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Searched %s with %s", count(c.MessagesSearched, "message", "messages"), count(c.ContactsSearched, "contact", "contacts"))
	if p := period(c.First, c.Last); p != "" {
		fmt.Fprintf(&b, ", dated %s", p)
	}
	if c.Undated > 0 {
		fmt.Fprintf(&b, ", %d of them without any date", c.Undated)
	}
	fmt.Fprintf(&b, ", from %s.", count(len(c.Sources), "source", "sources"))
	return b.String()
}

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func noKind(k answer.NoKind) string {
	if k == answer.SourceSaysNo {
		return "No: a source says so"
	}
	return "No: nothing of the kind is recorded"
}

func actorName(a graph.ActorRef) string {
	if a.Name == "" {
		return a.ID
	}
	return a.Name
}

// cited says the place in a source, and whether it only alleges the fact.
func cited(c graph.Citation) string {
	out := c.SourceID
	if c.Paragraph > 0 {
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
