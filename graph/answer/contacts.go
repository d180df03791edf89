package answer

import (
	"context"

	"backchannel/graph"
)

// Contacts answers who contacted whom about what.
func (s *Service) Contacts(ctx context.Context, q Question) (List[graph.Contact], error) {
	return contactList(ctx, s, q, s.store.Contacts)
}

// Pairs answers the same, summed up by sender and recipient.
func (s *Service) Pairs(ctx context.Context, q Question) (List[graph.Pair], error) {
	return contactList(ctx, s, q, s.store.Pairs)
}

// contactList asks for a list of contacts, or of what sums them up, with its
// coverage and, if it is empty, the reasons.
func contactList[T any](ctx context.Context, s *Service, q Question, read func(context.Context, graph.Filter, graph.Page) (graph.List[T], error)) (List[T], error) {
	a, err := s.resolve(ctx, q)
	if err != nil {
		return List[T]{}, err
	}
	revision, err := s.start(ctx, &a)
	if err != nil {
		return List[T]{}, err
	}
	found, err := read(ctx, a.filter, a.page)
	if err != nil {
		return List[T]{}, err
	}
	l := list(s, a, revision, found, same)
	if l.Coverage, err = s.cover(ctx, a.filter); err != nil {
		return l, err
	}
	if found.Total == 0 {
		err = s.negative(ctx, a.filter, &l.Coverage)
	}
	return l, err
}
