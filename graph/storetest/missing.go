package storetest

import (
	"strings"
	"testing"

	"backchannel/graph"
	"backchannel/graph/storetest/reference"
)

var missingCases = []testCase{
	{"a reference to nothing is invalid and names it", on(missingReferences)},
	{"an input that contradicts itself is invalid", on(invalidBatches)},
	{"references reach into the store", on(referencesIntoTheStore)},
}

// missing is the id that nothing has.
const missing = "the missing one"

func missingReferences(t *testing.T, s graph.Store) {
	write(t, s, Story())
	before, revision := dump(t, s), must[int64](t, "revision")(s.Revision(t.Context()))
	message := func(change func(*graph.Message)) *graph.Batch {
		m := graph.Message{ID: "new", Channel: graph.Email, Sent: graph.Undated(), Senders: []string{"ada"}, Recipients: []graph.Recipient{{Actor: "ben", Role: graph.To}}}
		change(&m)
		return &graph.Batch{Topics: []graph.Topic{{ID: "fresh", Label: "must not be left behind"}}, Messages: []graph.Message{m}}
	}
	letter := graph.Ref{Label: graph.MessageLabel, ID: "letter"}
	claim := func(c graph.Claim) *graph.Batch {
		c.ID, c.Text = "new", "new"
		return &graph.Batch{Claims: []graph.Claim{c}}
	}
	nowhere := []graph.Citation{{SourceID: missing, Paragraph: 1, Modality: graph.Stated}}
	for name, b := range map[string]*graph.Batch{
		"sender":              message(func(m *graph.Message) { m.Senders = []string{missing} }),
		"participant":         message(func(m *graph.Message) { m.Channel, m.Senders = graph.Meeting, []string{"ada", missing} }),
		"recipient":           message(func(m *graph.Message) { m.Recipients[0].Actor = missing }),
		"topic":               message(func(m *graph.Message) { m.Topics = []string{"will", missing} }),
		"source of a message": message(func(m *graph.Message) { m.Citations = nowhere }),
		"source of an actor":  {Actors: []graph.Actor{{ID: "new", Kind: graph.Person, Citations: nowhere}}},
		"source of an event":  {Events: []graph.Event{{ID: "new", Citations: nowhere}}},
		"source of a claim":   claim(graph.Claim{Citations: nowhere}),
		"claimant":            claim(graph.Claim{MadeBy: []string{missing}}),
		"concerned actor":     claim(graph.Claim{Concerns: []graph.Ref{{Label: graph.PersonLabel, ID: missing}}}),
		"concerned message":   claim(graph.Claim{Concerns: []graph.Ref{{Label: graph.MessageLabel, ID: missing}}}),
		"concerned event":     claim(graph.Claim{Concerns: []graph.Ref{{Label: graph.EventLabel, ID: missing}}}),
		"concerned topic":     claim(graph.Claim{Concerns: []graph.Ref{{Label: graph.TopicLabel, ID: missing}}}),
		"conflict":            claim(graph.Claim{ConflictsWith: []string{missing}}),
		"member":              {Memberships: []graph.Membership{{Person: missing, Organization: "bank", Role: "new"}}},
		"organization":        {Memberships: []graph.Membership{{Person: "ada", Organization: missing, Role: "new"}}},
		"relation from":       {Relations: []graph.Relation{{From: missing, To: "ada", Kind: "new"}}},
		"relation to":         {Relations: []graph.Relation{{From: "ada", To: missing, Kind: "new"}}},
		"reply":               {Replies: []graph.Reply{{Message: missing, To: "letter"}}},
		"replied to":          {Replies: []graph.Reply{{Message: "letter", To: missing}}},
		"mentioning":          {Mentions: []graph.Mention{{From: graph.Ref{Label: graph.MessageLabel, ID: missing}, To: graph.Ref{Label: graph.EventLabel, ID: "funeral"}}}},
		"mentioned event":     {Mentions: []graph.Mention{{From: letter, To: graph.Ref{Label: graph.EventLabel, ID: missing}}}},
		"mentioned actor":     {Mentions: []graph.Mention{{From: letter, To: graph.Ref{ID: missing}}}},
		"identified":          {Identities: []graph.Identity{{Message: "letter", Actor: missing, Role: graph.AsSender, Identity: "M."}}},
		"identifying":         {Identities: []graph.Identity{{Message: missing, Actor: "ada", Role: graph.AsTo, Identity: "A."}}},
		"later":               {Orders: []graph.Order{{Later: graph.Ref{Label: graph.MessageLabel, ID: missing}, Earlier: letter}}},
		"earlier":             {Orders: []graph.Order{{Later: letter, Earlier: graph.Ref{Label: graph.EventLabel, ID: missing}}}},
	} {
		_, err := s.Write(t.Context(), b)
		coded(t, name, err, graph.Invalid)
		if err != nil && !strings.Contains(err.Error(), missing) {
			t.Errorf("%s: the error does not name what is missing: %v", name, err)
		}
		if after := dump(t, s); after != before {
			t.Errorf("%s: something was written", name)
			before = after
		}
	}
	if now := must[int64](t, "revision")(s.Revision(t.Context())); now != revision {
		t.Errorf("failed writes moved the revision from %d to %d", revision, now)
	}
}

