package storetest

import (
	"testing"

	"backchannel/graph"
)

var searchCases = []testCase{
	{"text search", on(search)},
	{"text search beyond names", on(searchRemarks)},
	{"what is about something by its name", on(searchNames)},
}

func search(t *testing.T, s graph.Store) {
	b := &graph.Batch{Actors: people("a", "b"), Topics: []graph.Topic{{ID: "x", Label: "x"}}}
	for id, text := range map[string][3]string{ // subject, summary, body
		"1 plain":     {"Meeting on Friday", "", "Bring the e-mails."},
		"2 accents":   {"Rendez-vous à l'Élysée", "où?", "Søren sa naïvement"},
		"3 other":     {"Встреча", "в Москве", "東京で会議"},
		"4 adjacent":  {"ends with wood", "pecker begins", ""},
		"5 nothing":   {"", "", ""},
		"6 signs":     {"100% of C++ & co.", "a_b", "[list, like] {map: like} 'quoted'"},
		"7 emoji":     {"💌 mail 💌", "", "x\u0301 composed é"},
		"8 case":      {"FRIDAY MEETING", "", "STRASSE Straße"},
		"9 long word": {"", "", "antidisestablishmentarianism"},
	} {
		m := mail(id, graph.Undated())
		m.Subject, m.Summary, m.Body = text[0], text[1], text[2]
		if id == "5 nothing" {
			m.Topics = []string{"x"}
		}
		b.Messages = append(b.Messages, m)
	}
	write(t, s, b)
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"meeting", []string{"1 plain", "8 case"}},
		{"Meeting friday", []string{"1 plain", "8 case"}},
		{`"meeting on friday"`, []string{"1 plain"}},
		{`"friday meeting"`, []string{"8 case"}},
		{"meet", nil},
		{"meet*", []string{"1 plain", "8 case"}},
		{"eeting*", nil},
		{"emails", nil},
		{"e-mails", []string{"1 plain"}},
		{"mails", []string{"1 plain"}},
		{"elysee", []string{"2 accents"}},
		{"ÉLYSÉE", []string{"2 accents"}},
		{"E\u0301lyse\u0301e", []string{"2 accents"}},
		{"sören", []string{"2 accents"}},
		{"søren", []string{"2 accents"}},
		{"SØREN naïvement", []string{"2 accents"}},
		{"москве", []string{"3 other"}},
		{"МОСКВ*", []string{"3 other"}},
		{"東京で会議", []string{"3 other"}},
		{"東京*", []string{"3 other"}},
		{"woodpecker", nil},
		{`"wood pecker"`, []string{"4 adjacent"}}, // as folded: fields follow one another
		{"100%", []string{"6 signs"}},
		{"a_b", []string{"6 signs"}},
		{"ab", nil},
		{"list map quoted", []string{"6 signs"}},
		{"mail", []string{"7 emoji"}},
		{"straße", []string{"8 case"}},
		{"anti*", []string{"9 long word"}},
		{"anti", nil},
		{"no such word", nil},
	} {
		words := graph.FoldQuery(c.query)
		same(t, c.query, c.want, messageIDs(t, s, graph.Filter{Words: words}))
		if n := must[graph.List[graph.Contact]](t, "contacts")(s.Contacts(t.Context(), graph.Filter{Words: words}, whole)).Total; n != len(c.want) {
			t.Errorf("%q: %d contacts", c.query, n)
		}
	}
	same(t, "words or a topic", []string{"3 other", "5 nothing"}, messageIDs(t, s, graph.Filter{Words: graph.FoldQuery("москве"), Topics: []string{"x"}}))
}

