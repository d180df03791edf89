package reference

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"backchannel/graph"
)

// Contacts lists every contact that f admits, in the order of graph.Reader.
func (g *Graph) Contacts(f graph.Filter) []graph.Contact {
	out := []graph.Contact{}
	for i := range g.messages {
		m := &g.messages[i]
		if !g.admitsMessage(m, f) {
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

// NewestContacts lists the same, the latest first.
func (g *Graph) NewestContacts(f graph.Filter) []graph.Contact {
	return sorted(g.Contacts(f), func(a, b graph.Contact) int {
		start := func(m graph.Moment) *time.Time { return cmp.Or(m.Earliest, m.Latest) }
		end := func(m graph.Moment) *time.Time { return cmp.Or(m.Latest, m.Earliest) }
		latest := func(a, b *time.Time) int {
			if a == nil || b == nil {
				return byTime(a, b)
			}
			return b.Compare(*a)
		}
		a.At, b.At = graph.Moment{Earliest: start(a.At), Latest: end(a.At)}, graph.Moment{Earliest: start(b.At), Latest: end(b.At)}
		of := latest(a.At.Earliest, b.At.Earliest)
		of = cmp.Or(of, latest(a.At.Latest, b.At.Latest))
		a.At, b.At = graph.Moment{}, graph.Moment{}
		return cmp.Or(of, byContact(a, b))
	})
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
func (g *Graph) admitsMessage(m *graph.Message, f graph.Filter) bool {
	if !inPeriod(m.ID, m.Sent, f) || f.Unaddressed && len(g.contactsOf(m)) > 0 {
		return false
	}
	if len(f.Topics)+len(f.Words) > 0 {
		about := slices.ContainsFunc(m.Topics, func(t string) bool { return slices.Contains(f.Topics, t) })
		says := len(f.Words) > 0 && g.says(m, f)
		if !about && !says {
			return false
		}
	}
	if len(f.Mentioning) > 0 && !slices.ContainsFunc(g.mentions, func(x graph.Mention) bool {
		return x.From.ID == m.ID && x.To.Label == graph.EventLabel && slices.Contains(f.Mentioning, x.To.ID)
	}) {
		return false
	}
	return among(f.Channels, m.Channel) && among(f.IDs, m.ID) &&
		(f.Answered == "" || m.Answered == f.Answered) && (f.Thread == "" || m.ThreadID == f.Thread)
}

// inPeriod tells whether something could have been in the period, if there is one.
func inPeriod(id string, at graph.Moment, f graph.Filter) bool {
	if (f.Since != nil || f.Until != nil) && slices.Contains(f.Elsewhen, id) {
		return false
	}
	return at.Within(f.Since, f.Until) != graph.Impossible
}

// says tells whether a message has all the words, or is about or mentions something
// whose name has them.
func (g *Graph) says(m *graph.Message, f graph.Filter) bool {
	if hasText(f, []string{m.Subject, m.Summary, m.Body}, []string{m.TimeNote}) {
		return true
	}
	var of []graph.Ref
	for _, id := range m.Topics {
		of = append(of, graph.Ref{Label: graph.TopicLabel, ID: id})
	}
	for _, x := range g.mentions {
		if x.From.ID == m.ID {
			of = append(of, x.To)
		}
	}
	return !f.OwnText && slices.ContainsFunc(of, func(r graph.Ref) bool { return hasWords(f.Words, g.named(r)...) })
}

// named is what something is called; of an event its summary counts too. A
// message has no name.
func (g *Graph) named(r graph.Ref) []string {
	var out []string
	switch r.Label {
	case graph.TopicLabel:
		for _, t := range g.topics {
			if t.ID == r.ID {
				out = append(out, t.Label)
			}
		}
	case graph.EventLabel:
		for _, e := range g.events {
			if e.ID == r.ID {
				out = append(out, e.Label, e.Summary)
			}
		}
	case graph.PersonLabel, graph.OrganizationLabel:
		for _, a := range g.actors {
			if a.ID == r.ID {
				out = append(append(out, a.Name), a.Aliases...)
			}
		}
	}
	return out
}

// admitsContact holds a contact to what a filter says of its ends.
func admitsContact(c graph.Contact, f graph.Filter) bool {
	return among(f.From, c.From.ID) && among(f.To, c.To.ID) && among(f.Roles, c.Role) &&
		(among(f.Actors, c.From.ID) || among(f.Actors, c.To.ID))
}

// among tells whether v is listed; an empty list does not narrow.
func among[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

// hasText tells whether something has all the words: in what it says or is called
// or, if it is the text that counts, in what is noted of it.
func hasText(f graph.Filter, said, noted []string) bool {
	for _, w := range f.Words {
		if !hasWords([]string{w}, said...) && !(f.OwnText && hasWords([]string{w}, noted...)) {
			return false
		}
	}
	return true
}

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
