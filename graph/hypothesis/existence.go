package hypothesis

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"backchannel/graph"
)

// existence tells whether there is a contact, a path in time order, or a pattern
// that a query finds. It is a matter of fact and not of chance; what was searched
// comes with a no.
var existence = testKind{
	name:    Existence,
	takes:   []string{"of", "from", "to", "within", "start", "query", "parameters"},
	refuses: all("that something is there is a matter of fact, which chance does not make more or less true"),
	check: func(h *Hypothesis, report reporter) {
		forms := 0
		for _, given := range []bool{h.Of != nil, len(h.From)+len(h.To) > 0, h.Query != ""} {
			if given {
				forms++
			}
		}
		switch {
		case forms != 1:
			report("test", "existence is of one thing: of a contact (of), of a path (from and to), or of a pattern (query)")
		case h.Of == nil && h.Query == "" && (len(h.From) == 0 || len(h.To) == 0):
			report("test", "a path needs both from and to")
		case (h.Within != nil || h.Start != "") && len(h.From) == 0:
			report("test", "within and start are about a path: give from and to")
		case len(h.Parameters) > 0 && h.Query == "":
			report("parameters", "there is no query that parameters could be for")
		case h.Direction != "" && h.Direction != TwoSided:
			report("direction", "existence has no direction: remove it")
		}
	},
	prepare: func(ctx context.Context, s *setup) (*plan, error) {
		switch {
		case s.h.Query != "":
			return s.existenceOfPattern(ctx)
		case s.h.Of != nil:
			m := s.mark("of")
			surely, possibly, admitted := s.ev.maybe(m)
			p := &plan{measures: "contacts", evidence: s.ev.those(admitted)}
			p.fixed = &fixed{observed: float64(possibly), holds: yes(surely > 0)}
			if surely == 0 && possibly > 0 {
				p.fixed.holds = nil
				p.fixed.unsure = fmt.Sprintf("%s may have been in the period, and none was for sure: the times are vague", plural(possibly, "contact"))
			}
			return p, nil
		}
		w := s.word()
		p := &plan{measures: fmt.Sprintf("of %d actors, those that word can reach in time order", w.targets())}
		p.evidence = w.paths(s.ev)
		p.fixed = &fixed{observed: float64(p.evidence.Total), holds: yes(p.evidence.Total > 0)}
		return p, nil
	},
}

func yes(b bool) *bool { return &b }

// all gives every null model the same reason.
func all(reason string) map[Null]string {
	out := map[Null]string{}
	for _, n := range []Null{ShuffledTimestamps, ShuffledWithinHourOfWeek, ShuffledWithinActivePeriod, ShuffledRecipients, ShuffledLabels, TimeReversed, CircularShift} {
		out[n] = reason
	}
	return out
}

func (s *setup) existenceOfPattern(ctx context.Context) (*plan, error) {
	const rows = 1000
	table, err := s.query(ctx, rows)
	if err != nil {
		return nil, err
	}
	p := &plan{measures: "rows that the query gives"}
	if table.Truncated {
		p.measures += fmt.Sprintf(", counted up to %d", rows)
	}
	p.fixed = &fixed{observed: float64(len(table.Rows)), holds: yes(len(table.Rows) > 0)}
	p.evidence, err = s.found(ctx, table)
	return p, err
}

// found shows the messages that a query returned: those of the scope by their
// contacts, others, such as posts, by themselves.
func (s *setup) found(ctx context.Context, table *graph.Table) (Evidence, error) {
	ids := map[string]bool{}
	var look func(v any)
	look = func(v any) {
		switch v := v.(type) {
		case graph.Node:
			if id, ok := v.Properties["id"].(string); ok && slices.Contains(v.Labels, string(graph.MessageLabel)) {
				ids[id] = true
			}
		case graph.Walk:
			for _, n := range v.Nodes {
				look(n)
			}
		case []any:
			for _, e := range v {
				look(e)
			}
		}
	}
	for _, row := range table.Rows {
		for _, v := range row {
			look(v)
		}
	}
	e := s.ev.those(func(i int) bool { return ids[s.ev.of(i).message] })
	for i := range s.ev.at {
		delete(ids, s.ev.of(i).message)
	}
	if len(ids) == 0 {
		return e, nil
	}
	for chunk := range slices.Chunk(slices.Sorted(maps.Keys(ids)), graph.MaxLimit) {
		l, err := s.r.Store.Messages(ctx, graph.Filter{IDs: chunk}, graph.Page{Limit: graph.MaxLimit})
		if err != nil {
			return e, err
		}
		for _, m := range l.Items {
			if e.Total++; len(e.Items) == maxEvidence || len(m.Senders) == 0 {
				continue
			}
			senders, err := s.r.Store.Actors(ctx, graph.Filter{IDs: m.Senders}, graph.Page{Limit: 1})
			if err != nil {
				return e, err
			}
			for _, a := range senders.Items {
				e.Items = append(e.Items, Proof{Contacts: []Cited{{MessageID: m.ID, At: m.Sent, From: graph.ActorRef{ID: a.ID, Name: a.Name, Kind: a.Kind}, Citations: m.Citations}}})
			}
		}
	}
	return e, nil
}
