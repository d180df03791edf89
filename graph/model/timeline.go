package model

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"strings"
	"time"

	"backchannel/graph"
)

// stop is something on a timeline, and what it is sorted by.
type stop struct {
	ref           graph.Ref
	start, latest *time.Time
}

func (a stop) compare(b stop) int {
	return cmp.Or(compareOpen(a.start, b.start), compareOpen(a.latest, b.latest), cmp.Compare(a.ref.Label, b.ref.Label), cmp.Compare(a.ref.ID, b.ref.ID))
}

func compareOpen(a, b *time.Time) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return a.Compare(*b)
}

// stops are the columns by which messages and events are sorted alike, and how.
func stops(label graph.Label, node, earliest, latest string) (columns, order string) {
	return fmt.Sprintf("\nRETURN '%s' AS kind, %[2]s.id AS id, coalesce(%[2]s.%[3]s, %[2]s.%[4]s) AS start, %[2]s.%[4]s AS latest", label, node, earliest, latest),
		"\nORDER BY start, latest, id"
}

// Timeline implements graph.Reader. Messages and events are read apart and put
// together here: Kuzu mixes up the rows of a pattern for both that has a subquery.
// A page has its messages within as many places of its own as there are events.
func (r *Reader) Timeline(ctx context.Context, f graph.Filter, events []string, p graph.Page) (graph.List[graph.Ref], error) {
	match, w := messageMatch(f)
	columns, order := stops(graph.MessageLabel, "m", "sent_earliest", "sent_latest")
	eventMatch, e := eventMatch(f, events)
	eventColumns, eventOrder := stops(graph.EventLabel, "x", "earliest", "latest")
	read := func(v []any) stop { return stop{reference(v[0], v[1]), instant(v[2]), instant(v[3])} }

	known, err := page(ctx, r, graph.Page{Limit: graph.MaxLimit}, e.statement(eventMatch, eventColumns, eventOrder, paged(graph.Page{Limit: graph.MaxLimit})),
		e.statement(eventMatch, "\nRETURN count(*)"), read)
	if err != nil {
		return graph.List[graph.Ref]{}, err
	}
	p.Limit = min(max(p.Limit, 1), graph.MaxLimit)
	first := max(p.Offset-len(known.Items), 0)
	messages, err := fetch(ctx, r, w.statement(match, columns, order, fmt.Sprintf("\nSKIP %d LIMIT %d", first, p.Limit+len(known.Items))), read)
	if err != nil {
		return graph.List[graph.Ref]{}, err
	}
	out := graph.List[graph.Ref]{Items: []graph.Ref{}, Query: both(w.statement(match, columns, order), e.statement(eventMatch, eventColumns, eventOrder))}
	if out.Total, err = r.count(ctx, w.statement(match, "\nRETURN count(*)")); err != nil {
		return out, err
	}
	out.Total += known.Total
	for i, k := 0, 0; i+k < len(messages)+len(known.Items); {
		place := first + i + k
		var next stop
		if k == len(known.Items) || i < len(messages) && messages[i].compare(known.Items[k]) < 0 {
			next = messages[i]
			i++
		} else {
			next = known.Items[k]
			k++
		}
		if place >= p.Offset && len(out.Items) < p.Limit {
			out.Items = append(out.Items, next.ref)
		}
	}
	return out, nil
}

// eventMatch is the pattern of an event in the filter's period, and among those
// named unless these are nil.
func eventMatch(f graph.Filter, events []string) (string, *where) {
	w := newWhere()
	w.period(f, "x", "earliest", "latest")
	in(w, "x.id", "events", events)
	if events != nil && len(events) == 0 {
		w.add("false")
	}
	return "MATCH (x:Event)" + w.String(), w
}

// both asks for the rows of two statements, the one after the other.
func both(a, b graph.Statement) graph.Statement {
	parameters := maps.Clone(a.Parameters)
	maps.Copy(parameters, b.Parameters)
	return graph.Statement{Text: strings.Join([]string{a.Text, b.Text}, "\nUNION ALL\n"), Parameters: parameters}
}
