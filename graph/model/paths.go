package model

import (
	"context"
	"strconv"

	"backchannel/graph"
)

// Paths implements graph.Reader.
func (r *Reader) Paths(ctx context.Context, from, to string, f graph.Filter, maxHops, limit int) (graph.List[graph.Path], error) {
	f.From, f.To, f.Actors = nil, nil, nil
	f, err := r.withoutSubqueries(ctx, f)
	if err != nil {
		return graph.List[graph.Path]{}, err
	}
	w := newWhere()
	w.message(f)
	match, ids, roles := r.fewest(relTypes(f.Roles), strconv.Itoa(2*maxHops), w.conditions)
	w.parameters["from"], w.parameters["to"] = from, to
	rows := w.statement(match, "\nRETURN ", ids, " AS ids, ", roles, " AS roles\nORDER BY ", r.ordered("ids"), ", ", r.ordered("roles"), paged(graph.Page{Limit: limit}))
	l, err := page(ctx, r, graph.Page{Limit: limit}, rows, w.statement(match, "\nRETURN count(*)"), func(v []any) graph.Path {
		ids, types := list1(v[0]), list1(v[1])
		var p graph.Path
		for i := 0; i+2 < len(ids); i += 2 {
			p.Hops = append(p.Hops, graph.Contact{MessageID: ids[i+1], From: graph.ActorRef{ID: ids[i]}, To: graph.ActorRef{ID: ids[i+2]}, Role: role(types[i+1])})
		}
		return p
	})
	if err != nil || len(l.Items) == 0 {
		return l, err
	}
	return l, r.completePaths(ctx, l.Items)
}

// withoutSubqueries replaces topics by the messages about them, for a dialect
// that has no subquery inside a path.
func (r *Reader) withoutSubqueries(ctx context.Context, f graph.Filter) (graph.Filter, error) {
	if len(f.Topics) == 0 || r.dialect != graph.KuzuDialect {
		return f, nil
	}
	match, w := messageMatch(graph.Filter{Topics: f.Topics, Words: f.Words, IDs: f.IDs, Since: f.Since, Until: f.Until})
	ids, err := fetch(ctx, r, w.statement(match, "\nRETURN m.id ORDER BY m.id", paged(graph.Page{Limit: graph.MaxLimit})),
		func(v []any) string { return text1(v[0]) })
	if err != nil {
		return f, err
	}
	if len(ids) == graph.MaxLimit {
		return f, graph.Errorf(graph.TooLarge, "more than %d messages are about this: narrow the period or the topic", graph.MaxLimit-1)
	}
	f.Topics, f.Words, f.IDs = nil, nil, ids
	if len(ids) == 0 {
		f.IDs = []string{""} // nothing has the empty id
	}
	return f, nil
}

// completePaths fills each hop with its contact.
func (r *Reader) completePaths(ctx context.Context, paths []graph.Path) error {
	type key struct {
		message, from, to string
		role              graph.Role
	}
	var hops []graph.Contact
	for _, p := range paths {
		hops = append(hops, p.Hops...)
	}
	f := graph.Filter{
		IDs:  idsOf(hops, func(c graph.Contact) string { return c.MessageID }),
		From: idsOf(hops, func(c graph.Contact) string { return c.From.ID }),
		To:   idsOf(hops, func(c graph.Contact) string { return c.To.ID }),
	}
	found := map[key]graph.Contact{}
	for offset := 0; ; offset += graph.MaxLimit {
		l, err := r.Contacts(ctx, f, graph.Page{Limit: graph.MaxLimit, Offset: offset})
		if err != nil {
			return err
		}
		for _, c := range l.Items {
			found[key{c.MessageID, c.From.ID, c.To.ID, c.Role}] = c
		}
		if len(l.Items) < graph.MaxLimit {
			break
		}
	}
	for _, p := range paths {
		for i, h := range p.Hops {
			p.Hops[i] = found[key{h.MessageID, h.From.ID, h.To.ID, h.Role}]
		}
	}
	return nil
}
