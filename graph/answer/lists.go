package answer

import (
	"context"
	"fmt"
	"slices"

	"backchannel/graph"
)

// Topics lists topics with how many messages are about each; text narrows.
func (s *Service) Topics(ctx context.Context, text string, q Question) (List[graph.TopicCount], error) {
	return plainList(ctx, s, graph.FoldQuery(text), q, s.store.Topics)
}

// Sources lists the documents that facts are read from.
func (s *Service) Sources(ctx context.Context, q Question) (List[graph.SourceCount], error) {
	return plainList(ctx, s, nil, q, s.store.Sources)
}

// plainList answers with a list that words alone narrow, not who and when.
func plainList[T any](ctx context.Context, s *Service, words []string, q Question, read reader[T]) (List[T], error) {
	a, err := s.resolve(ctx, Question{Limit: q.Limit, Cursor: q.Cursor})
	if err != nil {
		return List[T]{}, err
	}
	a.filter.Words = words
	return listOf(ctx, s, a, read, bare, nothing("Nothing of the kind is recorded."))
}

// Claim is a claim with the names of who made it and what it concerns.
type Claim struct {
	graph.Claim
	MadeByRefs []graph.ActorRef `json:"made_by_refs"`
	Subjects   []Mention        `json:"subjects" doc:"What the claim concerns, by name"`
}

// Claims lists what sources say beyond the record: of or by any of the actors, and
// on a topic, or with the words of About in them or in the name of what they concern.
func (s *Service) Claims(ctx context.Context, q Question) (List[Claim], error) {
	a, err := s.resolve(ctx, Question{Actor: slices.Concat(q.Actor, q.From, q.To), About: q.About, Limit: q.Limit, Cursor: q.Cursor})
	if err != nil {
		return List[Claim]{}, err
	}
	return listOf(ctx, s, a, s.store.Claims, s.claims, s.noClaim)
}

// noClaim says how many claims there were to find.
func (s *Service) noClaim(ctx context.Context, _ graph.Filter, c *Coverage) error {
	all, err := s.store.Claims(ctx, graph.Filter{}, graph.Page{Limit: 1})
	if err != nil {
		return err
	}
	text := fmt.Sprintf("None of the %d claims that are recorded says anything of the kind.", all.Total)
	switch all.Total {
	case 0:
		text = "No claim is recorded at all."
	case 1:
		text = "The one claim that is recorded says nothing of the kind."
	}
	c.No = &No{Kind: NotRecorded, Text: text}
	return nil
}

// claims adds names to claims.
func (s *Service) claims(ctx context.Context, claims []graph.Claim) ([]Claim, error) {
	var makers []string
	var subjects []graph.Ref
	for _, c := range claims {
		makers = append(makers, c.MadeBy...)
		subjects = append(subjects, c.Concerns...)
	}
	known, err := s.lookUp(ctx, makers, subjects)
	if err != nil {
		return nil, err
	}
	out := make([]Claim, len(claims))
	for i, c := range claims {
		out[i] = Claim{Claim: c, MadeByRefs: []graph.ActorRef{}, Subjects: []Mention{}}
		for _, id := range c.MadeBy {
			out[i].MadeByRefs = append(out[i].MadeByRefs, known.actors[id])
		}
		for _, r := range c.Concerns {
			out[i].Subjects = append(out[i].Subjects, Mention{Ref: r, Name: known.name(r), Citations: c.Citations})
		}
	}
	return out, nil
}
