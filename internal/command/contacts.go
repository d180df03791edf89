package command

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/wording"
)

func (s *session) contacts() *cobra.Command {
	var q answer.Question
	var pairs bool
	cmd := &cobra.Command{
		Use:   "contacts",
		Short: "Who contacted whom about what",
		Long:  "Lists each contact, with when, about what, whether it was answered, and the sources that say so; with a period also whether it certainly fell in it, or possibly.",
		Example: `  backchannel contacts --from WikiLeaks --to "Trump Jr." --about "tax papers"
  backchannel contacts --actor wikileaks --since 2016-10 --until 2016-11
  backchannel contacts --answered no
  backchannel contacts --pairs --json`,
		Args: cobra.NoArgs,
	}
	allFlags(cmd.Flags(), &q)
	cmd.Flags().StringVar(&q.Order, "order", "oldest", "which come first: oldest or newest; what nobody dates comes last")
	cmd.Flags().BoolVar(&pairs, "pairs", false, "sum contacts up by sender and recipient")
	return s.question(cmd, func(ctx context.Context, a *answer.Service, _ []string) (shown, error) {
		if pairs {
			if err := noneOf(cmd, "--pairs", "order"); err != nil {
				return shown{}, err
			}
			l, err := a.Pairs(ctx, q)
			return listed(l, "pair", "pairs", pairTable), err
		}
		l, err := a.Contacts(ctx, q)
		period := q.Since != "" || q.Until != ""
		return listed(l, "contact", "contacts", func(contacts []graph.Contact) grid { return contactTable(contacts, period) }), err
	})
}

var contactHeader = []string{"when", "who → whom", "about", "answered", "certainty", "message", "cited"}

func contactRow(c graph.Contact) []string {
	who := whoToWhom(c.From, c.To)
	if c.Role != graph.To {
		who += " (" + string(c.Role) + ")"
	}
	return []string{when(c.At), who, subject(c.Subject, c.Summary, c.Topics), string(c.Answered), string(c.Certainty), c.MessageID, wording.Citations(c.Citations)}
}

// certainty is the column that tells whether a contact fell in the period asked for.
const certainty = 4

func contactTable(contacts []graph.Contact, period bool) grid {
	t := grid{header: contactHeader, wide: 2}
	for _, c := range contacts {
		t.row(contactRow(c)...)
	}
	if !period {
		t = t.without(certainty)
	}
	return t
}

// without leaves out a column.
func (t grid) without(column int) grid {
	out := t
	out.header, out.rows = slices.Delete(slices.Clone(t.header), column, column+1), nil
	if column < t.wide {
		out.wide--
	}
	for _, row := range t.rows {
		out.row(slices.Delete(slices.Clone(row), column, column+1)...)
	}
	return out
}

func pairTable(pairs []graph.Pair) grid {
	t := grid{header: []string{"who → whom", "contacts", "first", "last", "answered", "about", "messages"}, wide: 5}
	for _, x := range pairs {
		first, last := when(x.First), when(x.Last)
		if x.Undated > 0 {
			last += fmt.Sprintf(" (%d undated)", x.Undated)
		}
		answered := fmt.Sprintf("%d yes, %d no", x.Answered, x.Unanswered)
		t.row(whoToWhom(x.From, x.To), strconv.Itoa(x.Count), first, last, answered, strings.Join(x.Topics, ", "), strings.Join(x.Messages, ", "))
	}
	return t
}
