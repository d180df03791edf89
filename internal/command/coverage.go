package command

import (
	"fmt"
	"strings"

	"backchannel/graph/answer"
)

// coverage says what was searched; of a negative first which kind of no it is,
// and last how close it came.
func (p *printer) coverage(c answer.Coverage) {
	if c.No != nil {
		p.line("No (%s). %s", strings.ReplaceAll(string(c.No.Kind), "-", " "), c.No.Text)
		if len(c.No.Messages) > 0 {
			p.contacts(c.No.Messages)
		}
	}
	p.line("%s", searched(c))
	for _, n := range c.Nearest {
		p.line("Nearest: without --%s there would be %s.", lifted(n.Lift), count(n.Contacts, "contact", "contacts"))
	}
	for _, g := range c.Gaps {
		p.line("Gap: no dated message from %s to %s.", point(g.First), point(g.Last))
	}
}

// lifted names the flags of a restriction.
func lifted(restriction string) string {
	switch restriction {
	case "period":
		return "since and --until"
	case "max_hops":
		return "max-hops"
	}
	return restriction
}

func searched(c answer.Coverage) string {
	if c.MessagesSearched == 0 && len(c.Sources) == 0 {
		return "Searched an empty store: seed one with `backchannel seed`, the built-in case with `backchannel seed dossier`."
	}
	var b strings.Builder
	b.WriteString("Searched " + count(c.MessagesSearched, "message", "messages"))
	if c.Undated > 0 {
		fmt.Fprintf(&b, " (%d undated)", c.Undated)
	}
	b.WriteString(" with " + count(c.ContactsSearched, "contact", "contacts"))
	if dated := period(c.First, c.Last); dated != "" {
		b.WriteString(", " + dated)
	}
	switch n := len(c.Sources); {
	case n > maxNamed:
		fmt.Fprintf(&b, ", in %d sources", n)
	case n > 0:
		fmt.Fprintf(&b, ", in %s", strings.Join(c.Sources, ", "))
	}
	return b.String() + "."
}

// maxNamed is how many sources are named before they are only counted.
const maxNamed = 5

// page says how much of a list is shown, and how to see more of it.
func (p *printer) page(shown, total int, one, many, next string) {
	if total == 0 {
		return
	}
	if shown == total {
		p.line("%s.", count(total, one, many))
	} else {
		p.line("%d of %s.", shown, count(total, one, many))
	}
	if next != "" {
		p.line("More with --cursor %s", next)
	}
}
