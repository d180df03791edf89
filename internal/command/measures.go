package command

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/wording"
)

func (s *session) measures() *cobra.Command {
	var q answer.MeasureQuestion
	cmd := &cobra.Command{
		Use:   "measures MEASURE",
		Short: "How actors and pairs stand in the network of contacts",
		Long: `Measures the contacts that the filters admit:
  degree          contacts sent and received, and with how many others
  betweenness     how often an actor lies on shortest ways between others
  pagerank        where one ends who follows contacts at random
  communities     groups with more contacts among themselves than chance would have it
  components      groups with no contact between them
  correspondents  pairs with the most contacts; with --actor those of one
  replies         how often, and how soon, one answered the other: by the replies
                  that are recorded, else by what came back next`,
		Example: `  backchannel measures degree
  backchannel measures correspondents --actor WikiLeaks
  backchannel measures replies --within 2d --since 2001`,
		Args:      cobra.ExactArgs(1),
		ValidArgs: []string{"degree", "betweenness", "pagerank", "communities", "components", "correspondents", "replies"},
	}
	f := cmd.Flags()
	allFlags(f, &q.Question)
	f.StringVar(&q.Within, "within", "", "replies: how long a reply may take; without it 7d")
	f.IntVar(&q.Samples, "samples", 0, "betweenness: search from so many actors; without it from all, or as many as keep it quick")
	f.Uint64Var(&q.Seed, "seed", 0, "communities, and betweenness of a sample: the same seed gives the same answer")
	return s.question(cmd, func(ctx context.Context, a *answer.Service, args []string) (shown, error) {
		q.Measure = args[0]
		m, err := a.Measures(ctx, q)
		return shown{value: m, cypher: m.Cypher, note: m.CypherNote, text: func(p *printer) {
			p.window(m.Window)
			p.list(measureTable(m), m.Total, "line", "lines", m.NextCursor, m.Coverage)
			if m.Samples != nil && *m.Samples < *m.Actors {
				p.line("Estimated from %d of %d actors.", *m.Samples, *m.Actors)
			}
			if m.Modularity != nil {
				p.line("Modularity %.3f.", *m.Modularity)
			}
			if m.Vague != nil && *m.Vague > 0 {
				p.line("Left out: %s whose time is not known exactly.", wording.Count(*m.Vague, "contact", "contacts"))
			}
		}}, err
	})
}

// measureTable has a column for each field that the measure has.
func measureTable(m answer.Measures) grid {
	columns := []struct {
		name string
		cell func(answer.Measured) (string, bool)
	}{
		{"actor", func(l answer.Measured) (string, bool) { return actorCell(l.Actor) }},
		{"other", func(l answer.Measured) (string, bool) { return actorCell(l.Other) }},
		{"size", func(l answer.Measured) (string, bool) { return numberCell(l.Size) }},
		{"contacts", func(l answer.Measured) (string, bool) { return numberCell(l.Contacts) }},
		{"sent", func(l answer.Measured) (string, bool) { return numberCell(l.Sent) }},
		{"received", func(l answer.Measured) (string, bool) { return numberCell(l.Received) }},
		{"recipients", func(l answer.Measured) (string, bool) { return numberCell(l.Recipients) }},
		{"senders", func(l answer.Measured) (string, bool) { return numberCell(l.Senders) }},
		{"replied", func(l answer.Measured) (string, bool) { return numberCell(l.Replied) }},
		{"recorded", func(l answer.Measured) (string, bool) { return numberCell(l.Recorded) }},
		{"value", func(l answer.Measured) (string, bool) {
			if l.Value == nil {
				return "", false
			}
			return strconv.FormatFloat(*l.Value, 'g', 6, 64), true
		}},
		{"median", func(l answer.Measured) (string, bool) {
			if l.MedianSeconds == nil {
				return "", false
			}
			return span(*l.MedianSeconds), true
		}},
		{"first", func(l answer.Measured) (string, bool) { return momentCell(l.First) }},
		{"last", func(l answer.Measured) (string, bool) { return momentCell(l.Last) }},
		{"members", func(l answer.Measured) (string, bool) { return memberCell(l) }},
	}
	var t grid
	var used []func(answer.Measured) (string, bool)
	for _, c := range columns {
		for _, l := range m.Items {
			if _, ok := c.cell(l); ok {
				t.header, used = append(t.header, c.name), append(used, c.cell)
				break
			}
		}
	}
	for _, l := range m.Items {
		cells := make([]string, len(used))
		for i, cell := range used {
			cells[i], _ = cell(l)
		}
		t.row(cells...)
	}
	return t
}

func actorCell(a *graph.ActorRef) (string, bool) {
	if a == nil {
		return "", false
	}
	return wording.Name(*a), true
}

func numberCell(n *int) (string, bool) {
	if n == nil {
		return "", false
	}
	return strconv.Itoa(*n), true
}

func momentCell(m *graph.Moment) (string, bool) {
	if m == nil {
		return "", false
	}
	return wording.Compact.When(*m), true
}

// namedMembers is how many members a table names.
const namedMembers = 5

func memberCell(l answer.Measured) (string, bool) {
	if l.Size == nil {
		return "", false
	}
	var names []string
	for _, a := range l.Members[:min(len(l.Members), namedMembers)] {
		names = append(names, wording.Name(a))
	}
	if more := *l.Size - len(names); more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(names, ", "), true
}
