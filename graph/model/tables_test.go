package model_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"backchannel/graph"
	"backchannel/graph/model"
	"backchannel/graph/storetest/reference"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// layout lays a valid batch out.
func layout(t interface {
	Helper()
	Fatalf(string, ...any)
}, b *graph.Batch) *model.Tables {
	t.Helper()
	tables, err := laidOut(b, nil)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return tables
}

func laidOut(b *graph.Batch, kinds map[string]graph.Label) (*model.Tables, error) {
	tables, err := model.Layout(b, kinds)
	if err == nil {
		err = errors.Join(tables.Connect(), tables.Fill())
	}
	return tables, err
}

func nodes(t *testing.T, tables *model.Tables, label graph.Label) *model.NodeTable {
	t.Helper()
	for _, n := range tables.Nodes {
		if n.Type.Label == label {
			return n
		}
	}
	t.Fatalf("no table of %s", label)
	return nil
}

// rows returns the relationships of a type, as text.
func rows(tables *model.Tables, name string) [][]any {
	var out [][]any
	for _, r := range tables.Rels {
		if r.Type.Name == name {
			out = append(out, r.Rows...)
		}
	}
	return out
}

func same(t interface {
	Helper()
	Errorf(string, ...any)
}, what string, want, got any) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func people(ids ...string) []graph.Actor {
	var out []graph.Actor
	for _, id := range ids {
		out = append(out, graph.Actor{ID: id, Kind: graph.Person})
	}
	return out
}

func TestAMessageAsRows(t *testing.T) {
	sent, err := graph.ParseMoment("2016-06-03T10:00+02:00")
	if err != nil {
		t.Fatal(err)
	}
	own := []graph.Citation{{SourceID: "s", Paragraph: 3, Modality: graph.Stated}}
	other := []graph.Citation{{SourceID: "s", Paragraph: 4, Offset: 9, Modality: graph.Alleged}}
	tables := layout(t, &graph.Batch{
		Sources: []graph.Source{{ID: "s", Title: "S"}}, Topics: []graph.Topic{{ID: "x", Label: "The X"}}, Actors: people("a", "b"),
		Messages: []graph.Message{{ID: "m", Channel: graph.Email, Sent: sent, Subject: "Élan", Body: "vital", Answered: graph.AnsweredNo, AnsweredBy: other,
			Senders: []string{"a"}, Recipients: []graph.Recipient{{Actor: "b", Role: graph.Cc}, {Actor: "a", Role: graph.To, Citations: other}, {Actor: "b", Role: graph.Cc}},
			Topics: []string{"x"}, Attributes: map[string]string{"zeal": "much", "ink": "red"}, Citations: own}},
	})
	m := nodes(t, tables, graph.MessageLabel)
	m.Complete(m.Rows[0])
	got := map[string]any{}
	for i, c := range m.Columns {
		if v := m.Rows[0][i]; v != nil {
			got[c.Name] = v
		}
	}
	same(t, "message", map[string]any{
		"id": "m", "channel": "email", "sent_earliest": *sent.Earliest, "sent_latest": *sent.Latest, "precision": "minute", "subject": "Élan", "body": "vital",
		"answered": "no", "answered_citations": []string{"s#4@9 alleged"}, "words": " elan vital ", "zeal": "much", "ink": "red",
	}, got)
	cited := []string{"s#3 stated"}
	same(t, "SENT", [][]any{{"a", "m", cited}}, rows(tables, "SENT"))
	same(t, "TO", [][]any{{"m", "a", int64(1), []string{"s#4@9 alleged"}}}, rows(tables, "TO"))
	same(t, "CC", [][]any{{"m", "b", int64(0), cited}}, rows(tables, "CC"))
	same(t, "ABOUT", [][]any{{"m", "x", cited}}, rows(tables, "ABOUT"))
	same(t, "CITED_IN", [][]any{{"m", "s", int64(3), int64(0), "stated"}}, rows(tables, "CITED_IN"))
}

func TestParticipantsAreSendersAndRecipients(t *testing.T) {
	tables := layout(t, &graph.Batch{Actors: people("a", "b", "c"), Messages: []graph.Message{
		{ID: "m", Channel: graph.Meeting, Senders: []string{"a", "b"}, Recipients: []graph.Recipient{{Actor: "c", Role: graph.To}, {Actor: "a", Role: graph.To}}},
	}})
	ends := func(name string, actor int) []string {
		var out []string
		for _, row := range rows(tables, name) {
			out = append(out, row[actor].(string))
		}
		slices.Sort(out)
		return out
	}
	same(t, "SENT", []string{"a", "b", "c"}, ends("SENT", 0))
	same(t, "TO", []string{"a", "b", "c"}, ends("TO", 1))
}

