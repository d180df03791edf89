package storetest

import (
	"context"
	"fmt"
	"testing"

	"backchannel/graph"
	"backchannel/graph/storetest/reference"
	"backchannel/graph/temporal"

	"pgregory.net/rapid"
)

var pathCases = []testCase{
	{"paths of the fewest contacts", on(shortestPaths)},
	{"paths against a search by hand", randomPaths},
}

func agreeOnPaths(ctx context.Context, t tester, s graph.Store, g *reference.Graph, from, to string, f graph.Filter, maxHops int) {
	t.Helper()
	normal := func(p graph.Path) graph.Path {
		return graph.Path{Hops: each(p.Hops, func(h graph.Hop) graph.Hop {
			return graph.Hop{Contact: normalContact(h.Contact), Alternatives: h.Alternatives}
		})}
	}
	want := each(g.Paths(from, to, f, maxHops), normal)
	paths := must[graph.List[graph.Path]](t, "paths")(s.Paths(ctx, from, to, f, maxHops, graph.MaxLimit))
	same(t, "paths from "+from+" to "+to, want, each(paths.Items, normal))
	same(t, "total of paths", len(want), paths.Total)
	if len(want) < 2 {
		return
	}
	one := must[graph.List[graph.Path]](t, "paths")(s.Paths(ctx, from, to, f, maxHops, 1))
	same(t, "the first path", want[:1], each(one.Items, normal))
	same(t, "total of paths beside the first", len(want), one.Total)
}

func shortestPaths(t *testing.T, s graph.Store) {
	send := func(id, from string, sent string, to ...string) graph.Message {
		m := graph.Message{ID: id, Channel: graph.Email, Sent: moment(sent), Answered: graph.AnsweredUnknown, Senders: []string{from}}
		for _, r := range to {
			m.Recipients = append(m.Recipients, graph.Recipient{Actor: r, Role: graph.To})
		}
		return m
	}
	b := &graph.Batch{Actors: people("a", "b", "c", "d", "e", "island"), Topics: []graph.Topic{{ID: "x"}}, Messages: []graph.Message{
		send("1", "a", "2016", "b", "c"), send("2", "b", "2015", "d"), send("3", "c", "unknown", "d"), send("4", "d", "2017", "e"),
		send("5", "b", "2016", "d"), send("6", "e", "2016", "a"), send("self", "a", "2016", "a"), send("7", "island", "2016", "a"),
		{ID: "8", Channel: graph.Call, Sent: moment("2018"), Senders: []string{"c", "e"}},
		{ID: "9", Channel: graph.Post, Sent: moment("2018"), Senders: []string{"e"}},
	}}
	b.Messages[1].Topics, b.Messages[0].Topics, b.Messages[3].Topics = []string{"x"}, []string{"x"}, []string{"x"}
	b.Messages[4].Body, b.Messages[0].Body, b.Messages[3].Body = "secret words", "words", "words"
	write(t, s, b)
	g := reference.Of(b)
	for _, c := range []struct {
		from, to string
		f        graph.Filter
		hops     int
		paths    []string // the messages along each, and how many others for a hop
	}{
		{"a", "b", graph.Filter{}, 5, []string{"1"}},
		{"a", "d", graph.Filter{}, 5, []string{"1 2+1", "1 3"}}, // by b before by c
		{"a", "e", graph.Filter{}, 5, []string{"1 8"}},
		{"a", "e", graph.Filter{Channels: []graph.Channel{graph.Email}}, 5, []string{"1 2+1 4", "1 3 4"}},
		{"a", "e", graph.Filter{Topics: []string{"x"}}, 5, []string{"1 2 4"}},
		{"a", "e", graph.Filter{Words: graph.FoldQuery("words")}, 5, []string{"1 5 4"}},
		{"a", "e", graph.Filter{Words: graph.FoldQuery("secret"), Topics: []string{"x"}}, 5, []string{"1 2+1 4"}},
		{"a", "d", graph.Filter{Since: moment("2016").Earliest}, 5, []string{"1 5", "1 3"}},
		{"a", "d", graph.Filter{Until: moment("2015").Latest}, 5, nil},
		{"a", "d", graph.Filter{IDs: []string{"1", "3"}}, 5, []string{"1 3"}},
		{"a", "d", graph.Filter{Roles: []graph.Role{graph.Cc}}, 5, nil},
		{"a", "e", graph.Filter{Channels: []graph.Channel{graph.Email}}, 2, nil},
		{"a", "e", graph.Filter{Channels: []graph.Channel{graph.Email}}, 3, []string{"1 2+1 4", "1 3 4"}},
		{"a", "b", graph.Filter{}, 1, []string{"1"}},
		{"a", "d", graph.Filter{}, 1, nil},
		{"a", "island", graph.Filter{}, 5, nil},
		{"island", "e", graph.Filter{}, 5, []string{"7 1 8"}},
		{"a", "a", graph.Filter{}, 5, nil}, // from one actor to another
		{"nobody", "nobody", graph.Filter{}, 5, nil},
		{"d", "c", graph.Filter{}, 5, []string{"4 8"}},
		{"a", "d", graph.Filter{Topics: []string{"nothing"}}, 5, nil},
	} {
		var got []string
		for _, p := range must[graph.List[graph.Path]](t, "paths")(s.Paths(t.Context(), c.from, c.to, c.f, c.hops, 100)).Items {
			text := ""
			for i, h := range p.Hops {
				if i > 0 {
					text += " "
				}
				text += h.MessageID
				if h.Alternatives > 0 {
					text += fmt.Sprintf("+%d", h.Alternatives)
				}
			}
			got = append(got, text)
		}
		same(t, "paths from "+c.from+" to "+c.to, c.paths, got)
		agreeOnPaths(t.Context(), t, s, g, c.from, c.to, c.f, c.hops)
	}
}

