package storetest

import (
	"testing"

	"backchannel/graph"
)

var searchCases = []testCase{{"text search", on(search)}}

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
