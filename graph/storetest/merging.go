package storetest

import (
	"testing"

	"backchannel/graph"
	"backchannel/graph/storetest/reference"

	"pgregory.net/rapid"
)

var mergingCases = []testCase{
	{"fields given replace, empty ones leave, lists are united", on(merging)},
	{"a later batch meets an earlier one", laterBatch},
	{"the same node twice in a batch", on(sameNodeTwice)},
}

func merging(t *testing.T, s graph.Store) {
	cited := func(paragraph int) []graph.Citation {
		return []graph.Citation{{SourceID: "s", Paragraph: paragraph, Modality: graph.Stated}}
	}
	actor := graph.Actor{ID: "ada", Kind: graph.Person, Name: "Ada", Aliases: []string{"A.", "Ada H."}, Roles: []string{"heir"}, Note: "shy",
		Attributes: map[string]string{"age": "40", "city": "Bergen"}, Citations: cited(1)}
	message := graph.Message{ID: "m", Channel: graph.Email, Sent: moment("2016-06-03"), TimeNote: "at night", Subject: "one", Summary: "sum", Body: "text",
		ThreadID: "t", Answered: graph.AnsweredNo, AnsweredBy: cited(1), Senders: []string{"ada"},
		Recipients: []graph.Recipient{{Actor: "ada", Role: graph.Cc}}, Topics: []string{"x"}, Attributes: map[string]string{"paper": "blue"}, Citations: cited(1)}
	event := graph.Event{ID: "e", Label: "fair", At: moment("2016"), TimeNote: "in spring", Summary: "many came", Citations: cited(1)}
	write(t, s, &graph.Batch{
		Sources: []graph.Source{{ID: "s", Title: "S", Publisher: "P", Published: moment("2017-02"), Language: "fr", SHA256: "00"}},
		Topics:  []graph.Topic{{ID: "x", Label: "X"}, {ID: "y", Label: "Y"}}, Actors: []graph.Actor{actor},
		Events: []graph.Event{event}, Messages: []graph.Message{message}, Claims: []graph.Claim{{ID: "c", Text: "so it was", Citations: cited(1)}},
	})

	// Bare ids change nothing.
	before := dump(t, s)
	write(t, s, &graph.Batch{
		Sources: []graph.Source{{ID: "s"}}, Topics: []graph.Topic{{ID: "x"}}, Actors: []graph.Actor{{ID: "ada", Kind: graph.Person}},
		Events: []graph.Event{{ID: "e"}}, Messages: []graph.Message{{ID: "m", Answered: graph.AnsweredUnknown, Sent: graph.Undated()}, {ID: "m"}},
		Claims: []graph.Claim{{ID: "c"}},
	})
	same(t, "the graph after bare ids", before, dump(t, s))

	// What is given replaces; lists grow at the end; a time is replaced as a whole.
	write(t, s, &graph.Batch{
		Actors: []graph.Actor{{ID: "ada", Kind: graph.Person, Name: "Ada Holm", Aliases: []string{"Mrs. H.", "A."}, Roles: []string{"widow"},
			Attributes: map[string]string{"city": "Oslo", "eyes": "grey"}, Citations: cited(2)}},
		Events: []graph.Event{{ID: "e", At: moment("after 2016-03")}},
		Messages: []graph.Message{{ID: "m", Sent: moment("before 2016-07"), Subject: "two", Answered: graph.AnsweredYes, AnsweredBy: cited(2),
			Topics: []string{"y", "x"}, Attributes: map[string]string{"ink": "red"}, Citations: cited(2)}},
	})
	actor.Name, actor.Aliases, actor.Roles = "Ada Holm", []string{"A.", "Ada H.", "Mrs. H."}, []string{"heir", "widow"}
	actor.Attributes, actor.Citations = map[string]string{"age": "40", "city": "Oslo", "eyes": "grey"}, append(cited(1), cited(2)...)
	same(t, "actor", normalActor(actor), normalActor(must[graph.List[graph.Actor]](t, "actors")(s.Actors(t.Context(), graph.Filter{}, whole)).Items[0]))

	event.At = moment("after 2016-03")
	same(t, "event", normalEvent(event), normalEvent(must[graph.List[graph.Event]](t, "events")(s.Events(t.Context(), graph.Filter{}, whole)).Items[0]))

	message.Sent, message.Subject, message.Answered, message.AnsweredBy = moment("before 2016-07"), "two", graph.AnsweredYes, append(cited(1), cited(2)...)
	message.Topics, message.Attributes = []string{"x", "y"}, map[string]string{"paper": "blue", "ink": "red"}
	message.Recipients[0].Citations, message.Citations = cited(1), append(cited(1), cited(2)...)
	same(t, "message", normalMessage(message), normalMessage(must[graph.List[graph.Message]](t, "messages")(s.Messages(t.Context(), graph.Filter{}, whole)).Items[0]))

	// The words to search by follow.
	for phrase, want := range map[string]int{" one ": 0, " two ": 1, " text ": 1} {
		if got := must[graph.Extent](t, "extent")(s.Extent(t.Context(), graph.Filter{Words: []string{phrase}})); got.Messages != want {
			t.Errorf("%q is in %d messages, want %d", phrase, got.Messages, want)
		}
	}
	for _, phrase := range []string{" ada h ", " mrs h ", " holm "} {
		if got := must[graph.List[graph.Actor]](t, "actors")(s.Actors(t.Context(), graph.Filter{Words: []string{phrase}}, whole)); got.Total != 1 {
			t.Errorf("%q names %d actors", phrase, got.Total)
		}
	}
}

