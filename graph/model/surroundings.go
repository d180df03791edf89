package model

import (
	"context"
	"fmt"

	"backchannel/graph"
)

// Surroundings implements graph.Reader.
func (r *Reader) Surroundings(ctx context.Context, most int) (graph.Surroundings, error) {
	var s graph.Surroundings
	for _, q := range []struct {
		into           *[]graph.Bond
		pattern, label string
		to             graph.Label // where the pattern has but one
	}{
		{&s.Members, "(a:Person)-[r:MEMBER_OF]->(b:Organization)", "coalesce(r.role, '')", graph.OrganizationLabel},
		{&s.Relations, "(a)-[r:RELATED_TO]->(b)", "coalesce(r.kind, '')", ""},
		{&s.Mentions, "(a:Message)-[r:MENTIONS]->(b:Person)", "''", graph.PersonLabel},
		{&s.Mentions, "(a:Message)-[r:MENTIONS]->(b:Organization)", "''", graph.OrganizationLabel},
		{&s.Mentions, "(a:Message)-[r:MENTIONS]->(b:Event)", "''", graph.EventLabel},
	} {
		to := "'" + string(q.to) + "'"
		if q.to == "" {
			to = r.labelOf("b")
		}
		text := "MATCH " + q.pattern + "\nRETURN a.id AS from_id, b.id AS to_id, " + q.label + " AS label, " + to + " AS to_label" +
			fmt.Sprintf("\nORDER BY from_id, to_id, label LIMIT %d", most+1)
		found, err := fetch(ctx, r, graph.Statement{Text: text}, func(v []any) graph.Bond {
			return graph.Bond{From: text1(v[0]), To: reference(v[3], v[1]), Label: text1(v[2])}
		})
		if err != nil {
			return s, err
		}
		if len(found) > most {
			found, s.Partial = found[:most], true
		}
		*q.into = append(*q.into, found...)
	}
	return s, nil
}
