package model

import (
	"context"

	"backchannel/graph"
)

// messagesPerPair is how many message ids a pair carries.
const messagesPerPair = 10

// Pairs implements graph.Reader.
func (r *Reader) Pairs(ctx context.Context, f graph.Filter, p graph.Page) (graph.List[graph.Pair], error) {
	rows := r.Summed(f, p)
	match, w := r.contactMatch(f)
	count := w.statement(match, "\nWITH DISTINCT s.id AS from_id, t.id AS to_id\nRETURN count(*)")
	l, err := page(ctx, r, p, rows, count, func(v []any) graph.Pair {
		first, last := span(v[3:9])
		return graph.Pair{
			From: graph.ActorRef{ID: text1(v[0])}, To: graph.ActorRef{ID: text1(v[1])}, Count: integer(v[2]), First: first, Last: last,
			Undated: integer(v[9]), Answered: integer(v[10]), Unanswered: integer(v[11]),
			Topics: []string{}, Messages: []string{},
		}
	})
	if err != nil || len(l.Items) == 0 {
		return l, err
	}
	if err := r.namePairs(ctx, l.Items); err != nil {
		return l, err
	}
	return l, r.citePairs(ctx, f, l.Items)
}

// Summed implements graph.Reader. Names are not among the columns: they would
// double what an engine holds of every pair until it knows which ones come first.
func (r *Reader) Summed(f graph.Filter, p graph.Page) graph.Statement {
	match, w := r.contactMatch(f)
	return w.statement(match,
		"\nRETURN s.id AS from_id, t.id AS to_id, count(*) AS contacts, ", spanning, ",",
		"\n  sum(CASE WHEN m.sent_earliest IS NULL AND m.sent_latest IS NULL THEN 1 ELSE 0 END) AS undated,",
		"\n  sum(CASE WHEN m.answered = 'yes' THEN 1 ELSE 0 END) AS answered, sum(CASE WHEN m.answered = 'no' THEN 1 ELSE 0 END) AS unanswered",
		"\nORDER BY contacts DESC, from_id, to_id", paged(p))
}

// namePairs adds who the actors are.
func (r *Reader) namePairs(ctx context.Context, pairs []graph.Pair) error {
	w := newWhere()
	in(w, "a.id", "actors", append(idsOf(pairs, func(p graph.Pair) string { return p.From.ID }), idsOf(pairs, func(p graph.Pair) string { return p.To.ID })...))
	actors := map[string]graph.ActorRef{}
	err := r.run.Run(ctx, w.statement("MATCH ", r.actor("a"), w.String(), "\nRETURN a.id, a.name, ", r.labelOf("a")), func(v []any) error {
		actors[text1(v[0])] = actorRef(v[0], v[1], v[2])
		return nil
	})
	for i := range pairs {
		p := &pairs[i]
		p.From, p.To = actors[p.From.ID], actors[p.To.ID]
	}
	return err
}

// citePairs adds the topics and the first messages of each pair.
func (r *Reader) citePairs(ctx context.Context, f graph.Filter, pairs []graph.Pair) error {
	f.From = idsOf(pairs, func(p graph.Pair) string { return p.From.ID })
	f.To = idsOf(pairs, func(p graph.Pair) string { return p.To.ID })
	at := make(map[[2]string]*graph.Pair, len(pairs))
	for i := range pairs {
		at[[2]string{pairs[i].From.ID, pairs[i].To.ID}] = &pairs[i]
	}
	match, w := r.contactMatch(f)
	const ends = "\nRETURN DISTINCT s.id AS from_id, t.id AS to_id, "
	err := r.run.Run(ctx, w.statement(match, ends, "m.id AS message_id, m.sent_earliest AS earliest, m.sent_latest AS latest",
		"\nORDER BY earliest, latest, message_id"), func(v []any) error {
		if p := at[[2]string{text1(v[0]), text1(v[1])}]; p != nil && len(p.Messages) < messagesPerPair {
			p.Messages = append(p.Messages, text1(v[2]))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.run.Run(ctx, w.statement(match, "\nMATCH (m)-[:ABOUT]->(about:Topic)", ends, "about.id AS topic\nORDER BY topic"), func(v []any) error {
		if p := at[[2]string{text1(v[0]), text1(v[1])}]; p != nil {
			p.Topics = append(p.Topics, text1(v[2]))
		}
		return nil
	})
}