func invalidBatches(t *testing.T, s graph.Store) {
	write(t, s, Story())
	before := dump(t, s)
	letter := graph.Ref{Label: graph.MessageLabel, ID: "letter"}
	for name, b := range map[string]*graph.Batch{
		"another kind than in the store": {Actors: []graph.Actor{{ID: "bank", Kind: graph.Person}}},
		"two kinds in a batch":           {Actors: []graph.Actor{{ID: "new", Kind: graph.Person}, {ID: "new", Kind: graph.Organization}}},
		"an actor without an id":         {Actors: []graph.Actor{{Kind: graph.Person, Name: "nobody"}}},
		"a message without an id":        {Messages: []graph.Message{{Channel: graph.Email}}},
		"a source without an id":         {Sources: []graph.Source{{Title: "nothing"}}},
		"an unheard-of role": {Messages: []graph.Message{{ID: "new", Channel: graph.Email, Senders: []string{"ada"},
			Recipients: []graph.Recipient{{Actor: "ben", Role: "fcc"}}}}},
		"an organization as a member":     {Memberships: []graph.Membership{{Person: "bank", Organization: "bank"}}},
		"a person as an organization":     {Memberships: []graph.Membership{{Person: "ada", Organization: "ben"}}},
		"a topic after a message":         {Orders: []graph.Order{{Later: graph.Ref{Label: graph.TopicLabel, ID: "will"}, Earlier: letter}}},
		"a mention of a message":          {Mentions: []graph.Mention{{From: letter, To: letter}}},
		"an identity in no role":          {Identities: []graph.Identity{{Message: "letter", Actor: "ada", Identity: "A."}}},
		"an identity without a text":      {Identities: []graph.Identity{{Message: "letter", Actor: "ada", Role: graph.AsTo}}},
		"an attribute that is a property": {Messages: []graph.Message{{ID: "new", Channel: graph.Email, Attributes: map[string]string{"subject": "other"}}}},
		"an attribute that is the index":  {Actors: []graph.Actor{{ID: "new", Kind: graph.Person, Attributes: map[string]string{"words": " other "}}}},
	} {
		_, err := s.Write(t.Context(), b)
		coded(t, name, err, graph.Invalid)
		if after := dump(t, s); after != before {
			t.Errorf("%s: something was written", name)
			before = after
		}
	}
}

func referencesIntoTheStore(t *testing.T, s graph.Store) {
	later := &graph.Batch{
		Messages: []graph.Message{{ID: "later", Channel: graph.Letter, Sent: moment("1898"), Senders: []string{"bank"}, Recipients: []graph.Recipient{{Actor: "ada", Role: graph.To}},
			Topics: []string{"estate"}, Citations: []graph.Citation{{SourceID: "journal", Paragraph: 10, Modality: graph.Stated}}}},
		Claims:      []graph.Claim{{ID: "third", Text: "Nobody knows", MadeBy: []string{"ben"}, Concerns: []graph.Ref{{ID: "ada"}, {Label: graph.EventLabel, ID: "funeral"}}, ConflictsWith: []string{"kept"}}},
		Memberships: []graph.Membership{{Person: "ada", Organization: "bank", Role: "client"}},
		Relations:   []graph.Relation{{From: "ada", To: "bank", Kind: "client"}},
		Replies:     []graph.Reply{{Message: "later", To: "letter"}},
		Mentions:    []graph.Mention{{From: graph.Ref{Label: graph.MessageLabel, ID: "later"}, To: graph.Ref{ID: "cleo"}}},
		Identities:  []graph.Identity{{Message: "letter", Actor: "bank", Role: graph.AsTo, Identity: "The Bank"}, {Message: "later", Actor: "ada", Role: graph.AsTo, Identity: "A."}},
		Orders:      []graph.Order{{Later: graph.Ref{Label: graph.MessageLabel, ID: "later"}, Earlier: graph.Ref{Label: graph.EventLabel, ID: "funeral"}}},
	}
	write(t, s, Story(), later)
	g := reference.Of(Story(), later)
	Agrees(t.Context(), t, s, g, graph.Filter{})
	agreeOnLinks(t.Context(), t, s, g, append(refsOf(Story()), refsOf(later)...), []string{"ada"})
}
