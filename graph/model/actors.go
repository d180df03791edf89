package model

import (
	"context"

	"backchannel/graph"
)

// Actors implements graph.Reader.
func (r *Reader) Actors(ctx context.Context, f graph.Filter, p graph.Page) (graph.List[graph.Actor], error) {
	w := newWhere()
	in(w, "a.id", "ids", f.IDs)
	w.words("a", graph.PersonLabel, f)
	match := "MATCH " + r.actor("a") + w.String()
	l, err := page(ctx, r, p, w.statement(match, "\nRETURN a, ", r.labelOf("a"), " AS kind\nORDER BY a.id", paged(p)),
		w.statement(match, "\nRETURN count(*)"), actor)
	if err != nil {
		return l, err
	}
	for _, kind := range []graph.Kind{graph.Person, graph.Organization} {
		var ids []string
		for _, a := range l.Items {
			if a.Kind == kind {
				ids = append(ids, a.ID)
			}
		}
		if len(ids) == 0 {
			continue
		}
		citations, err := r.citationsOf(ctx, kind.Label(), ids)
		if err != nil {
			return l, err
		}
		for i := range l.Items {
			if a := &l.Items[i]; a.Kind == kind {
				a.Citations = append(a.Citations, citations[a.ID]...)
			}
		}
	}
	return l, nil
}

func actor(v []any) graph.Actor {
	n, _ := v[0].(graph.Node)
	p := n.Properties
	kind := kindOf(v[1])
	return graph.Actor{ID: text1(p["id"]), Kind: kind, Name: text1(p["name"]), Aliases: list1(p["aliases"]), Roles: list1(p["roles"]),
		Note: text1(p["note"]), Attributes: attributes(kind.Label(), p), Citations: []graph.Citation{}}
}

// Ties implements graph.Reader.
func (r *Reader) Ties(ctx context.Context, actors []string) (graph.Ties, error) {
	t := graph.Ties{Memberships: []graph.Membership{}, Relations: []graph.Relation{}}
	if len(actors) == 0 {
		return t, nil
	}
	w := newWhere()
	w.add("(%s OR b.id IN $ids)", w.within("a.id", "ids", actors))
	var err error
	t.Memberships, err = fetch(ctx, r, w.statement("MATCH (a:Person)-[r:MEMBER_OF]->(b:Organization)", w.String(),
		"\nRETURN a.id, b.id, r.role, r.from, r.until, r.citations ORDER BY a.id, b.id, r.role"),
		func(v []any) graph.Membership {
			return graph.Membership{Person: text1(v[0]), Organization: text1(v[1]), Role: text1(v[2]), From: notation(v[3]), Until: notation(v[4]), Citations: cited(v[5])}
		})
	if err != nil {
		return t, err
	}
	t.Relations, err = fetch(ctx, r, w.statement("MATCH (a)-[r:RELATED_TO]->(b)", w.String(),
		"\nRETURN a.id, b.id, r.kind, r.from, r.until, r.citations ORDER BY a.id, b.id, r.kind"),
		func(v []any) graph.Relation {
			return graph.Relation{From: text1(v[0]), To: text1(v[1]), Kind: text1(v[2]), Since: notation(v[3]), Until: notation(v[4]), Citations: cited(v[5])}
		})
	return t, err
}
