package model

import (
	"context"

	"backchannel/graph"
)

// fetch collects the rows of a statement, each made by decode.
func fetch[T any](ctx context.Context, r *Reader, s graph.Statement, decode func(v []any) T) ([]T, error) {
	items := []T{}
	err := r.run.Run(ctx, s, func(v []any) error {
		items = append(items, decode(v))
		return nil
	})
	return items, err
}

// page answers a list: the page itself, and how long the whole is. The count is
// spared where the page shows it.
func page[T any](ctx context.Context, r *Reader, p graph.Page, rows, count graph.Statement, decode func(v []any) T) (graph.List[T], error) {
	items, err := fetch(ctx, r, rows, decode)
	if err != nil {
		return graph.List[T]{}, err
	}
	l := graph.List[T]{Items: items, Total: p.Offset + len(items), Query: rows}
	if len(items) < min(p.Limit, graph.MaxLimit) && (len(items) > 0 || p.Offset == 0) {
		return l, nil
	}
	l.Total, err = r.count(ctx, count)
	return l, err
}

// count runs a statement that returns one number.
func (r *Reader) count(ctx context.Context, s graph.Statement) (n int, err error) {
	err = r.run.Run(ctx, s, func(v []any) error { n = integer(v[0]); return nil })
	return n, err
}

// grouped collects values by a key, both made of a row.
func grouped[T any](ctx context.Context, r *Reader, s graph.Statement, decode func(v []any) (string, T)) (map[string][]T, error) {
	out := map[string][]T{}
	err := r.run.Run(ctx, s, func(v []any) error {
		k, t := decode(v)
		out[k] = append(out[k], t)
		return nil
	})
	return out, err
}

// topicsOf returns the topics of messages.
func (r *Reader) topicsOf(ctx context.Context, messages []string) (map[string][]string, error) {
	w := newWhere()
	in(w, "m.id", "ids", messages)
	return grouped(ctx, r, w.statement("MATCH (m:Message)-[:ABOUT]->(x:Topic)", w.String(), "\nRETURN m.id, x.id ORDER BY m.id, x.id"),
		func(v []any) (string, string) { return text1(v[0]), text1(v[1]) })
}

// citationsOf returns the places that cite nodes of a label.
func (r *Reader) citationsOf(ctx context.Context, label graph.Label, ids []string) (map[string][]graph.Citation, error) {
	w := newWhere()
	in(w, "n.id", "ids", ids)
	return grouped(ctx, r, w.statement("MATCH (n:", string(label), ")-[c:CITED_IN]->(x:Source)", w.String(),
		"\nRETURN n.id, x.id, c.paragraph, c.offset, c.modality ORDER BY n.id, x.id, c.paragraph, c.offset, c.modality"),
		func(v []any) (string, graph.Citation) {
			return text1(v[0]), graph.Citation{SourceID: text1(v[1]), Paragraph: integer(v[2]), Offset: int64(integer(v[3])), Modality: graph.Modality(text1(v[4]))}
		})
}

// merged appends the citations that are not in a already.
func merged(a, b []graph.Citation) []graph.Citation {
	out := append([]graph.Citation{}, a...)
next:
	for _, c := range b {
		for _, have := range out {
			if have == c {
				continue next
			}
		}
		out = append(out, c)
	}
	return out
}
