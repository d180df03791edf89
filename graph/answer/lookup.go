package answer

import (
	"context"
	"slices"

	"backchannel/graph"
)

// known is what ids stand for, for showing it.
type known struct {
	actors map[string]graph.ActorRef
	nodes  map[graph.Ref]node // messages, events and topics
}

type node struct {
	name, summary string
	at            graph.Moment
}

func (k known) name(r graph.Ref) string {
	return firstOf(k.nodes[r].name, k.nodes[r].summary, k.actors[r.ID].Name)
}

// lookUp finds actors by their ids, and whatever refs stand for.
func (s *Service) lookUp(ctx context.Context, actors []string, refs []graph.Ref) (k known, err error) {
	k.nodes = map[graph.Ref]node{}
	var messages, events, topics []string
	for _, r := range refs {
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
	if err = each(ctx, messages, s.store.Messages, func(m graph.Message) {
		k.nodes[graph.Ref{Label: graph.MessageLabel, ID: m.ID}] = node{m.Subject, m.Summary, m.Sent}
	}); err != nil {
		return k, err
	}
	if err = each(ctx, events, s.store.Events, func(e graph.Event) {
		k.nodes[graph.Ref{Label: graph.EventLabel, ID: e.ID}] = node{name: e.Label, at: e.At}
	}); err != nil {
		return k, err
	}
	if err = each(ctx, topics, s.store.Topics, func(t graph.TopicCount) {
		k.nodes[graph.Ref{Label: graph.TopicLabel, ID: t.ID}] = node{name: t.Label}
	}); err != nil {
		return k, err
	}
	k.actors, err = s.names(ctx, actors)
	return k, err
}

// names finds what actors are called.
func (s *Service) names(ctx context.Context, ids []string) (map[string]graph.ActorRef, error) {
	out := map[string]graph.ActorRef{}
	return out, each(ctx, ids, s.store.Actors, func(a graph.Actor) { out[a.ID] = ref(a) })
}

// each calls f with what has any of the ids. It sorts ids.
func each[T any](ctx context.Context, ids []string, read reader[T], f func(T)) error {
	slices.Sort(ids)
	for some := range slices.Chunk(slices.Compact(ids), graph.MaxLimit) {
		l, err := read(ctx, graph.Filter{IDs: some}, graph.Page{Limit: graph.MaxLimit})
		if err != nil {
			return err
		}
		for _, it := range l.Items {
			f(it)
		}
	}
	return nil
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
