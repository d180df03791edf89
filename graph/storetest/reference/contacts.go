package reference

import (
	"slices"
	"strings"

	"backchannel/graph"
)

// Contacts lists every contact that f admits, in the order of graph.Reader.
func (g *Graph) Contacts(f graph.Filter) []graph.Contact {
	out := []graph.Contact{}
	for i := range g.messages {
		m := &g.messages[i]
		if !admitsMessage(m, f) {
			continue
		}
		for _, c := range g.contactsOf(m) {
			if admitsContact(c, f) {
				c.Certainty = c.At.Within(f.Since, f.Until)
				out = append(out, c)
			}
		}
	}
	return sorted(out, byContact)
}

// contactsOf joins every sender of a message to every recipient; in a call or a
// meeting nobody contacts himself.
func (g *Graph) contactsOf(m *graph.Message) []graph.Contact {
	var out []graph.Contact
	for _, from := range m.Senders {
		for _, to := range m.Recipients {
			if m.Channel.Mutual() && from == to.Actor {
				continue
			}
			topics := slices.Clone(m.Topics)
			slices.Sort(topics)
			out = append(out, graph.Contact{
				MessageID: m.ID, At: m.Sent, TimeNote: m.TimeNote, From: g.actor(from), To: g.actor(to.Actor), Role: to.Role,
				Channel: m.Channel, Topics: topics, Subject: m.Subject, Summary: m.Summary, Answered: m.Answered,
				Certainty: graph.Certain, Citations: unite(m.Citations, to.Citations),
			})
		}
	}
	return out
}

// admitsMessage holds a message to what a filter says of messages.
func admitsMessage(m *graph.Message, f graph.Filter) bool {
	if m.Sent.Within(f.Since, f.Until) == graph.Impossible {
		return false
	}
	if len(f.Topics)+len(f.Words) > 0 {
		about := slices.ContainsFunc(m.Topics, func(t string) bool { return slices.Contains(f.Topics, t) })
		says := len(f.Words) > 0 && hasWords(f.Words, m.Subject, m.Summary, m.Body)
		if !about && !says {
			return false
		}
	}
	return among(f.Channels, m.Channel) && among(f.IDs, m.ID) &&
		(f.Answered == "" || m.Answered == f.Answered) && (f.Thread == "" || m.ThreadID == f.Thread)
}

// admitsContact holds a contact to what a filter says of its ends.
func admitsContact(c graph.Contact, f graph.Filter) bool {
	return among(f.From, c.From.ID) && among(f.To, c.To.ID) && among(f.Roles, c.Role) &&
		(among(f.Actors, c.From.ID) || among(f.Actors, c.To.ID))
}

// among tells whether v is listed; an empty list does not narrow.
func among[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

// hasWords tells whether the text has all the folded phrases.
func hasWords(phrases []string, text ...string) bool {
	folded := graph.Fold(text...)
	for _, p := range phrases {
		if !strings.Contains(folded, p) {
			return false
		}
	}
	return true
}
