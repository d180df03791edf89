package answer

import (
	"context"
	"slices"

	"backchannel/graph"
)

// Message is a message with the names of all it reached and what surrounds it.
type Message struct {
	graph.Message
	From     []graph.ActorRef `json:"from"`
	To       []Addressee      `json:"to"`
	ReplyTo  []Neighbor       `json:"reply_to" doc:"What it answers"`
	Replies  []Neighbor       `json:"replies" doc:"What answers it"`
	Preceded []Neighbor       `json:"preceded_by" doc:"Messages and events known to have come before it, with the distance where it is known"`
	Followed []Neighbor       `json:"followed_by"`
	Mentions []Mention        `json:"mentions"`
}

// Addressee is a recipient with a name.
type Addressee struct {
	graph.ActorRef
	Role graph.Role `json:"role"`
}

// Neighbor is a message or an event beside another.
type Neighbor struct {
	Ref            graph.Ref        `json:"ref"`
	Summary        string           `json:"summary"`
	At             graph.Moment     `json:"at"`
	AtLeastSeconds *float64         `json:"at_least_seconds" doc:"The distance is at least this; null if open"`
	AtMostSeconds  *float64         `json:"at_most_seconds" doc:"The distance is at most this; null if open"`
	Note           string           `json:"note,omitempty"`
	Citations      []graph.Citation `json:"citations"`
}

// Mention is what a message speaks of.
type Mention struct {
	Ref       graph.Ref        `json:"ref"`
	Name      string           `json:"name"`
	Citations []graph.Citation `json:"citations"`
}

// MessageAnswer is one message, and how to ask for it.
type MessageAnswer struct {
	Message
	Cypher   string `json:"cypher"`
	Revision int64  `json:"revision"`
}

// Messages lists messages, posts and other things without a recipient included.
func (s *Service) Messages(ctx context.Context, q Question) (List[Message], error) {
	a, err := s.resolve(ctx, q)
	if err != nil {
		return List[Message]{}, err
	}
	return s.messages(ctx, a)
}

func (s *Service) messages(ctx context.Context, a asked) (List[Message], error) {
	revision, err := s.start(ctx, &a)
	if err != nil {
		return List[Message]{}, err
	}
	found, err := s.store.Messages(ctx, a.filter, a.page)
	if err != nil {
		return List[Message]{}, err
	}
	items, err := s.surround(ctx, found.Items)
	if err != nil {
		return List[Message]{}, err
	}
	l := list(s, a, revision, graph.List[Message]{Items: items, Total: found.Total, Query: found.Query}, same)
	if l.Coverage, err = s.cover(ctx, a.filter); err == nil && found.Total == 0 {
		err = s.negative(ctx, a.filter, &l.Coverage)
	}
	return l, err
}

// Message returns one message with what preceded and followed it.
func (s *Service) Message(ctx context.Context, id string) (MessageAnswer, error) {
	revision, err := s.store.Revision(ctx)
	if err != nil {
		return MessageAnswer{}, err
	}
	found, err := s.store.Messages(ctx, graph.Filter{IDs: []string{id}}, graph.Page{Limit: 1})
	if err != nil {
		return MessageAnswer{}, err
	}
	if len(found.Items) == 0 {
		return MessageAnswer{}, graph.Errorf(graph.NotFound, "no message has the id %q: list them with /api/v1/messages", id)
	}
	items, err := s.surround(ctx, found.Items)
	if err != nil {
		return MessageAnswer{}, err
	}
	return MessageAnswer{Message: items[0], Cypher: s.cypher(found.Query), Revision: revision}, nil
}

// Thread returns the messages of a thread in order. A thread is named by its own
// id or by that of any message in it.
func (s *Service) Thread(ctx context.Context, id string, q Question) (List[Message], error) {
	a, err := s.resolve(ctx, Question{Limit: q.Limit, Cursor: q.Cursor})
	if err != nil {
		return List[Message]{}, err
	}
	one, err := s.store.Messages(ctx, graph.Filter{IDs: []string{id}}, graph.Page{Limit: 1})
	if err != nil {
		return List[Message]{}, err
	}
	switch {
	case len(one.Items) == 0:
		a.filter.Thread = id
	case one.Items[0].ThreadID != "":
		a.filter.Thread = one.Items[0].ThreadID
	default: // a thread of one
		a.filter.IDs = []string{id}
	}
	l, err := s.messages(ctx, a)
	if err == nil && l.Total == 0 {
		return l, graph.Errorf(graph.NotFound, "no thread and no message has the id %q: list messages with /api/v1/messages", id)
	}
	return l, err
}

