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
	{"links and ties", links},
	{"the statement behind a list runs and returns the same", on(statements)},
}

// graphs is how many random graphs a case tries, each with perGraph filters: a
// new store costs more than a question.
const graphs, perGraph = 8, 5

func filters(t *testing.T, open Open) {
	check(t, graphs, func(r *rapid.T) {
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

func links(t *testing.T, open Open) {
	check(t, graphs/2, func(r *rapid.T) {
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
