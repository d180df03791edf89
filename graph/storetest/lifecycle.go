package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"backchannel/graph"
	"backchannel/graph/storetest/reference"
)

var lifecycleCases = []testCase{
	{"capabilities", on(capabilities)},
	{"ready", on(ready)},
	{"an empty store", on(emptyStore)},
	{"unknown ids", on(unknownIDs)},
	{"revision", on(revision)},
	{"close twice, then nothing more", on(closed)},
}

func capabilities(t *testing.T, s graph.Store) {
	c := s.Capabilities()
	if c.Engine == "" || c.Version == "" || !slices.Contains([]graph.Dialect{graph.KuzuDialect, graph.Neo4jDialect}, c.Dialect) {
		t.Errorf("%+v", c)
	}
}

func ready(t *testing.T, s graph.Store) {
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
}

func emptyStore(t *testing.T, s graph.Store) {
	empty := reference.Of()
	Agrees(t.Context(), t, s, empty, graph.Filter{})
	Agrees(t.Context(), t, s, empty, graph.Filter{From: []string{"nobody"}, Words: []string{" nothing "}, Topics: []string{"none"}})
	agreeOnLinks(t.Context(), t, s, empty, nil, nil)
	agreeOnPaths(t.Context(), t, s, empty, "a", "b", graph.Filter{}, 5)
	if text := dump(t, s); text != "" {
		t.Errorf("the store was not empty:\n%s", text)
	}
	// A batch of nothing is a batch.
	if w := write(t, s, &graph.Batch{}); len(w) != 0 {
		t.Errorf("writing nothing wrote %v", w)
	}
}

// Whatever nobody has is not found by being told so in an error, but by an empty
// list.
func unknownIDs(t *testing.T, s graph.Store) {
	write(t, s, Story())
	g := reference.Of(Story())
	for _, f := range []graph.Filter{
		{From: []string{"nobody"}}, {To: []string{"nobody"}}, {Actors: []string{"nobody"}}, {IDs: []string{"nothing"}}, {Topics: []string{"nothing"}},
		{Thread: "nothing"}, {Channels: []graph.Channel{"smoke"}}, {Words: []string{" nowhere "}},
		{From: []string{"nobody", "ada"}}, {IDs: []string{"", "letter"}},
	} {
		Agrees(t.Context(), t, s, g, f)
	}
	none := []graph.Ref{{Label: graph.MessageLabel, ID: "nothing"}, {Label: graph.EventLabel, ID: "letter"}, {Label: graph.PersonLabel, ID: "bank"}}
	agreeOnLinks(t.Context(), t, s, g, none, []string{"nobody"})
	agreeOnPaths(t.Context(), t, s, g, "ada", "nobody", graph.Filter{}, 5)
	agreeOnPaths(t.Context(), t, s, g, "nobody", "ada", graph.Filter{}, 5)
}

// revision moves with every change, however small, and with nothing else: what is
// kept of a revision is good as long as it stays.
func revision(t *testing.T, s graph.Store) {
	last := must[int64](t, "revision")(s.Revision(t.Context()))
	now := func(what string, moves bool) {
		t.Helper()
		n := must[int64](t, "revision")(s.Revision(t.Context()))
		if n < last || (n > last) != moves {
			t.Errorf("after %s the revision went from %d to %d", what, last, n)
		}
		last = n
	}
	write(t, s, Story())
	now("the first write", true)
	write(t, s, Story())
	now("a write of what is there", false)
	write(t, s, &graph.Batch{})
	now("a write of nothing", false)
	for what, b := range map[string]*graph.Batch{
		"a new node":         {Topics: []graph.Topic{{ID: "new", Label: "New"}}},
		"another label":      {Topics: []graph.Topic{{ID: "will", Label: "Last will"}}},
		"one more alias":     {Actors: []graph.Actor{{ID: "ada", Kind: graph.Person, Aliases: []string{"The aunt"}}}},
		"an attribute":       {Actors: []graph.Actor{{ID: "ada", Kind: graph.Person, Attributes: map[string]string{"hat": "green"}}}},
		"a new relationship": {Relations: []graph.Relation{{From: "ada", To: "bank", Kind: "owner"}}},
		"one more citation":  {Replies: []graph.Reply{{Message: "reply", To: "letter", Citations: []graph.Citation{{SourceID: "journal", Paragraph: 77, Modality: graph.Stated}}}}},
		"many nodes at once": {Actors: people("p1", "p2", "p3"), Messages: crowded(200)},
	} {
		write(t, s, b)
		now(what, true)
		write(t, s, b)
		now(what+" written again", false)
	}
	must[graph.List[graph.Contact]](t, "contacts")(s.Contacts(t.Context(), graph.Filter{}, whole))
	must[*graph.Table](t, "a query")(s.Query(t.Context(), graph.Statement{Text: "MATCH (n) RETURN count(*)"}, graph.Limits{}))
	now("questions", false)
}

