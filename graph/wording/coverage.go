package wording

import (
	"fmt"
	"strings"

	"backchannel/graph/answer"
)

// maxNamed is how many sources are named before they are only counted.
const maxNamed = 5

// Searched says in a sentence what was searched for an answer.
func (s Style) Searched(c answer.Coverage) string {
	if c.MessagesSearched == 0 && len(c.Sources) == 0 {
		return "Searched an empty store: seed one with `backchannel seed`, the built-in case with `backchannel seed dossier`."
	}
	var b strings.Builder
	b.WriteString("Searched " + Count(c.MessagesSearched, "message", "messages"))
	if c.Undated > 0 {
		fmt.Fprintf(&b, " (%d undated)", c.Undated)
	}
	b.WriteString(" with " + Count(c.ContactsSearched, "contact", "contacts"))
	if dated := s.Period(c.First, c.Last); dated != "" {
		b.WriteString(", " + dated)
	}
	switch n := len(c.Sources); {
	case n > maxNamed:
		fmt.Fprintf(&b, ", in %d sources", n)
	case n > 0:
		b.WriteString(", in " + strings.Join(c.Sources, ", "))
	}
	return b.String() + "."
}

// No says which kind of no an answer is.
func No(k answer.NoKind) string {
	if k == answer.SourceSaysNo {
		return "No: a source says so"
	}
	return "No: not recorded"
}
