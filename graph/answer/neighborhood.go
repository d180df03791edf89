package answer

import (
	"cmp"
	"context"
	"slices"

	"backchannel/graph"
)

// Neighborhood is a node with those that it has most to do with.
type Neighborhood struct {
	Center   PictureNode   `json:"center"`
	Nodes    []PictureNode `json:"nodes" doc:"The neighbours, the strongest first: by contacts with the centre, or messages that join them to it; a membership or a relation counts as one"`
	Edges    []PictureEdge `json:"edges" doc:"All among the centre and the neighbours"`
	LeftOut  LeftOut       `json:"left_out" doc:"nodes: further neighbours; contacts: theirs with the centre, or their messages; edges: between the nodes shown"`
	Cypher   string        `json:"cypher" doc:"Lists the pairs that the contacts of the centre make, or of what is about it, in the engine's Cypher"`
	Window   *Window       `json:"window,omitempty" doc:"Present when the contact index holds only this part of the graph"`
	Revision int64         `json:"revision"`
}

// Bounds of a neighbourhood.
const (
	defaultNeighbours = 30
	maxNeighbours     = 1000
)

// strengths add up what joins neighbours to a centre.
type strengths map[NodeRef]int

// ActorNeighborhood answers whom and what the one actor that name means has most to
// do with. Limit of q bounds the neighbours.
func (s *Service) ActorNeighborhood(ctx context.Context, name string, q Question) (Neighborhood, error) {
	actor, err := s.actorRef(ctx, name)
	if err != nil {
		return Neighborhood{}, err
	}
	center := NodeRef{NodeKind(actor.Kind), actor.ID}
	return s.neighborhood(ctx, center, q, func(v *viewed) (strengths, graph.Filter, error) {
		near, err := v.nearActor(ctx, center)
		f := v.filter
		f.Actors = []string{actor.ID}
		return near, f, err
	})
}

// TopicNeighborhood answers who had most to do with a topic, given by its id.
func (s *Service) TopicNeighborhood(ctx context.Context, id string, q Question) (Neighborhood, error) {
	center := NodeRef{TopicNode, id}
	return s.neighborhood(ctx, center, q, func(v *viewed) (strengths, graph.Filter, error) {
		about, err := v.about(ctx, id)
		if err != nil {
			return nil, v.filter, err
		}
		f := v.filter
		f.Topics, f.Words = []string{id}, nil
		near, err := v.nearInvolved(ctx, about)
		return near, f, err
	})
}

// EventNeighborhood answers who wrote most of an event, given by its id.
func (s *Service) EventNeighborhood(ctx context.Context, id string, q Question) (Neighborhood, error) {
	center := NodeRef{EventNode, id}
	return s.neighborhood(ctx, center, q, func(v *viewed) (strengths, graph.Filter, error) {
		mentioned, err := v.mentioned(ctx, func(to NodeRef) bool { return to == center })
		if err != nil || mentioned[center] == nil {
			return nil, v.filter, err
		}
		f := v.filter
		f.Mentioning = []string{id}
		near, err := v.nearInvolved(ctx, mentioned[center])
		return near, f, err
	})
}

