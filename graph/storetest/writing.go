package storetest

import (
	"slices"
	"testing"

	"backchannel/graph"
	"backchannel/graph/storetest/reference"

	"pgregory.net/rapid"
)

var writingCases = []testCase{
	{"writing twice", on(writingTwice)},
	{"what is written is read", on(storyIsRead)},
	{"writing in parts and in another order", writingInParts},
	{"the account of a write", on(account)},
	{"a store after another", reopen},
}

func writingTwice(t *testing.T, s graph.Store) {
	first := write(t, s, Story())
	before := dump(t, s)
	second := write(t, s, Story())
	same(t, "the graph", before, dump(t, s))
	for name, c := range first {
		if c.Created == 0 || c.Existing != 0 {
			t.Errorf("the first time, %s: %+v", name, c)
		}
		if again := second[name]; again.Created != 0 || again.Existing != c.Created {
			t.Errorf("%s: first %+v, then %+v", name, c, again)
		}
	}
	if len(second) != len(first) {
		t.Errorf("first %v, then %v", first, second)
	}
}

func storyIsRead(t *testing.T, s graph.Store) {
	b := Story()
	write(t, s, b)
	g := reference.Of(b)
	Agrees(t.Context(), t, s, g, graph.Filter{})
	agreeOnLinks(t.Context(), t, s, g, refsOf(b), []string{"ada", "ben", "cleo", "bank"})
	// The same, said by hand where it matters most.
	contacts := must[graph.List[graph.Contact]](t, "contacts")(s.Contacts(t.Context(), graph.Filter{}, whole)).Items
	var read []string
	for _, c := range contacts {
		read = append(read, c.MessageID+": "+c.From.ID+" to "+c.To.ID+" ("+string(c.Role)+", "+c.At.String()+")")
	}
	same(t, "contacts", []string{
		"demand: bank to cleo (bcc, after 1897-10-01T00:00:00Z)", "demand: bank to ada (to, after 1897-10-01T00:00:00Z)",
		"letter: ada to bank (cc, 1897-10-21)", "letter: ada to ben (to, 1897-10-21)",
		"meeting: ada to ben (to, 1897-10-25T10:00Z)", "meeting: ada to cleo (to, 1897-10-25T10:00Z)", "meeting: ben to ada (to, 1897-10-25T10:00Z)",
		"meeting: ben to cleo (to, 1897-10-25T10:00Z)", "meeting: cleo to ada (to, 1897-10-25T10:00Z)", "meeting: cleo to ben (to, 1897-10-25T10:00Z)",
		"reply: ben to ada (to, unknown)",
	}, read)
	same(t, "citations of the copy", []graph.Citation{
		{SourceID: "gazette", Paragraph: 4, Modality: graph.Stated}, {SourceID: "journal", Paragraph: 4, Modality: graph.Alleged},
	}, citations(contacts[2].Citations))
}

// writingInParts writes a graph at once and, elsewhere, message by message and
// the other way round.
func writingInParts(t *testing.T, open Open) {
	Check(t, 4, func(r *rapid.T) {
		b := reference.Batches().Draw(r, "graph")
		atOnce := graph.Written{}
		graphs := make([]string, 0, 2)
		for _, batches := range [][]*graph.Batch{{b}, inParts(b)} {
			s := open(t)
			written := write(r, s, batches...)
			graphs = append(graphs, dump(t, s))
			if len(batches) == 1 {
				atOnce = written
			}
			for name, c := range written {
				if c.Created != atOnce[name].Created {
					r.Fatalf("%s: %d made at once, %d in parts", name, atOnce[name].Created, c.Created)
				}
			}
			closing(t, s)
		}
		same(r, "the graph", graphs[0], graphs[1])
	})
}

func inParts(b *graph.Batch) []*graph.Batch {
	parts := []*graph.Batch{{Sources: b.Sources}, {Topics: b.Topics}}
	for _, a := range slices.Backward(b.Actors) {
		parts = append(parts, &graph.Batch{Actors: []graph.Actor{a}})
	}
	parts = append(parts, &graph.Batch{Events: b.Events})
	for _, m := range slices.Backward(b.Messages) {
		parts = append(parts, &graph.Batch{Messages: []graph.Message{m}})
	}
	return append(parts, &graph.Batch{Claims: b.Claims},
		&graph.Batch{Memberships: b.Memberships, Relations: b.Relations}, &graph.Batch{Identities: b.Identities},
		&graph.Batch{Orders: b.Orders, Replies: b.Replies, Mentions: b.Mentions})
}

// account counts by plain Cypher what a write says it made.
func account(t *testing.T, s graph.Store) {
	written := write(t, s, Story())
	count := func(pattern string) int {
		table := must[*graph.Table](t, pattern)(s.Query(t.Context(), graph.Statement{Text: "MATCH " + pattern + " RETURN count(*)"}, graph.Limits{}))
		n, _ := table.Rows[0][0].(int64)
		return int(n)
	}
	for _, l := range nodeLabels {
		if got, want := written[string(l)].Created, count("(n:"+string(l)+")"); got != want || want == 0 {
			t.Errorf("%s: %d made, %d there", l, got, want)
		}
	}
	for _, r := range relTypes {
		if got, want := written[r].Created, count("()-[r:"+r+"]->()"); got != want || want == 0 {
			t.Errorf("%s: %d made, %d there", r, got, want)
		}
	}
}

// reopen closes a store in use and asks the next that opens; whether that one is
// a new graph or the same wiped, nothing of the first may be left.
func reopen(t *testing.T, open Open) {
	s := open(t)
	write(t, s, Story())
	closing(t, s)
	s = open(t)
	defer closing(t, s)
	if text := dump(t, s); text != "" {
		t.Errorf("the next store was not empty:\n%s", text)
	}
	write(t, s, Story())
	Agrees(t.Context(), t, s, reference.Of(Story()), graph.Filter{})
}
