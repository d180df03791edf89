package command

import (
	"context"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"backchannel/graph/answer"
)

func (s *session) paths() *cobra.Command {
	var q answer.PathQuestion
	cmd := &cobra.Command{
		Use:   "paths --from ACTOR --to ACTOR",
		Short: "By which messages word could have got from one to another",
		Long: `Finds the paths of the fewest contacts from one actor to another, and says of each
whether its hops followed one another in time: certainly, possibly, or not. It needs
one --from and one --to; the other filters narrow which contacts a path may use.`,
		Example: `  backchannel paths --from WikiLeaks --to "Natalia Veselnitskaya"
  backchannel paths --from WikiLeaks --to Veselnitskaya --until 2016-12 --k 3
  backchannel paths --from WikiLeaks --to congress-committees --max-hops 4 --json`,
		Args: cobra.NoArgs,
	}
	f := cmd.Flags()
	whoFlags(f, &q.Question)
	whenFlags(f, &q.Question)
	howFlags(f, &q.Question)
	f.StringVar(&q.Objective, "objective", "", "what makes a path the best: fewest-contacts (the default)")
	f.IntVar(&q.MaxHops, "max-hops", 0, "at most so many contacts long; without it 6")
	f.IntVar(&q.K, "k", 0, "at most so many paths; without it 10")
	return s.question(cmd, func(ctx context.Context, a *answer.Service, _ []string) (shown, error) {
		l, err := a.Paths(ctx, q)
		return shown{l, l.Cypher, func(p *printer) { printPaths(p, l) }}, err
	})
}

func printPaths(p *printer, l answer.Paths) {
	for i, path := range l.Paths {
		way := name(l.From)
		t := grid{header: slices.Concat([]string{"hop"}, contactHeader, []string{"alternatives"}), wide: 3}
		for n, h := range path.Hops {
			way += arrow + name(h.To)
			t.row(slices.Concat([]string{strconv.Itoa(n + 1)}, contactRow(h.Contact), []string{count(h.Alternatives, "other", "others")})...)
		}
		p.line("%d. %s (%s, in this order in time: %s)", i+1, way, count(len(path.Hops), "contact", "contacts"), path.Certainty)
		p.table(t)
		if path.DurationSeconds != nil {
			p.line("From departure to arrival: %s.", span(*path.DurationSeconds))
		}
		p.line("")
	}
	p.page(len(l.Paths), l.Total, "path", "paths", "")
	p.coverage(l.Coverage)
	if l.Coverage.No != nil && len(l.Coverage.Nearest) == 0 {
		p.line("No single restriction, lifted, would give a path between %s and %s.", name(l.From), name(l.To))
	}
}
