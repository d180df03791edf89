package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"backchannel/graph"
	"backchannel/graph/storetest/reference"
)

var textCases = []testCase{
	{"hostile text in every field", on(hostileText)},
	{"attributes of any name", on(attributeNames)},
	{"long text", on(longText)},
}

// HostileTexts are strings that break out of quotes, of lines, of lists and of
// encodings wherever someone was careless.
var HostileTexts = []string{
	"'", `"`, "`", `\`, `\\`, `\'`, `'"`, "''", `"",""`, "a\nb", "a\r\nb", "a\rb", "\n", "\t", " lead and trail ", "\u00a0", "\u2028\u2029",
	"'; DROP TABLE Person; --", "' OR 1=1 //", `"}) DETACH DELETE n //`, "`) MATCH (n) DELETE n", "/* comment */", "// comment", "--", "/***/",
	`\u0027`, `\u0027 OR true`, `\x27`, `%27`, "$p", "${p}", "{{p}}", "%s%d%n", "[a,b]", "[]", "{}", "{a: 1}", "[", "}", "(", ",", ";", "a,b", "a;b", "a|b", "a\\,b",
	"null", "NULL", "None", "true", "0", "-1", "1e309", "NaN", "2017-07-11", "nobody#1 stated",
	"💌", "👩‍👩‍👧‍👦", "é", "e\u0301", "Ω≈ç√∫", "ﬃ", "שלום", "\u202eright to left\u202c", "مرحبا", "東京", "\u200b\u200d\ufeff", "\ufffd", "\U0010ffff", "\U0001d573",
	"#hash", "# comment", "=1+1", "@at", "~", "!", "\\N", "\x01\x1f\x7f", "\u0085",
}

// Unencodable texts may be refused, but then by name and before anything is written.
var unencodable = []string{"a\x00b", "\x00", "\xff\xfe", "lone \xed\xa0\x80 surrogate", "cut \xe2\x82"}

// inEveryField writes s wherever a batch holds text.
func inEveryField(s string) *graph.Batch {
	place := []graph.Citation{{SourceID: s, Paragraph: 1, Modality: graph.Stated}}
	person, firm := "person "+s, "firm "+s
	message := graph.Ref{Label: graph.MessageLabel, ID: s}
	return &graph.Batch{
		Sources: []graph.Source{{ID: s, Title: s, Publisher: s, Language: s, SHA256: s}},
		Topics:  []graph.Topic{{ID: s, Label: s}},
		Actors: []graph.Actor{
			{ID: person, Kind: graph.Person, Name: s, Aliases: []string{s, "also " + s, s + s}, Roles: []string{s}, Note: s, Attributes: map[string]string{"department": s}, Citations: place},
			{ID: firm, Kind: graph.Organization, Name: s, Aliases: []string{s}, Citations: place},
		},
		Events: []graph.Event{{ID: s, Label: s, TimeNote: s, Summary: s, Citations: place}},
		Messages: []graph.Message{{ID: s, Channel: graph.Channel(s), TimeNote: s, Subject: s, Summary: s, Body: s, ThreadID: s, Answered: graph.AnsweredNo, AnsweredBy: place,
			Senders: []string{person}, Recipients: []graph.Recipient{{Actor: firm, Role: graph.To, Citations: place}}, Topics: []string{s}, Attributes: map[string]string{"paper": s}, Citations: place}},
		Claims:      []graph.Claim{{ID: s, Text: s, MadeBy: []string{person}, Concerns: []graph.Ref{message}, Citations: place}},
		Memberships: []graph.Membership{{Person: person, Organization: firm, Role: s, Citations: place}},
		Relations:   []graph.Relation{{From: person, To: firm, Kind: s, Citations: place}},
		Mentions:    []graph.Mention{{From: message, To: graph.Ref{Label: graph.EventLabel, ID: s}, Citations: place}},
		Identities:  []graph.Identity{{Message: s, Actor: person, Role: graph.AsSender, Identity: s, Citations: place}},
		Orders:      []graph.Order{{Later: message, Earlier: graph.Ref{Label: graph.EventLabel, ID: s}, Note: s, Citations: place}},
	}
}

