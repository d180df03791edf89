package answer

import (
	"context"

	"backchannel/graph"
)

// maxMentioning is how many of the messages that mention an event are listed.
const maxMentioning = 200

// EventAnswer is one event, what is known of its order, and what speaks of it.
type EventAnswer struct {
	graph.Event
	Preceded    []Neighbor `json:"preceded_by" doc:"Messages and events known to have come before it, with the distance where it is known"`
	Followed    []Neighbor `json:"followed_by"`
	MentionedBy []Message  `json:"mentioned_by" doc:"Messages that mention it, the oldest first, at most 200"`
	Mentions    int        `json:"mentions" doc:"How many messages mention it"`
	Cypher      string     `json:"cypher" doc:"Lists the messages that mention it, in the engine's Cypher"`
	Revision    int64      `json:"revision"`
}

// Event returns one event with what preceded and followed it, and the messages that
// mention it.
func (s *Service) Event(ctx context.Context, id string) (EventAnswer, error) {
	revision, err := s.store.Revision(ctx)
	if err != nil {
		return EventAnswer{}, err
	}
	found, err := s.store.Events(ctx, graph.Filter{IDs: []string{id}}, graph.Page{Limit: 1})
	if err != nil {
		return EventAnswer{}, err
	}
	if len(found.Items) == 0 {
		return EventAnswer{}, graph.Errorf(graph.NotFound, "no event has the id %q: list events with /api/v1/timeline", id)
	}
	stops := map[graph.Ref]TimelineItem{}
	if err := s.eventStops(ctx, []string{id}, stops); err != nil {
		return EventAnswer{}, err
	}
	stop := stops[graph.Ref{Label: graph.EventLabel, ID: id}]
	messages, err := s.store.Messages(ctx, graph.Filter{Mentioning: []string{id}}, graph.Page{Limit: maxMentioning})
	if err != nil {
		return EventAnswer{}, err
	}
	out := EventAnswer{Event: found.Items[0], Preceded: stop.Preceded, Followed: stop.Followed,
		Mentions: messages.Total, Cypher: s.cypher(messages.Query), Revision: revision}
	out.MentionedBy, err = s.surround(ctx, messages.Items)
	return out, err
}
