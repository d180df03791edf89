package reference_test

import (
	"fmt"
	"strings"
	"testing"

	"backchannel/graph"
	"backchannel/graph/storetest/reference"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func moment(t *testing.T, s string) graph.Moment {
	t.Helper()
	m, err := graph.ParseMoment(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// small is a graph whose answers can be told by looking at it.
func small(t *testing.T) *graph.Batch {
	to := func(ids ...string) (out []graph.Recipient) {
		for _, id := range ids {
			out = append(out, graph.Recipient{Actor: id, Role: graph.To})
		}
		return out
	}
	return &graph.Batch{
		Actors: []graph.Actor{{ID: "a", Kind: graph.Person}, {ID: "b", Kind: graph.Person}, {ID: "c", Kind: graph.Person}, {ID: "d", Kind: graph.Organization}},
		Messages: []graph.Message{
			{ID: "1", Channel: graph.Email, Sent: moment(t, "2016"), Senders: []string{"a"}, Recipients: append(to("b"), graph.Recipient{Actor: "c", Role: graph.Cc}), Topics: []string{"x"}},
			{ID: "2", Channel: graph.Call, Senders: []string{"b", "d"}},
			{ID: "3", Channel: graph.Email, Sent: moment(t, "2015"), Senders: []string{"c"}, Recipients: to("d", "c"), Subject: "Élan"},
			{ID: "4", Channel: graph.Post, Sent: moment(t, "before 2016"), Senders: []string{"d"}},
		},
	}
}

func contacts(g *reference.Graph, f graph.Filter) string {
	var out []string
	for _, c := range g.Contacts(f) {
		out = append(out, fmt.Sprintf("%s:%s>%s", c.MessageID, c.From.ID, c.To.ID))
	}
	return strings.Join(out, " ")
}

func TestContacts(t *testing.T) {
	g := reference.Of(small(t))
	since := moment(t, "2016").Earliest
	for _, c := range []struct {
		f    graph.Filter
		want string
	}{
		{graph.Filter{}, "3:c>c 3:c>d 1:a>c 1:a>b 2:b>d 2:d>b"},
		{graph.Filter{From: []string{"a", "d"}}, "1:a>c 1:a>b 2:d>b"},
		{graph.Filter{Actors: []string{"b"}}, "1:a>b 2:b>d 2:d>b"},
		{graph.Filter{Roles: []graph.Role{graph.Cc}}, "1:a>c"},
		{graph.Filter{Topics: []string{"x"}}, "1:a>c 1:a>b"},
		{graph.Filter{Topics: []string{"x"}, Words: graph.FoldQuery("elan")}, "3:c>c 3:c>d 1:a>c 1:a>b"},
		{graph.Filter{Words: graph.FoldQuery("elan")}, "3:c>c 3:c>d"},
		{graph.Filter{Since: since}, "1:a>c 1:a>b 2:b>d 2:d>b"},
		{graph.Filter{Since: since, Channels: []graph.Channel{graph.Call}}, "2:b>d 2:d>b"},
		{graph.Filter{To: []string{"nobody"}}, ""},
	} {
		if got := contacts(g, c.f); got != c.want {
			t.Errorf("%+v: %s, want %s", c.f, got, c.want)
		}
	}
}

func TestMessagesAndExtent(t *testing.T) {
	g := reference.Of(small(t))
	for _, c := range []struct {
		f    graph.Filter
		want string
	}{
		{graph.Filter{}, "3 1 4 2"}, {graph.Filter{Actors: []string{"d"}}, "3 4 2"}, {graph.Filter{From: []string{"d"}}, "4 2"}, {graph.Filter{To: []string{"c"}}, "3 1"},
	} {
		var ids []string
		for _, m := range g.Messages(c.f) {
			ids = append(ids, m.ID)
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%+v: %s, want %s", c.f, got, c.want)
		}
	}
	e := g.Extent(graph.Filter{})
	if e.Messages != 4 || e.Contacts != 6 || e.Undated != 1 || e.First.Earliest != nil || !e.First.Latest.Equal(*moment(t, "2015").Latest) ||
		!e.Last.Earliest.Equal(*moment(t, "2016").Earliest) || !e.Last.Latest.Equal(*moment(t, "2016").Latest) {
		t.Errorf("%+v, %v to %v", e, e.First, e.Last)
	}
}

func TestPaths(t *testing.T) {
	g := reference.Of(small(t))
	for _, c := range []struct {
		from, to, want string
		hops           int
	}{
		{"a", "d", "1 2 | 1 3", 5}, {"a", "d", "", 1}, {"a", "a", "", 5}, {"d", "a", "", 5}, {"d", "b", "2", 5}, {"nobody", "a", "", 5},
	} {
		var paths []string
		for _, p := range g.Paths(c.from, c.to, graph.Filter{}, c.hops) {
			var ids []string
			for _, h := range p.Hops {
				ids = append(ids, h.MessageID)
			}
			paths = append(paths, strings.Join(ids, " "))
		}
		if got := strings.Join(paths, " | "); got != c.want {
			t.Errorf("from %s to %s: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

// A batch written again changes nothing, and a filter only ever takes away.
func TestReferenceIsSteady(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, f := reference.Batches().Draw(t, "batch"), reference.Filters().Draw(t, "filter")
		once, twice := reference.Of(b), reference.Of(b, b)
		for what, ask := range map[string]func(*reference.Graph) any{
			"contacts": func(g *reference.Graph) any { return g.Contacts(f) }, "messages": func(g *reference.Graph) any { return g.Messages(f) },
			"pairs": func(g *reference.Graph) any { return g.Pairs(f) }, "claims": func(g *reference.Graph) any { return g.Claims(graph.Filter{}) },
			"ties": func(g *reference.Graph) any { return g.Ties(reference.ActorIDs()) },
		} {
			if d := cmp.Diff(ask(once), ask(twice), cmpopts.EquateEmpty()); d != "" {
				t.Fatalf("%s after writing twice:\n%s", what, d)
			}
		}
		all, pairs, sum := once.Contacts(graph.Filter{}), once.Pairs(f), 0
		for _, p := range pairs {
			sum += p.Count
		}
		if n := len(once.Contacts(f)); n > len(all) || n != sum {
			t.Fatalf("%d contacts of %d, %d in pairs", n, len(all), sum)
		}
	})
}
