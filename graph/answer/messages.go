package answer

import (
	"context"
	"slices"
	"strings"

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

	Identities []graph.Identity `json:"identities" doc:"Under which name, address or handle an actor took part, where that is not its id"`
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

// MessageAnswer is one message, what sources say of it, and how to ask for it.
type MessageAnswer struct {
	Message
	Claims   []Claim `json:"claims" doc:"What sources say of this message beyond the record, and where they disagree, at most 100"`
	Cypher   string  `json:"cypher"`
	Revision int64   `json:"revision"`
}

// Messages lists messages, posts and other things without a recipient included.
func (s *Service) Messages(ctx context.Context, q Question) (List[Message], error) {
	a, _, err := s.narrowed(ctx, q)
	if err != nil {
		return List[Message]{}, err
	}
	return s.messages(ctx, a)
}

func (s *Service) messages(ctx context.Context, a asked) (List[Message], error) {
	return listOf(ctx, s, a, s.store.Messages, s.surround, s.noMessage)
}

// noMessage explains why a question about messages found none. It counts messages,
// those without a recipient too.
func (s *Service) noMessage(ctx context.Context, f graph.Filter, c *Coverage) error {
	err := s.noContact(ctx, f, c)
	if err != nil {
		return err
	}
	message := func(text string) string { return strings.Replace(text, "No such contact", "No such message", 1) }
	c.No.Text = message(c.No.Text)
	for i := range c.No.Sentences {
		c.No.Sentences[i].Template = message(c.No.Sentences[i].Template)
	}
	c.Nearest, err = nearest(f, slices.Concat(who, whatAndWhen), func(without graph.Filter) (int, error) {
		e, err := s.store.Extent(ctx, without)
		return e.Messages, err
	})
	return err
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
	claims, err := s.store.Claims(ctx, graph.Filter{Concerning: []string{id}}, graph.Page{Limit: graph.DefaultLimit})
	if err != nil {
		return MessageAnswer{}, err
	}
	out := MessageAnswer{Message: items[0], Cypher: s.cypher(found.Query), Revision: revision}
	out.Claims, err = s.claims(ctx, claims.Items)
	return out, err
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

// neighbors looks up who wrote messages to whom, and the other ends of links.
func (s *Service) neighbors(ctx context.Context, messages []graph.Message, links graph.Links) (known, error) {
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
	return s.lookUp(ctx, actors, others)
}

func (k known) message(m graph.Message, links graph.Links) Message {
	out := Message{Message: m, From: []graph.ActorRef{}, To: []Addressee{}, ReplyTo: []Neighbor{}, Replies: []Neighbor{},
		Mentions: []Mention{}, Identities: []graph.Identity{}}
	for _, id := range m.Senders {
		out.From = append(out.From, k.actors[id])
	}
	for _, r := range m.Recipients {
		out.To = append(out.To, Addressee{k.actors[r.Actor], r.Role})
	}
	self := graph.Ref{Label: graph.MessageLabel, ID: m.ID}
	for _, r := range links.Replies {
		if r.Message == m.ID {
			out.ReplyTo = append(out.ReplyTo, k.neighbor(graph.Ref{Label: graph.MessageLabel, ID: r.To}, r.Citations))
		}
		if r.To == m.ID {
			out.Replies = append(out.Replies, k.neighbor(graph.Ref{Label: graph.MessageLabel, ID: r.Message}, r.Citations))
		}
	}
	out.Preceded, out.Followed = k.orders(self, links.Orders)
	for _, x := range links.Mentions {
		if x.From == self {
			out.Mentions = append(out.Mentions, Mention{Ref: x.To, Name: k.name(x.To), Citations: x.Citations})
		}
	}
	for _, x := range links.Identities {
		if x.Message == m.ID {
			out.Identities = append(out.Identities, x)
		}
	}
	return out
}

// orders are what is known to have come before something and after it.
func (k known) orders(of graph.Ref, orders []graph.Order) (preceded, followed []Neighbor) {
	preceded, followed = []Neighbor{}, []Neighbor{}
	for _, o := range orders {
		if o.Later == of {
			preceded = append(preceded, k.ordered(o.Earlier, o))
		}
		if o.Earlier == of {
			followed = append(followed, k.ordered(o.Later, o))
		}
	}
	return preceded, followed
}

func (k known) neighbor(r graph.Ref, citations []graph.Citation) Neighbor {
	n := k.nodes[r]
	return Neighbor{Ref: r, Summary: firstOf(n.summary, n.name), At: n.at, Citations: citations}
}

func (k known) ordered(r graph.Ref, o graph.Order) Neighbor {
	n := k.neighbor(r, o.Citations)
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
