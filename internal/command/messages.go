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

func (s *session) messages() *cobra.Command {
	var q answer.Question
	cmd := &cobra.Command{
		Use:   "messages [ID]",
		Short: "Messages, also those without a recipient, or one with what surrounds it",
		Long:  "Lists messages, posts and statements, or shows one with what it answers, what preceded and followed it and after how long.",
		Example: `  backchannel messages --channel post
  backchannel messages --from wikileaks --answered no
  backchannel messages reply-asking-around`,
		Args: cobra.MaximumNArgs(1),
	}
	allFlags(cmd.Flags(), &q)
	return s.question(cmd, func(ctx context.Context, a *answer.Service, args []string) (shown, error) {
		if len(args) == 1 {
			if err := noneOf(cmd, "an ID", "from", "to", "actor", "about", "since", "until", "role", "channel", "answered", "limit", "cursor"); err != nil {
				return shown{}, err
			}
			m, err := a.Message(ctx, args[0])
			return shown{m, m.Cypher, func(p *printer) { printMessage(p, m.Message) }}, err
		}
		l, err := a.Messages(ctx, q)
		return shown{l, l.Cypher, func(p *printer) { printMessages(p, l) }}, err
	})
}

func (s *session) threads() *cobra.Command {
	var q answer.Question
	cmd := &cobra.Command{
		Use:     "threads ID",
		Short:   "The messages of a thread",
		Long:    "Lists the messages of a thread in order. A thread is named by its own id or by that of any message in it.",
		Example: `  backchannel threads reply-asking-around`,
		Args:    cobra.ExactArgs(1),
	}
	pageFlags(cmd.Flags(), &q)
	return s.question(cmd, func(ctx context.Context, a *answer.Service, args []string) (shown, error) {
		l, err := a.Thread(ctx, args[0], q)
		return shown{l, l.Cypher, func(p *printer) { printMessages(p, l) }}, err
	})
}

func printMessages(p *printer, l answer.List[answer.Message]) {
	t := grid{header: []string{"id", "when", "channel", "who → whom", "about", "answered", "cited"}, wide: 4}
	for _, m := range l.Items {
		t.row(m.ID, when(m.Sent), string(m.Channel), participants(m.Channel, m.From, m.To), subject(m.Subject, m.Summary, m.Topics), string(m.Answered), cited(m.Citations))
	}
	p.table(t)
	p.page(len(l.Items), l.Total, "message", "messages", l.NextCursor)
	p.coverage(l.Coverage)
}

// participants writes who wrote to whom; of a public post only who wrote it, and
// of a meeting or a call who took part.
func participants(c graph.Channel, from []graph.ActorRef, to []answer.Addressee) string {
	switch {
	case c.Mutual():
		return names(from)
	case len(to) == 0:
		return names(from)
	}
	return names(from) + arrow + addressees(to)
}

func printMessage(p *printer, m answer.Message) {
	p.line("%s, %s: %s", m.ID, m.Channel, visible(participants(m.Channel, m.From, m.To)))
	p.fact("when", noted(m.Sent, m.TimeNote))
	p.fact("subject", m.Subject)
	p.fact("summary", m.Summary)
	p.fact("topics", strings.Join(m.Topics, ", "))
	answered := string(m.Answered)
	if by := cited(m.AnsweredBy); by != "" {
		answered += " (" + by + ")"
	}
	p.fact("answered", answered)
	p.fact("thread", m.ThreadID)
	for _, k := range slices.Sorted(maps.Keys(m.Attributes)) {
		p.fact(k, m.Attributes[k])
	}
	p.fact("cited", cited(m.Citations))
	if m.Body != "" {
		p.line("")
		for line := range strings.SplitSeq(m.Body, "\n") {
			p.line("  %s", visible(line))
		}
	}
	around := grid{header: []string{"", "what", "when", "about", "cited"}, wide: 3}
	add := func(relation string, n answer.Neighbor) {
		around.row(relation, string(n.Ref.Label)+" "+n.Ref.ID, when(n.At), n.Summary, cited(n.Citations))
	}
	for _, n := range m.ReplyTo {
		add("answers", n)
	}
	for _, n := range m.Replies {
		add("answered by", n)
	}
	for _, n := range m.Preceded {
		add(strings.TrimSpace(far(n)+"after"), n)
	}
	for _, n := range m.Followed {
		add(strings.TrimSpace(far(n)+"before"), n)
	}
	for _, x := range m.Mentions {
		around.row("speaks of", string(x.Ref.Label)+" "+x.Ref.ID, "", x.Name, cited(x.Citations))
	}
	p.titled("Around it", around)
}
