package storetest

import (
	"context"

	"backchannel/graph"
	"backchannel/graph/storetest/reference"
)

// whole is a page that holds every list of a small graph.
var whole = graph.Page{Limit: graph.MaxLimit}

// Agrees asks the store every question of graph.Reader and graph.Streamer with
// the filter, and holds the answers to the reference.
func Agrees(ctx context.Context, t tester, s graph.Store, g *reference.Graph, f graph.Filter) {
	t.Helper()
	agreeOnMessages(ctx, t, s, g, f)
	agreeOnContacts(ctx, t, s, g, f)
	agreeOnLists(ctx, t, s, g, f)
}

func agreeOnContacts(ctx context.Context, t tester, s graph.Store, g *reference.Graph, f graph.Filter) {
	t.Helper()
	want := each(g.Contacts(f), normalContact)
	contacts := must[graph.List[graph.Contact]](t, "contacts")(s.Contacts(ctx, f, whole))
	same(t, "contacts", want, each(contacts.Items, normalContact))
	same(t, "total of contacts", len(want), contacts.Total)
	newest := must[graph.List[graph.Contact]](t, "newest contacts")(s.Contacts(ctx, f, graph.Page{Limit: whole.Limit, Newest: true}))
	same(t, "contacts, newest first", each(g.NewestContacts(f), normalContact), each(newest.Items, normalContact))

	same(t, "stream", bare(want), stream(ctx, t, s, f))

	pairs := must[graph.List[graph.Pair]](t, "pairs")(s.Pairs(ctx, f, whole))
	same(t, "pairs", g.Pairs(f), pairs.Items)
	same(t, "total of pairs", len(g.Pairs(f)), pairs.Total)
}

func agreeOnMessages(ctx context.Context, t tester, s graph.Store, g *reference.Graph, f graph.Filter) {
	t.Helper()
	want := each(g.Messages(f), normalMessage)
	messages := must[graph.List[graph.Message]](t, "messages")(s.Messages(ctx, f, whole))
	same(t, "messages", want, each(messages.Items, normalMessage))
	same(t, "total of messages", len(want), messages.Total)
	same(t, "extent", g.Extent(f), must[graph.Extent](t, "extent")(s.Extent(ctx, f)))
	same(t, "spans", g.Spans(f), must[[]graph.Moment](t, "spans")(s.Spans(ctx, f)))
}

// agreeOnLists asks for what has filters of its own: each gets those fields that
// its question knows.
func agreeOnLists(ctx context.Context, t tester, s graph.Store, g *reference.Graph, f graph.Filter) {
	t.Helper()
	named := graph.Filter{IDs: f.IDs, Words: f.Words}
	actors := must[graph.List[graph.Actor]](t, "actors")(s.Actors(ctx, named, whole))
	same(t, "actors", each(g.Actors(named), normalActor), each(actors.Items, normalActor))
	same(t, "total of actors", len(g.Actors(named)), actors.Total)

	topics := must[graph.List[graph.TopicCount]](t, "topics")(s.Topics(ctx, named, whole))
	same(t, "topics", g.Topics(named), topics.Items)
	same(t, "total of topics", len(g.Topics(named)), topics.Total)

	listed := graph.Filter{IDs: f.IDs}
	sources := must[graph.List[graph.SourceCount]](t, "sources")(s.Sources(ctx, listed, whole))
	same(t, "sources", g.Sources(listed), sources.Items)
	same(t, "total of sources", len(g.Sources(listed)), sources.Total)

	placed := graph.Filter{IDs: f.IDs, Words: f.Words, Since: f.Since, Until: f.Until}
	events := must[graph.List[graph.Event]](t, "events")(s.Events(ctx, placed, whole))
	same(t, "events", each(g.Events(placed), normalEvent), each(events.Items, normalEvent))
	same(t, "total of events", len(g.Events(placed)), events.Total)

	concerned := graph.Filter{IDs: f.IDs, Words: f.Words, Actors: f.Actors, Topics: f.Topics}
	claims := must[graph.List[graph.Claim]](t, "claims")(s.Claims(ctx, concerned, whole))
	same(t, "claims", each(g.Claims(concerned), normalClaim), each(claims.Items, normalClaim))
	same(t, "total of claims", len(g.Claims(concerned)), claims.Total)
}

// agreeOnLinks asks for what joins the nodes of the batch.
func agreeOnLinks(ctx context.Context, t tester, s graph.Store, g *reference.Graph, of []graph.Ref, actors []string) {
	t.Helper()
	same(t, "links", normalLinks(g.Links(of)), normalLinks(must[graph.Links](t, "links")(s.Links(ctx, of))))
	orders := []graph.Order{}
	for o, err := range s.Orders(ctx) {
		if err != nil {
			t.Fatalf("orders: %v", err)
		}
		orders = append(orders, o)
	}
	same(t, "all orders", normalLinks(graph.Links{Orders: g.Orders()}), normalLinks(graph.Links{Orders: orders}))
	identities := []graph.Identity{}
	for x, err := range s.Identified(ctx) {
		if err != nil {
			t.Fatalf("identities: %v", err)
		}
		identities = append(identities, x)
	}
	replies := []graph.Reply{}
	for x, err := range s.Replied(ctx) {
		if err != nil {
			t.Fatalf("replies: %v", err)
		}
		replies = append(replies, x)
	}
	same(t, "all replies", normalLinks(graph.Links{Replies: g.Replied()}), normalLinks(graph.Links{Replies: replies}))
	same(t, "all identities", sortedBy(g.Identified(), identity), sortedBy(identities, identity))
	for _, actor := range actors {
		l := must[graph.List[graph.IdentityCount]](t, "identities")(s.Identities(ctx, actor, whole))
		same(t, "identities of "+actor, g.Identities(actor), l.Items)
		same(t, "total of identities", len(l.Items), l.Total)
	}
	same(t, "surroundings", g.Surroundings(), must[graph.Surroundings](t, "surroundings")(s.Surroundings(ctx, whole.Limit)))
	few := must[graph.Surroundings](t, "one of all surroundings")(s.Surroundings(ctx, 1))
	if len(few.Members) > 1 || len(few.Relations) > 1 || !few.Partial && len(few.Mentions) < len(g.Surroundings().Mentions) {
		t.Fatalf("at most one of each: %+v of %+v", few, g.Surroundings())
	}
	same(t, "ties", normalTies(g.Ties(actors)), normalTies(must[graph.Ties](t, "ties")(s.Ties(ctx, actors))))
}

// bare takes away what a stream leaves out.
func bare(contacts []graph.Contact) []graph.Contact {
	return each(contacts, func(c graph.Contact) graph.Contact {
		c.TimeNote, c.Subject, c.Summary, c.Citations = "", "", "", nil
		return c
	})
}

func stream(ctx context.Context, t tester, s graph.Store, f graph.Filter) []graph.Contact {
	t.Helper()
	out := []graph.Contact{}
	for c, err := range s.Stream(ctx, f) {
		if err != nil {
			t.Fatalf("stream: %v", err)
		}
		out = append(out, c)
	}
	return each(out, normalContact)
}

// refsOf names every node of a batch that links may touch.
func refsOf(b *graph.Batch) []graph.Ref {
	var out []graph.Ref
	for _, m := range b.Messages {
		out = append(out, graph.Ref{Label: graph.MessageLabel, ID: m.ID})
	}
	for _, e := range b.Events {
		out = append(out, graph.Ref{Label: graph.EventLabel, ID: e.ID})
	}
	for _, a := range b.Actors {
		out = append(out, graph.Ref{Label: a.Kind.Label(), ID: a.ID})
	}
	return out
}