// surround adds names, replies, orders and mentions to messages.
func (s *Service) surround(ctx context.Context, messages []graph.Message) ([]Message, error) {
	refs := make([]graph.Ref, len(messages))
	for i, m := range messages {
		refs[i] = graph.Ref{Label: graph.MessageLabel, ID: m.ID}
	}
	links, err := s.store.Links(ctx, refs)
	if err != nil {
		return nil, err
	}
	around, err := s.neighbors(ctx, messages, links)
	if err != nil {
		return nil, err
	}
	out := make([]Message, len(messages))
	for i, m := range messages {
		out[i] = around.message(m, links)
	}
	return out, nil
}

// surroundings are the names and the other ends of links.
type surroundings struct {
	actors map[string]graph.ActorRef
	nodes  map[graph.Ref]Neighbor
}

func (s *Service) neighbors(ctx context.Context, messages []graph.Message, links graph.Links) (surroundings, error) {
	a := surroundings{nodes: map[graph.Ref]Neighbor{}}
	var actors []string
	for _, m := range messages {
		actors = append(actors, m.Senders...)
		for _, r := range m.Recipients {
			actors = append(actors, r.Actor)
		}
	}
	var others []graph.Ref
	for _, r := range links.Replies {
		others = append(others, graph.Ref{Label: graph.MessageLabel, ID: r.Message}, graph.Ref{Label: graph.MessageLabel, ID: r.To})
	}
	for _, o := range links.Orders {
		others = append(others, o.Later, o.Earlier)
	}
	for _, m := range links.Mentions {
		others = append(others, m.To)
	}
	var ids [2][]string // messages, events
	for _, r := range others {
		switch r.Label {
		case graph.MessageLabel:
			ids[0] = append(ids[0], r.ID)
		case graph.EventLabel:
			ids[1] = append(ids[1], r.ID)
		default:
			actors = append(actors, r.ID)
		}
	}
	if len(ids[0]) > 0 {
		l, err := s.store.Messages(ctx, graph.Filter{IDs: ids[0]}, graph.Page{Limit: graph.MaxLimit})
		if err != nil {
			return a, err
		}
		for _, m := range l.Items {
			r := graph.Ref{Label: graph.MessageLabel, ID: m.ID}
			a.nodes[r] = Neighbor{Ref: r, Summary: firstOf(m.Summary, m.Subject), At: m.Sent}
		}
	}
	if len(ids[1]) > 0 {
		l, err := s.store.Events(ctx, graph.Filter{IDs: ids[1]}, graph.Page{Limit: graph.MaxLimit})
		if err != nil {
			return a, err
		}
		for _, e := range l.Items {
			r := graph.Ref{Label: graph.EventLabel, ID: e.ID}
			a.nodes[r] = Neighbor{Ref: r, Summary: e.Label, At: e.At}
		}
	}
	slices.Sort(actors)
	var err error
	a.actors, err = s.names(ctx, slices.Compact(actors))
	return a, err
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

func (a surroundings) message(m graph.Message, links graph.Links) Message {
	out := Message{Message: m, From: []graph.ActorRef{}, To: []Addressee{}, ReplyTo: []Neighbor{}, Replies: []Neighbor{},
		Preceded: []Neighbor{}, Followed: []Neighbor{}, Mentions: []Mention{}}
	for _, id := range m.Senders {
		out.From = append(out.From, a.actors[id])
	}
	for _, r := range m.Recipients {
		out.To = append(out.To, Addressee{a.actors[r.Actor], r.Role})
	}
	self := graph.Ref{Label: graph.MessageLabel, ID: m.ID}
	for _, r := range links.Replies {
		if r.Message == m.ID {
			out.ReplyTo = append(out.ReplyTo, a.neighbor(graph.Ref{Label: graph.MessageLabel, ID: r.To}, r.Citations))
		}
		if r.To == m.ID {
			out.Replies = append(out.Replies, a.neighbor(graph.Ref{Label: graph.MessageLabel, ID: r.Message}, r.Citations))
		}
	}
	for _, o := range links.Orders {
		if o.Later == self {
			out.Preceded = append(out.Preceded, a.ordered(o.Earlier, o))
		}
		if o.Earlier == self {
			out.Followed = append(out.Followed, a.ordered(o.Later, o))
		}
	}
	for _, x := range links.Mentions {
		if x.From == self {
			out.Mentions = append(out.Mentions, Mention{Ref: x.To, Name: firstOf(a.nodes[x.To].Summary, a.actors[x.To.ID].Name), Citations: x.Citations})
		}
	}
	return out
}

func (a surroundings) neighbor(r graph.Ref, citations []graph.Citation) Neighbor {
	n := a.nodes[r]
	n.Ref, n.Citations = r, citations
	return n
}

func (a surroundings) ordered(r graph.Ref, o graph.Order) Neighbor {
	n := a.neighbor(r, o.Citations)
	n.Note = o.Note
	if o.AtLeast != nil {
		least := o.AtLeast.Seconds()
		n.AtLeastSeconds = &least
	}
	if o.AtMost != nil {
		most := o.AtMost.Seconds()
		n.AtMostSeconds = &most
	}
	return n
}
