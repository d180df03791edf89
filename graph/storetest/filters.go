package storetest

import (
	"context"
	"testing"

	"backchannel/graph"
	"backchannel/graph/storetest/reference"

	"pgregory.net/rapid"
)

var filterCases = []testCase{
	{"filters in all combinations", filters},
	{"filters that only some questions know", furtherFilters},
	{"links and ties", links},
	{"the statement behind a list runs and returns the same", on(statements)},
}

// graphs is how many random graphs a case tries, each with perGraph filters: a
// new store costs more than a question.
const graphs, perGraph = 8, 5

func filters(t *testing.T, open Open) {
	Check(t, graphs, func(r *rapid.T) {
		b := reference.Batches().Draw(r, "graph")
		s := open(t)
		defer closing(t, s)
		write(r, s, b)
		g := reference.Of(b)
		for range perGraph {
			Agrees(t.Context(), r, s, g, reference.Filters().Draw(r, "filter"))
		}
	})
}

func furtherFilters(t *testing.T, open Open) {
	Check(t, graphs/2, func(r *rapid.T) {
		b := reference.Batches().Draw(r, "graph")
		s := open(t)
		defer closing(t, s)
		write(r, s, b)
		g := reference.Of(b)
		for range perGraph {
			f := reference.FurtherFilters().Draw(r, "filter")
			agreeOnMessages(t.Context(), r, s, g, f)
			agreeOnContacts(t.Context(), r, s, g, f)
			agreeOnMore(t.Context(), r, s, g, f)
			var events []string
			if rapid.Bool().Draw(r, "events named") {
				events = append([]string{}, rapid.SliceOfNDistinct(rapid.SampledFrom(reference.EventIDs()), 0, 3, rapid.ID).Draw(r, "events")...)
			}
			timeline := must[graph.List[graph.Ref]](r, "timeline")(s.Timeline(t.Context(), f, events, whole))
			same(r, "timeline", g.Timeline(f, events), timeline.Items)
			same(r, "total of the timeline", len(g.Timeline(f, events)), timeline.Total)
		}
		timelinePages(t.Context(), r, s, g.Timeline(graph.Filter{}, nil))
	})
}

// timelinePages: the pages of a timeline join up to the whole.
func timelinePages(ctx context.Context, t tester, s graph.Store, want []graph.Ref) {
	const size = 3
	var pages []graph.Ref
	for offset := 0; offset < len(want)+size; offset += size {
		l := must[graph.List[graph.Ref]](t, "timeline")(s.Timeline(ctx, graph.Filter{}, nil, graph.Page{Limit: size, Offset: offset}))
		same(t, "total of the timeline beside a page", len(want), l.Total)
		pages = append(pages, l.Items...)
	}
	same(t, "timeline in pages", want, pages)
}

// agreeOnMore asks for lists with the fields that only they know.
func agreeOnMore(ctx context.Context, t tester, s graph.Store, g *reference.Graph, f graph.Filter) {
	named := graph.Filter{IDs: f.IDs, Words: f.Words, OwnText: f.OwnText}
	same(t, "actors by text", each(g.Actors(named), normalActor), each(must[graph.List[graph.Actor]](t, "actors")(s.Actors(ctx, named, whole)).Items, normalActor))
	same(t, "topics by text", g.Topics(named), must[graph.List[graph.TopicCount]](t, "topics")(s.Topics(ctx, named, whole)).Items)
	same(t, "sources by text", g.Sources(named), must[graph.List[graph.SourceCount]](t, "sources")(s.Sources(ctx, named, whole)).Items)
	named.Since, named.Until, named.Elsewhen = f.Since, f.Until, f.Elsewhen
	same(t, "events by text", each(g.Events(named), normalEvent), each(must[graph.List[graph.Event]](t, "events")(s.Events(ctx, named, whole)).Items, normalEvent))
	concerned := graph.Filter{IDs: f.IDs, Words: f.Words, OwnText: f.OwnText, Actors: f.Actors, Topics: f.Topics, Concerning: f.Concerning}
	same(t, "claims on messages", each(g.Claims(concerned), normalClaim), each(must[graph.List[graph.Claim]](t, "claims")(s.Claims(ctx, concerned, whole)).Items, normalClaim))
}

func links(t *testing.T, open Open) {
	Check(t, graphs/2, func(r *rapid.T) {
		b := reference.Batches().Draw(r, "graph")
		s := open(t)
		defer closing(t, s)
		write(r, s, b)
		g := reference.Of(b)
		all := refsOf(b)
		agreeOnLinks(t.Context(), r, s, g, all, reference.ActorIDs())
		for range perGraph {
			of := all[:rapid.IntRange(0, len(all)).Draw(r, "nodes")]
			agreeOnLinks(t.Context(), r, s, g, of, rapid.SliceOfN(rapid.SampledFrom(reference.ActorIDs()), 0, 2).Draw(r, "actors"))
		}
	})
}

// statements: the answer shows what the engine was asked, and anyone who asks it
// again sees as many rows.
func statements(t *testing.T, s graph.Store) {
	write(t, s, Story())
	f := graph.Filter{Actors: []string{"ada", "it's \"me\" \\"}, Since: moment("1897-10-20").Earliest, Words: graph.FoldQuery("will"), Topics: []string{"estate"}}
	for name, ask := range map[string]func(ctx context.Context) (graph.Statement, int, error){
		"contacts": func(ctx context.Context) (graph.Statement, int, error) {
			return asked(s.Contacts(ctx, f, whole))
		},
		"pairs":    func(ctx context.Context) (graph.Statement, int, error) { return asked(s.Pairs(ctx, f, whole)) },
		"messages": func(ctx context.Context) (graph.Statement, int, error) { return asked(s.Messages(ctx, f, whole)) },
		"paths": func(ctx context.Context) (graph.Statement, int, error) {
			return asked(s.Paths(ctx, "ada", "cleo", f, 4, 10))
		},
		"actors": func(ctx context.Context) (graph.Statement, int, error) {
			return asked(s.Actors(ctx, graph.Filter{Words: graph.FoldQuery("holm")}, whole))
		},
		"topics": func(ctx context.Context) (graph.Statement, int, error) {
			return asked(s.Topics(ctx, graph.Filter{}, whole))
		},
		"timeline": func(ctx context.Context) (graph.Statement, int, error) {
			return asked(s.Timeline(ctx, graph.Filter{Until: f.Since}, []string{"funeral"}, whole))
		},
		"events": func(ctx context.Context) (graph.Statement, int, error) {
			return asked(s.Events(ctx, graph.Filter{Until: f.Since}, whole))
		},
		"sources": func(ctx context.Context) (graph.Statement, int, error) {
			return asked(s.Sources(ctx, graph.Filter{}, whole))
		},
		"claims": func(ctx context.Context) (graph.Statement, int, error) {
			return asked(s.Claims(ctx, graph.Filter{Actors: []string{"bank"}}, whole))
		},
	} {
		statement, rows, err := ask(t.Context())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if rows == 0 {
			t.Errorf("%s: the case finds nothing", name)
		}
		table, err := s.Query(t.Context(), statement, graph.Limits{})
		if err != nil {
			t.Errorf("%s: its own statement fails: %v\n%s", name, err, statement.Text)
		} else if len(table.Rows) != rows {
			t.Errorf("%s: %d items, but %d rows of\n%s", name, rows, len(table.Rows), statement.Text)
		}
	}
}

func asked[T any](l graph.List[T], err error) (graph.Statement, int, error) {
	return l.Query, len(l.Items), err
}
