package command

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/graph"
	"backchannel/graph/answer"
)

func (s *session) contacts() *cobra.Command {
	var q answer.Question
	var pairs bool
	cmd := &cobra.Command{
		Use:   "contacts",
		Short: "Who contacted whom about what",
		Long:  "Lists each contact, with when, about what, whether it was answered, and the sources that say so.",
		Example: `  backchannel contacts --from WikiLeaks --to "Trump Jr." --about "tax papers"
  backchannel contacts --actor wikileaks --since 2016-10 --until 2016-11
  backchannel contacts --answered no
  backchannel contacts --pairs --json`,
		Args: cobra.NoArgs,
	}
	allFlags(cmd.Flags(), &q)
	cmd.Flags().BoolVar(&pairs, "pairs", false, "sum contacts up by sender and recipient")
	return s.question(cmd, func(ctx context.Context, a *answer.Service, _ []string) (shown, error) {
		if pairs {
			l, err := a.Pairs(ctx, q)
			return shown{l, l.Cypher, func(p *printer) { printPairs(p, l) }}, err
		}
		l, err := a.Contacts(ctx, q)
		return shown{l, l.Cypher, func(p *printer) {
			p.contacts(l.Items)
			p.page(len(l.Items), l.Total, "contact", "contacts", l.NextCursor)
			p.coverage(l.Coverage)
		}}, err
	})
}

var contactHeader = []string{"when", "who → whom", "about", "answered", "certainty", "message", "cited"}

func contactRow(c graph.Contact) []string {
	who := whoToWhom(c.From, c.To)
	if c.Role != graph.To {
		who += " (" + string(c.Role) + ")"
	}
	return []string{when(c.At), who, subject(c.Subject, c.Summary, c.Topics), string(c.Answered), string(c.Certainty), c.MessageID, cited(c.Citations)}
}

func (p *printer) contacts(contacts []graph.Contact) {
	t := grid{header: contactHeader, wide: 2}
	for _, c := range contacts {
		t.row(contactRow(c)...)
	}
	p.table(t)
}

func printPairs(p *printer, l answer.List[graph.Pair]) {
	p.pairs(l.Items)
	p.page(len(l.Items), l.Total, "pair", "pairs", l.NextCursor)
	p.coverage(l.Coverage)
}

func (p *printer) pairs(pairs []graph.Pair) {
	t := grid{header: []string{"who → whom", "contacts", "first", "last", "answered", "about", "messages"}, wide: 5}
	for _, x := range pairs {
		first, last := when(x.First), when(x.Last)
		if x.Undated > 0 {
			last += fmt.Sprintf(" (%d undated)", x.Undated)
		}
		answered := fmt.Sprintf("%d yes, %d no", x.Answered, x.Unanswered)
		t.row(whoToWhom(x.From, x.To), strconv.Itoa(x.Count), first, last, answered, strings.Join(x.Topics, ", "), strings.Join(x.Messages, ", "))
	}
	p.table(t)
}
