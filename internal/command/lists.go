package command

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/graph/answer"
)

func (s *session) topics() *cobra.Command {
	var q answer.Question
	var text string
	cmd := &cobra.Command{
		Use:   "topics",
		Short: "What messages are about",
		Long:  "Lists topics with how many messages are about each.",
		Example: `  backchannel topics
  backchannel topics --q clinton`,
		Args: cobra.NoArgs,
	}
	wordsFlag(cmd, &text)
	pageFlags(cmd.Flags(), &q)
	return s.question(cmd, func(ctx context.Context, a *answer.Service, _ []string) (shown, error) {
		l, err := a.Topics(ctx, text, q)
		return shown{l, l.Cypher, func(p *printer) {
			t := grid{header: []string{"id", "topic", "messages"}, wide: 1}
			for _, x := range l.Items {
				t.row(x.ID, x.Label, strconv.Itoa(x.Messages))
			}
			p.table(t)
			p.page(len(l.Items), l.Total, "topic", "topics", l.NextCursor)
			p.coverage(l.Coverage)
		}}, err
	})
}

func (s *session) sources() *cobra.Command {
	var q answer.Question
	cmd := &cobra.Command{
		Use:     "sources",
		Short:   "The documents that facts are read from",
		Long:    "Lists sources with how many things in the graph cite each.",
		Example: `  backchannel sources`,
		Args:    cobra.NoArgs,
	}
	pageFlags(cmd.Flags(), &q)
	return s.question(cmd, func(ctx context.Context, a *answer.Service, _ []string) (shown, error) {
		l, err := a.Sources(ctx, q)
		return shown{l, l.Cypher, func(p *printer) {
			t := grid{header: []string{"id", "title", "publisher", "published", "language", "cited by"}, wide: 1}
			for _, x := range l.Items {
				t.row(x.ID, x.Title, x.Publisher, when(x.Published), x.Language, strconv.Itoa(x.Cited))
			}
			p.table(t)
			p.page(len(l.Items), l.Total, "source", "sources", l.NextCursor)
			p.coverage(l.Coverage)
		}}, err
	})
}

func (s *session) claims() *cobra.Command {
	var q answer.Question
	cmd := &cobra.Command{
		Use:   "claims",
		Short: "What sources say beyond the record, and where they disagree",
		Long:  "Lists what a source, or somebody in it, says of people or of the correspondence as a whole.",
		Example: `  backchannel claims
  backchannel claims --actor "Donald Trump Jr."
  backchannel claims --about ambassador`,
		Args: cobra.NoArgs,
	}
	whoFlags(cmd.Flags(), &q)
	pageFlags(cmd.Flags(), &q)
	return s.question(cmd, func(ctx context.Context, a *answer.Service, _ []string) (shown, error) {
		l, err := a.Claims(ctx, q)
		return shown{l, l.Cypher, func(p *printer) {
			p.table(claimTable(l.Items))
			p.page(len(l.Items), l.Total, "claim", "claims", l.NextCursor)
			p.coverage(l.Coverage)
		}}, err
	})
}

func claimTable(claims []answer.Claim) grid {
	t := grid{header: []string{"id", "claim", "made by", "concerns", "conflicts with", "cited"}, wide: 1}
	for _, c := range claims {
		var subjects []string
		for _, x := range c.Subjects {
			subjects = append(subjects, x.Ref.ID)
		}
		by := names(c.MadeByRefs)
		if by == "" {
			by = "the source"
		}
		t.row(c.ID, c.Text, by, strings.Join(subjects, ", "), strings.Join(c.ConflictsWith, ", "), cited(c.Citations))
	}
	return t
}

func (s *session) search() *cobra.Command {
	var q answer.Question
	cmd := &cobra.Command{
		Use:   "search WORDS…",
		Short: "Whatever holds the words",
		Long:  "Finds actors, topics, events, messages and claims that hold all the words.",
		Example: `  backchannel search ambassador
  backchannel search '"tax papers"'
  backchannel search 'clint*'`,
		Args: cobra.MinimumNArgs(1),
	}
	cmd.Flags().IntVar(&q.Limit, "limit", 0, "at most so many of each kind; without it 100")
	return s.question(cmd, func(ctx context.Context, a *answer.Service, args []string) (shown, error) {
		l, err := a.Search(ctx, strings.Join(args, " "), q)
		return shown{l, l.Cypher, func(p *printer) {
			t := grid{header: []string{"kind", "id", "text"}, wide: 2}
			for _, h := range l.Items {
				t.row(h.Kind, h.ID, h.Text)
			}
			p.table(t)
			p.page(len(l.Items), l.Total, "hit", "hits", "")
			p.coverage(l.Coverage)
		}}, err
	})
}
