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
	out := keep(g.messages, func(m graph.Message) bool { return g.admitsMessage(&m, f) && g.admitsEnds(&m, f) })
	for i := range out {
		if out[i].Channel.Mutual() {
			out[i].Recipients = nil
		}
	}
	return sorted(out, func(a, b graph.Message) int { return cmp.Or(byMoment(a.Sent, b.Sent), strings.Compare(a.ID, b.ID)) })
}

// admitsEnds holds if a sender and a recipient of the message meet all that f says
// of ends; where f says something of senders only, no recipient is needed. From
// somebody to somebody there must be a contact.
func (g *Graph) admitsEnds(m *graph.Message, f graph.Filter) bool {
	if len(f.From) > 0 && len(f.To) > 0 {
		return slices.ContainsFunc(g.contactsOf(m), func(c graph.Contact) bool { return admitsContact(c, f) })
	}
	sent := func(by []string) bool {
		return len(f.From)+len(by) == 0 || slices.ContainsFunc(m.Senders, func(s string) bool { return among(f.From, s) && among(by, s) })
	}
	received := func(by []string) bool {
		return len(f.To)+len(f.Roles)+len(by) == 0 || slices.ContainsFunc(m.Recipients, func(r graph.Recipient) bool {
			return among(f.To, r.Actor) && among(f.Roles, r.Role) && among(by, r.Actor)
		})
	}
	return sent(f.Actors) && received(nil) || sent(nil) && received(f.Actors)
}

// Timeline lists messages and events together, the events that f has in its period
// and, unless they are nil, among those named.
func (g *Graph) Timeline(f graph.Filter, events []string) []graph.Ref {
	type dated struct {
		ref graph.Ref
		at  graph.Moment
	}
	var all []dated
	for _, m := range g.Messages(f) {
		all = append(all, dated{graph.Ref{Label: graph.MessageLabel, ID: m.ID}, m.Sent})
	}
	for _, e := range g.events {
		if inPeriod(e.ID, e.At, f) && (events == nil || slices.Contains(events, e.ID)) {
			all = append(all, dated{graph.Ref{Label: graph.EventLabel, ID: e.ID}, e.At})
		}
	}
	start := func(m graph.Moment) *time.Time {
		if m.Earliest == nil {
			return m.Latest
		}
		return m.Earliest
	}
	sorted(all, func(a, b dated) int {
		return cmp.Or(byTime(start(a.at), start(b.at)), byTime(a.at.Latest, b.at.Latest),
			strings.Compare(string(a.ref.Label), string(b.ref.Label)), strings.Compare(a.ref.ID, b.ref.ID))
	})
	out := []graph.Ref{}
	for _, d := range all {
		out = append(out, d.ref)
	}
	return out
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

// Spans lists the distinct stretches of days in which the dated messages that f
// admits may have been sent.
func (g *Graph) Spans(f graph.Filter) []graph.Moment {
	out := []graph.Moment{}
	for _, m := range g.Messages(f) {
		if m.Sent.Dated() {
			span := bounded(startOfDay(m.Sent.Earliest), startOfDay(m.Sent.Latest))
			if !slices.ContainsFunc(out, func(have graph.Moment) bool { return byMoment(have, span) == 0 }) {
				out = append(out, span)
			}
		}
	}
	return sorted(out, byMoment)
}

func startOfDay(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	day := t.UTC().Truncate(24 * time.Hour)
	return &day
}