// searchRemarks: what is noted of a thing is found where it is the text that
// counts, and does not pass for its name elsewhere.
func searchRemarks(t *testing.T, s graph.Store) {
	ann := graph.Actor{ID: "ann", Kind: graph.Person, Name: "Ann Berg", Roles: []string{"photographer", "heir"}, Note: "Named in a caption."}
	firm := graph.Actor{ID: "firm", Kind: graph.Organization, Name: "Caption Ltd"}
	m := mail("m", graph.Undated())
	m.Subject, m.TimeNote = "Hello", "on a Monday"
	write(t, s, &graph.Batch{
		Sources: []graph.Source{{ID: "s1", Title: "A loan", Publisher: "VG"}, {ID: "s2", Title: "Another"}},
		Topics:  []graph.Topic{{ID: "x", Label: "Captions"}}, Actors: append(people("a", "b"), ann, firm),
		Events:   []graph.Event{{ID: "e", Label: "Flood", TimeNote: "a Monday evening"}},
		Messages: []graph.Message{m}, Claims: []graph.Claim{{ID: "c", Text: "It was a Monday"}},
	})
	for _, c := range []struct {
		query     string
		own       bool
		wantNames []string
	}{
		{"photographer", false, nil}, {"photographer", true, []string{"ann"}}, {"berg heir", true, []string{"ann"}},
		{"caption", false, []string{"firm"}}, {"caption", true, []string{"ann", "firm"}}, {"caption*", true, []string{"ann", "firm", "x"}},
		{"monday", false, []string{"c"}}, {"monday", true, []string{"e", "m", "c"}}, {"hello monday", true, []string{"m"}},
		{"VG", false, []string{"s1"}}, {"loan", true, []string{"s1"}}, {"berg vg", true, nil},
	} {
		f := graph.Filter{Words: graph.FoldQuery(c.query), OwnText: c.own}
		var got []string
		for _, a := range must[graph.List[graph.Actor]](t, "actors")(s.Actors(t.Context(), f, whole)).Items {
			got = append(got, a.ID)
		}
		for _, x := range must[graph.List[graph.TopicCount]](t, "topics")(s.Topics(t.Context(), f, whole)).Items {
			got = append(got, x.ID)
		}
		for _, x := range must[graph.List[graph.Event]](t, "events")(s.Events(t.Context(), f, whole)).Items {
			got = append(got, x.ID)
		}
		got = append(got, messageIDs(t, s, f)...)
		for _, x := range must[graph.List[graph.Claim]](t, "claims")(s.Claims(t.Context(), f, whole)).Items {
			got = append(got, x.ID)
		}
		for _, x := range must[graph.List[graph.SourceCount]](t, "sources")(s.Sources(t.Context(), f, whole)).Items {
			got = append(got, x.ID)
		}
		same(t, c.query, c.wantNames, got)
	}
}

// searchNames: a message is about what it is filed under or mentions, by the name
// of that, though its own text has not the words; a claim about what it concerns.
func searchNames(t *testing.T, s graph.Store) {
	of := func(l graph.Label, id string) graph.Ref { return graph.Ref{Label: l, ID: id} }
	speaks := func(from string, to graph.Ref) graph.Mention {
		return graph.Mention{From: of(graph.MessageLabel, from), To: to}
	}
	filed := mail("filed", graph.Undated())
	filed.Topics = []string{"x"}
	said := mail("said", graph.Undated())
	said.Body = "Of Ann Berg and the flood."
	write(t, s, &graph.Batch{
		Topics: []graph.Topic{{ID: "x", Label: "The will"}},
		Actors: append(people("a", "b"), graph.Actor{ID: "ann", Kind: graph.Person, Name: "Ann Berg", Aliases: []string{"Mrs. Holm"}, Note: "a witness"}),
		Events: []graph.Event{{ID: "e", Label: "The flood"}}, Messages: []graph.Message{filed, said, mail("speaks", graph.Undated()), mail("warns", graph.Undated()), mail("other", graph.Undated())},
		Mentions: []graph.Mention{speaks("speaks", of(graph.PersonLabel, "ann")), speaks("warns", of(graph.EventLabel, "e"))},
		Claims: []graph.Claim{{ID: "c1", Text: "It was burnt", Concerns: []graph.Ref{of(graph.TopicLabel, "x")}},
			{ID: "c2", Text: "She knew", Concerns: []graph.Ref{of(graph.PersonLabel, "ann"), of(graph.EventLabel, "e")}},
			{ID: "c3", Text: "It was never read", Concerns: []graph.Ref{of(graph.MessageLabel, "said")}}, {ID: "c4", Text: "There was a will"}},
	})
	for _, c := range []struct {
		query            string
		messages, claims []string
	}{
		{"will", []string{"filed"}, []string{"c1", "c4"}},
		{"berg", []string{"said", "speaks"}, []string{"c2"}},
		{"holm", []string{"speaks"}, []string{"c2"}},
		{"ann flood", []string{"said"}, nil},
		{"flood", []string{"said", "warns"}, []string{"c2"}},
		{"witness", nil, nil},
	} {
		f := graph.Filter{Words: graph.FoldQuery(c.query)}
		same(t, "messages about "+c.query, c.messages, messageIDs(t, s, f))
		if n := must[graph.List[graph.Contact]](t, "contacts")(s.Contacts(t.Context(), f, whole)).Total; n != len(c.messages) {
			t.Errorf("%d contacts about %s, want %d", n, c.query, len(c.messages))
		}
		var claims []string
		for _, x := range must[graph.List[graph.Claim]](t, "claims")(s.Claims(t.Context(), f, whole)).Items {
			claims = append(claims, x.ID)
		}
		same(t, "claims about "+c.query, c.claims, claims)
	}
	var concerning []string
	for _, x := range must[graph.List[graph.Claim]](t, "claims")(s.Claims(t.Context(), graph.Filter{Concerning: []string{"said", "x"}}, whole)).Items {
		concerning = append(concerning, x.ID)
	}
	same(t, "claims on a message", []string{"c3"}, concerning)
}
