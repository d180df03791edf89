package answer

import (
	"context"
	"maps"
	"slices"

	"backchannel/graph"
)

// Moments on a timeline are messages and events.
const (
	messageKind = "message"
	eventKind   = "event"
)

// TimelineItem is a message or an event on the timeline.
type TimelineItem struct {
	Kind      string           `json:"kind" enum:"message,event"`
	ID        string           `json:"id"`
	At        graph.Moment     `json:"at"`
	TimeNote  string           `json:"time_note,omitempty"`
	Label     string           `json:"label"`
	Channel   graph.Channel    `json:"channel,omitempty"`
	From      []graph.ActorRef `json:"from,omitempty"`
	To        []Addressee      `json:"to,omitempty"`
	Preceded  []Neighbor       `json:"preceded_by,omitempty"`
	Followed  []Neighbor       `json:"followed_by,omitempty"`
	Citations []graph.Citation `json:"citations"`
}

// Timeline lists what has a date in order, and what has none apart.
type Timeline struct {
	Items      []TimelineItem `json:"items"`
	Undated    []TimelineItem `json:"undated" doc:"What nobody dates; never sorted in by an invented day"`
	Total      int            `json:"total" doc:"Dated and undated together"`
	NextCursor string         `json:"next_cursor,omitempty"`
	Coverage   Coverage       `json:"coverage"`
	Cypher     string         `json:"cypher"`
	Revision   int64          `json:"revision"`
}

// Timeline answers what happened when: the messages that the question admits, and
// the events that go with them. They come by the start of the time that each may
// have had, or by its end where the start is open.
func (s *Service) Timeline(ctx context.Context, q Question) (Timeline, error) {
	a, _, err := s.narrowed(ctx, q)
	if err != nil {
		return Timeline{}, err
	}
	events, err := s.events(ctx, a.filter)
	if err != nil {
		return Timeline{}, err
	}
	read := func(ctx context.Context, f graph.Filter, p graph.Page) (graph.List[graph.Ref], error) {
		return s.store.Timeline(ctx, f, events, p)
	}
	l, err := listOf(ctx, s, a, read, s.stops, s.noMessage)
	if err != nil {
		return Timeline{}, err
	}
	t := Timeline{Items: []TimelineItem{}, Undated: []TimelineItem{}, Total: l.Total, NextCursor: l.NextCursor, Coverage: l.Coverage, Cypher: l.Cypher, Revision: l.Revision}
	for _, it := range l.Items {
		if it.At.Dated() {
			t.Items = append(t.Items, it)
		} else {
			t.Undated = append(t.Undated, it)
		}
	}
	return t, nil
}

// events names the events that go with what a filter asks for; nil stands for all.
// If it narrows by more than a period, these are the events whose text has the
// words, those that an admitted message mentions, and those that a claim on the
// actors and topics asked for concerns.
func (s *Service) events(ctx context.Context, f graph.Filter) ([]string, error) {
	period := graph.Filter{Since: f.Since, Until: f.Until, Elsewhen: f.Elsewhen}
	if keyOf(f) == keyOf(period) {
		return nil, nil
	}
	events := []string{}
	all, err := s.store.Events(ctx, period, graph.Page{Limit: graph.MaxLimit})
	if err != nil {
		return nil, err
	}
	mentioned, err := s.mentioned(ctx, f, all.Items)
	if err != nil {
		return nil, err
	}
	events = append(events, mentioned...)
	if who := slices.Concat(f.From, f.To, f.Actors); len(who)+len(f.Topics)+len(f.Words) > 0 {
		claims, err := s.store.Claims(ctx, graph.Filter{Actors: who, Topics: f.Topics, Words: f.Words}, graph.Page{Limit: graph.MaxLimit})
		if err != nil {
			return nil, err
		}
		for _, c := range claims.Items {
			for _, r := range c.Concerns {
				if r.Label == graph.EventLabel {
					events = append(events, r.ID)
				}
			}
		}
	}
	if len(f.Words) > 0 {
		named, err := s.store.Events(ctx, graph.Filter{Words: f.Words}, graph.Page{Limit: graph.MaxLimit})
		if err != nil {
			return nil, err
		}
		for _, e := range named.Items {
			events = append(events, e.ID)
		}
	}
	slices.Sort(events)
	return slices.Compact(events), nil
}