func randomPaths(t *testing.T, open Open) {
	Check(t, graphs/2, func(r *rapid.T) {
		b := reference.Batches().Draw(r, "graph")
		s := open(t)
		defer closing(t, s)
		write(r, s, b)
		g := reference.Of(b)
		index := indexed(r, s)
		actor := rapid.SampledFrom(b.Actors)
		for range perGraph {
			f := reference.Filters().Draw(r, "filter")
			from, to, hops := actor.Draw(r, "from").ID, actor.Draw(r, "to").ID, rapid.IntRange(1, 4).Draw(r, "hops")
			agreeOnPaths(t.Context(), r, s, g, from, to, f, hops)
			if from != to {
				agreeWithIndex(t.Context(), r, s, index, from, to, f, hops)
			}
		}
	})
}

func indexed(t tester, s graph.Store) *temporal.Index {
	t.Helper()
	ix, err := temporal.Build(context.Background(), s.Stream(context.Background(), graph.Filter{}), temporal.Options{})
	if err != nil {
		t.Fatalf("index: %v", err)
	}
	return ix
}

// agreeWithIndex holds the contact index to what the store finds.
func agreeWithIndex(ctx context.Context, t tester, s graph.Store, ix *temporal.Index, from, to string, f graph.Filter, maxHops int) {
	t.Helper()
	type hop struct {
		Message, From, To string
		Role              graph.Role
		Others            int
	}
	var want [][]hop
	stored := must[graph.List[graph.Path]](t, "paths")(s.Paths(ctx, from, to, f, maxHops, graph.MaxLimit))
	for _, p := range stored.Items {
		var hops []hop
		for _, h := range p.Hops {
			hops = append(hops, hop{h.MessageID, h.From.ID, h.To.ID, h.Role, h.Alternatives})
		}
		want = append(want, hops)
	}
	w := temporal.Question{From: from, To: to, Since: f.Since, Until: f.Until, Topics: f.Topics, Messages: f.IDs, Roles: f.Roles, Channels: f.Channels, Answered: f.Answered, MaxHops: maxHops}
	if len(f.Words) > 0 {
		w.Matches = []string{}
		for _, c := range stream(ctx, t, s, graph.Filter{Words: f.Words}) {
			w.Matches = append(w.Matches, c.MessageID)
		}
	}
	if f.Thread != "" { // the index knows no threads
		in := []string{}
		for _, c := range stream(ctx, t, s, graph.Filter{Thread: f.Thread, IDs: f.IDs}) {
			in = append(in, c.MessageID)
		}
		w.Messages = in
	}
	var got [][]hop
	q, err := ix.Query(ctx, w)
	if backwards := f.Since != nil && f.Until != nil && f.Since.After(*f.Until); backwards || graph.CodeOf(err) == graph.NotFound {
		same(t, "paths in no period, or of nobody who has contacts", want, got)
		return
	}
	if err != nil {
		t.Fatalf("index: %v", err)
	}
	paths, total, err := q.AllFewestContacts(ctx, graph.MaxLimit)
	if err != nil {
		t.Fatalf("index: %v", err)
	}
	for _, p := range paths {
		var hops []hop
		for _, h := range p.Hops {
			c := ix.Contact(h.Contact)
			hops = append(hops, hop{c.MessageID, c.From.ID, c.To.ID, c.Role, h.Alternatives})
		}
		got = append(got, hops)
	}
	same(t, "paths of the index", want, got)
	same(t, "total of paths of the index", len(want), total)
}