func hostileText(t *testing.T, s graph.Store) {
	var written []*graph.Batch
	var doubled graph.Batch // an engine may take many another way than few
	for handful := range slices.Chunk(HostileTexts, 8) {
		var few graph.Batch
		for _, text := range handful {
			b := inEveryField(text)
			written = append(written, b)
			join(&few, b)
			join(&doubled, inEveryField(text+text))
		}
		if _, err := s.Write(t.Context(), &few); err != nil {
			t.Fatalf("%q: %v", handful, err)
		}
	}
	for _, text := range unencodable {
		b := inEveryField(text)
		before := dump(t, s)
		_, err := s.Write(t.Context(), b)
		if err == nil {
			written = append(written, b)
			continue
		}
		coded(t, fmt.Sprintf("%q", text), err, graph.Invalid)
		if dump(t, s) != before {
			t.Errorf("%q: something was written", text)
		}
	}
	write(t, s, &doubled)
	g := reference.Of(append(written[:len(written):len(written)], &doubled)...)
	for _, b := range written {
		text, person, firm := b.Topics[0].ID, b.Actors[0].ID, b.Actors[1].ID
		t.Run(fmt.Sprintf("%q", text), func(t *testing.T) {
			named := graph.Filter{IDs: []string{text, person, firm}}
			agreeOnMessages(t.Context(), t, s, g, named)
			agreeOnLists(t.Context(), t, s, g, named)
			agreeOnContacts(t.Context(), t, s, g, graph.Filter{From: []string{person}, To: []string{firm}, Topics: []string{text}, Thread: text, Channels: []graph.Channel{graph.Channel(text)}})
			agreeOnPaths(t.Context(), t, s, g, person, firm, graph.Filter{Topics: []string{text}}, 3)
		})
	}
	for handful := range slices.Chunk(written, 8) {
		var refs []graph.Ref
		var people []string
		for _, b := range handful {
			refs, people = append(refs, refsOf(b)...), append(people, b.Actors[0].ID)
		}
		agreeOnLinks(t.Context(), t, s, g, refs, people)
	}
	Agrees(t.Context(), t, s, g, graph.Filter{})
	// Words are parameters too, whatever they hold.
	for _, text := range HostileTexts {
		f := graph.Filter{Words: []string{text}}
		same(t, fmt.Sprintf("extent of the words %q", text), g.Extent(f), must[graph.Extent](t, "extent")(s.Extent(t.Context(), f)))
	}
}

// join adds b to a.
func join(a, b *graph.Batch) {
	a.Sources, a.Topics, a.Actors = append(a.Sources, b.Sources...), append(a.Topics, b.Topics...), append(a.Actors, b.Actors...)
	a.Events, a.Messages, a.Claims = append(a.Events, b.Events...), append(a.Messages, b.Messages...), append(a.Claims, b.Claims...)
	a.Memberships, a.Relations = append(a.Memberships, b.Memberships...), append(a.Relations, b.Relations...)
	a.Orders, a.Replies, a.Mentions = append(a.Orders, b.Orders...), append(a.Replies, b.Replies...), append(a.Mentions, b.Mentions...)
	a.Identities = append(a.Identities, b.Identities...)
}

// attributeNames become names of properties. An engine may refuse one, but then
// as invalid; those that an importer will surely bring must work.
func attributeNames(t *testing.T, s graph.Store) {
	write(t, s, &graph.Batch{Actors: people("a")})
	var written []*graph.Batch
	for _, name := range []string{"department", "Job Title", "naïve", "x_1", "x-1", "1st", "CREATE", "order", "with`tick", "quote'd", `back\slash`, "new\nline", "", " ", "💌", strings.Repeat("long", 64)} {
		b := &graph.Batch{
			Actors:   []graph.Actor{{ID: "actor " + name, Kind: graph.Person, Attributes: map[string]string{name: "value"}}},
			Messages: []graph.Message{{ID: "message " + name, Channel: graph.Email, Senders: []string{"a"}, Attributes: map[string]string{name: "value"}}},
		}
		before := dump(t, s)
		if _, err := s.Write(t.Context(), b); err != nil {
			coded(t, fmt.Sprintf("the attribute %q", name), err, graph.Invalid)
			if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") == "" && name != "" {
				t.Errorf("the attribute %q: %v", name, err)
			}
			if dump(t, s) != before {
				t.Errorf("the attribute %q: something was written", name)
			}
			continue
		}
		written = append(written, b)
	}
	g := reference.Of(append([]*graph.Batch{{Actors: people("a")}}, written...)...)
	Agrees(t.Context(), t, s, g, graph.Filter{})
}

func longText(t *testing.T, s graph.Store) {
	m := mail("m", graph.Undated())
	m.Body = strings.Repeat("A long letter, 'quoted', \\ and \"so on\"…\n", 3000) + "needle"
	m.Subject = strings.Repeat("subject ", 500)
	b := &graph.Batch{Actors: people("a", "b"), Messages: []graph.Message{m}}
	for i := range 500 {
		b.Actors[0].Aliases = append(b.Actors[0].Aliases, fmt.Sprintf("alias [%d], {%d}", i, i))
	}
	write(t, s, b)
	Agrees(t.Context(), t, s, reference.Of(b), graph.Filter{Words: graph.FoldQuery("needle")})
	Agrees(t.Context(), t, s, reference.Of(b), graph.Filter{})
}
