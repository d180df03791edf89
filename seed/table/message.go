package table

import (
	"slices"
	"strconv"

	"backchannel/graph"
	"backchannel/seed"
)

func (b *builder) message(p *messagePlan) (bool, *seed.Problem) {
	id, problem := b.id(&p.id, "message")
	if problem != nil {
		return false, problem
	}
	sent, problem := b.when(&p.time)
	if problem != nil {
		return false, problem
	}
	channel := b.name(&p.channel)
	if len(channel) == 0 {
		return false, b.problem(&p.channel, "the channel is missing")
	}
	answered, problem := b.answered(&p.answered)
	if problem != nil {
		return false, problem
	}
	if problem = b.parties(p); problem != nil {
		return false, problem
	}

	if p.many {
		// The how-manieth of its like a row is does not change when more rows are
		// added behind it, so a second import makes the same ids.
		h := hash64(id)
		b.repeats[h]++
		if n := b.repeats[h]; n > 1 {
			id = strconv.AppendUint(append(append([]byte{}, id...), '~'), uint64(n), 10)
		}
	}
	m := graph.Message{
		Channel: channelOf(channel), Sent: sent, Answered: answered,
		TimeNote: b.text(&p.note), Subject: b.text(&p.subject), Summary: b.text(&p.summary), Body: b.text(&p.body),
		ThreadID: string(b.name(&p.thread)), Attributes: b.attributes(p.attributes),
	}
	if !p.many {
		if at, isNew := b.place("message\x00", id, len(b.batch.Messages)); !isNew {
			more := b.identified(string(id), m.Channel)
			return b.addTo(&b.batch.Messages[at], &m) || more, nil
		}
	} else {
		b.weight++
	}
	if !p.many || b.refers {
		h := hash64(id)
		if _, seen := b.messages[h]; seen {
			b.ordered = true // an earlier batch holds it too
		}
		b.messages[h] = struct{}{}
	}
	m.ID = string(id)
	b.identified(m.ID, m.Channel)
	m.Senders, m.Recipients, m.Topics = b.senders.copy(b.from), b.tos.copy(b.to), b.topicIDs.copy(b.about)
	m.Citations = b.citations.copy(b.cites)
	b.weight += len(m.Recipients)
	if n := len(b.batch.Messages); n == cap(b.batch.Messages) {
		b.batch.Messages = slices.Grow(b.batch.Messages, max(1024, n))
	}
	b.batch.Messages = append(b.batch.Messages, m)
	return true, nil
}

// parties reads the row's senders, recipients and topics.
func (b *builder) parties(p *messagePlan) *seed.Problem {
	b.from, b.to, b.about, b.named = b.from[:0], b.to[:0], b.about[:0], b.named[:0]
	for i := range p.from {
		it := &p.from[i]
		if problem := b.each(it, func(id []byte, r *row) (bool, string) {
			cite := b.cite(r)
			who, reason := b.known(id, b.name(&it.name), it.kind, cite)
			if reason != "" {
				return true, reason
			}
			b.identify(it, who, graph.AsSender, cite)
			if contains(b.from, id) {
				return true, ""
			}
			if it.lookup != nil {
				b.cites = append(b.cites, cite)
			}
			b.from = append(b.from, who)
			return false, ""
		}); problem != nil {
			return problem
		}
	}
	if len(b.from) == 0 {
		return b.problem(&p.from[0].id, "the sender is missing")
	}
	for i := range p.to {
		it := &p.to[i]
		if problem := b.each(it, func(id []byte, r *row) (bool, string) {
			how := graph.To
			if text := b.name(&it.role); len(text) > 0 {
				var ok bool
				if how, ok = role(text); !ok {
					return false, "not a role: " + quote(text) + ": write to, cc or bcc"
				}
			}
			cite := b.cite(r)
			who, reason := b.known(id, b.name(&it.name), it.kind, cite)
			if reason != "" {
				return false, reason
			}
			b.identify(it, who, graph.Part(how), cite)
			for _, have := range b.to {
				if have.Actor == who && have.Role == how {
					return true, ""
				}
			}
			to := graph.Recipient{Actor: who, Role: how}
			if it.lookup != nil {
				to.Citations = b.citations.copy([]graph.Citation{cite})
			}
			b.to = append(b.to, to)
			return false, ""
		}); problem != nil {
			return problem
		}
	}
	for i := range p.topics {
		it := &p.topics[i]
		if problem := b.each(it, func(id []byte, r *row) (bool, string) {
			topic, reason := b.topicID(id, b.name(&it.label))
			if reason != "" || contains(b.about, id) {
				return true, reason
			}
			if it.lookup != nil {
				b.cites = append(b.cites, b.cite(r))
			}
			b.about = append(b.about, topic)
			return false, ""
		}); problem != nil {
			return problem
		}
	}
	return nil
}

