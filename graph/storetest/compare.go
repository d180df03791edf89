package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"backchannel/graph"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// tester is what a test and a property have in common.
type tester interface {
	Helper()
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}

// same fails unless got is what was wanted, empty and nil lists alike.
func same[T any](t tester, what string, want, got T) {
	t.Helper()
	if d := gocmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Fatalf("%s (-want +got):\n%s", what, d)
	}
}

// must returns the value of a call that may not fail.
func must[T any](t tester, what string) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		return v
	}
}

// sortedBy returns a sorted copy, by the text of the elements.
func sortedBy[T any](items []T, text func(T) string) []T {
	return slices.SortedFunc(slices.Values(items), func(a, b T) int { return cmp.Compare(text(a), text(b)) })
}

func citations(cs []graph.Citation) []graph.Citation { return sortedBy(cs, graph.Citation.String) }

func names(ids []string) []string { return slices.Sorted(slices.Values(ids)) }

// The normal forms below take away what the contract leaves open: the order of
// lists that have none, and whether a recipient repeats the message's citations.

func normalContact(c graph.Contact) graph.Contact {
	c.Citations, c.Topics = citations(c.Citations), names(c.Topics)
	return c
}

func normalMessage(m graph.Message) graph.Message {
	m.Citations, m.Senders, m.Topics = citations(m.Citations), names(m.Senders), names(m.Topics)
	if m.Channel.Mutual() { // participants may be told as either
		for _, r := range m.Recipients {
			if !slices.Contains(m.Senders, r.Actor) {
				m.Senders = names(append(m.Senders, r.Actor))
			}
		}
		m.Recipients = nil
	}
	m.Recipients = slices.Clone(m.Recipients)
	for i := range m.Recipients {
		r := &m.Recipients[i]
		if r.Citations = citations(r.Citations); slices.Equal(r.Citations, m.Citations) {
			r.Citations = nil
		}
	}
	return m
}

// unordered forgets the order of recipients.
func unordered(m graph.Message) graph.Message {
	m.Recipients = sortedBy(m.Recipients, func(r graph.Recipient) string { return string(r.Role) + " " + r.Actor })
	return m
}

func normalActor(a graph.Actor) graph.Actor {
	a.Citations = citations(a.Citations)
	return a
}

func normalEvent(e graph.Event) graph.Event {
	e.Citations = citations(e.Citations)
	return e
}

func normalClaim(c graph.Claim) graph.Claim {
	c.Citations, c.MadeBy, c.ConflictsWith = citations(c.Citations), names(c.MadeBy), names(c.ConflictsWith)
	c.Concerns = sortedBy(c.Concerns, func(r graph.Ref) string { return string(r.Label) + " " + r.ID })
	return c
}

func normalLinks(l graph.Links) graph.Links {
	for i := range l.Replies {
		l.Replies[i].Citations = citations(l.Replies[i].Citations)
	}
	for i := range l.Orders {
		l.Orders[i].Citations = citations(l.Orders[i].Citations)
	}
	for i := range l.Mentions {
		l.Mentions[i].Citations = citations(l.Mentions[i].Citations)
	}
	for i := range l.Identities {
		l.Identities[i].Citations = citations(l.Identities[i].Citations)
	}
	return graph.Links{
		Identities: sortedBy(l.Identities, identity),
		Replies:    sortedBy(l.Replies, func(r graph.Reply) string { return fmt.Sprint(r.Message, "\x00", r.To) }),
		Orders: sortedBy(l.Orders, func(o graph.Order) string {
			return fmt.Sprint(o.Later, "\x00", o.Earlier, "\x00", distance(o))
		}),
		Mentions: sortedBy(l.Mentions, func(m graph.Mention) string { return fmt.Sprint(m.From, "\x00", m.To) }),
	}
}

func identity(x graph.Identity) string {
	return strings.Join([]string{x.Message, x.Actor, string(x.Role), x.Identity}, "\x00")
}

func normalTies(t graph.Ties) graph.Ties {
	for i := range t.Memberships {
		t.Memberships[i].Citations = citations(t.Memberships[i].Citations)
	}
	for i := range t.Relations {
		t.Relations[i].Citations = citations(t.Relations[i].Citations)
	}
	return graph.Ties{
		Memberships: sortedBy(t.Memberships, func(m graph.Membership) string {
			return strings.Join([]string{m.Person, m.Organization, m.Role}, "\x00")
		}),
		Relations: sortedBy(t.Relations, func(r graph.Relation) string { return strings.Join([]string{r.From, r.To, r.Kind}, "\x00") }),
	}
}

func distance(o graph.Order) string {
	text := "open"
	if o.AtLeast != nil {
		text = o.AtLeast.String()
	}
	if o.AtMost != nil {
		return text + ".." + o.AtMost.String()
	}
	return text + "..open"
}

func each[T any](items []T, normal func(T) T) []T {
	out := make([]T, len(items))
	for i, it := range items {
		out[i] = normal(it)
	}
	return out
}
