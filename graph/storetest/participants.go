package storetest

import (
	"testing"

	"backchannel/graph"
	"backchannel/graph/storetest/reference"
)

var participantCases = []testCase{
	{"in a meeting everyone contacts everyone else", on(meetings)},
	{"mail to oneself is a contact", on(selfMail)},
	{"a post is a message without contacts", on(posts)},
	{"messages by their ends", on(messagesByEnds)},
	{"identities say under which name an actor took part", on(identities)},
}

// ends lists contacts as "from>to".
func ends(t tester, s graph.Store, f graph.Filter) []string {
	t.Helper()
	var out []string
	for _, c := range must[graph.List[graph.Contact]](t, "contacts")(s.Contacts(background, f, whole)).Items {
		out = append(out, c.MessageID+" "+c.From.ID+">"+c.To.ID)
	}
	return out
}

func meetings(t *testing.T, s graph.Store) {
	b := &graph.Batch{Actors: people("a", "b", "c"), Messages: []graph.Message{
		{ID: "call", Channel: graph.Call, Senders: []string{"a", "b"}},
		{ID: "told as recipients", Channel: graph.Meeting, Senders: []string{"a"}, Recipients: []graph.Recipient{{Actor: "b", Role: graph.To}, {Actor: "c", Role: graph.To}}},
		{ID: "told twice", Channel: graph.Meeting, Senders: []string{"a", "b"}, Recipients: []graph.Recipient{{Actor: "b", Role: graph.To}, {Actor: "a", Role: graph.To}}},
		{ID: "alone", Channel: graph.Meeting, Senders: []string{"a"}},
	}}
	write(t, s, b)
	same(t, "contacts", []string{
		"call a>b", "call b>a",
		"told as recipients a>b", "told as recipients a>c", "told as recipients b>a", "told as recipients b>c", "told as recipients c>a", "told as recipients c>b",
		"told twice a>b", "told twice b>a",
	}, ends(t, s, graph.Filter{}))
	same(t, "contacts from b to a", []string{"call b>a", "told as recipients b>a", "told twice b>a"}, ends(t, s, graph.Filter{From: []string{"b"}, To: []string{"a"}}))
	same(t, "messages of a", []string{"alone", "call", "told as recipients", "told twice"}, messageIDs(t, s, graph.Filter{Actors: []string{"a"}}))
	Agrees(t.Context(), t, s, reference.Of(b), graph.Filter{})
}

func selfMail(t *testing.T, s graph.Store) {
	note := graph.Message{ID: "note", Channel: graph.Email, Senders: []string{"a"}, Recipients: []graph.Recipient{{Actor: "a", Role: graph.Bcc}, {Actor: "b", Role: graph.To}}}
	b := &graph.Batch{Actors: people("a", "b"), Messages: []graph.Message{note}}
	write(t, s, b)
	same(t, "contacts", []string{"note a>a", "note a>b"}, ends(t, s, graph.Filter{}))
	same(t, "contacts from a to a", []string{"note a>a"}, ends(t, s, graph.Filter{From: []string{"a"}, To: []string{"a"}}))
	Agrees(t.Context(), t, s, reference.Of(b), graph.Filter{})
}

func posts(t *testing.T, s graph.Store) {
	b := &graph.Batch{Actors: people("a", "b"), Messages: []graph.Message{
		{ID: "post", Channel: graph.Post, Sent: moment("2016"), Senders: []string{"a"}, Body: "Hear, hear"},
		{ID: "anonymous post", Channel: graph.Post},
	}}
	write(t, s, b)
	same(t, "contacts", nil, ends(t, s, graph.Filter{}))
	same(t, "messages", []string{"post", "anonymous post"}, messageIDs(t, s, graph.Filter{}))
	same(t, "messages of a", []string{"post"}, messageIDs(t, s, graph.Filter{Actors: []string{"a"}}))
	same(t, "messages from a", []string{"post"}, messageIDs(t, s, graph.Filter{From: []string{"a"}}))
	same(t, "messages to a", nil, messageIDs(t, s, graph.Filter{To: []string{"a"}}))
	same(t, "messages that say hear", []string{"post"}, messageIDs(t, s, graph.Filter{Words: graph.FoldQuery("hear")}))
	same(t, "extent", graph.Extent{Messages: 2, Undated: 1, First: ptr(moment("2016")), Last: ptr(moment("2016"))},
		must[graph.Extent](t, "extent")(s.Extent(t.Context(), graph.Filter{})))
}

func ptr[T any](v T) *T { return &v }

