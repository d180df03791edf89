package reference

import (
	"cmp"
	"slices"
	"strings"

	"backchannel/graph"
)

// Pairs sums the contacts up by sender and recipient.
func (g *Graph) Pairs(f graph.Filter) []graph.Pair {
	type ends struct{ from, to graph.ActorRef }
	groups := map[ends][]graph.Contact{}
	for _, c := range g.Contacts(f) {
		k := ends{c.From, c.To}
		groups[k] = append(groups[k], c)
	}
	out := []graph.Pair{}
	for k, contacts := range groups {
		p := graph.Pair{From: k.from, To: k.to, Count: len(contacts), Topics: []string{}, Messages: []string{}}
		var moments []graph.Moment
		for _, c := range contacts {
			moments = append(moments, c.At)
			if !c.At.Dated() {
				p.Undated++
			}
			switch c.Answered {
			case graph.AnsweredYes:
				p.Answered++
			case graph.AnsweredNo:
				p.Unanswered++
			}
			p.Topics = unite(p.Topics, c.Topics)
			if p.Messages = unite(p.Messages, []string{c.MessageID}); len(p.Messages) > 10 {
				p.Messages = p.Messages[:10]
			}
		}
		slices.Sort(p.Topics)
		p.First, p.Last = Span(moments)
		out = append(out, p)
	}
	return sorted(out, func(a, b graph.Pair) int {
		return cmp.Or(-cmp.Compare(a.Count, b.Count), strings.Compare(a.From.ID, b.From.ID), strings.Compare(a.To.ID, b.To.ID))
	})
}
