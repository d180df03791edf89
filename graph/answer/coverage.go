package answer

import (
	"context"
	"slices"
	"time"

	"backchannel/graph"
)

// Coverage says what was searched for an answer. It is what makes a negative
// worth as much as a positive.
type Coverage struct {
	MessagesSearched int           `json:"messages_searched" doc:"Messages in the period and on the channels asked for"`
	ContactsSearched int           `json:"contacts_searched"`
	Undated          int           `json:"undated" doc:"Messages searched of which nobody says when they were sent; they count as possible in every period"`
	First            *graph.Moment `json:"first" doc:"Bounds of the first dated message searched"`
	Last             *graph.Moment `json:"last"`
	Sources          []string      `json:"sources" doc:"Ids of the sources in the store, at most 100"`
	Gaps             []Gap         `json:"gaps,omitempty" doc:"With a negative: the longest stretches without any message, at most three"`
	No               *No           `json:"no,omitempty" doc:"Present when the answer is no"`
	Nearest          []Nearest     `json:"nearest,omitempty" doc:"With a negative: which single restriction, lifted, would give an answer"`
}

// Gap is a stretch of time without a message.
type Gap struct {
	After  time.Time `json:"after"`
	Before time.Time `json:"before"`
}

// NoKind tells the two kinds of no apart.
type NoKind string

// A source may say that something did not happen, or nothing of the kind may be
// recorded. These are different answers.
const (
	SourceSaysNo NoKind = "source-says-no"
	NotRecorded  NoKind = "not-recorded"
)

// No is a negative answer.
type No struct {
	Kind     NoKind          `json:"kind" enum:"source-says-no,not-recorded"`
	Text     string          `json:"text"`
	Messages []graph.Contact `json:"messages,omitempty" doc:"The contacts of which a source says that no reply came"`
}

// Nearest is how close a negative came.
type Nearest struct {
	Lift     string `json:"lift" doc:"The restriction: from, to, about, period, role, channel, answered"`
	Contacts int    `json:"contacts" doc:"How many contacts there would be without it"`
}

// cover measures what a filter searched.
func (s *Service) cover(ctx context.Context, f graph.Filter) (Coverage, error) {
	e, err := s.store.Extent(ctx, graph.Filter{Since: f.Since, Until: f.Until, Channels: f.Channels})
	if err != nil {
		return Coverage{}, err
	}
	sources, err := s.store.Sources(ctx, graph.Filter{}, graph.Page{Limit: graph.DefaultLimit})
	if err != nil {
		return Coverage{}, err
	}
	c := Coverage{MessagesSearched: e.Messages, ContactsSearched: e.Contacts, Undated: e.Undated, First: e.First, Last: e.Last, Sources: []string{}}
	for _, src := range sources.Items {
		c.Sources = append(c.Sources, src.ID)
	}
	return c, nil
}

// negative explains why a question about contacts found none.
func (s *Service) negative(ctx context.Context, f graph.Filter, c *Coverage) error {
	unanswered, err := s.unanswered(ctx, f)
	if err != nil {
		return err
	}
	if len(unanswered) > 0 {
		c.No = &No{Kind: SourceSaysNo, Messages: unanswered,
			Text: "No such contact is recorded, and a source says that these messages the other way were never answered."}
	} else {
		c.No = &No{Kind: NotRecorded, Text: "No such contact is recorded in what was searched. That is not evidence that there was none."}
	}
	if c.Nearest, err = s.nearest(ctx, f); err != nil {
		return err
	}
	c.Gaps, err = s.gaps(ctx, f)
	return err
}

// unanswered finds the contacts the other way round of which a source says that
// no reply came: the reply is what the question was after.
func (s *Service) unanswered(ctx context.Context, f graph.Filter) ([]graph.Contact, error) {
	if len(f.From) == 0 || len(f.To) == 0 {
		return nil, nil
	}
	f.From, f.To, f.Answered = f.To, f.From, graph.AnsweredNo
	l, err := s.store.Contacts(ctx, f, graph.Page{Limit: graph.DefaultLimit})
	return l.Items, err
}

// nearest lifts each restriction in turn.
func (s *Service) nearest(ctx context.Context, f graph.Filter) ([]Nearest, error) {
	var out []Nearest
	for _, r := range []struct {
		name string
		set  bool
		lift func(*graph.Filter)
	}{
		{"from", len(f.From) > 0, func(f *graph.Filter) { f.From = nil }},
		{"to", len(f.To) > 0, func(f *graph.Filter) { f.To = nil }},
		{"actor", len(f.Actors) > 0, func(f *graph.Filter) { f.Actors = nil }},
		{"about", len(f.Topics)+len(f.Words) > 0, func(f *graph.Filter) { f.Topics, f.Words = nil, nil }},
		{"period", f.Since != nil || f.Until != nil, func(f *graph.Filter) { f.Since, f.Until = nil, nil }},
		{"role", len(f.Roles) > 0, func(f *graph.Filter) { f.Roles = nil }},
		{"channel", len(f.Channels) > 0, func(f *graph.Filter) { f.Channels = nil }},
		{"answered", f.Answered != "", func(f *graph.Filter) { f.Answered = "" }},
	} {
		if !r.set {
			continue
		}
		without := f
		r.lift(&without)
		e, err := s.store.Extent(ctx, without)
		if err != nil {
			return nil, err
		}
		if e.Contacts > 0 {
			out = append(out, Nearest{Lift: r.name, Contacts: e.Contacts})
		}
	}
	return out, nil
}

const maxGaps = 3

// gaps finds the longest stretches between two days with messages.
func (s *Service) gaps(ctx context.Context, f graph.Filter) ([]Gap, error) {
	days, err := s.store.Days(ctx, graph.Filter{Since: f.Since, Until: f.Until, Channels: f.Channels})
	if err != nil {
		return nil, err
	}
	var all []Gap
	for i := 1; i < len(days); i++ {
		if days[i].Sub(days[i-1]) > 24*time.Hour {
			all = append(all, Gap{After: days[i-1], Before: days[i]})
		}
	}
	slices.SortStableFunc(all, func(a, b Gap) int { return int(b.Before.Sub(b.After) - a.Before.Sub(a.After)) })
	return all[:min(len(all), maxGaps)], nil
}
