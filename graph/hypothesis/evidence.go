package hypothesis

import (
	"context"
	"slices"

	"backchannel/graph"
)

// Evidence is the messages behind an observation: the first ones, and how many
// there are.
type Evidence struct {
	Total int     `json:"total"`
	Items []Proof `json:"items"`
}

// Proof is one case of what was counted: a contact, a trigger with its response,
// or the hops of a path.
type Proof struct {
	Contacts []Cited  `json:"contacts"`
	Seconds  *float64 `json:"seconds,omitempty"` // from the first contact to the last
}

// Cited is a contact with where it is read.
type Cited struct {
	MessageID string           `json:"message_id"`
	At        graph.Moment     `json:"at"`
	From      graph.ActorRef   `json:"from"`
	To        *graph.ActorRef  `json:"to"` // nil for a post
	Role      graph.Role       `json:"role,omitempty"`
	Citations []graph.Citation `json:"citations"`
}

// maxEvidence bounds the cases that a result shows.
const maxEvidence = 20

// proof shows the contacts at some places.
func (ev *events) proof(places ...int) Proof {
	p := Proof{Contacts: []Cited{}}
	for _, i := range places {
		c := ev.of(i)
		cited := Cited{MessageID: c.message, At: c.at.Moment(), From: ev.u.actors[c.from], Role: c.role, Citations: []graph.Citation{}}
		if c.to != nobody {
			to := ev.u.actors[c.to]
			cited.To = &to
		}
		p.Contacts = append(p.Contacts, cited)
	}
	if len(places) > 1 {
		seconds := float64(ev.at[places[len(places)-1]]-ev.at[places[0]]) / 1e6
		p.Seconds = &seconds
	}
	return p
}

// those shows the contacts that are admitted, each by itself.
func (ev *events) those(admitted func(place int) bool) Evidence {
	e := Evidence{Items: []Proof{}}
	for i := range ev.at {
		if admitted(i) {
			if e.Total++; len(e.Items) < maxEvidence {
				e.Items = append(e.Items, ev.proof(i))
			}
		}
	}
	return e
}

// admitted tells whether a filter admits the contact at a place.
func (ev *events) admitted(m *mark) func(int) bool {
	return func(i int) bool {
		return m.who(ev.from[i], ev.to[i]) && m.when(ev.at[i]) && m.static(ev.of(i))
	}
}

// maybe counts the contacts that a filter admits surely, and those that it may
// admit: their times are vague, and some reading of them lies in its period.
func (ev *events) maybe(m *mark) (surely, possibly int, admitted func(int) bool) {
	admitted = func(i int) bool {
		c := ev.of(i)
		return m.who(c.from, c.to) && m.static(c) && c.at.Latest >= m.since && c.at.Earliest <= m.until
	}
	for i := range ev.at {
		if admitted(i) {
			possibly++
			if b := ev.of(i).at; b.Earliest >= m.since && b.Latest <= m.until {
				surely++
			}
		}
	}
	return surely, possibly, admitted
}

// answers shows the triggers that were answered within a time, with the first
// response to each.
func (s *setup) answers(l *linked, seq []uint32, within int64) Evidence {
	ev := s.ev
	var places []int
	l.each(ev.at, seq, func(place int, _ uint32, response int64) {
		if response-ev.at[place] <= within {
			places = append(places, place)
		}
	})
	slices.Sort(places)
	e := Evidence{Total: len(places), Items: []Proof{}}
	for _, i := range places[:min(len(places), maxEvidence)] {
		look := l.look[seq[i]>>linkFlags]
		for j := tied(ev.at, i); j < ev.len(); j++ {
			if seq[j]&isResponse != 0 && l.response.when(ev.at[j]) && l.put[seq[j]>>linkFlags] == look {
				e.Items = append(e.Items, ev.proof(i, j))
				break
			}
		}
	}
	return e
}

// cite looks up where the messages of the evidence are read.
func (r *Runner) cite(ctx context.Context, e *Evidence) error {
	var ids []string
	for _, item := range e.Items {
		for _, c := range item.Contacts {
			ids = append(ids, c.MessageID)
		}
	}
	slices.Sort(ids)
	citations := map[string][]graph.Citation{}
	for chunk := range slices.Chunk(slices.Compact(ids), graph.MaxLimit) {
		l, err := r.Store.Messages(ctx, graph.Filter{IDs: chunk}, graph.Page{Limit: graph.MaxLimit})
		if err != nil {
			return err
		}
		for _, m := range l.Items {
			citations[m.ID] = m.Citations
		}
	}
	for _, item := range e.Items {
		for i := range item.Contacts {
			c := &item.Contacts[i]
			if found := citations[c.MessageID]; found != nil {
				c.Citations = found
			}
		}
	}
	return nil
}