// laterBatch writes two drawn graphs that share ids and differ in all else. The
// order of recipients is left open where two batches name different ones.
func laterBatch(t *testing.T, open Open) {
	Check(t, 6, func(r *rapid.T) {
		one, two := reference.Batches().Draw(r, "earlier"), reference.Batches().Draw(r, "later")
		s := open(t)
		defer closing(t, s)
		write(r, s, one, two)
		g := reference.Of(one, two)
		agreeOnContacts(t.Context(), r, s, g, graph.Filter{})
		agreeOnLists(t.Context(), r, s, g, graph.Filter{})
		agreeOnLinks(t.Context(), r, s, g, append(refsOf(one), refsOf(two)...), reference.ActorIDs())
		form := func(m graph.Message) graph.Message { return unordered(normalMessage(m)) }
		messages := must[graph.List[graph.Message]](r, "messages")(s.Messages(t.Context(), graph.Filter{}, whole))
		same(r, "messages", each(g.Messages(graph.Filter{}), form), each(messages.Items, form))
		// Again, the later one changes nothing more.
		before := dump(t, s)
		write(r, s, two)
		same(r, "the graph after the later batch again", before, dump(t, s))
	})
}

func sameNodeTwice(t *testing.T, s graph.Store) {
	b := &graph.Batch{
		Actors: []graph.Actor{{ID: "a", Kind: graph.Person, Name: "A", Aliases: []string{"x"}}, {ID: "b", Kind: graph.Person},
			{ID: "a", Kind: graph.Person, Aliases: []string{"y", "x"}, Note: "n"}},
		Messages: []graph.Message{
			{ID: "m", Channel: graph.Email, Sent: moment("2016"), Senders: []string{"a"}, Recipients: []graph.Recipient{{Actor: "b", Role: graph.To}, {Actor: "b", Role: graph.To}, {Actor: "b", Role: graph.Cc}}},
			{ID: "m", Channel: graph.Email, Subject: "late", Senders: []string{"a"}, Recipients: []graph.Recipient{{Actor: "b", Role: graph.To}}},
		},
	}
	write(t, s, b)
	Agrees(t.Context(), t, s, reference.Of(b), graph.Filter{})
	if l := must[graph.List[graph.Contact]](t, "contacts")(s.Contacts(t.Context(), graph.Filter{}, whole)); l.Total != 2 {
		t.Errorf("%d contacts, want one as to and one as cc", l.Total)
	}
}
