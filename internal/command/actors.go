package command

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/graph"
	"backchannel/graph/answer"
)

func (s *session) actors() *cobra.Command {
	var q answer.Question
	var text string
	cmd := &cobra.Command{
		Use:   "actors [NAME]",
		Short: "People and organizations, or the card of one",
		Long:  "Lists actors, or shows the one that an id, a name or an alias means: other names, memberships, correspondents and what sources say of it.",
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
			return shown{c, c.Cypher, func(p *printer) { printCard(p, c) }}, err
		}
		l, err := a.Actors(ctx, text, q)
		return shown{l, l.Cypher, func(p *printer) { printActors(p, l) }}, err
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

func printActors(p *printer, l answer.List[graph.Actor]) {
	t := grid{header: []string{"id", "name", "kind", "also called", "cited"}, wide: 3}
	for _, a := range l.Items {
		t.row(a.ID, a.Name, string(a.Kind), strings.Join(a.Aliases, ", "), cited(a.Citations))
	}
	p.table(t)
	p.page(len(l.Items), l.Total, "actor", "actors", l.NextCursor)
	p.coverage(l.Coverage)
}

func printCard(p *printer, c answer.Card) {
	p.line("%s, %s, id %s", visible(c.Name), c.Kind, c.ID)
	p.fact("also called", strings.Join(c.Aliases, ", "))
	p.fact("is", strings.Join(c.Roles, ", "))
	p.fact("note", c.Note)
	for _, k := range slices.Sorted(maps.Keys(c.Attributes)) {
		p.fact(k, c.Attributes[k])
	}
	p.fact("cited", cited(c.Citations))
	p.line("%s sent and %d received, %s.", count(c.Sent, "contact", "contacts"), c.Received, orNever(period(c.First, c.Last)))
	p.titled("Belongs to", membershipTable(c))
	p.titled("Related to", relationTable(c))
	for _, of := range []struct {
		title string
		pairs []graph.Pair
	}{{"Writes to", c.Writes}, {"Hears from", c.Reads}} {
		if len(of.pairs) > 0 {
			p.line("\n%s:", of.title)
			p.pairs(of.pairs)
		}
	}
	p.titled("What sources say", claimTable(c.Claims))
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

// titled writes a table under a title, if it has rows.
func (p *printer) titled(title string, t grid) {
	if len(t.rows) > 0 {
		p.line("\n%s:", title)
		p.table(t)
	}
}

func membershipTable(c answer.Card) grid {
	t := grid{header: []string{"who", "organization", "as", "from", "until", "cited"}, wide: 1}
	for _, m := range c.Memberships {
		t.row(name(m.PersonRef), name(m.OrganizationRef), m.Role, whenKnown(m.From), whenKnown(m.Until), cited(m.Citations))
	}
	return t
}

func relationTable(c answer.Card) grid {
	t := grid{header: []string{"who", "is", "of", "since", "until", "cited"}, wide: 1}
	for _, r := range c.Relations {
		t.row(name(r.FromRef), r.Kind, name(r.ToRef), whenKnown(r.Since), whenKnown(r.Until), cited(r.Citations))
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