// messagesByEnds: one recipient must meet all that a filter says of recipients, and
// a letter that nobody signed has some, too.
func messagesByEnds(t *testing.T, s graph.Store) {
	b := &graph.Batch{Actors: people("a", "b", "c", "d"), Messages: []graph.Message{
		{ID: "m", Channel: graph.Email, Senders: []string{"a"}, Recipients: []graph.Recipient{{Actor: "b", Role: graph.To}, {Actor: "c", Role: graph.Cc}}},
		{ID: "unsigned", Channel: graph.Letter, Recipients: []graph.Recipient{{Actor: "b", Role: graph.To}}},
	}}
	write(t, s, b)
	for _, c := range []struct {
		f    graph.Filter
		want []string
	}{
		{graph.Filter{To: []string{"b"}, Roles: []graph.Role{graph.To}}, []string{"m", "unsigned"}},
		{graph.Filter{To: []string{"b"}, Roles: []graph.Role{graph.Cc}}, nil},
		{graph.Filter{To: []string{"b", "c"}, Roles: []graph.Role{graph.Cc, graph.Bcc}}, []string{"m"}},
		{graph.Filter{From: []string{"a"}, Actors: []string{"c"}}, []string{"m"}},
		{graph.Filter{To: []string{"b"}, Actors: []string{"c"}}, nil},
		{graph.Filter{From: []string{"b"}}, nil},
		{graph.Filter{From: []string{"d"}, To: []string{"b"}}, nil},
		{graph.Filter{Actors: []string{"d"}}, nil},
		{graph.Filter{}, []string{"m", "unsigned"}},
	} {
		same(t, "messages", c.want, messageIDs(t, s, c.f))
		Agrees(t.Context(), t, s, reference.Of(b), c.f)
	}
}

// identities: one actor under two addresses in one message, and under the same as
// sender and recipient; told again they stay one, with the citations of both.
func identities(t *testing.T, s graph.Store) {
	cited := func(paragraph int) []graph.Citation {
		return []graph.Citation{{SourceID: "s", Paragraph: paragraph, Modality: graph.Stated}}
	}
	one := func(message, actor string, part graph.Part, as string, paragraph int) graph.Identity {
		return graph.Identity{Message: message, Actor: actor, Role: part, Identity: as, Citations: cited(paragraph)}
	}
	first := &graph.Batch{Sources: []graph.Source{{ID: "s", Title: "S"}}, Actors: people("a", "b"), Messages: []graph.Message{
		{ID: "m", Channel: graph.Email, Senders: []string{"a"}, Recipients: []graph.Recipient{{Actor: "a", Role: graph.Cc}, {Actor: "b", Role: graph.To}}},
		{ID: "n", Channel: graph.Email, Senders: []string{"b"}, Recipients: []graph.Recipient{{Actor: "a", Role: graph.To}}},
	}, Identities: []graph.Identity{
		one("m", "a", graph.AsSender, "a@work.example", 1), one("m", "a", graph.AsCc, "a@home.example", 1), one("m", "a", graph.AsCc, "a@work.example", 1),
		one("n", "a", graph.AsTo, "a@home.example", 1),
	}}
	again := &graph.Batch{Identities: []graph.Identity{one("n", "a", graph.AsTo, "a@home.example", 2), one("n", "b", graph.AsSender, "b@home.example", 2)}}
	write(t, s, first, again)
	written := write(t, s, again)
	same(t, "what writing them again makes", graph.Count{Existing: 2}, written["IDENTIFIES"])
	same(t, "identities of a", []graph.IdentityCount{{Identity: "a@home.example", Messages: 2}, {Identity: "a@work.example", Messages: 1}},
		must[graph.List[graph.IdentityCount]](t, "identities")(s.Identities(t.Context(), "a", whole)).Items)
	second := must[graph.List[graph.IdentityCount]](t, "identities")(s.Identities(t.Context(), "a", graph.Page{Limit: 1, Offset: 1}))
	same(t, "the second of them", []graph.IdentityCount{{Identity: "a@work.example", Messages: 1}}, second.Items)
	same(t, "their total", 2, second.Total)
	n := must[graph.Links](t, "links")(s.Links(t.Context(), []graph.Ref{{Label: graph.MessageLabel, ID: "n"}}))
	same(t, "identities in n", []graph.Identity{
		{Message: "n", Actor: "a", Role: graph.AsTo, Identity: "a@home.example", Citations: append(cited(1), cited(2)...)}, one("n", "b", graph.AsSender, "b@home.example", 2),
	}, n.Identities)
	agreeOnLinks(t.Context(), t, s, reference.Of(first, again), refsOf(first), []string{"a", "b"})
	same(t, "contacts", []string{"m a>a", "m a>b", "n b>a"}, ends(t, s, graph.Filter{}))
}
