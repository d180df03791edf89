package answer

import (
	"cmp"
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
	Gaps             []Gap         `json:"gaps,omitempty" doc:"With a negative: the longest stretches in which no dated message can have been sent, at most three"`
	No               *No           `json:"no,omitempty" doc:"Present when the answer is no"`
	Nearest          []Nearest     `json:"nearest,omitempty" doc:"With a negative: which single restriction, lifted, would give an answer"`
}

// Gap is a stretch of whole days in which no dated message can have been sent.
type Gap struct {
	First time.Time `json:"first" doc:"Start of the first day"`
	Last  time.Time `json:"last" doc:"Start of the last day"`
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

const (
	maxGaps = 3
	day     = 24 * time.Hour
)

// gaps finds the longest stretches between the days on which messages may have
// been sent.
func (s *Service) gaps(ctx context.Context, f graph.Filter) ([]Gap, error) {
	spans, err := s.store.Spans(ctx, graph.Filter{Since: f.Since, Until: f.Until, Channels: f.Channels})
	if err != nil {
		return nil, err
	}
	gaps := between(spans)
	slices.SortStableFunc(gaps, func(a, b Gap) int { return cmp.Compare(b.Last.Sub(b.First), a.Last.Sub(a.First)) })
	return gaps[:min(len(gaps), maxGaps)], nil
}

// between returns what spans leave uncovered between the first and the last.
// They come by their first bound, open ones last; one that is open at both ends,
// or more than the store lists, would hide gaps, never make one up.
func between(spans []graph.Moment) []Gap {
	var gaps []Gap
	var covered *time.Time // the last day covered so far
	for _, s := range spans {
		if s.Earliest == nil && s.Latest != nil && (covered == nil || s.Latest.After(*covered)) {
			covered = s.Latest
		}
	}
	for _, s := range spans {
		if s.Earliest == nil {
			continue
		}
		if covered != nil && s.Earliest.Sub(*covered) > day {
			gaps = append(gaps, Gap{First: covered.Add(day), Last: s.Earliest.Add(-day)})
		}
		if s.Latest == nil { // open towards the future: nothing after it is surely empty
			break
		}
		if covered == nil || s.Latest.After(*covered) {
			covered = s.Latest
		}
	}
	return gaps
}
