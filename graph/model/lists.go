package model

import (
	"context"

	"backchannel/graph"
)

// Topics implements graph.Reader.
func (r *Reader) Topics(ctx context.Context, f graph.Filter, p graph.Page) (graph.List[graph.TopicCount], error) {
	w := newWhere()
	in(w, "x.id", "ids", f.IDs)
	w.words("x", graph.TopicLabel, f)
	match := "MATCH (x:Topic)" + w.String()
	return page(ctx, r, p,
		w.statement(match, "\nRETURN x.id, x.label, COUNT { MATCH (m:Message)-[:ABOUT]->(x) } AS messages\nORDER BY x.id", paged(p)),
		w.statement(match, "\nRETURN count(*)"),
		func(v []any) graph.TopicCount {
			return graph.TopicCount{Topic: graph.Topic{ID: text1(v[0]), Label: text1(v[1])}, Messages: integer(v[2])}
		})
}

// Sources implements graph.Reader.
func (r *Reader) Sources(ctx context.Context, f graph.Filter, p graph.Page) (graph.List[graph.SourceCount], error) {
	w := newWhere()
	in(w, "x.id", "ids", f.IDs)
	w.words("x", graph.SourceLabel, f)
	match := "MATCH (x:Source)" + w.String()
	return page(ctx, r, p,
		w.statement(match, "\nOPTIONAL MATCH (n)-[:CITED_IN]->(x)",
			"\nRETURN x.id AS id, x.title, x.publisher, x.published, x.language, x.sha256, count(DISTINCT n) AS cited\nORDER BY id", paged(p)),
		w.statement(match, "\nRETURN count(*)"),
		func(v []any) graph.SourceCount {
			return graph.SourceCount{Source: graph.Source{ID: text1(v[0]), Title: text1(v[1]), Publisher: text1(v[2]), Published: notation(v[3]),
				Language: text1(v[4]), SHA256: text1(v[5])}, Cited: integer(v[6])}
		})
}

// Events implements graph.Reader.
func (r *Reader) Events(ctx context.Context, f graph.Filter, p graph.Page) (graph.List[graph.Event], error) {
	w := newWhere()
	in(w, "x.id", "ids", f.IDs)
	w.words("x", graph.EventLabel, f)
	w.period(f, "x", "earliest", "latest")
	match := "MATCH (x:Event)" + w.String()
	l, err := page(ctx, r, p,
		w.statement(match, "\nRETURN x.id, x.label, x.earliest, x.latest, x.precision, x.time_note, x.summary\nORDER BY x.earliest, x.latest, x.id", paged(p)),
		w.statement(match, "\nRETURN count(*)"),
		func(v []any) graph.Event {
			return graph.Event{ID: text1(v[0]), Label: text1(v[1]), At: moment(v[2], v[3], v[4]), TimeNote: text1(v[5]), Summary: text1(v[6]), Citations: []graph.Citation{}}
		})
	if err != nil || len(l.Items) == 0 {
		return l, err
	}
	citations, err := r.citationsOf(ctx, graph.EventLabel, idsOf(l.Items, func(e graph.Event) string { return e.ID }))
	for i := range l.Items {
		l.Items[i].Citations = append(l.Items[i].Citations, citations[l.Items[i].ID]...)
	}
	return l, err
}

// Claims implements graph.Reader.
func (r *Reader) Claims(ctx context.Context, f graph.Filter, p graph.Page) (graph.List[graph.Claim], error) {
	w := newWhere()
	in(w, "c.id", "ids", f.IDs)
	if len(f.Actors) > 0 {
		w.add("(EXISTS { MATCH (c)-[:CONCERNS]->(x) WHERE %s } OR EXISTS { MATCH (x)-[:MADE]->(c) WHERE x.id IN $actors })", w.within("x.id", "actors", f.Actors))
	}
	if len(f.Concerning) > 0 {
		w.add("EXISTS { MATCH (c)-[:CONCERNS]->(x:Message) WHERE %s }", w.within("x.id", "concerning", f.Concerning))
	}
	r.claimAbout(w, f)
	match := "MATCH (c:Claim)" + w.String()
	l, err := page(ctx, r, p, w.statement(match, "\nRETURN c.id, c.text\nORDER BY c.id", paged(p)), w.statement(match, "\nRETURN count(*)"),
		func(v []any) graph.Claim { return graph.Claim{ID: text1(v[0]), Text: text1(v[1])} })
	if err != nil || len(l.Items) == 0 {
		return l, err
	}
	return l, r.completeClaims(ctx, l.Items)
}

// claimAbout admits claims that concern any of the topics, hold all of the words,
// or concern something of that name; messages have none.
func (r *Reader) claimAbout(w *where, f graph.Filter) {
	var either []string
	if len(f.Topics) > 0 {
		either = append(either, "EXISTS { MATCH (c)-[:CONCERNS]->(x:Topic) WHERE "+w.within("x.id", "topics", f.Topics)+" }")
	}
	if len(f.Words) > 0 {
		either = append(either, w.text("c", graph.ClaimLabel, f))
	}
	if len(f.Words) > 0 && !f.OwnText {
		either = append(either, "EXISTS { MATCH (c)-[:CONCERNS]->(x) WHERE "+r.labelOf("x")+" <> 'Message' AND "+w.holding("x", f.Words, "words")+" }")
	}
	w.any(either)
}

// completeClaims adds who made the claims, what they concern and conflict with,
// and their citations.
func (r *Reader) completeClaims(ctx context.Context, claims []graph.Claim) error {
	w := newWhere()
	ids := idsOf(claims, func(c graph.Claim) string { return c.ID })
	in(w, "c.id", "ids", ids)
	id := func(v []any) (string, string) { return text1(v[0]), text1(v[1]) }
	made, err := grouped(ctx, r, w.statement("MATCH (x)-[:MADE]->(c:Claim)", w.String(), "\nRETURN c.id, x.id ORDER BY c.id, x.id"), id)
	if err != nil {
		return err
	}
	concerns, err := grouped(ctx, r, w.statement("MATCH (c:Claim)-[:CONCERNS]->(x)", w.String(),
		"\nRETURN c.id, ", r.labelOf("x"), " AS label, x.id ORDER BY c.id, label, x.id"),
		func(v []any) (string, graph.Ref) { return text1(v[0]), reference(v[1], v[2]) })
	if err != nil {
		return err
	}
	conflicts := map[string][]string{}
	both := newWhere()
	both.add("(%s OR d.id IN $ids)", both.within("c.id", "ids", ids))
	err = r.run.Run(ctx, both.statement("MATCH (c:Claim)-[:CONFLICTS_WITH]->(d:Claim)", both.String(), "\nRETURN c.id, d.id ORDER BY c.id, d.id"), func(v []any) error {
		c, d := text1(v[0]), text1(v[1])
		conflicts[c] = append(conflicts[c], d)
		conflicts[d] = append(conflicts[d], c)
		return nil
	})
	if err != nil {
		return err
	}
	citations, err := r.citationsOf(ctx, graph.ClaimLabel, ids)
	if err != nil {
		return err
	}
	for i := range claims {
		c := &claims[i]
		c.MadeBy = append([]string{}, made[c.ID]...)
		c.Concerns = append([]graph.Ref{}, concerns[c.ID]...)
		c.ConflictsWith = idsOf(conflicts[c.ID], func(s string) string { return s })
		c.Citations = append([]graph.Citation{}, citations[c.ID]...)
	}
	return nil
}
