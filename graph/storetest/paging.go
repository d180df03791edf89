package storetest

import (
	"context"
	"testing"

	"backchannel/graph"
	"backchannel/graph/storetest/reference"

	"pgregory.net/rapid"
)

var pagingCases = []testCase{
	{"pages join up to the whole", paging},
	{"a page must be of some length", on(noLength)},
}

func paging(t *testing.T, open Open) {
	Check(t, 3, func(r *rapid.T) {
		b := reference.Batches().Draw(r, "graph")
		f := reference.Filters().Draw(r, "filter")
		s := open(t)
		defer closing(t, s)
		write(r, s, b)
		size := rapid.IntRange(1, 5).Draw(r, "page")
		for _, f := range []graph.Filter{{}, f} {
			joins(r, "contacts", size, f, s.Contacts)
			joins(r, "pairs", size, f, s.Pairs)
			joins(r, "messages", size, f, s.Messages)
		}
		joins(r, "actors", size, graph.Filter{}, s.Actors)
		joins(r, "topics", size, graph.Filter{}, s.Topics)
		joins(r, "events", size, graph.Filter{}, s.Events)
		joins(r, "sources", size, graph.Filter{}, s.Sources)
		joins(r, "claims", size, graph.Filter{}, s.Claims)
	})
}

// joins reads a list page by page and beyond its end.
func joins[T any](t tester, what string, size int, f graph.Filter, ask func(context.Context, graph.Filter, graph.Page) (graph.List[T], error)) {
	t.Helper()
	all := must[graph.List[T]](t, what)(ask(background, f, whole))
	var joined []T
	for offset := 0; ; offset += size {
		l := must[graph.List[T]](t, what)(ask(background, f, graph.Page{Limit: size, Offset: offset}))
		if l.Total != all.Total {
			t.Fatalf("%s from %d: a total of %d, elsewhere %d", what, offset, l.Total, all.Total)
		}
		if want := max(0, min(size, all.Total-offset)); len(l.Items) != want {
			t.Fatalf("%s from %d: %d on the page, want %d of %d", what, offset, len(l.Items), want, all.Total)
		}
		joined = append(joined, l.Items...)
		if offset >= all.Total {
			break
		}
	}
	same(t, what+" page by page", all.Items, joined)
	far := must[graph.List[T]](t, what)(ask(background, f, graph.Page{Limit: size, Offset: all.Total + 1000}))
	if len(far.Items) != 0 || far.Total != all.Total {
		t.Fatalf("%s far beyond the end: %d of %d, want none of %d", what, len(far.Items), far.Total, all.Total)
	}
}

// noLength: a limit below one is a mistake of the caller; an answer may refuse it
// or take it for the least, but never for all.
func noLength(t *testing.T, s graph.Store) {
	write(t, s, Story())
	for _, limit := range []int{0, -1} {
		l, err := s.Contacts(t.Context(), graph.Filter{}, graph.Page{Limit: limit})
		if err != nil {
			coded(t, "a page without length", err, graph.Invalid)
		} else if len(l.Items) > 1 || l.Total != 11 {
			t.Errorf("limit %d: %d of %d", limit, len(l.Items), l.Total)
		}
	}
}