// crowded are n messages among three people.
func crowded(n int) []graph.Message {
	var out []graph.Message
	for i := range n {
		out = append(out, graph.Message{ID: fmt.Sprint("crowded ", i), Channel: graph.Email, Sent: graph.Undated(), Answered: graph.AnsweredUnknown,
			Senders: []string{"p1"}, Recipients: []graph.Recipient{{Actor: "p2", Role: graph.To}, {Actor: "p3", Role: graph.Cc}}})
	}
	return out
}

// calls are all methods of a store that take a context.
var calls = map[string]func(ctx context.Context, s graph.Store) error{
	"Contacts": func(ctx context.Context, s graph.Store) error {
		_, err := s.Contacts(ctx, graph.Filter{}, whole)
		return err
	},
	"Pairs": func(ctx context.Context, s graph.Store) error {
		_, err := s.Pairs(ctx, graph.Filter{}, whole)
		return err
	},
	"Paths": func(ctx context.Context, s graph.Store) error {
		_, err := s.Paths(ctx, "ada", "ben", graph.Filter{}, 3, 10)
		return err
	},
	"Messages": func(ctx context.Context, s graph.Store) error {
		_, err := s.Messages(ctx, graph.Filter{}, whole)
		return err
	},
	"Links": func(ctx context.Context, s graph.Store) error {
		_, err := s.Links(ctx, []graph.Ref{{Label: graph.MessageLabel, ID: "letter"}})
		return err
	},
	"Actors": func(ctx context.Context, s graph.Store) error {
		_, err := s.Actors(ctx, graph.Filter{}, whole)
		return err
	},
	"Ties": func(ctx context.Context, s graph.Store) error { _, err := s.Ties(ctx, []string{"ada"}); return err },
	"Topics": func(ctx context.Context, s graph.Store) error {
		_, err := s.Topics(ctx, graph.Filter{}, whole)
		return err
	},
	"Events": func(ctx context.Context, s graph.Store) error {
		_, err := s.Events(ctx, graph.Filter{}, whole)
		return err
	},
	"Sources": func(ctx context.Context, s graph.Store) error {
		_, err := s.Sources(ctx, graph.Filter{}, whole)
		return err
	},
	"Claims": func(ctx context.Context, s graph.Store) error {
		_, err := s.Claims(ctx, graph.Filter{}, whole)
		return err
	},
	"Extent": func(ctx context.Context, s graph.Store) error { _, err := s.Extent(ctx, graph.Filter{}); return err },
	"Spans":  func(ctx context.Context, s graph.Store) error { _, err := s.Spans(ctx, graph.Filter{}); return err },
	"Query": func(ctx context.Context, s graph.Store) error {
		_, err := s.Query(ctx, graph.Statement{Text: "RETURN 1 AS one"}, graph.Limits{})
		return err
	},
	"Stream": func(ctx context.Context, s graph.Store) error {
		for _, err := range s.Stream(ctx, graph.Filter{}) {
			if err != nil {
				return err
			}
		}
		return nil
	},
	"Write":    func(ctx context.Context, s graph.Store) error { _, err := s.Write(ctx, Story()); return err },
	"Ready":    func(ctx context.Context, s graph.Store) error { return s.Ready(ctx) },
	"Revision": func(ctx context.Context, s graph.Store) error { _, err := s.Revision(ctx); return err },
}

// coded fails unless err carries the code itself, as the contract says.
func coded(t tester, what string, err error, codes ...graph.Code) {
	t.Helper()
	var e *graph.Error
	switch {
	case err == nil:
		t.Errorf("%s: no error, want %v", what, codes)
	case !errors.As(err, &e):
		t.Errorf("%s: %v (%T) carries no code, want %v", what, err, err, codes)
	case !slices.Contains(codes, e.Code):
		t.Errorf("%s: %v has the code %s, want %v", what, err, e.Code, codes)
	}
}

func closed(t *testing.T, s graph.Store) {
	write(t, s, Story())
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatalf("close: %v", err)
		}
	}
	for name, call := range calls {
		coded(t, name+" after Close", call(t.Context(), s), graph.Unavailable)
	}
}
