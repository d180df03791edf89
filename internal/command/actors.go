package command

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/wording"
)

func (s *session) actors() *cobra.Command {
	var q answer.Question
	var text string
	cmd := &cobra.Command{
		Use:   "actors [NAME]",
		Short: "People and organizations, or the card of one",
		Long:  "Lists actors, or shows the one that an id, a name or an alias means: other names, memberships, correspondents, what it put out in public and what sources say of it.",
		Example: `  backchannel actors
  backchannel actors --q clinton
  backchannel actors "Trump Jr."`,
		Args: cobra.MaximumNArgs(1),
	}
	wordsFlag(cmd, &text)
	pageFlags(cmd.Flags(), &q)
	return s.question(cmd, func(ctx context.Context, a *answer.Service, args []string) (shown, error) {
		if len(args) == 1 {
			if err := noneOf(cmd, "a NAME", "q", "limit", "cursor"); err != nil {
				return shown{}, err
			}
			c, err := a.Actor(ctx, args[0])
			return shown{value: c, cypher: c.Cypher, text: func(p *printer) { printCard(p, c) }}, err
		}
		l, err := a.Actors(ctx, text, q)
		return listed(l, "actor", "actors", actorTable), err
	})
}

func wordsFlag(cmd *cobra.Command, text *string) {
	cmd.Flags().StringVar(text, "q", "", `words that the names hold; "quotes" keep a phrase together, word* finds what begins so`)
}

// noneOf refuses flags that would be passed over in silence.
func noneOf(cmd *cobra.Command, beside string, flags ...string) error {
	for _, f := range flags {
		if cmd.Flags().Changed(f) {
			return graph.Errorf(graph.Invalid, "--%s means nothing beside %s: leave out one of the two", f, beside)
		}
	}
	return nil
}

func actorTable(actors []graph.Actor) grid {
	t := grid{header: []string{"id", "name", "kind", "also called", "cited"}, wide: 3}
	for _, a := range actors {
		t.row(a.ID, a.Name, string(a.Kind), strings.Join(a.Aliases, ", "), wording.Citations(a.Citations))
	}
	return t
}

func printCard(p *printer, c answer.Card) {
	p.line("%s, %s, id %s", visible(c.Name), c.Kind, c.ID)
	p.fact("also called", strings.Join(c.Aliases, ", "))
	p.fact("took part as", identities(c.Identities))
	p.fact("is", strings.Join(c.Roles, ", "))
	p.fact("note", c.Note)
	p.facts(c.Attributes)
	p.fact("cited", wording.Citations(c.Citations))
	p.line("%s sent and %d received, %s.", wording.Count(c.Sent, "contact", "contacts"), c.Received, orNever(wording.Compact.Period(c.First, c.Last)))
	if c.Unaddressed > 0 {
		p.line("%s without a recipient.", wording.Count(c.Unaddressed, "message", "messages"))
	}
	p.titled("Belongs to", membershipTable(c))
	p.titled("Related to", relationTable(c))
	p.titled("Writes to", pairTable(c.Writes))
	p.titled("Hears from", pairTable(c.Reads))
	p.titled("To no one in particular", messageTable(c.Public))
	p.titled("What sources say", claimTable(c.Claims))
}

// identities lists what an actor took part in messages as.
func identities(list []graph.IdentityCount) string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = x.Identity + " (" + wording.Count(x.Messages, "message", "messages") + ")"
	}
	return strings.Join(out, ", ")
}

func orNever(period string) string {
	if period == "" {
		return "none dated"
	}
	return period
}

// fact writes a line of a card, if there is something to say.
func (p *printer) fact(title, text string) {
	if text != "" {
		p.line("  %s: %s", title, visible(text))
	}
}

// facts writes further properties in the order of their names.
func (p *printer) facts(attributes map[string]string) {
	for _, k := range slices.Sorted(maps.Keys(attributes)) {
		p.fact(k, attributes[k])
	}
}

// titled writes a table under a title, if it has rows.
func (p *printer) titled(title string, t grid) {
	if len(t.rows) > 0 {
		p.line("\n%s:", title)
		p.rows(t)
	}
}

func membershipTable(c answer.Card) grid {
	t := grid{header: []string{"who", "organization", "as", "from", "until", "cited"}, wide: 1}
	for _, m := range c.Memberships {
		t.row(wording.Name(m.PersonRef), wording.Name(m.OrganizationRef), m.Role, whenKnown(m.From), whenKnown(m.Until), wording.Citations(m.Citations))
	}
	return t
}

func relationTable(c answer.Card) grid {
	t := grid{header: []string{"who", "is", "of", "since", "until", "cited"}, wide: 1}
	for _, r := range c.Relations {
		t.row(wording.Name(r.FromRef), r.Kind, wording.Name(r.ToRef), whenKnown(r.Since), whenKnown(r.Until), wording.Citations(r.Citations))
	}
	return t
}

// whenKnown leaves out what is undated: an unknown end of a membership is no news.
func whenKnown(m graph.Moment) string {
	if !m.Dated() {
		return ""
	}
	return when(m)
}
