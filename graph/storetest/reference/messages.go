package reference

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"backchannel/graph"
)

// Messages lists the messages that f admits. A call or meeting has all its
// participants as Senders and no Recipients; elsewhere each recipient has the
// citations that it goes by.
func (g *Graph) Messages(f graph.Filter) []graph.Message {
	out := keep(g.messages, func(m graph.Message) bool { return admitsMessage(&m, f) && g.admitsEnds(&m, f) })
	for i := range out {
		if out[i].Channel.Mutual() {
			out[i].Recipients = nil
		}
	}
	return sorted(out, func(a, b graph.Message) int { return cmp.Or(byMoment(a.Sent, b.Sent), strings.Compare(a.ID, b.ID)) })
}

// admitsEnds holds if one contact of the message meets all that f says of ends. A
// message that makes no contact goes by its senders.
func (g *Graph) admitsEnds(m *graph.Message, f graph.Filter) bool {
	if len(f.From)+len(f.To)+len(f.Actors)+len(f.Roles) == 0 {
		return true
	}
	contacts := g.contactsOf(m)
	if len(contacts) == 0 {
		return len(f.To)+len(f.Roles) == 0 &&
			slices.ContainsFunc(m.Senders, func(s string) bool { return among(f.From, s) && among(f.Actors, s) })
	}
	return slices.ContainsFunc(contacts, func(c graph.Contact) bool { return admitsContact(c, f) })
}

// Extent measures what f leaves to search.
func (g *Graph) Extent(f graph.Filter) graph.Extent {
	e := graph.Extent{Contacts: len(g.Contacts(f))}
	var moments []graph.Moment
	for _, m := range g.Messages(f) {
		e.Messages++
		if !m.Sent.Dated() {
			e.Undated++
		}
		moments = append(moments, m.Sent)
	}
	if e.Undated < e.Messages {
		first, last := Span(moments)
		e.First, e.Last = &first, &last
	}
	return e
}

// Days lists the days, in UTC, of the earliest bounds of the messages that f admits.
func (g *Graph) Days(f graph.Filter) []time.Time {
	out := []time.Time{}
	for _, m := range g.Messages(f) {
		if m.Sent.Earliest != nil {
			out = unite(out, []time.Time{m.Sent.Earliest.UTC().Truncate(24 * time.Hour)})
		}
	}
	return sorted(out, time.Time.Compare)
}