func TestOrdersStandSideBySide(t *testing.T) {
	d := func(v time.Duration) *time.Duration { return &v }
	m := func(id string) graph.Ref { return graph.Ref{Label: graph.MessageLabel, ID: id} }
	order := func(least, most *time.Duration) graph.Order {
		return graph.Order{Later: m("b"), Earlier: m("a"), AtLeast: least, AtMost: most}
	}
	tables := layout(t, &graph.Batch{Messages: []graph.Message{{ID: "a"}, {ID: "b"}}, Orders: []graph.Order{
		order(d(15*time.Minute), d(15*time.Minute)), order(d(time.Hour), nil), order(nil, nil), order(d(time.Hour), nil),
		order(d(1500*time.Millisecond), d(1500*time.Millisecond)), order(d(-1500*time.Millisecond), d(-1500*time.Millisecond)),
	}})
	var got [][]any
	var keys []any
	for _, row := range rows(tables, "AFTER") {
		got = append(got, row[3:5])
		keys = append(keys, row[2])
	}
	// Bounds are kept in whole seconds, none tighter than it was.
	same(t, "AFTER", [][]any{{int64(900), int64(900)}, {int64(3600), nil}, {nil, nil}, {int64(1), int64(2)}, {int64(-2), int64(-1)}}, got)
	same(t, "keys", []any{"900..900", "3600..", "..", "1..2", "-2..-1"}, keys)
}

func TestWhatIsNotedOfANodeIsFoldedApartFromWhatItSays(t *testing.T) {
	tables := layout(t, &graph.Batch{
		Sources:  []graph.Source{{ID: "s", Title: "A Loan", Publisher: "The Herald"}},
		Actors:   []graph.Actor{{ID: "a", Kind: graph.Person, Name: "Ann", Aliases: []string{"A."}, Roles: []string{"Photographer", "heir"}, Note: "A shy one."}},
		Events:   []graph.Event{{ID: "e", Label: "Flood", Summary: "It rained", TimeNote: "a Monday"}, {ID: "f", Label: "Fire"}},
		Messages: []graph.Message{{ID: "m", Subject: "Hello", TimeNote: "at noon"}},
	})
	for _, c := range []struct {
		label          graph.Label
		row            int
		words, remarks any
	}{
		{graph.PersonLabel, 0, " ann a ", " photographer heir a shy one "}, {graph.EventLabel, 0, " flood it rained ", " a monday "},
		{graph.EventLabel, 1, " fire ", nil}, {graph.MessageLabel, 0, " hello ", " at noon "}, {graph.SourceLabel, 0, " a loan the herald ", nil},
	} {
		n := nodes(t, tables, c.label)
		n.Complete(n.Rows[c.row])
		same(t, string(c.label)+" words", c.words, value(n, n.Rows[c.row], "words"))
		if at := n.Column("remarks"); at >= 0 {
			same(t, string(c.label)+" remarks", c.remarks, n.Rows[c.row][at])
		}
	}
}

func TestLayoutRefuses(t *testing.T) {
	message := func(change func(*graph.Message)) *graph.Batch {
		m := graph.Message{ID: "m", Channel: graph.Email, Senders: []string{"a"}, Recipients: []graph.Recipient{{Actor: "a", Role: graph.To}}}
		change(&m)
		return &graph.Batch{Actors: people("a"), Messages: []graph.Message{m}}
	}
	for name, c := range map[string]struct {
		batch *graph.Batch
		names string // what the error must name
	}{
		"an unknown sender":          {message(func(m *graph.Message) { m.Senders[0] = "ghost" }), `"ghost"`},
		"an unknown recipient":       {message(func(m *graph.Message) { m.Recipients[0].Actor = "ghost" }), `"ghost"`},
		"an unknown role":            {message(func(m *graph.Message) { m.Recipients[0].Role = "fcc" }), `"fcc"`},
		"an attribute of the schema": {message(func(m *graph.Message) { m.Attributes = map[string]string{"body": "x"} }), `"body"`},
		"text that is not UTF-8":     {message(func(m *graph.Message) { m.Subject = "\xff" }), "UTF-8"},
		"an alias with a NUL":        {&graph.Batch{Actors: []graph.Actor{{ID: "a", Kind: graph.Person, Aliases: []string{"x", "\x00"}}}}, "NUL"},
		"a role that is not UTF-8":   {&graph.Batch{Actors: people("a"), Relations: []graph.Relation{{From: "a", To: "a", Kind: "\xff"}}}, "UTF-8"},
		"no id":                      {&graph.Batch{Topics: []graph.Topic{{Label: "x"}}}, "no id"},
		"two kinds":                  {&graph.Batch{Actors: []graph.Actor{{ID: "a", Kind: graph.Person}, {ID: "a", Kind: graph.Organization}}}, `"a"`},
		"another kind than stored":   {&graph.Batch{Actors: []graph.Actor{{ID: "stored", Kind: graph.Organization}}}, `"stored"`},
		"a person as organization":   {&graph.Batch{Actors: people("a"), Memberships: []graph.Membership{{Person: "a", Organization: "stored"}}}, `"stored"`},
		"a mention of a topic": {&graph.Batch{Topics: []graph.Topic{{ID: "x"}}, Messages: []graph.Message{{ID: "m"}},
			Mentions: []graph.Mention{{From: graph.Ref{Label: graph.MessageLabel, ID: "m"}, To: graph.Ref{Label: graph.TopicLabel, ID: "x"}}}}, `"x"`},
	} {
		_, err := laidOut(c.batch, map[string]graph.Label{"stored": graph.PersonLabel})
		if graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%s: %v", name, err)
		} else if !strings.Contains(err.Error(), c.names) {
			t.Errorf("%s: %q does not name %s", name, err, c.names)
		}
	}
}

