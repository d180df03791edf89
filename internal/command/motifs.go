package command

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"backchannel/graph/answer"
	"backchannel/graph/wording"
)

func (s *session) motifs() *cobra.Command {
	var q answer.MotifQuestion
	cmd := &cobra.Command{
		Use:   "motifs --delta DURATION",
		Short: "How often each pattern of three contacts in a row comes",
		Long: `Counts the 36 temporal motifs of two and three actors (Paranjape et al. 2017): three
contacts, each later than the one before, the last at most --delta after the first.
Rows and columns are laid out as in figure 1 of that paper. Contacts without an exact
time are left out and counted.`,
		Example: `  backchannel motifs --delta 1h
  backchannel motifs --delta 600s --since 2001 --until 2001-06 --json`,
		Args: cobra.NoArgs,
	}
	f := cmd.Flags()
	whoFlags(f, &q.Question)
	whenFlags(f, &q.Question)
	howFlags(f, &q.Question)
	f.StringVar(&q.Delta, "delta", "", "longest time from the first to the third contact: 600s, 1h, 2d")
	return s.plain(cmd, func(ctx context.Context, a *answer.Service, _ []string) (shown, error) {
		m, err := a.Motifs(ctx, q)
		return shown{value: m, note: m.CypherNote, text: func(p *printer) {
			t := grid{header: []string{"", "1", "2", "3", "4", "5", "6"}}
			for i, row := range m.Counts {
				cells := []string{strconv.Itoa(i + 1)}
				for _, n := range row {
					cells = append(cells, strconv.FormatUint(n, 10))
				}
				t.row(cells...)
			}
			p.table(t)
			p.line("%d motifs within %s, among %s of known time.", m.Total, span(m.DeltaSeconds), wording.Count(m.Contacts, "contact", "contacts"))
			if m.Vague > 0 {
				p.line("Left out: %s whose time is not known exactly.", wording.Count(m.Vague, "contact", "contacts"))
			}
			p.window(m.Window)
			p.coverage(m.Coverage)
		}}, err
	})
}
