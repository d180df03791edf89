package answer

import (
	"context"

	"backchannel/graph"
)

// Contacts answers who contacted whom about what.
func (s *Service) Contacts(ctx context.Context, q Question) (List[graph.Contact], error) {
	a, known, err := s.narrowed(ctx, q)
	if err != nil {
		return List[graph.Contact]{}, err
	}
	return listOf(ctx, s, a, s.store.Contacts, func(ctx context.Context, contacts []graph.Contact) ([]graph.Contact, error) {
		for i := range contacts {
			c := &contacts[i]
			c.Certainty = known.at(c.MessageID, c.At).Within(a.filter.Since, a.filter.Until)
		}
		return bare(ctx, contacts)
	}, s.noContact)
}

// Pairs answers the same, summed up by sender and recipient.
func (s *Service) Pairs(ctx context.Context, q Question) (List[graph.Pair], error) {
	a, _, err := s.narrowed(ctx, q)
	if err != nil {
		return List[graph.Pair]{}, err
	}
	return listOf(ctx, s, a, s.store.Pairs, bare, s.noContact)
}

// noContact explains why a question about contacts found none.
func (s *Service) noContact(ctx context.Context, f graph.Filter, c *Coverage) error {
	if err := s.negative(ctx, f, c); err != nil {
		return err
	}
	return s.strangeChannels(ctx, f, c)
}