func TestOutsideListsWhatTheStoreMustHave(t *testing.T) {
	letter := graph.Ref{Label: graph.MessageLabel, ID: "letter"}
	b := &graph.Batch{
		Messages: []graph.Message{{ID: "m", Senders: []string{"stored"}, Topics: []string{"t2", "t1"}, Citations: []graph.Citation{{SourceID: "s", Modality: graph.Stated}}}},
		Replies:  []graph.Reply{{Message: "m", To: "letter"}, {Message: "letter", To: "m"}},
		Mentions: []graph.Mention{{From: letter, To: graph.Ref{ID: "stored"}}},
	}
	tables, err := laidOut(b, map[string]graph.Label{"stored": graph.OrganizationLabel})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "outside", map[graph.Label][]string{
		graph.OrganizationLabel: {"stored"}, graph.TopicLabel: {"t1", "t2"}, graph.SourceLabel: {"s"}, graph.MessageLabel: {"letter"},
	}, tables.Outside)
	same(t, "actors", []string{"stored"}, model.Actors(b))
}

func TestActorsNamesEveryOne(t *testing.T) {
	b := &graph.Batch{
		Actors:      people("1"),
		Messages:    []graph.Message{{ID: "m", Senders: []string{"2", "1"}, Recipients: []graph.Recipient{{Actor: "3"}}}},
		Memberships: []graph.Membership{{Person: "4", Organization: "5"}},
		Relations:   []graph.Relation{{From: "6", To: "7"}},
		Mentions:    []graph.Mention{{From: graph.Ref{Label: graph.MessageLabel, ID: "m"}, To: graph.Ref{ID: "8"}}, {To: graph.Ref{Label: graph.EventLabel, ID: "event"}}},
		Claims:      []graph.Claim{{ID: "c", MadeBy: []string{"9"}, Concerns: []graph.Ref{{Label: graph.PersonLabel, ID: "a"}, {Label: graph.TopicLabel, ID: "topic"}}}},
	}
	b.Identities = []graph.Identity{{Message: "m", Actor: "b", Role: graph.AsTo, Identity: "b@home.example"}}
	same(t, "actors", []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b"}, model.Actors(b))
}

// A batch that says everything twice is laid out as if it said it once, and each
// node and relationship stands in it once.
func TestLayoutSaysThingsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := reference.Batches().Draw(t, "batch")
		twice := &graph.Batch{
			Sources: append(b.Sources[:len(b.Sources):len(b.Sources)], b.Sources...), Topics: append(b.Topics[:len(b.Topics):len(b.Topics)], b.Topics...),
			Actors: append(b.Actors[:len(b.Actors):len(b.Actors)], b.Actors...), Events: append(b.Events[:len(b.Events):len(b.Events)], b.Events...),
			Messages: append(b.Messages[:len(b.Messages):len(b.Messages)], b.Messages...), Claims: append(b.Claims[:len(b.Claims):len(b.Claims)], b.Claims...),
			Memberships: append(b.Memberships[:len(b.Memberships):len(b.Memberships)], b.Memberships...), Relations: append(b.Relations[:len(b.Relations):len(b.Relations)], b.Relations...),
			Replies: append(b.Replies[:len(b.Replies):len(b.Replies)], b.Replies...), Mentions: append(b.Mentions[:len(b.Mentions):len(b.Mentions)], b.Mentions...),
			Orders: append(b.Orders[:len(b.Orders):len(b.Orders)], b.Orders...), Identities: append(b.Identities[:len(b.Identities):len(b.Identities)], b.Identities...),
		}
		once, again := layout(t, b), layout(t, twice)
		if d := cmp.Diff(once, again, cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(model.Tables{}, model.NodeTable{}, model.RelTable{})); d != "" {
			t.Errorf("once and twice differ:\n%s", d)
		}
		for _, n := range once.Nodes {
			seen := map[any]bool{}
			for _, row := range n.Rows {
				if seen[row[0]] || len(row) != len(n.Columns) {
					t.Errorf("%s %v: seen %v, %d values for %d columns", n.Type.Label, row[0], seen[row[0]], len(row), len(n.Columns))
				}
				seen[row[0]] = true
			}
		}
		for _, r := range once.Rels {
			seen := map[model.Identity]bool{}
			for _, row := range r.Rows {
				if id := r.Identity(row); seen[id] || len(row) != 2+len(r.Type.Properties) {
					t.Errorf("%s %v: seen %v, %d values", r.Type.Name, id, seen[id], len(row))
				} else {
					seen[id] = true
				}
			}
		}
		if out := once.Outside; len(out) != 0 {
			t.Errorf("a whole batch needs %v from outside", out)
		}
	})
}