// neighborhood draws a centre with the strongest of what is near. The filter that
// near gives is that of the Cypher to show.
func (s *Service) neighborhood(ctx context.Context, center NodeRef, q Question, near func(*viewed) (strengths, graph.Filter, error)) (Neighborhood, error) {
	limit := q.Limit
	if limit == 0 {
		limit = defaultNeighbours
	}
	if limit < 1 || limit > maxNeighbours {
		return Neighborhood{}, graph.Errorf(graph.Invalid, "limit is %d: give a number from 1 to %d", limit, maxNeighbours)
	}
	v, err := s.viewed(ctx, q)
	if err != nil {
		return Neighborhood{}, err
	}
	found, f, err := near(v)
	if err != nil {
		return Neighborhood{}, err
	}
	delete(found, center)
	order := make([]NodeRef, 0, len(found))
	for ref := range found {
		order = append(order, ref)
	}
	slices.SortFunc(order, func(a, b NodeRef) int {
		return cmp.Or(cmp.Compare(found[b], found[a]), cmp.Compare(a.Kind.rank(), b.Kind.rank()), cmp.Compare(a.ID, b.ID))
	})
	shown := order[:min(limit, len(order))]
	p, err := v.picture(ctx, append([]NodeRef{center}, shown...))
	if err != nil {
		return Neighborhood{}, err
	}
	if slices.Contains(p.Missing, center) {
		return Neighborhood{}, graph.Errorf(graph.NotFound, "no %s has the id %q: look it up with /api/v1/search", center.Kind, center.ID)
	}
	out := Neighborhood{Center: p.Nodes[0], Nodes: p.Nodes[1:], Edges: p.Edges, Window: p.Window, Revision: p.Revision,
		LeftOut: LeftOut{Nodes: len(order) - len(shown), Edges: p.LeftOut.Edges, Partial: p.LeftOut.Partial},
		Cypher:  s.cypher(s.store.Summed(f, graph.Page{Limit: limit}))}
	for _, ref := range order[len(shown):] {
		out.LeftOut.Contacts += found[ref]
	}
	return out, nil
}

// nearActor finds whom an actor was in contact with, what its messages are about and
// mention, who mentions it, and what it belongs or is related to.
func (v *viewed) nearActor(ctx context.Context, center NodeRef) (strengths, error) {
	near := strengths{}
	if number, ok := v.Index().ActorNumber(center.ID); ok {
		contacts, err := v.Neighbours(ctx, number)
		if err != nil {
			return nil, err
		}
		for _, n := range contacts {
			near[v.actorNode(n.Actor)] += n.Contacts
		}
		topics, err := v.TopicsOf(ctx, number)
		if err != nil {
			return nil, err
		}
		for id, n := range topics {
			near[NodeRef{TopicNode, id}] += n
		}
	}
	for _, m := range v.posts.list {
		if slices.Contains(m.senders, center.ID) {
			for _, id := range m.topics {
				near[NodeRef{TopicNode, id}]++
			}
		}
	}
	others := map[string]int{} // actors whose kind is yet to be found
	mentioned, err := v.mentioned(ctx, func(NodeRef) bool { return true })
	if err != nil {
		return nil, err
	}
	for to, who := range mentioned {
		if to == center {
			for id, p := range who.by {
				others[id] += p.messages
			}
		} else if p := who.by[center.ID]; p != nil {
			near[to] += p.messages
		}
	}
	for _, t := range v.around.members {
		switch center.ID {
		case t.from:
			near[NodeRef{OrganizationNode, t.to}]++
		case t.to:
			near[NodeRef{PersonNode, t.from}]++
		}
	}
	for _, t := range v.around.relations {
		switch center.ID {
		case t.from:
			others[t.to]++
		case t.to:
			others[t.from]++
		}
	}
	return near, v.addActors(ctx, near, others)
}

// nearInvolved are the actors that messages involve.
func (v *viewed) nearInvolved(ctx context.Context, i *involved) (strengths, error) {
	near, others := strengths{}, map[string]int{}
	for id, p := range i.by {
		others[id] = p.messages
	}
	return near, v.addActors(ctx, near, others)
}

// addActors adds actors that are known by their ids.
func (v *viewed) addActors(ctx context.Context, near strengths, ids map[string]int) error {
	var unknown []string
	for id, n := range ids {
		if number, ok := v.Index().ActorNumber(id); ok {
			near[v.actorNode(number)] += n
		} else {
			unknown = append(unknown, id)
		}
	}
	return each(ctx, unknown, v.store.Actors, func(a graph.Actor) { near[NodeRef{NodeKind(a.Kind), a.ID}] += ids[a.ID] })
}
