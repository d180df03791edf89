package command

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"backchannel/graph/answer"
	"backchannel/graph/wording"
)

func (s *session) reach() *cobra.Command {
	var q answer.ReachQuestion
	cmd := &cobra.Command{
		Use:   "reach --from ACTOR | reach --to ACTOR",
		Short: "Whom word could have reached, or from whom it could have come",
		Long: `With --from: who could have known what this actor knew, when first, and by how many
contacts, each later than the one before. With --to: from whom this actor could have
heard, and until when it must have left there. --until is the day by which; the other
filters narrow which contacts count.`,
		Example: `  backchannel reach --from WikiLeaks --until 2017-07
  backchannel reach --to congress-committees
  backchannel reach --from WikiLeaks --max-hops 2 --certain --json`,
		Args: cobra.NoArgs,
	}
	f := cmd.Flags()
	allFlags(f, &q.Question)
	travelFlags(f, &q.Travel)
	return s.plain(cmd, func(ctx context.Context, a *answer.Service, _ []string) (shown, error) {
		l, err := a.Reach(ctx, q)
		return shown{value: l, note: l.CypherNote, text: func(p *printer) {
			at := "could first know"
			if l.Direction == "to" {
				at = "must have left by"
			}
			t := grid{header: []string{"actor", "id", at, "contacts", "certainty"}}
			for _, r := range l.Items {
				t.row(wording.Name(r.Actor), r.Actor.ID, wording.Compact.When(r.At), strconv.Itoa(r.Hops), r.Certainty)
			}
			p.window(l.Window)
			p.list(t, l.Total, "actor", "actors", l.NextCursor, l.Coverage)
		}}, err
	})
}
