package answer

import (
	"cmp"
	"context"
	"slices"
	"time"

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

// Timeline answers what happened when: messages under the filter, and events in
// its period and with its words. Events are all on the first page.
func (s *Service) Timeline(ctx context.Context, q Question) (Timeline, error) {
	a, err := s.resolve(ctx, q)
	if err != nil {
		return Timeline{}, err
	}
	l, err := s.messages(ctx, a)
	if err != nil {
		return Timeline{}, err
	}
	t := Timeline{Items: []TimelineItem{}, Undated: []TimelineItem{}, Total: l.Total, NextCursor: l.NextCursor, Coverage: l.Coverage, Cypher: l.Cypher, Revision: l.Revision}
	for _, m := range l.Items {
		t.add(TimelineItem{Kind: messageKind, ID: m.ID, At: m.Sent, TimeNote: m.TimeNote, Label: firstOf(m.Subject, m.Summary), Channel: m.Channel,
			From: m.From, To: m.To, Preceded: m.Preceded, Followed: m.Followed, Citations: m.Citations})
	}
	if q.Cursor == "" && len(a.filter.From)+len(a.filter.To)+len(a.filter.Actors)+len(a.filter.Roles)+len(a.filter.Channels)+len(a.filter.Topics) == 0 {
		events, err := s.store.Events(ctx, graph.Filter{Since: a.filter.Since, Until: a.filter.Until, Words: a.filter.Words}, graph.Page{Limit: graph.MaxLimit})
		if err != nil {
			return t, err
		}
		t.Total += events.Total
		for _, e := range events.Items {
			t.add(TimelineItem{Kind: eventKind, ID: e.ID, At: e.At, TimeNote: e.TimeNote, Label: e.Label, Citations: e.Citations})
		}
		if t.Total > 0 {
			t.Coverage.No = nil
		}
	}
	slices.SortStableFunc(t.Items, byTime)
	return t, nil
}

func (t *Timeline) add(it TimelineItem) {
	if it.At.Dated() {
		t.Items = append(t.Items, it)
	} else {
		t.Undated = append(t.Undated, it)
	}
}

// byTime orders by earliest bound, then latest, open ones last, then kind and id.
func byTime(a, b TimelineItem) int {
	return cmp.Or(compareOpen(a.At.Earliest, b.At.Earliest), compareOpen(a.At.Latest, b.At.Latest), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
}

func compareOpen(a, b *time.Time) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return a.Compare(*b)
}
