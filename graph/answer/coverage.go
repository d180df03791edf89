package answer

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
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
	Reached          *int          `json:"reached,omitempty" doc:"With no path: how many actors word did reach"`
	Closest          *Closest      `json:"closest,omitempty" doc:"With no path: the actor reached who is nearest to the target; absent if no contacts lead on from anyone reached"`
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
	Kind      NoKind          `json:"kind" enum:"source-says-no,not-recorded"`
	Text      string          `json:"text"`
	Sentences []Sentence      `json:"sentences,omitempty" doc:"What the text is made of, to word it in another language; absent where the text is one sentence without values"`
	Messages  []graph.Contact `json:"messages,omitempty" doc:"The contacts of which a source says that no reply came"`
}

// Sentence is a text with verbs in the place of its values.
type Sentence struct {
	Template string   `json:"template" doc:"With %s and %q in the place of values"`
	Values   []string `json:"values,omitempty"`
}

// add says one thing more.
func (n *No) add(template string, values ...string) {
	if n.Text != "" && len(n.Sentences) == 0 {
		n.Sentences = []Sentence{{Template: n.Text}}
	}
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = v
	}
	n.Text += " " + fmt.Sprintf(template, args...)
	n.Sentences = append(n.Sentences, Sentence{template, values})
}

// Nearest is how close a negative came.
type Nearest struct {
	Lift     string `json:"lift" doc:"The restriction: from, to, actor, about, period, role, channel, answered; of paths also sender, recipient, avoid, max_hops, min_wait, max_wait, and time for that the hops follow one another"`
	Contacts int    `json:"contacts" doc:"How many contacts there would be without it; of paths, how many contacts long the shortest would be"`
}

// Closest is how near word came to where no path leads.
type Closest struct {
	Actor    graph.ActorRef `json:"actor"`
	At       *graph.Moment  `json:"at" doc:"When word could first be there; null for the actor that it started from"`
	Hops     int            `json:"hops" doc:"Contacts by which it got there"`
	Contacts int            `json:"contacts" doc:"Fewest contacts from there to the target, if time order did not count"`
}

// cover measures what a filter searched in a revision of the data.
func (s *Service) cover(ctx context.Context, revision int64, f graph.Filter) (Coverage, error) {
	f = graph.Filter{Since: f.Since, Until: f.Until, Channels: f.Channels}
	c, err := s.covers.get(revision, keyOf(f), func() (Coverage, error) {
		e, err := s.store.Extent(ctx, f)
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
	})
	c.Sources = slices.Clone(c.Sources)
	return c, err
}

// keyOf tells filters apart.
func keyOf(f graph.Filter) string {
	key, err := json.Marshal(f)
	if err != nil {
		panic(err) // a filter holds texts and times alone
	}
	return string(key)
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
	if c.Nearest, err = nearest(f, slices.Concat(who, whatAndWhen), func(without graph.Filter) (int, error) {
		e, err := s.store.Extent(ctx, without)
		return e.Contacts, err
	}); err != nil {
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

// restriction is a part of a filter that can be lifted by itself.
type restriction struct {
	name string
	set  func(graph.Filter) bool
	lift func(*graph.Filter)
}

// who restricts whose contacts count, what and when which of these.
var (
	who = []restriction{
		{"from", func(f graph.Filter) bool { return len(f.From) > 0 }, func(f *graph.Filter) { f.From = nil }},
		{"to", func(f graph.Filter) bool { return len(f.To) > 0 }, func(f *graph.Filter) { f.To = nil }},
		{"actor", func(f graph.Filter) bool { return len(f.Actors) > 0 }, func(f *graph.Filter) { f.Actors = nil }},
	}
	whatAndWhen = []restriction{
		{"about", func(f graph.Filter) bool { return len(f.Topics)+len(f.Words) > 0 }, func(f *graph.Filter) { f.Topics, f.Words = nil, nil }},
		{"period", func(f graph.Filter) bool { return f.Since != nil || f.Until != nil }, func(f *graph.Filter) { f.Since, f.Until = nil, nil }},
		{"role", func(f graph.Filter) bool { return len(f.Roles) > 0 }, func(f *graph.Filter) { f.Roles = nil }},
		{"channel", func(f graph.Filter) bool { return len(f.Channels) > 0 }, func(f *graph.Filter) { f.Channels = nil }},
		{"answered", func(f graph.Filter) bool { return f.Answered != "" }, func(f *graph.Filter) { f.Answered = "" }},
	}
)

// nearest lifts each of the restrictions in turn, and keeps those without which
// there would be contacts.
func nearest(f graph.Filter, restrictions []restriction, contacts func(without graph.Filter) (int, error)) ([]Nearest, error) {
	var out []Nearest
	for _, r := range restrictions {
		if !r.set(f) {
			continue
		}
		without := f
		r.lift(&without)
		n, err := contacts(without)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out = append(out, Nearest{Lift: r.name, Contacts: n})
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
	f = graph.Filter{Since: f.Since, Until: f.Until, Channels: f.Channels}
	revision, err := s.store.Revision(ctx)
	if err != nil {
		return nil, err
	}
	gaps, err := s.silences.get(revision, keyOf(f), func() ([]Gap, error) {
		spans, err := s.store.Spans(ctx, f)
		if err != nil {
			return nil, err
		}
		gaps := between(spans)
		slices.SortStableFunc(gaps, func(a, b Gap) int { return cmp.Compare(b.Last.Sub(b.First), a.Last.Sub(a.First)) })
		return gaps[:min(len(gaps), maxGaps)], nil
	})
	return slices.Clone(gaps), err
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
