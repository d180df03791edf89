package command

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/wording"
)

func (s *session) messages() *cobra.Command {
	var q answer.Question
	cmd := &cobra.Command{
		Use:   "messages [ID]",
		Short: "Messages, also those without a recipient, or one with what surrounds it",
		Long:  "Lists messages, posts and statements, or shows one with what it answers, what preceded and followed it and after how long, and what sources say of it.",
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
			return shown{value: m, cypher: m.Cypher, text: func(p *printer) { printMessage(p, m) }}, err
		}
		l, err := a.Messages(ctx, q)
		return shown{value: l, cypher: l.Cypher, text: func(p *printer) {
			p.rows(messageTable(l.Items))
			p.page(len(l.Items), l.Total, "message", "messages", l.NextCursor)
			p.searched(l.Coverage, "message", "messages")
		}}, err
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
		return listed(l, "message", "messages", messageTable), err
	})
}

func messageTable(messages []answer.Message) grid {
	t := grid{header: []string{"id", "when", "channel", "who → whom", "about", "answered", "cited"}, wide: 4}
	for _, m := range messages {
		t.row(m.ID, when(m.Sent), string(m.Channel), participants(m.Channel, m.From, m.To), subject(m.Subject, m.Summary, m.Topics), string(m.Answered), wording.Citations(m.Citations))
	}
	return t
}

// participants writes who wrote to whom; of a public post only who wrote it, and
// of a meeting or a call who took part.
func participants(c graph.Channel, from []graph.ActorRef, to []answer.Addressee) string {
	if c.Mutual() || len(to) == 0 {
		return names(from)
	}
	return names(from) + arrow + addressees(to)
}

func printMessage(p *printer, m answer.MessageAnswer) {
	p.line("%s, %s: %s", m.ID, m.Channel, visible(participants(m.Channel, m.From, m.To)))
	p.fact("when", noted(m.Sent, m.TimeNote))
	p.fact("subject", m.Subject)
	p.fact("summary", m.Summary)
	p.fact("topics", strings.Join(m.Topics, ", "))
	answered := string(m.Answered)
	if by := wording.Citations(m.AnsweredBy); by != "" {
		answered += " (" + by + ")"
	}
	p.fact("answered", answered)
	p.fact("thread", m.ThreadID)
	p.facts(m.Attributes)
	p.fact("cited", wording.Citations(m.Citations))
	if m.Body != "" {
		p.line("")
		for line := range strings.SplitSeq(m.Body, "\n") {
			p.line("  %s", visible(line))
		}
	}
	p.titled("Around it", aroundTable(m.Message))
	p.titled("What sources say of it", claimTable(m.Claims))
}

// aroundTable lists what a message answers, came after and before, and speaks of.
func aroundTable(m answer.Message) grid {
	t := grid{header: []string{"", "what", "when", "apart", "as noted", "about", "cited"}, wide: 5}
	add := func(relation string, n answer.Neighbor) {
		t.row(relation, string(n.Ref.Label)+" "+n.Ref.ID, when(n.At), far(n), n.Note, n.Summary, wording.Citations(n.Citations))
	}
	for _, n := range m.ReplyTo {
		add("answers", n)
	}
	for _, n := range m.Replies {
		add("answered by", n)
	}
	for _, n := range m.Preceded {
		add("after", n)
	}
	for _, n := range m.Followed {
		add("before", n)
	}
	for _, x := range m.Identities {
		t.row(string(x.Role)+" as", x.Identity, "", "", "", x.Actor, wording.Citations(x.Citations))
	}
	for _, x := range m.Mentions {
		t.row("speaks of", string(x.Ref.Label)+" "+x.Ref.ID, "", "", "", x.Name, wording.Citations(x.Citations))
	}
	for _, column := range []int{4, 3, 2} {
		if !slices.ContainsFunc(t.rows, func(row []string) bool { return row[column] != "" }) {
			t = t.without(column)
		}
	}
	return t
}
