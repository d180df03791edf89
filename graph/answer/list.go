package answer

import (
	"context"
	"encoding/base64"
	"fmt"

	"backchannel/graph"
)

// List is a page of an answer.
type List[T any] struct {
	Items      []T      `json:"items"`
	Total      int      `json:"total" doc:"Length of the whole list, not of this page"`
	NextCursor string   `json:"next_cursor,omitempty" doc:"Give this as cursor for the next page; absent on the last"`
	Coverage   Coverage `json:"coverage"`
	Cypher     string   `json:"cypher" doc:"The same question in the engine's Cypher, ready to paste"`
	Revision   int64    `json:"revision" doc:"Of the data that answered; it moves with every import"`
}

// reader is a question of the store that a list answers.
type reader[T any] func(context.Context, graph.Filter, graph.Page) (graph.List[T], error)

// listOf reads a page of a list and makes an answer of it: its items dressed with
// what people want to see beside them, what was searched and, if the list is
// empty, what none says of that.
func listOf[T, U any](ctx context.Context, s *Service, a asked, read reader[T], dress func(context.Context, []T) ([]U, error), none func(context.Context, graph.Filter, *Coverage) error) (List[U], error) {
	revision, err := s.start(ctx, &a)
	if err != nil {
		return List[U]{}, err
	}
	found, err := read(ctx, a.filter, a.page)
	if err != nil {
		return List[U]{}, err
	}
	l := List[U]{Total: found.Total, Cypher: s.cypher(found.Query), Revision: revision}
	if l.Items, err = dress(ctx, found.Items); err != nil {
		return List[U]{}, err
	}
	if end := a.page.Offset + len(found.Items); len(found.Items) > 0 && end < found.Total {
		l.NextCursor = cursor(revision, end)
	}
	if l.Coverage, err = s.cover(ctx, revision, a.filter); err == nil && found.Total == 0 {
		err = none(ctx, a.filter, &l.Coverage)
	}
	return l, err
}

// bare leaves items as they are.
func bare[T any](_ context.Context, items []T) ([]T, error) {
	if items == nil {
		items = []T{} // an empty list is sent as one
	}
	return items, nil
}

// nothing says of an empty list that what it asks for is not recorded.
func nothing(text string) func(context.Context, graph.Filter, *Coverage) error {
	return func(_ context.Context, _ graph.Filter, c *Coverage) error {
		c.No = &No{Kind: NotRecorded, Text: text}
		return nil
	}
}

// cursor points at a place in a list, for one revision.
func cursor(revision int64, offset int) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d:%d", revision, offset))
}

// start gives the revision that the answer speaks of and the page that the
// cursor points at. A cursor holds for one revision: after an import the pages
// would not join up.
func (s *Service) start(ctx context.Context, a *asked) (revision int64, err error) {
	if revision, err = s.store.Revision(ctx); err != nil || a.cursor == "" {
		return revision, err
	}
	text, err := base64.RawURLEncoding.DecodeString(a.cursor)
	var of int64
	if err == nil {
		_, err = fmt.Sscanf(string(text), "%d:%d", &of, &a.page.Offset)
	}
	if err != nil || a.page.Offset < 0 {
		return revision, graph.Errorf(graph.Invalid, "the cursor cannot be read: use next_cursor of the page before, or leave it out")
	}
	if of != revision {
		return revision, graph.Errorf(graph.Conflict, "the data has changed since the first page: ask again without a cursor")
	}
	return revision, nil
}
