package answer

import (
	"context"
	"slices"

	"backchannel/graph"
)

// Topics lists topics with how many messages are about each; text narrows.
func (s *Service) Topics(ctx context.Context, text string, q Question) (List[graph.TopicCount], error) {
	return plainList(ctx, s, q, graph.Filter{Words: graph.FoldQuery(text)}, s.store.Topics)
}

// Sources lists the documents that facts are read from.
func (s *Service) Sources(ctx context.Context, q Question) (List[graph.SourceCount], error) {
	return plainList(ctx, s, q, graph.Filter{}, s.store.Sources)
}

// Claim is a claim with the names of who made it and what it concerns.
type Claim struct {
	graph.Claim
	MadeByRefs []graph.ActorRef `json:"made_by_refs"`
	Subjects   []Mention        `json:"subjects" doc:"What the claim concerns, by name"`
}

// Claims lists what sources say beyond the record: of or by any of the actors,
// on a topic, or with the words of About.
func (s *Service) Claims(ctx context.Context, q Question) (List[Claim], error) {
	a, err := s.resolve(ctx, Question{Actor: slices.Concat(q.Actor, q.From, q.To), About: q.About, Limit: q.Limit, Cursor: q.Cursor})
	if err != nil {
		return List[Claim]{}, err
	}
	revision, err := s.start(ctx, &a)
	if err != nil {
		return List[Claim]{}, err
	}
	f := a.filter
	if len(f.Words) > 0 { // a claim's own words, not those of topics that share them
		f.Topics = nil
	}
	found, err := s.store.Claims(ctx, f, a.page)
	if err != nil {
		return List[Claim]{}, err
	}
	items, err := s.claims(ctx, found.Items)
	if err != nil {
		return List[Claim]{}, err
	}
	l := list(s, a, revision, graph.List[Claim]{Items: items, Total: found.Total, Query: found.Query}, same)
	if l.Coverage, err = s.cover(ctx, graph.Filter{}); err == nil && found.Total == 0 {
		l.Coverage.No = &No{Kind: NotRecorded, Text: "No source says anything of the kind."}
	}
	return l, err
}

// claims adds names to claims.
func (s *Service) claims(ctx context.Context, claims []graph.Claim) ([]Claim, error) {
	var messages, events, topics, actors []string
	for _, c := range claims {
		actors = append(actors, c.MadeBy...)
		for _, r := range c.Concerns {
			switch r.Label {
			case graph.MessageLabel:
				messages = append(messages, r.ID)
			case graph.EventLabel:
				events = append(events, r.ID)
			case graph.TopicLabel:
				topics = append(topics, r.ID)
			default:
				actors = append(actors, r.ID)
			}
		}
	}
	labels, err := s.labels(ctx, messages, events, topics)
	if err != nil {
		return nil, err
	}
	slices.Sort(actors)
	names, err := s.names(ctx, slices.Compact(actors))
	if err != nil {
		return nil, err
	}
	out := make([]Claim, len(claims))
	for i, c := range claims {
		out[i] = Claim{Claim: c, MadeByRefs: []graph.ActorRef{}, Subjects: []Mention{}}
		for _, id := range c.MadeBy {
			out[i].MadeByRefs = append(out[i].MadeByRefs, names[id])
		}
		for _, r := range c.Concerns {
			out[i].Subjects = append(out[i].Subjects, Mention{Ref: r, Name: firstOf(labels[r], names[r.ID].Name), Citations: c.Citations})
		}
	}
	return out, nil
}

// labels finds what messages, events and topics are called.
func (s *Service) labels(ctx context.Context, messages, events, topics []string) (map[graph.Ref]string, error) {
	out := map[graph.Ref]string{}
	all := graph.Page{Limit: graph.MaxLimit}
	if len(messages) > 0 {
		l, err := s.store.Messages(ctx, graph.Filter{IDs: messages}, all)
		if err != nil {
			return nil, err
		}
		for _, m := range l.Items {
			out[graph.Ref{Label: graph.MessageLabel, ID: m.ID}] = firstOf(m.Subject, m.Summary)
		}
	}
	if len(events) > 0 {
		l, err := s.store.Events(ctx, graph.Filter{IDs: events}, all)
		if err != nil {
			return nil, err
		}
		for _, e := range l.Items {
			out[graph.Ref{Label: graph.EventLabel, ID: e.ID}] = e.Label
		}
	}
	if len(topics) > 0 {
		l, err := s.store.Topics(ctx, graph.Filter{IDs: topics}, all)
		if err != nil {
			return nil, err
		}
		for _, t := range l.Items {
			out[graph.Ref{Label: graph.TopicLabel, ID: t.ID}] = t.Label
		}
	}
	return out, nil
}
