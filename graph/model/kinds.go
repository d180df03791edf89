package model

import (
	"context"

	"backchannel/graph"
)

// Kinds returns the labels of those of the actors that the store has. It is what
// Layout wants to know.
func (r *Reader) Kinds(ctx context.Context, actors []string) (map[string]graph.Label, error) {
	kinds := map[string]graph.Label{}
	for _, label := range []graph.Label{graph.PersonLabel, graph.OrganizationLabel} {
		have, err := r.Existing(ctx, label, actors)
		if err != nil {
			return nil, err
		}
		for _, id := range have {
			kinds[id] = label
		}
	}
	return kinds, nil
}

// Existing returns those of the ids that nodes of the label have.
func (r *Reader) Existing(ctx context.Context, label graph.Label, ids []string) ([]string, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	w := newWhere()
	in(w, "n.id", "ids", ids)
	return fetch(ctx, r, w.statement("MATCH (n:", string(label), ")", w.String(), "\nRETURN n.id"), func(v []any) string { return text1(v[0]) })
}
