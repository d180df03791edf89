package command

import (
	"strings"

	"backchannel/graph/answer"
	"backchannel/graph/wording"
)

// coverage says what was searched for contacts.
func (p *printer) coverage(c answer.Coverage) { p.searched(c, "contact", "contacts") }

// searched says what was searched; of a negative first which kind of no it is, and
// last how close it came, counted in what was asked for.
func (p *printer) searched(c answer.Coverage, one, many string) {
	if c.No != nil {
		p.line("%s. %s", wording.No(c.No.Kind), c.No.Text)
		if len(c.No.Messages) > 0 {
			p.rows(contactTable(c.No.Messages, false))
		}
	}
	p.line("%s", wording.Compact.Searched(c))
	if c.Reached != nil {
		p.line("Word got to %s.", wording.Count(*c.Reached, "actor", "actors"))
	}
	if n := c.Closest; n != nil {
		p.line("Closest: %s, from where %s would lead on if time did not count.", wording.Name(n.Actor), wording.Count(n.Contacts, "contact", "contacts"))
	}
	for _, n := range c.Nearest {
		if n.Lift == "time" {
			p.line("Nearest: if the hops need not follow one another in time there would be a path of %s.", wording.Count(n.Contacts, "contact", "contacts"))
			continue
		}
		p.line("Nearest: without --%s there would be %s.", lifted(n.Lift), wording.Count(n.Contacts, one, many))
	}
	for _, g := range c.Gaps {
		p.line("Gap: no dated message from %s to %s.", wording.Compact.Point(g.First), wording.Compact.Point(g.Last))
	}
}

// lifted names the flags of a restriction.
func lifted(restriction string) string {
	switch restriction {
	case "period":
		return "since and --until"
	}
	return strings.ReplaceAll(restriction, "_", "-")
}

// list writes the rows of a list, how many there are, and what was searched.
func (p *printer) list(t grid, total int, one, many, next string, c answer.Coverage) {
	p.rows(t)
	p.page(len(t.rows), total, one, many, next)
	p.coverage(c)
}

// page says how much of a list is shown, and how to see more of it.
func (p *printer) page(shown, total int, one, many, next string) {
	if total == 0 {
		return
	}
	if shown == total {
		p.line("%s.", wording.Count(total, one, many))
	} else {
		p.line("%d of %s.", shown, wording.Count(total, one, many))
	}
	if next != "" {
		p.line("More with --cursor %s", next)
	}
}
