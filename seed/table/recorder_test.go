package table

import (
	"context"
	"strings"
	"sync"

	"backchannel/graph"
)

// recorder keeps the contract of graph.Writer as far as an importer can notice:
// it counts what a batch makes and what was there, and refuses a batch that
// refers to what neither it nor the recorder holds.
type recorder struct {
	mu       sync.Mutex
	have     map[string]bool // label or type, and ids
	messages map[string]graph.Message
	actors   map[string]graph.Actor
	batches  int
	contacts int

	identities []graph.Identity
}

func newRecorder() *recorder {
	return &recorder{have: map[string]bool{}, messages: map[string]graph.Message{}, actors: map[string]graph.Actor{}}
}

func (r *recorder) Write(ctx context.Context, b *graph.Batch) (graph.Written, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.batches++
	w := graph.Written{}
	put := func(kind string, ids ...string) {
		c := w[kind]
		if k := kind + "\x00" + strings.Join(ids, "\x00"); r.have[k] {
			c.Existing++
		} else {
			r.have[k] = true
			c.Created++
		}
		w[kind] = c
	}
	var missing error
	need := func(label graph.Label, id string) {
		if !r.have[string(label)+"\x00"+id] && missing == nil {
			missing = graph.Errorf(graph.Invalid, "there is no %s %q", label, id)
		}
	}
	cited := func(list []graph.Citation) {
		if len(list) == 0 && missing == nil {
			missing = graph.Errorf(graph.Invalid, "something cites nothing")
		}
		for _, c := range list {
			need(graph.SourceLabel, c.SourceID)
		}
	}
	party := func(id string) {
		if !r.have["Person\x00"+id] {
			need(graph.OrganizationLabel, id)
		}
	}
	for _, s := range b.Sources {
		put("Source", s.ID)
	}
	for _, t := range b.Topics {
		put("Topic", t.ID)
	}
	for _, a := range b.Actors {
		cited(a.Citations)
		put(string(a.Kind.Label()), a.ID)
		if old, ok := r.actors[a.ID]; !ok || a.Name != "" && old.Name == "" {
			r.actors[a.ID] = a
		}
	}
	for _, e := range b.Events {
		cited(e.Citations)
		put("Event", e.ID)
	}
	for _, m := range b.Messages {
		cited(m.Citations)
		put("Message", m.ID)
		if _, ok := r.messages[m.ID]; !ok {
			r.messages[m.ID] = m
		}
		for _, s := range m.Senders {
			party(s)
			put("SENT", s, m.ID)
		}
		for _, to := range m.Recipients {
			party(to.Actor)
			put(strings.ToUpper(string(to.Role)), m.ID, to.Actor)
			for _, c := range to.Citations {
				need(graph.SourceLabel, c.SourceID)
			}
		}
		for _, t := range m.Topics {
			need(graph.TopicLabel, t)
			put("ABOUT", m.ID, t)
		}
	}
	for _, m := range b.Memberships {
		cited(m.Citations)
		need(graph.PersonLabel, m.Person)
		need(graph.OrganizationLabel, m.Organization)
		put("MEMBER_OF", m.Person, m.Organization, m.Role, m.From.String(), m.Until.String())
	}
	for _, l := range b.Relations {
		cited(l.Citations)
		party(l.From)
		party(l.To)
		put("RELATED_TO", l.From, l.To, l.Kind, l.Since.String(), l.Until.String())
	}
	for _, l := range b.Replies {
		cited(l.Citations)
		need(graph.MessageLabel, l.Message)
		need(graph.MessageLabel, l.To)
		put("REPLY_TO", l.Message, l.To)
	}
	for _, l := range b.Mentions {
		cited(l.Citations)
		need(l.From.Label, l.From.ID)
		need(l.To.Label, l.To.ID)
		put("MENTIONS", l.From.ID, string(l.To.Label), l.To.ID)
	}
	for _, x := range b.Identities {
		cited(x.Citations)
		need(graph.MessageLabel, x.Message)
		party(x.Actor)
		put("IDENTIFIES", x.Message, x.Actor, string(x.Role), x.Identity)
	}
	r.identities = append(r.identities, b.Identities...)
	for _, m := range b.Messages {
		r.contacts += len(m.Recipients)
	}
	return w, missing
}

// sink takes batches and does nothing with them, for benchmarks.
type sink struct{ contacts int }

func (s *sink) Write(_ context.Context, b *graph.Batch) (graph.Written, error) {
	for _, m := range b.Messages {
		s.contacts += len(m.Recipients)
	}
	return nil, nil
}
