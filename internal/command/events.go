package command

import (
	"context"

	"github.com/spf13/cobra"

	"backchannel/graph/answer"
	"backchannel/graph/wording"
)

func (s *session) events() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "events ID",
		Short:   "One event, and the messages that mention it",
		Long:    "Shows an event with what is known of its time and order, and the messages that mention it, the oldest first. The timeline lists all events.",
		Example: `  backchannel events election-day`,
		Args:    cobra.ExactArgs(1),
	}
	return s.question(cmd, func(ctx context.Context, a *answer.Service, args []string) (shown, error) {
		e, err := a.Event(ctx, args[0])
		return shown{value: e, cypher: e.Cypher, text: func(p *printer) { printEvent(p, e) }}, err
	})
}

func printEvent(p *printer, e answer.EventAnswer) {
	p.line("%s: %s", e.ID, visible(e.Label))
	p.fact("when", noted(e.At, e.TimeNote))
	p.fact("summary", e.Summary)
	p.fact("cited", wording.Citations(e.Citations))
	p.titled("Around it", aroundTable(answer.Message{Preceded: e.Preceded, Followed: e.Followed}))
	p.titled("Messages that mention it", messageTable(e.MentionedBy))
	if e.Mentions > len(e.MentionedBy) {
		p.line("%d of %d messages.", len(e.MentionedBy), e.Mentions)
	}
}
