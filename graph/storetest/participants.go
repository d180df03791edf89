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

// messagesByEnds: one contact must meet the whole filter; two that meet half of
// it each do not.
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
		{graph.Filter{To: []string{"b"}, Roles: []graph.Role{graph.To}}, []string{"m"}},
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
