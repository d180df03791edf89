package hypothesis

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

// memory is a store of contacts between actors whose id is their name: what the
// statistics are tested on. The engines are tested on the same questions in
// engines_test.go.
type memory struct {
	graph.Reader
	graph.Querier
	graph.Streamer
	contacts []graph.Contact // in the order of graph.Reader.Contacts
	actors   []graph.Actor
	messages []graph.Message // posts
	identity []graph.Identity
}

func (m *memory) Identified(context.Context) iter.Seq2[graph.Identity, error] {
	return func(yield func(graph.Identity, error) bool) {
		for _, x := range m.identity {
			if !yield(x, nil) {
				return
			}
		}
	}
}

func (m *memory) Capabilities() graph.Capabilities {
	return graph.Capabilities{Dialect: graph.Neo4jDialect}
}

func (m *memory) Stream(_ context.Context, f graph.Filter) iter.Seq2[graph.Contact, error] {
	return func(yield func(graph.Contact, error) bool) {
		for _, c := range m.contacts {
			ok := c.At.Within(f.Since, f.Until) != graph.Impossible &&
				(len(f.From) == 0 || slices.Contains(f.From, c.From.ID)) && (len(f.To) == 0 || slices.Contains(f.To, c.To.ID)) &&
				(len(f.Channels) == 0 || slices.Contains(f.Channels, c.Channel)) &&
				(len(f.Topics) == 0 || slices.ContainsFunc(c.Topics, func(t string) bool { return slices.Contains(f.Topics, t) }))
			if ok && !yield(c, nil) {
				return
			}
		}
	}
}

func (m *memory) Actors(_ context.Context, f graph.Filter, _ graph.Page) (graph.List[graph.Actor], error) {
	var l graph.List[graph.Actor]
	for _, a := range m.actors {
		if slices.Contains(f.IDs, a.ID) {
			l.Items = append(l.Items, a)
		}
	}
	return l, nil
}

func (m *memory) Ties(context.Context, []string) (graph.Ties, error) { return graph.Ties{}, nil }

func (m *memory) Events(context.Context, graph.Filter, graph.Page) (graph.List[graph.Event], error) {
	return graph.List[graph.Event]{}, nil
}

func (m *memory) Messages(_ context.Context, f graph.Filter, _ graph.Page) (graph.List[graph.Message], error) {
	var l graph.List[graph.Message]
	for _, x := range m.messages {
		if (len(f.IDs) == 0 || slices.Contains(f.IDs, x.ID)) && (len(f.Channels) == 0 || slices.Contains(f.Channels, x.Channel)) {
			l.Items = append(l.Items, x)
		}
	}
	l.Total = len(l.Items)
	return l, nil
}

// byID takes names for ids and the topic for its id.
func byID(_ context.Context, f Filter) (graph.Filter, error) {
	out := graph.Filter{From: f.From, To: f.To, Actors: f.Actor, Answered: graph.Answered(f.Answered)}
	if f.About != "" {
		out.Topics = []string{f.About}
	}
	for _, r := range f.Role {
		out.Roles = append(out.Roles, graph.Role(r))
	}
	for _, c := range f.Channel {
		out.Channels = append(out.Channels, graph.Channel(c))
	}
	for _, p := range []struct {
		text  string
		into  **time.Time
		until bool
	}{{f.Since, &out.Since, false}, {f.Until, &out.Until, true}} {
		if p.text == "" {
			continue
		}
		m, err := graph.ParseMoment(p.text)
		if err != nil {
			return out, err
		}
		if *p.into = m.Earliest; p.until {
			*p.into = m.Latest
		}
	}
	return out, nil
}

// second is a time so many seconds after the start of 2001.
func second(s int64) time.Time { return time.Unix(978307200+s, 0).UTC() }

// add appends a contact at a second; they are given in the order of time.
func (m *memory) add(from, to string, s int64) *graph.Contact {
	m.contacts = append(m.contacts, graph.Contact{
		MessageID: fmt.Sprintf("m%06d", len(m.contacts)), At: graph.At(second(s)), Role: graph.To, Channel: graph.Email,
		From: graph.ActorRef{ID: from, Name: from}, To: graph.ActorRef{ID: to, Name: to},
	})
	return &m.contacts[len(m.contacts)-1]
}

func (m *memory) runner() *Runner { return &Runner{Store: m, Resolve: byID, Version: "test"} }

func (m *memory) run(t testing.TB, h *Hypothesis) *Result {
	t.Helper()
	if h.ID == "" {
		h.ID = "h"
	}
	res, err := m.runner().Run(t.Context(), h)
	require.NoError(t, err)
	return res
}

func lasting(d time.Duration) *Duration {
	out := Duration(d)
	return &out
}

func answeredWithin(d time.Duration, null Null, permutations int) *Hypothesis {
	return &Hypothesis{ID: "answered", Test: Response, Null: null, Direction: Greater, Permutations: permutations, Seed: 7,
		Trigger: &Filter{}, Response: &Filter{}, Within: lasting(d)}
}
