package answer

import (
	"context"
	"slices"
	"strings"

	"backchannel/graph"
)

// maxCandidates bounds how many actors an ambiguous name is said to mean.
const maxCandidates = 20

// actorIDs resolves names, each to one actor. A name alone that is empty does not
// narrow; among others it would hide them.
func (s *Service) actorIDs(ctx context.Context, names []string) ([]string, error) {
	var ids []string
	for _, name := range names {
		if strings.TrimSpace(name) == "" {
			if len(names) > 1 {
				return nil, graph.Errorf(graph.Invalid, "one of the names is empty: leave it out")
			}
			continue
		}
		a, err := s.actorRef(ctx, name)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(ids, a.ID) {
			ids = append(ids, a.ID)
		}
	}
	return ids, nil
}

// actorRef resolves a name to one actor. An id that the contact index knows need
// not be looked up: actors come and never go.
func (s *Service) actorRef(ctx context.Context, name string) (graph.ActorRef, error) {
	if index := s.indexes.peek(); index != nil {
		if n, ok := index.ActorNumber(name); ok {
			return index.Actor(n), nil
		}
	}
	a, err := s.resolveActor(ctx, name)
	return ref(a), err
}

// resolveActor finds the one actor that name means. An id wins over a name, a
// whole name over a whole alias, and these over names that merely hold the
// words. Several at the same rank are ambiguous.
func (s *Service) resolveActor(ctx context.Context, name string) (graph.Actor, error) {
	revision, err := s.store.Revision(ctx)
	if err != nil {
		return graph.Actor{}, err
	}
	return s.named.get(revision, name, func() (graph.Actor, error) { return s.findActor(ctx, name) })
}

func (s *Service) findActor(ctx context.Context, name string) (graph.Actor, error) {
	byID, err := s.store.Actors(ctx, graph.Filter{IDs: []string{name}}, graph.Page{Limit: 2})
	if err != nil {
		return graph.Actor{}, err
	}
	if len(byID.Items) == 1 {
		return byID.Items[0], nil
	}
	phrases := graph.FoldQuery(name)
	if len(phrases) == 0 {
		return graph.Actor{}, unknownActor(name)
	}
	found, err := s.store.Actors(ctx, graph.Filter{Words: phrases}, graph.Page{Limit: graph.MaxLimit})
	if err != nil {
		return graph.Actor{}, err
	}
	wanted := graph.Fold(name)
	byRank := [3][]graph.Actor{}
	for _, a := range found.Items {
		rank := 2
		if graph.Fold(a.Name) == wanted {
			rank = 0
		} else if slices.ContainsFunc(a.Aliases, func(alias string) bool { return graph.Fold(alias) == wanted }) {
			rank = 1
		} else if !holdsWords(a, phrases) {
			continue
		}
		byRank[rank] = append(byRank[rank], a)
	}
	for _, actors := range byRank {
		switch len(actors) {
		case 0:
			continue
		case 1:
			return actors[0], nil
		}
		return graph.Actor{}, ambiguous(name, actors)
	}
	return graph.Actor{}, unknownActor(name)
}

// holdsWords tells whether one single name or alias holds all the words; the
// store only knows that all of them together do.
func holdsWords(a graph.Actor, phrases []string) bool {
	return slices.ContainsFunc(append([]string{a.Name}, a.Aliases...), func(name string) bool {
		folded := graph.Fold(name)
		return !slices.ContainsFunc(phrases, func(p string) bool { return !strings.Contains(folded, p) })
	})
}

func unknownActor(name string) error {
	return graph.Errorf(graph.NotFound, "nobody is known as %q: search for part of the name with /api/v1/search or `backchannel search`", name)
}

func ambiguous(name string, actors []graph.Actor) error {
	e := graph.Errorf(graph.Ambiguous, "%q may mean %d actors: give one of the ids", name, len(actors))
	for _, a := range actors[:min(len(actors), maxCandidates)] {
		e.Candidates = append(e.Candidates, ref(a))
	}
	return e
}

func ref(a graph.Actor) graph.ActorRef {
	return graph.ActorRef{ID: a.ID, Name: a.Name, Kind: a.Kind}
}

// about reads what a question is about: a topic by its id or whole label, else
// words. The id of an actor or an event means the words of its name.
func (s *Service) about(ctx context.Context, about string) (topics, phrases []string, err error) {
	if strings.TrimSpace(about) == "" {
		return nil, nil, nil
	}
	byID := graph.Filter{IDs: []string{about}}
	exact, err := s.store.Topics(ctx, byID, graph.Page{Limit: 1})
	if err != nil {
		return nil, nil, err
	}
	if len(exact.Items) == 1 {
		return []string{about}, nil, nil
	}
	phrases = graph.FoldQuery(about)
	if len(phrases) == 0 {
		return nil, nil, graph.Errorf(graph.Invalid, "about is %q, which holds no word: give a topic, a name or words", about)
	}
	labelled, err := s.store.Topics(ctx, graph.Filter{Words: phrases}, graph.Page{Limit: graph.MaxLimit})
	if err != nil {
		return nil, nil, err
	}
	for _, t := range labelled.Items {
		if graph.Fold(t.Label) == graph.Fold(about) {
			return []string{t.ID}, nil, nil
		}
	}
	actors, err := s.store.Actors(ctx, byID, graph.Page{Limit: 1})
	if err != nil {
		return nil, nil, err
	}
	for _, a := range actors.Items {
		return nil, wholeName(a.Name, phrases), nil
	}
	events, err := s.store.Events(ctx, byID, graph.Page{Limit: 1})
	if err != nil {
		return nil, nil, err
	}
	for _, e := range events.Items {
		return nil, wholeName(e.Label, phrases), nil
	}
	return nil, phrases, nil
}

// wholeName is a name as one phrase, or the words that stand for it if it has none.
func wholeName(name string, otherwise []string) []string {
	if folded := graph.Fold(name); folded != " " {
		return []string{folded}
	}
	return otherwise
}
