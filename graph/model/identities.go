package model

import (
	"context"
	"iter"

	"backchannel/graph"
)

// Identities implements graph.Reader.
func (r *Reader) Identities(ctx context.Context, actor string, p graph.Page) (graph.List[graph.IdentityCount], error) {
	w := newWhere()
	in(w, "a.id", "actors", []string{actor})
	match := "MATCH (m:Message)-[i:IDENTIFIES]->(a)" + w.String()
	return page(ctx, r, p,
		w.statement(match, "\nRETURN i.identity AS identity, count(DISTINCT m) AS messages\nORDER BY messages DESC, identity", paged(p)),
		w.statement(match, "\nRETURN count(DISTINCT i.identity)"),
		func(v []any) graph.IdentityCount {
			return graph.IdentityCount{Identity: text1(v[0]), Messages: integer(v[1])}
		})
}

// Identified implements graph.Streamer.
func (r *Reader) Identified(ctx context.Context) iter.Seq2[graph.Identity, error] {
	return stream(ctx, r, graph.Statement{Text: "MATCH (m:Message)-[i:IDENTIFIES]->(a)\nRETURN m.id, a.id, i.role, i.identity"},
		func(v []any) graph.Identity {
			return graph.Identity{Message: text1(v[0]), Actor: text1(v[1]), Role: graph.Part(text1(v[2])), Identity: text1(v[3])}
		})
}

// identitiesOf asks for the identities under which b took part in a.
func (r *Reader) identitiesOf(w *where) graph.Statement {
	return r.links("IDENTIFIES", w, ", r.role, r.identity", ", r.role, r.identity")
}