// identify notes under which identity, if the mapping gives one, an actor takes part
// in the message at hand.
func (b *builder) identify(it *item, who string, part graph.Part, cite graph.Citation) {
	if !it.as.given {
		return
	}
	if as := b.name(&it.as); len(as) > 0 && string(as) != who {
		b.named = append(b.named, graph.Identity{Actor: who, Role: part, Identity: string(as), Citations: []graph.Citation{cite}})
	}
}

// identified puts into the batch what identify has noted, and tells whether any of
// it is new there. Who takes part in a call or a meeting does so as both.
func (b *builder) identified(message string, c graph.Channel) (changed bool) {
	for _, x := range b.named {
		x.Message = message
		parts := []graph.Part{x.Role}
		if c.Mutual() {
			parts = []graph.Part{graph.AsSender, graph.AsTo}
		}
		for _, x.Role = range parts {
			held, isNew := hold(b, &b.batch.Identities, "identity\x00", key(message, x.Actor, string(x.Role), x.Identity), x)
			unite(&held.Citations, x.Citations)
			changed = changed || isNew
		}
	}
	return changed
}

// addTo joins what a further row says of a message to it.
func (b *builder) addTo(old, m *graph.Message) bool {
	answered := m.Answered
	if answered == graph.AnsweredUnknown {
		answered = ""
	}
	changed := some(set(&old.Channel, m.Channel), setMoment(&old.Sent, m.Sent), set(&old.TimeNote, m.TimeNote), set(&old.Subject, m.Subject),
		set(&old.Summary, m.Summary), set(&old.Body, m.Body), set(&old.ThreadID, m.ThreadID), set(&old.Answered, answered),
		setAll(&old.Attributes, m.Attributes), unite(&old.Senders, b.from), unite(&old.Topics, b.about))
	for _, r := range b.to {
		if at := recipient(old.Recipients, r); at >= 0 {
			unite(&old.Recipients[at].Citations, r.Citations)
			continue
		}
		if len(r.Citations) == 0 { // it is read from this row, not from the message's first
			r.Citations = b.citations.copy(b.cites)
		}
		old.Recipients = append(old.Recipients, r)
		b.weight++
		changed = true
	}
	b.cited(&old.Citations)
	return changed
}

func recipient(list []graph.Recipient, r graph.Recipient) int {
	for i, have := range list {
		if have.Actor == r.Actor && have.Role == r.Role {
			return i
		}
	}
	return -1
}

func (b *builder) answered(t *template) (graph.Answered, *seed.Problem) {
	switch text := b.name(t); string(text) {
	case "", string(graph.AnsweredUnknown):
		return graph.AnsweredUnknown, nil
	case string(graph.AnsweredYes):
		return graph.AnsweredYes, nil
	case string(graph.AnsweredNo):
		return graph.AnsweredNo, nil
	default:
		return "", b.problem(t, "answered is "+quote(text)+": write yes, no or unknown")
	}
}

// role reads a recipient's role, in any case.
func role(text []byte) (graph.Role, bool) {
	switch string(text) {
	case "to", "To", "TO":
		return graph.To, true
	case "cc", "Cc", "CC":
		return graph.Cc, true
	case "bcc", "Bcc", "BCC":
		return graph.Bcc, true
	}
	return "", false
}

// channelOf spares a copy of the common words.
func channelOf(text []byte) graph.Channel {
	switch string(text) {
	case string(graph.Email):
		return graph.Email
	case string(graph.DirectMessage):
		return graph.DirectMessage
	case string(graph.Post):
		return graph.Post
	}
	return graph.Channel(text)
}
