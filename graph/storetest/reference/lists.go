package reference

import (
	"cmp"
	"slices"
	"strings"

	"backchannel/graph"
)

// Actors lists actors by id.
func (g *Graph) Actors(f graph.Filter) []graph.Actor {
	out := keep(g.actors, func(a graph.Actor) bool {
		return among(f.IDs, a.ID) && hasWords(f.Words, append([]string{a.Name}, a.Aliases...)...)
	})
	return sorted(out, func(a, b graph.Actor) int { return strings.Compare(a.ID, b.ID) })
}

// Topics lists topics by id, with the number of messages about each.
func (g *Graph) Topics(f graph.Filter) []graph.TopicCount {
	out := []graph.TopicCount{}
	for _, t := range g.topics {
		if among(f.IDs, t.ID) && hasWords(f.Words, t.Label) {
			about := keep(g.messages, func(m graph.Message) bool { return slices.Contains(m.Topics, t.ID) })
			out = append(out, graph.TopicCount{Topic: t, Messages: len(about)})
		}
	}
	return sorted(out, func(a, b graph.TopicCount) int { return strings.Compare(a.ID, b.ID) })
}

// Events lists events in the order of contacts.
func (g *Graph) Events(f graph.Filter) []graph.Event {
	out := keep(g.events, func(e graph.Event) bool {
		return among(f.IDs, e.ID) && hasWords(f.Words, e.Label, e.Summary) && e.At.Within(f.Since, f.Until) != graph.Impossible
	})
	return sorted(out, func(a, b graph.Event) int { return cmp.Or(byMoment(a.At, b.At), strings.Compare(a.ID, b.ID)) })
}

// Sources lists sources by id, with the number of nodes that cite each.
func (g *Graph) Sources(f graph.Filter) []graph.SourceCount {
	var cited [][]graph.Citation
	for _, a := range g.actors {
		cited = append(cited, a.Citations)
	}
	for _, e := range g.events {
		cited = append(cited, e.Citations)
	}
	for _, m := range g.messages {
		cited = append(cited, m.Citations)
	}
	for _, c := range g.claims {
		cited = append(cited, c.Citations)
	}
	out := []graph.SourceCount{}
	for _, s := range g.sources {
		if !among(f.IDs, s.ID) {
			continue
		}
		n := 0
		for _, citations := range cited {
			if slices.ContainsFunc(citations, func(c graph.Citation) bool { return c.SourceID == s.ID }) {
				n++
			}
		}
		out = append(out, graph.SourceCount{Source: s, Cited: n})
	}
	return sorted(out, func(a, b graph.SourceCount) int { return strings.Compare(a.ID, b.ID) })
}

// Claims lists claims by id.
func (g *Graph) Claims(f graph.Filter) []graph.Claim {
	out := keep(g.claims, func(c graph.Claim) bool {
		if !among(f.IDs, c.ID) || !hasWords(f.Words, c.Text) {
			return false
		}
		concerns := func(wanted []string, topic bool) bool {
			return slices.ContainsFunc(c.Concerns, func(r graph.Ref) bool {
				actor := r.Label == graph.PersonLabel || r.Label == graph.OrganizationLabel
				return slices.Contains(wanted, r.ID) && (topic && r.Label == graph.TopicLabel || !topic && actor)
			})
		}
		made := slices.ContainsFunc(c.MadeBy, func(id string) bool { return slices.Contains(f.Actors, id) })
		return (len(f.Actors) == 0 || made || concerns(f.Actors, false)) && (len(f.Topics) == 0 || concerns(f.Topics, true))
	})
	return sorted(out, func(a, b graph.Claim) int { return strings.Compare(a.ID, b.ID) })
}

// Orders lists every known order, in no order.
func (g *Graph) Orders() []graph.Order { return g.orders }

// Links lists what touches any of the nodes, in no order.
func (g *Graph) Links(of []graph.Ref) graph.Links {
	message := func(id string) bool {
		return slices.Contains(of, graph.Ref{Label: graph.MessageLabel, ID: id})
	}
	return graph.Links{
		Replies:  keep(g.replies, func(r graph.Reply) bool { return message(r.Message) || message(r.To) }),
		Orders:   keep(g.orders, func(o graph.Order) bool { return slices.Contains(of, o.Later) || slices.Contains(of, o.Earlier) }),
		Mentions: keep(g.mentions, func(m graph.Mention) bool { return slices.Contains(of, m.From) || slices.Contains(of, m.To) }),
	}
}

// Ties lists what touches any of the actors, in no order.
func (g *Graph) Ties(actors []string) graph.Ties {
	has := func(a, b string) bool { return slices.Contains(actors, a) || slices.Contains(actors, b) }
	return graph.Ties{
		Memberships: keep(g.memberships, func(m graph.Membership) bool { return has(m.Person, m.Organization) }),
		Relations:   keep(g.relations, func(r graph.Relation) bool { return has(r.From, r.To) }),
	}
}
