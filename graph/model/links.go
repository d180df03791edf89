package model

import (
	"context"

	"backchannel/graph"
)

// Links implements graph.Reader.
func (r *Reader) Links(ctx context.Context, of []graph.Ref) (graph.Links, error) {
	links := graph.Links{Replies: []graph.Reply{}, Orders: []graph.Order{}, Mentions: []graph.Mention{}, Identities: []graph.Identity{}}
	if len(of) == 0 {
		return links, nil
	}
	wanted := map[graph.Ref]bool{}
	ids := make([]string, len(of))
	for i, ref := range of {
		wanted[ref] = true
		ids[i] = ref.ID
	}
	touching := func(statement func(*where) graph.Statement, row func(from, to graph.Ref, v []any)) error {
		w := newWhere()
		w.add("(%s OR b.id IN $ids)", w.within("a.id", "ids", ids))
		return r.run.Run(ctx, statement(w), func(v []any) error {
			from, to := reference(v[0], v[1]), reference(v[2], v[3])
			if wanted[from] || wanted[to] {
				row(from, to, v)
			}
			return nil
		})
	}
	err := touching(r.linksOf("REPLY_TO"), func(from, to graph.Ref, v []any) {
		links.Replies = append(links.Replies, graph.Reply{Message: from.ID, To: to.ID, Citations: cited(v[4])})
	})
	if err != nil {
		return links, err
	}
	err = touching(r.ordersOf, func(_, _ graph.Ref, v []any) { links.Orders = append(links.Orders, order(v)) })
	if err != nil {
		return links, err
	}
	err = touching(r.linksOf("MENTIONS"), func(from, to graph.Ref, v []any) {
		links.Mentions = append(links.Mentions, graph.Mention{From: from, To: to, Citations: cited(v[4])})
	})
	if err != nil {
		return links, err
	}
	return links, touching(r.identitiesOf, func(from, to graph.Ref, v []any) {
		links.Identities = append(links.Identities, graph.Identity{Message: from.ID, Actor: to.ID,
			Role: graph.Part(text1(v[5])), Identity: text1(v[6]), Citations: cited(v[4])})
	})
}

// linksOf asks for the relationships of a type between a and b.
func (r *Reader) linksOf(relType string) func(*where) graph.Statement {
	return func(w *where) graph.Statement { return r.links(relType, w, "", "") }
}

// ordersOf asks for the known orders in which a is later than b.
func (r *Reader) ordersOf(w *where) graph.Statement {
	return r.links("AFTER", w, ", r.at_least, r.at_most, r.note", ", r.key")
}

func (r *Reader) links(relType string, w *where, columns, order string) graph.Statement {
	return w.statement("MATCH (a)-[r:", relType, "]->(b)", w.String(),
		"\nRETURN ", r.labelOf("a"), " AS from_label, a.id AS from_id, ", r.labelOf("b"), " AS to_label, b.id AS to_id, r.citations", columns,
		"\nORDER BY from_label, from_id, to_label, to_id", order)
}

func order(v []any) graph.Order {
	return graph.Order{Later: reference(v[0], v[1]), Earlier: reference(v[2], v[3]),
		AtLeast: duration(v[5]), AtMost: duration(v[6]), Note: text1(v[7]), Citations: cited(v[4])}
}
