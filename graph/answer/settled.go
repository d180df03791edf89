package answer

import (
	"context"
	"slices"

	"backchannel/graph"
)

// settled is when messages and events were, as their own dates and all known
// orders tell together: of those that orders name.
type settled map[graph.Ref]graph.Moment

// at is when a message was.
func (k settled) at(message string, own graph.Moment) graph.Moment {
	if m, ok := k[graph.Ref{Label: graph.MessageLabel, ID: message}]; ok {
		return m
	}
	return own
}

// settle works out what known orders tell of a filter's period: what they put
// outside of it is kept from the answer. Without a period there is nothing to tell.
// Orders that contradict one another tell nothing.
func (s *Service) settle(ctx context.Context, f *graph.Filter) (settled, error) {
	if f.Since == nil && f.Until == nil {
		return nil, nil
	}
	var line graph.Timeline
	var refs []graph.Ref
	for o, err := range s.store.Orders(ctx) {
		if err != nil {
			return nil, err
		}
		line.Add(o)
		refs = append(refs, o.Earlier, o.Later)
	}
	if len(refs) == 0 {
		return nil, nil
	}
	own, err := s.lookUp(ctx, nil, refs)
	if err != nil {
		return nil, err
	}
	for r, n := range own.nodes {
		line.Place(r, n.at)
	}
	known := settled(line.Moments())
	for r, at := range known {
		if at.Within(f.Since, f.Until) == graph.Impossible {
			f.Elsewhen = append(f.Elsewhen, r.ID)
		}
	}
	slices.Sort(f.Elsewhen)
	f.Elsewhen = slices.Compact(f.Elsewhen)
	return known, nil
}

// narrowed is a question with its names resolved, and what known orders tell of
// its period.
func (s *Service) narrowed(ctx context.Context, q Question) (asked, settled, error) {
	a, err := s.resolve(ctx, q)
	if err != nil {
		return a, nil, err
	}
	known, err := s.settle(ctx, &a.filter)
	return a, known, err
}
