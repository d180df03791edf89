package hypothesis

import (
	"context"
	"slices"

	"backchannel/graph"
	"backchannel/graph/temporal"
)

// learn looks up what a test needs of the store apart from contacts.
func (r *Runner) learn(ctx context.Context, h *Hypothesis, u *universe) (*facts, error) {
	f := &facts{}
	var err error
	switch {
	case h.Groups != nil:
		if f.label, err = r.groupLabels(ctx, u, h.Groups); err != nil {
			return nil, err
		}
		f.text = make([]string, len(f.label))
		for i, l := range f.label {
			f.text[i] = [...]string{"", "a", "b"}[l]
		}
	case h.Test == Mixing:
		if f.text, err = r.attribute(ctx, u, h.Attribute); err != nil {
			return nil, within(err, "attribute")
		}
		f.label, f.values = numbered(f.text)
	}
	if h.Event != "" {
		if f.event, err = r.event(ctx, h.Event); err != nil {
			return nil, err
		}
	}
	if len(h.From) > 0 {
		if f.from, err = r.actors(ctx, u, "from", h.From); err != nil {
			return nil, err
		}
	}
	if len(h.To) > 0 {
		if f.to, err = r.actors(ctx, u, "to", h.To); err != nil {
			return nil, err
		}
	}
	if h.Start != "" {
		m, err := graph.ParseMoment(h.Start)
		if err != nil || m.Earliest == nil {
			return nil, graph.Errorf(graph.Invalid, "start is %q: write a time such as 2016-09-21T09:00:00Z or 2016-09-21", h.Start)
		}
		t := m.Earliest.UnixMicro()
		f.start = &t
	}
	return f, nil
}

// numbered gives each value its place among the distinct ones, from 1; 0 for none.
func numbered(text []string) (label []uint16, values []string) {
	values = []string{}
	for _, v := range text {
		if v != "" {
			values = append(values, v)
		}
	}
	slices.Sort(values)
	values = slices.Compact(values)
	label = make([]uint16, len(text))
	for i, v := range text {
		if v != "" {
			n, _ := slices.BinarySearch(values, v)
			label[i] = uint16(n + 1)
		}
	}
	return label, values
}

func (r *Runner) actors(ctx context.Context, u *universe, field string, names Names) ([]bool, error) {
	found, err := r.resolve(ctx, field, Filter{Actor: names})
	if err != nil {
		return nil, err
	}
	set := u.set(found.Actors)
	if set == nil {
		set = make([]bool, len(u.actors))
	}
	return set, nil
}

// event is when an event was, by its id, or the time itself.
func (r *Runner) event(ctx context.Context, event string) (temporal.Bounds, error) {
	for page := (graph.Page{Limit: graph.MaxLimit}); ; page.Offset += page.Limit {
		l, err := r.Store.Events(ctx, graph.Filter{}, page)
		if err != nil {
			return temporal.Bounds{}, err
		}
		for _, e := range l.Items {
			if e.ID == event {
				return temporal.BoundsOf(e.At), nil
			}
		}
		if page.Offset+len(l.Items) >= l.Total || len(l.Items) == 0 {
			break
		}
	}
	m, err := graph.ParseMoment(event)
	if err != nil || !m.Dated() {
		return temporal.Bounds{}, graph.Errorf(graph.NotFound, "event: no event has the id %q, and it is no time either: list events with timeline, or write a time such as 2016-11-08", event)
	}
	return temporal.BoundsOf(m), nil
}