// mentioned names those of the events that a message mentions which f admits.
func (s *Service) mentioned(ctx context.Context, f graph.Filter, events []graph.Event) ([]string, error) {
	refs := make([]graph.Ref, len(events))
	for i, e := range events {
		refs[i] = graph.Ref{Label: graph.EventLabel, ID: e.ID}
	}
	links, err := s.store.Links(ctx, refs)
	if err != nil {
		return nil, err
	}
	by := map[string][]string{} // a message to the events that it mentions
	for _, m := range links.Mentions {
		by[m.From.ID] = append(by[m.From.ID], m.To.ID)
	}
	var out []string
	err = each(ctx, slices.Collect(maps.Keys(by)), func(ctx context.Context, some graph.Filter, p graph.Page) (graph.List[graph.Message], error) {
		narrow := f
		narrow.IDs = some.IDs
		return s.store.Messages(ctx, narrow, p)
	}, func(m graph.Message) { out = append(out, by[m.ID]...) })
	return out, err
}

// stops tells what there is to see of messages and events on a timeline.
func (s *Service) stops(ctx context.Context, refs []graph.Ref) ([]TimelineItem, error) {
	var messages []graph.Message
	known := map[graph.Ref]TimelineItem{}
	var ids [2][]string
	for _, r := range refs {
		if r.Label == graph.MessageLabel {
			ids[0] = append(ids[0], r.ID)
		} else {
			ids[1] = append(ids[1], r.ID)
		}
	}
	if err := each(ctx, ids[0], s.store.Messages, func(m graph.Message) { messages = append(messages, m) }); err != nil {
		return nil, err
	}
	surrounded, err := s.surround(ctx, messages)
	if err != nil {
		return nil, err
	}
	for _, m := range surrounded {
		known[graph.Ref{Label: graph.MessageLabel, ID: m.ID}] = TimelineItem{Kind: messageKind, ID: m.ID, At: m.Sent, TimeNote: m.TimeNote,
			Label: firstOf(m.Subject, m.Summary), Channel: m.Channel, From: m.From, To: m.To, Preceded: m.Preceded, Followed: m.Followed, Citations: m.Citations}
	}
	if err := s.eventStops(ctx, ids[1], known); err != nil {
		return nil, err
	}
	out := make([]TimelineItem, len(refs))
	for i, r := range refs {
		out[i] = known[r]
	}
	return out, nil
}

// eventStops tells the same of events.
func (s *Service) eventStops(ctx context.Context, ids []string, known map[graph.Ref]TimelineItem) error {
	refs := make([]graph.Ref, len(ids))
	for i, id := range ids {
		refs[i] = graph.Ref{Label: graph.EventLabel, ID: id}
	}
	if err := each(ctx, ids, s.store.Events, func(e graph.Event) {
		known[graph.Ref{Label: graph.EventLabel, ID: e.ID}] = TimelineItem{Kind: eventKind, ID: e.ID, At: e.At, TimeNote: e.TimeNote, Label: e.Label, Citations: e.Citations}
	}); err != nil {
		return err
	}
	links, err := s.store.Links(ctx, refs)
	if err != nil {
		return err
	}
	around, err := s.neighbors(ctx, nil, graph.Links{Orders: links.Orders})
	if err != nil {
		return err
	}
	for _, r := range refs {
		it := known[r]
		it.Preceded, it.Followed = around.orders(r, links.Orders)
		known[r] = it
	}
	return nil
}
