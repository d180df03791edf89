package dossier

import (
	"slices"

	"backchannel/graph"
)

func (b *builder) messages(list []message) {
	for _, m := range list {
		b.batch.Messages = append(b.batch.Messages, b.message(m))
	}
	b.threads(list)
}

func (b *builder) message(m message) graph.Message {
	out := graph.Message{
		ID: m.ID.text, Channel: graph.Channel(m.Channel.text),
		Sent: b.moment(m.Sent), TimeNote: m.TimeNote.text,
		Subject: m.Subject.text, Summary: m.Summary.text, Body: m.Body.text,
		Answered: graph.AnsweredUnknown, AnsweredBy: b.cites(m.AnsweredCite),
		Topics:     b.idsOf(m.Topics, graph.TopicLabel),
		Attributes: attributes(m.Attributes),
		Citations:  b.cites(m.Cite),
	}
	b.participants(m, &out)
	if m.Answered.given() {
		out.Answered = graph.Answered(m.Answered.text)
	}
	switch said := out.Answered != graph.AnsweredUnknown; {
	case said && len(m.AnsweredCite) == 0:
		b.at(m.Answered.node, "answered: %s cites nothing: add answered_cite with the place that says so, or write unknown", m.Answered.text)
	case !said && len(m.AnsweredCite) > 0:
		b.at(m.AnsweredCite[0].node, "answered_cite needs answered: write yes or no, or remove the citations")
	}
	if m.Note.given() {
		if _, twice := out.Attributes["note"]; twice {
			b.at(m.Note.node, "there is an attribute note as well: keep one of the two")
		}
		if out.Attributes == nil {
			out.Attributes = map[string]string{}
		}
		out.Attributes["note"] = m.Note.text
	}
	for _, r := range m.Mentions {
		to := b.ref(r.ID, graph.PersonLabel, graph.OrganizationLabel, graph.EventLabel)
		b.batch.Mentions = append(b.batch.Mentions, graph.Mention{From: graph.Ref{Label: graph.MessageLabel, ID: out.ID}, To: to, Citations: b.own(r, out)})
	}
	if r := m.ReplyTo; r.ID.given() {
		to := b.ref(r.ID, graph.MessageLabel)
		b.batch.Replies = append(b.batch.Replies, graph.Reply{Message: out.ID, To: to.ID, Citations: b.own(r, out)})
	}
	return out
}

// own returns the citations of a reference, which are those of its message
// unless it has some itself.
func (b *builder) own(r reference, m graph.Message) []graph.Citation {
	if len(r.Cite) > 0 {
		return b.cites(r.Cite)
	}
	return m.Citations
}

// participants reads who sent a message to whom, and holds the channel to its
// meaning: a call or a meeting is between people, a post is addressed to nobody.
func (b *builder) participants(m message, out *graph.Message) {
	addressed := []struct {
		role graph.Role
		list []reference
	}{{graph.To, m.To}, {graph.Cc, m.Cc}, {graph.Bcc, m.Bcc}}
	if m.Channel.given() && m.ID.given() {
		mutual := out.Channel.Mutual()
		switch {
		case mutual && len(m.Between) == 0:
			b.at(m.Channel.node, "a %s is between two or more: name them under between", m.Channel.text)
		case mutual && m.From.ID.given():
			b.at(m.From.ID.node, "a %s has no sender: name all who took part under between", m.Channel.text)
		case !mutual && len(m.Between) > 0:
			b.at(m.Between[0].ID.node, "between is for calls and meetings: name the sender under from and the recipients under to, cc or bcc")
		case !mutual && !m.From.ID.given():
			b.at(m.ID.node, "the message has no sender: name one under from; who is not known may be an actor of that name")
		}
		for _, a := range addressed {
			if len(a.list) > 0 && mutual {
				b.at(a.list[0].ID.node, "a %s has no recipients: name all who took part under between", m.Channel.text)
			} else if len(a.list) > 0 && out.Channel == graph.Post {
				b.at(a.list[0].ID.node, "a post is addressed to nobody: remove the recipients, or name them under mentions")
			}
		}
	}
	if m.From.ID.given() {
		out.Senders = append(out.Senders, b.actor(m.From.ID))
		b.identity(m.From, *out, graph.AsSender)
	}
	for _, r := range m.Between {
		if slices.Contains(out.Senders, r.ID.text) {
			b.at(r.ID.node, "%s is named twice under between: remove one", r.ID.text)
		}
		out.Senders = append(out.Senders, b.actor(r.ID))
		b.identity(r, *out, graph.AsSender, graph.AsTo)
	}
	for _, a := range addressed {
		seen := map[string]bool{}
		for _, r := range a.list {
			if !r.ID.given() {
				continue
			}
			if seen[r.ID.text] {
				b.at(r.ID.node, "%s is named twice under %s: remove one", r.ID.text, a.role)
			}
			seen[r.ID.text] = true
			out.Recipients = append(out.Recipients, graph.Recipient{Actor: b.actor(r.ID), Role: a.role, Citations: b.cites(r.Cite)})
			b.identity(r, *out, graph.Part(a.role))
		}
	}
}

// identity notes under which name or address somebody took part in a message. It
// must be one that finds the actor.
func (b *builder) identity(r reference, m graph.Message, parts ...graph.Part) {
	if !r.Identity.given() || r.Identity.text == r.ID.text {
		return
	}
	if !b.called[r.ID.text][graph.Fold(r.Identity.text)] {
		b.at(r.Identity.node, "%q is no name or alias of %s: add it to the actor's aliases, or mend it", r.Identity.text, r.ID.text)
		return
	}
	for _, part := range parts {
		b.batch.Identities = append(b.batch.Identities, graph.Identity{Message: m.ID, Actor: r.ID.text, Role: part, Identity: r.Identity.text, Citations: b.own(r, m)})
	}
}

// threads names each thread after the message that began it, and reports
// replies that run in a circle. A message that nothing is joined to has none.
func (b *builder) threads(list []message) {
	parent := map[string]string{}
	for _, r := range b.batch.Replies {
		parent[r.Message] = r.To
	}
	joined := map[string]bool{}
	root := func(id string) (string, bool) {
		for range len(parent) + 1 {
			next, ok := parent[id]
			if !ok {
				return id, true
			}
			id = next
		}
		return "", false
	}
	for _, r := range b.batch.Replies {
		joined[r.Message], joined[r.To] = true, true
	}
	for i, m := range list {
		id := m.ID.text
		if !joined[id] {
			continue
		}
		start, ok := root(id)
		if !ok && m.ReplyTo.ID.given() {
			b.at(m.ReplyTo.ID.node, "the replies run in a circle from here back to %s: a reply comes after what it answers", id)
		}
		b.batch.Messages[i].ThreadID = start
	}
}
