package command

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/wording"
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
		return listed(l, "topic", "topics", topicTable), err
	})
}

func topicTable(topics []graph.TopicCount) grid {
	t := grid{header: []string{"id", "topic", "messages"}, wide: 1}
	for _, x := range topics {
		t.row(x.ID, x.Label, strconv.Itoa(x.Messages))
	}
	return t
}

func (s *session) sources() *cobra.Command {
	var q answer.Question
	cmd := &cobra.Command{
		Use:   "sources",
		Short: "The documents that facts are read from",
		Long: `Lists sources with how many nodes of the graph (actors, messages, events, claims) cite
each. A source that only tells what joins them, such as a file of recipients, is cited
by relationships and may have none.`,
		Example: `  backchannel sources`,
		Args:    cobra.NoArgs,
	}
	pageFlags(cmd.Flags(), &q)
	return s.question(cmd, func(ctx context.Context, a *answer.Service, _ []string) (shown, error) {
		l, err := a.Sources(ctx, q)
		return listed(l, "source", "sources", sourceTable), err
	})
}

func sourceTable(sources []graph.SourceCount) grid {
	t := grid{header: []string{"id", "title", "publisher", "published", "language", "nodes citing it"}, wide: 1}
	for _, x := range sources {
		t.row(x.ID, x.Title, x.Publisher, when(x.Published), x.Language, strconv.Itoa(x.Cited))
	}
	return t
}

func (s *session) claims() *cobra.Command {
	var q answer.Question
	cmd := &cobra.Command{
		Use:   "claims",
		Short: "What sources say beyond the record, and where they disagree",
		Long: `Lists what a source, or somebody in it, says of people, of a message or of the
correspondence as a whole. --about looks into the claims and into the names of what
they concern.`,
		Example: `  backchannel claims
  backchannel claims --actor "Donald Trump Jr."
  backchannel claims --about ambassador`,
		Args: cobra.NoArgs,
	}
	whoFlags(cmd.Flags(), &q)
	pageFlags(cmd.Flags(), &q)
	return s.question(cmd, func(ctx context.Context, a *answer.Service, _ []string) (shown, error) {
		l, err := a.Claims(ctx, q)
		return listed(l, "claim", "claims", claimTable), err
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
		t.row(c.ID, c.Text, by, strings.Join(subjects, ", "), strings.Join(c.ConflictsWith, ", "), wording.Citations(c.Citations))
	}
	return t
}

func (s *session) search() *cobra.Command {
	var q answer.Question
	cmd := &cobra.Command{
		Use:   "search WORDS…",
		Short: "Whatever holds the words",
		Long:  "Finds actors, topics, events, messages, claims and sources whose text holds all the words, roles and notes too.",
		Example: `  backchannel search ambassador
  backchannel search '"tax papers"'
  backchannel search 'clint*'
  backchannel search photographer`,
		Args: cobra.MinimumNArgs(1),
	}
	limitFlag(cmd.Flags(), &q, "at most so many of each kind; without it 100")
	return s.question(cmd, func(ctx context.Context, a *answer.Service, args []string) (shown, error) {
		l, err := a.Search(ctx, strings.Join(args, " "), q)
		return shown{value: l, cypher: l.Cypher, text: func(p *printer) {
			t := grid{header: []string{"kind", "id", "text"}, wide: 2}
			for _, h := range l.Items {
				t.row(h.Kind, h.ID, h.Text)
			}
			p.list(t, l.Total, "hit", "hits", "", l.Coverage)
		}}, err
	})
}
