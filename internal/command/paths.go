package command

import (
	"context"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/wording"
)

func (s *session) paths() *cobra.Command {
	var q answer.PathQuestion
	cmd := &cobra.Command{
		Use:   "paths --from ACTOR --to ACTOR",
		Short: "By which messages word could have got from one to another",
		Long: `Finds how word could have got from one actor to another, a message for each hop. By
the objective it is the way of the fewest contacts, whatever their times, or a way
whose hops follow one another in time: with the fewest hops, that arrives first, that
leaves last, or that takes the least time. Where times are vague a way is certain, if
it holds for every reading of them, or possible. The filters narrow which contacts it
may use.`,
		Example: `  backchannel paths --from WikiLeaks --to congress-committees
  backchannel paths --from WikiLeaks --to congress-committees --objective earliest-arrival
  backchannel paths --from Veselnitskaya --to WikiLeaks --objective fewest-hops --max-wait 90d
  backchannel paths --from WikiLeaks --to congress-committees --k 3 --json`,
		Args: cobra.NoArgs,
	}
	f := cmd.Flags()
	whoFlags(f, &q.Question)
	whenFlags(f, &q.Question)
	howFlags(f, &q.Question)
	travelFlags(f, &q.Travel)
	f.StringVar(&q.Objective, "objective", "", "fewest-contacts (the default), fewest-hops, earliest-arrival, latest-departure or fastest")
	f.IntVar(&q.K, "k", 0, "with fewest-contacts: so many of the shortest ways, longer ones too; without it all that are shortest")
	return s.question(cmd, func(ctx context.Context, a *answer.Service, _ []string) (shown, error) {
		l, err := a.Paths(ctx, q)
		return shown{value: l, cypher: l.Cypher, note: l.CypherNote, text: func(p *printer) { printPaths(p, l, q.Since+q.Until != "") }}, err
	})
}

func printPaths(p *printer, l answer.Paths, period bool) {
	for i, path := range l.Paths {
		way := wording.Name(l.From)
		t := grid{header: slices.Concat([]string{"hop"}, contactHeader, []string{"alternatives"}), wide: 3}
		for n, h := range path.Hops {
			way += arrow + wording.Name(h.To)
			t.row(slices.Concat([]string{strconv.Itoa(n + 1)}, contactRow(h.Contact), []string{wording.Count(h.Alternatives, "other", "others")})...)
		}
		p.line("%d. %s (%s%s)", i+1, way, wording.Count(len(path.Hops), "contact", "contacts"), inTime(path))
		if !period {
			t = t.without(1 + certainty)
		}
		p.rows(t)
		if path.DurationSeconds != nil && len(path.Hops) > 1 {
			p.line("From departure to arrival: %s.", span(*path.DurationSeconds))
		}
		p.line("")
	}
	p.page(len(l.Paths), l.Total, "path", "paths", "")
	p.window(l.Window)
	p.coverage(l.Coverage)
	if l.Coverage.No != nil && len(l.Coverage.Nearest) == 0 {
		p.line("No single restriction, lifted, would give a path between %s and %s.", wording.Name(l.From), wording.Name(l.To))
	}
}

// inTime says whether the hops of a path follow one another.
func inTime(path answer.Path) string {
	if len(path.Hops) == 1 {
		return ""
	}
	switch graph.Verdict(path.Certainty) {
	case graph.Certain:
		return ", certainly one after the other"
	case graph.Possible:
		return ", possibly one after the other"
	}
	return ", but no messages between them follow one another in time"
}
