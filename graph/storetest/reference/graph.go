package reference

import (
	"maps"
	"slices"

	"backchannel/graph"
)

// Graph is what a store holds after some batches were written to it, in turn.
// Each node and each relationship is there once.
type Graph struct {
	sources     []graph.Source
	topics      []graph.Topic
	actors      []graph.Actor
	events      []graph.Event
	messages    []graph.Message // see addMessage for how participants are kept
	claims      []graph.Claim
	memberships []graph.Membership
	relations   []graph.Relation
	replies     []graph.Reply
	mentions    []graph.Mention
	identities  []graph.Identity
	orders      []graph.Order
}

// Of writes the batches, one after the other, to a new graph. They must be valid.
func Of(batches ...*graph.Batch) *Graph {
	g := &Graph{}
	for _, b := range batches {
		g.write(b)
	}
	return g
}

func (g *Graph) write(b *graph.Batch) {
	for _, s := range b.Sources {
		old := node(&g.sources, s, func(x *graph.Source) bool { return x.ID == s.ID })
		give(&old.Title, s.Title)
		give(&old.Publisher, s.Publisher)
		giveTime(&old.Published, s.Published)
		give(&old.Language, s.Language)
		give(&old.SHA256, s.SHA256)
	}
	for _, t := range b.Topics {
		old := node(&g.topics, t, func(x *graph.Topic) bool { return x.ID == t.ID })
		give(&old.Label, t.Label)
	}
	for _, a := range b.Actors {
		old := node(&g.actors, graph.Actor{ID: a.ID, Kind: a.Kind}, func(x *graph.Actor) bool { return x.ID == a.ID })
		give(&old.Name, a.Name)
		old.Aliases = unite(old.Aliases, a.Aliases)
		old.Roles = unite(old.Roles, a.Roles)
		give(&old.Note, a.Note)
		giveAttributes(&old.Attributes, a.Attributes)
		old.Citations = unite(old.Citations, a.Citations)
	}
	for _, e := range b.Events {
		old := node(&g.events, graph.Event{ID: e.ID, At: graph.Undated()}, func(x *graph.Event) bool { return x.ID == e.ID })
		give(&old.Label, e.Label)
		giveTime(&old.At, e.At)
		give(&old.TimeNote, e.TimeNote)
		give(&old.Summary, e.Summary)
		old.Citations = unite(old.Citations, e.Citations)
	}
	for _, m := range b.Messages {
		g.addMessage(m)
	}
	for _, c := range b.Claims {
		old := node(&g.claims, graph.Claim{ID: c.ID}, func(x *graph.Claim) bool { return x.ID == c.ID })
		give(&old.Text, c.Text)
		old.MadeBy = unite(old.MadeBy, c.MadeBy)
		for _, r := range c.Concerns {
			old.Concerns = unite(old.Concerns, []graph.Ref{g.resolve(r)})
		}
		old.Citations = unite(old.Citations, c.Citations)
	}
	for _, c := range b.Claims { // a conflict is mutual
		for _, id := range c.ConflictsWith {
			for i := range g.claims {
				switch g.claims[i].ID {
				case c.ID:
					g.claims[i].ConflictsWith = unite(g.claims[i].ConflictsWith, []string{id})
				case id:
					g.claims[i].ConflictsWith = unite(g.claims[i].ConflictsWith, []string{c.ID})
				}
			}
		}
	}
	g.writeLinks(b)
}

func (g *Graph) writeLinks(b *graph.Batch) {
	for _, m := range b.Memberships {
		old := node(&g.memberships, graph.Membership{Person: m.Person, Organization: m.Organization, Role: m.Role, From: graph.Undated(), Until: graph.Undated()},
			func(x *graph.Membership) bool {
				return x.Person == m.Person && x.Organization == m.Organization && x.Role == m.Role
			})
		giveTime(&old.From, m.From)
		giveTime(&old.Until, m.Until)
		old.Citations = unite(old.Citations, m.Citations)
	}
	for _, r := range b.Relations {
		old := node(&g.relations, graph.Relation{From: r.From, To: r.To, Kind: r.Kind, Since: graph.Undated(), Until: graph.Undated()},
			func(x *graph.Relation) bool { return x.From == r.From && x.To == r.To && x.Kind == r.Kind })
		giveTime(&old.Since, r.Since)
		giveTime(&old.Until, r.Until)
		old.Citations = unite(old.Citations, r.Citations)
	}
	for _, r := range b.Replies {
		old := node(&g.replies, graph.Reply{Message: r.Message, To: r.To}, func(x *graph.Reply) bool { return x.Message == r.Message && x.To == r.To })
		old.Citations = unite(old.Citations, r.Citations)
	}
	for _, m := range b.Mentions {
		to := g.resolve(m.To)
		old := node(&g.mentions, graph.Mention{From: m.From, To: to}, func(x *graph.Mention) bool { return x.From == m.From && x.To == to })
		old.Citations = unite(old.Citations, m.Citations)
	}
	for _, x := range b.Identities {
		fresh := graph.Identity{Message: x.Message, Actor: x.Actor, Role: x.Role, Identity: x.Identity}
		old := node(&g.identities, fresh, func(y *graph.Identity) bool {
			return y.Message == x.Message && y.Actor == x.Actor && y.Role == x.Role && y.Identity == x.Identity
		})
		old.Citations = unite(old.Citations, x.Citations)
	}
	for _, o := range b.Orders {
		old := node(&g.orders, graph.Order{Later: o.Later, Earlier: o.Earlier, AtLeast: o.AtLeast, AtMost: o.AtMost}, func(x *graph.Order) bool {
			return x.Later == o.Later && x.Earlier == o.Earlier && equal(x.AtLeast, o.AtLeast) && equal(x.AtMost, o.AtMost)
		})
		give(&old.Note, o.Note)
		old.Citations = unite(old.Citations, o.Citations)
	}
}

