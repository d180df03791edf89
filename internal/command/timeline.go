package command

import (
	"context"

	"github.com/spf13/cobra"

	"backchannel/graph/answer"
	"backchannel/graph/wording"
)

func (s *session) timeline() *cobra.Command {
	var q answer.Question
	cmd := &cobra.Command{
		Use:   "timeline",
		Short: "Messages and events in order, and apart what nobody dates",
		Long: `Lists messages and events by the start of the time that each may have had, or by its
end where the start is open. What nobody dates stands apart, with what is known of its
order, and is never given a day. Filters narrow the messages; of the events those are
left that one of these messages mentions, or that a claim joins to whom or what is
asked for.`,
		Example: `  backchannel timeline
  backchannel timeline --since 2016-10 --until 2016-11
  backchannel timeline --actor "Trump Jr." --json`,
		Args: cobra.NoArgs,
	}
	allFlags(cmd.Flags(), &q)
	return s.question(cmd, func(ctx context.Context, a *answer.Service, _ []string) (shown, error) {
		l, err := a.Timeline(ctx, q)
		return shown{value: l, cypher: l.Cypher, text: func(p *printer) { printTimeline(p, l) }}, err
	})
}

func printTimeline(p *printer, l answer.Timeline) {
	p.rows(timelineTable(l.Items))
	p.titled("Without a date", timelineTable(l.Undated))
	p.page(len(l.Items)+len(l.Undated), l.Total, "message or event", "messages and events", l.NextCursor)
	p.searched(l.Coverage, "message", "messages")
}

func timelineTable(items []answer.TimelineItem) grid {
	t := grid{header: []string{"when", "what", "who → whom", "about", "known of the time", "cited"}, wide: 3}
	for _, it := range items {
		what := it.Kind
		if it.Channel != "" {
			what = string(it.Channel)
		}
		t.row(when(it.At), what, participants(it.Channel, it.From, it.To), it.Label, known(it), wording.Citations(it.Citations))
	}
	return t
}

// known is what no interval tells of a moment: its order, and the sources' words.
func known(it answer.TimelineItem) string {
	out := order(it.Preceded, it.Followed)
	if it.TimeNote != "" && out != "" {
		out += "; "
	}
	return out + it.TimeNote
}
