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
		return among(f.IDs, a.ID) && hasText(f, append([]string{a.Name}, a.Aliases...), append([]string{a.Note}, a.Roles...))
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
		return among(f.IDs, e.ID) && hasText(f, []string{e.Label, e.Summary}, []string{e.TimeNote}) && inPeriod(e.ID, e.At, f)
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
		if !among(f.IDs, s.ID) || !hasWords(f.Words, s.Title, s.Publisher) {
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
		concerns := func(is func(graph.Ref) bool) bool { return slices.ContainsFunc(c.Concerns, is) }
		one := func(wanted []string, labels ...graph.Label) bool {
			return concerns(func(r graph.Ref) bool { return slices.Contains(labels, r.Label) && slices.Contains(wanted, r.ID) })
		}
		made := slices.ContainsFunc(c.MadeBy, func(id string) bool { return slices.Contains(f.Actors, id) })
		if !among(f.IDs, c.ID) || len(f.Actors) > 0 && !made && !one(f.Actors, graph.PersonLabel, graph.OrganizationLabel) ||
			len(f.Concerning) > 0 && !one(f.Concerning, graph.MessageLabel) {
			return false
		}
		named := func(r graph.Ref) bool {
			return !f.OwnText && r.Label != graph.MessageLabel && hasWords(f.Words, g.named(r)...)
		}
		return len(f.Topics)+len(f.Words) == 0 || one(f.Topics, graph.TopicLabel) ||
			len(f.Words) > 0 && (hasWords(f.Words, c.Text) || concerns(named))
	})
	return sorted(out, func(a, b graph.Claim) int { return strings.Compare(a.ID, b.ID) })
}

// Orders lists every known order, in no order.
func (g *Graph) Orders() []graph.Order { return g.orders }

// Replied lists every reply, without citations and in no order.
func (g *Graph) Replied() []graph.Reply {
	out := slices.Clone(g.replies)
	for i := range out {
		out[i].Citations = nil
	}
	return out
}

// Identified lists every identity without its citations, in no order.
func (g *Graph) Identified() []graph.Identity {
	out := slices.Clone(g.identities)
	for i := range out {
		out[i].Citations = nil
	}
	return out
}

// Identities lists those of an actor, most messages first.
func (g *Graph) Identities(actor string) []graph.IdentityCount {
	messages := map[string]map[string]bool{}
	for _, x := range g.identities {
		if x.Actor == actor {
			if messages[x.Identity] == nil {
				messages[x.Identity] = map[string]bool{}
			}
			messages[x.Identity][x.Message] = true
		}
	}
	out := []graph.IdentityCount{}
	for identity, of := range messages {
		out = append(out, graph.IdentityCount{Identity: identity, Messages: len(of)})
	}
	return sorted(out, func(a, b graph.IdentityCount) int {
		return cmp.Or(cmp.Compare(b.Messages, a.Messages), strings.Compare(a.Identity, b.Identity))
	})
}

// Links lists what touches any of the nodes, in no order.
func (g *Graph) Links(of []graph.Ref) graph.Links {
	message := func(id string) bool {
		return slices.Contains(of, graph.Ref{Label: graph.MessageLabel, ID: id})
	}
	return graph.Links{
		Replies:  keep(g.replies, func(r graph.Reply) bool { return message(r.Message) || message(r.To) }),
		Orders:   keep(g.orders, func(o graph.Order) bool { return slices.Contains(of, o.Later) || slices.Contains(of, o.Earlier) }),
		Mentions: keep(g.mentions, func(m graph.Mention) bool { return slices.Contains(of, m.From) || slices.Contains(of, m.To) }),
		Identities: keep(g.identities, func(x graph.Identity) bool {
			return message(x.Message) || slices.Contains(of, graph.Ref{Label: g.labelOf(x.Actor), ID: x.Actor})
		}),
	}
}

// Surroundings lists what joins all there is, of mentions those of one label after
// those of another.
func (g *Graph) Surroundings() graph.Surroundings {
	var s graph.Surroundings
	for _, m := range g.memberships {
		s.Members = append(s.Members, graph.Bond{From: m.Person, To: graph.Ref{Label: graph.OrganizationLabel, ID: m.Organization}, Label: m.Role})
	}
	for _, r := range g.relations {
		s.Relations = append(s.Relations, graph.Bond{From: r.From, To: graph.Ref{Label: g.labelOf(r.To), ID: r.To}, Label: r.Kind})
	}
	byBond := func(a, b graph.Bond) int {
		return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.To.ID, b.To.ID), strings.Compare(a.Label, b.Label))
	}
	sorted(s.Members, byBond)
	sorted(s.Relations, byBond)
	for _, label := range []graph.Label{graph.PersonLabel, graph.OrganizationLabel, graph.EventLabel} {
		var some []graph.Bond
		for _, m := range g.mentions {
			if m.To.Label == label {
				some = append(some, graph.Bond{From: m.From.ID, To: m.To})
			}
		}
		s.Mentions = append(s.Mentions, sorted(some, byBond)...)
	}
	return s
}

func (g *Graph) labelOf(actor string) graph.Label {
	if g.actor(actor).Kind == graph.Organization {
		return graph.OrganizationLabel
	}
	return graph.PersonLabel
}

// Ties lists what touches any of the actors, in no order.
func (g *Graph) Ties(actors []string) graph.Ties {
	has := func(a, b string) bool { return slices.Contains(actors, a) || slices.Contains(actors, b) }
	return graph.Ties{
		Memberships: keep(g.memberships, func(m graph.Membership) bool { return has(m.Person, m.Organization) }),
		Relations:   keep(g.relations, func(r graph.Relation) bool { return has(r.From, r.To) }),
	}
}