// addMessage keeps every participant of a call or meeting both as sender and as
// recipient, and gives each recipient the citations that it goes by.
func (g *Graph) addMessage(m graph.Message) {
	old := node(&g.messages, graph.Message{ID: m.ID, Sent: graph.Undated(), Answered: graph.AnsweredUnknown},
		func(x *graph.Message) bool { return x.ID == m.ID })
	give(&old.Channel, m.Channel)
	giveTime(&old.Sent, m.Sent)
	give(&old.TimeNote, m.TimeNote)
	give(&old.Subject, m.Subject)
	give(&old.Summary, m.Summary)
	give(&old.Body, m.Body)
	give(&old.ThreadID, m.ThreadID)
	if m.Answered != graph.AnsweredUnknown {
		give(&old.Answered, m.Answered)
	}
	old.AnsweredBy = unite(old.AnsweredBy, m.AnsweredBy)
	old.Topics = unite(old.Topics, m.Topics)
	giveAttributes(&old.Attributes, m.Attributes)
	old.Citations = unite(old.Citations, m.Citations)

	recipients := m.Recipients
	senders := m.Senders
	if m.Channel.Mutual() {
		recipients = nil
		for _, s := range m.Senders {
			recipients = append(recipients, graph.Recipient{Actor: s, Role: graph.To})
		}
		recipients = append(recipients, m.Recipients...)
		senders = slices.Clone(m.Senders)
		for _, r := range m.Recipients {
			senders = append(senders, r.Actor)
		}
	}
	old.Senders = unite(old.Senders, senders)
	for _, r := range recipients {
		if len(r.Citations) == 0 {
			r.Citations = m.Citations
		}
		had := node(&old.Recipients, graph.Recipient{Actor: r.Actor, Role: r.Role},
			func(x *graph.Recipient) bool { return x.Actor == r.Actor && x.Role == r.Role })
		had.Citations = unite(had.Citations, r.Citations)
	}
}

// node returns the element of the list that is the same, after adding fresh if
// there is none.
func node[T any](list *[]T, fresh T, same func(*T) bool) *T {
	for i := range *list {
		if same(&(*list)[i]) {
			return &(*list)[i]
		}
	}
	*list = append(*list, fresh)
	return &(*list)[len(*list)-1]
}

func give[T ~string](old *T, v T) {
	if v != "" {
		*old = v
	}
}

func giveTime(old *graph.Moment, m graph.Moment) {
	switch {
	case m.Dated():
		*old = m
	case !old.Dated():
		*old = graph.Undated()
	}
}

func giveAttributes(old *map[string]string, given map[string]string) {
	for name, v := range given {
		if v == "" {
			continue
		}
		*old = maps.Clone(*old)
		if *old == nil {
			*old = map[string]string{}
		}
		(*old)[name] = v
	}
}

// unite appends what is new, in order.
func unite[T comparable](old, given []T) []T {
	out := slices.Clone(old)
	for _, v := range given {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

func equal[T comparable](a, b *T) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// resolve gives an actor that is named by id alone its label.
func (g *Graph) resolve(r graph.Ref) graph.Ref {
	if r.Label == "" || r.Label == graph.PersonLabel || r.Label == graph.OrganizationLabel {
		return graph.Ref{Label: g.actor(r.ID).Kind.Label(), ID: r.ID}
	}
	return r
}

func (g *Graph) actor(id string) graph.ActorRef {
	for i := range g.actors {
		if a := &g.actors[i]; a.ID == id {
			return graph.ActorRef{ID: id, Name: a.Name, Kind: a.Kind}
		}
	}
	return graph.ActorRef{ID: id}
}
