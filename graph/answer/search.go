package answer

import (
	"context"

	"backchannel/graph"
)

// Hit is something that holds the words searched for.
type Hit struct {
	Kind string `json:"kind" enum:"person,organization,topic,event,message,claim,source"`
	ID   string `json:"id"`
	Text string `json:"text"`
}

// SearchResult lists what holds all the words, by kind: actors, topics, events,
// messages, claims, sources.
type SearchResult struct {
	Items    []Hit          `json:"items"`
	Counts   map[string]int `json:"counts" doc:"How many of each kind there are, whatever the limit"`
	Total    int            `json:"total"`
	Coverage Coverage       `json:"coverage"`
	Cypher   string         `json:"cypher" doc:"Finds the messages"`
	Revision int64          `json:"revision"`
}

// Search finds text in names, aliases, roles, labels, subjects, summaries, bodies,
// claims, notes, and titles and publishers of sources. Limit bounds the hits of
// each kind.
func (s *Service) Search(ctx context.Context, text string, q Question) (SearchResult, error) {
	out := SearchResult{Items: []Hit{}, Counts: map[string]int{}}
	f := graph.Filter{Words: graph.FoldQuery(text), OwnText: true}
	if len(f.Words) == 0 {
		return out, graph.Errorf(graph.Invalid, "q is %q, which holds no word: give words to search for", text)
	}
	a, err := s.resolve(ctx, Question{Limit: q.Limit})
	if err != nil {
		return out, err
	}
	if out.Revision, err = s.start(ctx, &a); err != nil {
		return out, err
	}
	if err := s.searchAll(ctx, f, a.page, &out); err != nil {
		return out, err
	}
	for _, n := range out.Counts {
		out.Total += n
	}
	if out.Coverage, err = s.cover(ctx, out.Revision, graph.Filter{}); err == nil && out.Total == 0 {
		out.Coverage.No = &No{Kind: NotRecorded, Text: "No name, role, label, message, claim, note or source holds these words."}
	}
	return out, err
}

func (s *Service) searchAll(ctx context.Context, f graph.Filter, p graph.Page, out *SearchResult) error {
	actors, err := s.store.Actors(ctx, f, p)
	if err != nil {
		return err
	}
	hits(out, "actors", actors, func(a graph.Actor) Hit { return Hit{string(a.Kind), a.ID, a.Name} })
	topics, err := s.store.Topics(ctx, f, p)
	if err != nil {
		return err
	}
	hits(out, "topics", topics, func(t graph.TopicCount) Hit { return Hit{"topic", t.ID, t.Label} })
	events, err := s.store.Events(ctx, f, p)
	if err != nil {
		return err
	}
	hits(out, "events", events, func(e graph.Event) Hit { return Hit{eventKind, e.ID, e.Label} })
	messages, err := s.store.Messages(ctx, f, p)
	if err != nil {
		return err
	}
	out.Cypher = s.cypher(messages.Query)
	hits(out, "messages", messages, func(m graph.Message) Hit { return Hit{messageKind, m.ID, firstOf(m.Subject, m.Summary)} })
	claims, err := s.store.Claims(ctx, f, p)
	if err != nil {
		return err
	}
	hits(out, "claims", claims, func(c graph.Claim) Hit { return Hit{"claim", c.ID, c.Text} })
	sources, err := s.store.Sources(ctx, f, p)
	if err != nil {
		return err
	}
	hits(out, "sources", sources, func(x graph.SourceCount) Hit { return Hit{"source", x.ID, x.Title} })
	return nil
}

func hits[T any](out *SearchResult, kind string, l graph.List[T], hit func(T) Hit) {
	out.Counts[kind] = l.Total
	for _, it := range l.Items {
		out.Items = append(out.Items, hit(it))
	}
}
