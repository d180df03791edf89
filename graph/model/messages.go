package model

import (
	"context"

	"backchannel/graph"
)

const messageOrder = "\nORDER BY m.sent_earliest, m.sent_latest, m.id"

// messageMatch is the pattern of a message with the filter's conditions.
func messageMatch(f graph.Filter) (string, *where) {
	w := newWhere()
	w.message(f)
	w.parties(f)
	return "MATCH (m:Message)" + w.String(), w
}

// Messages implements graph.Reader.
func (r *Reader) Messages(ctx context.Context, f graph.Filter, p graph.Page) (graph.List[graph.Message], error) {
	match, w := messageMatch(f)
	l, err := page(ctx, r, p, w.statement(match, "\nRETURN m", messageOrder, paged(p)), w.statement(match, "\nRETURN count(*)"), message)
	if err != nil || len(l.Items) == 0 {
		return l, err
	}
	return l, r.complete(ctx, l.Items)
}

func message(v []any) graph.Message {
	n, _ := v[0].(graph.Node)
	p := n.Properties
	return graph.Message{
		ID: text1(p["id"]), Channel: graph.Channel(text1(p["channel"])),
		Sent: moment(p["sent_earliest"], p["sent_latest"], p["precision"]), TimeNote: text1(p["time_note"]),
		Subject: text1(p["subject"]), Summary: text1(p["summary"]), Body: text1(p["body"]), ThreadID: text1(p["thread_id"]),
		Answered: graph.Answered(text1(p["answered"])), AnsweredBy: cited(p["answered_citations"]),
		Attributes: attributes(graph.MessageLabel, p),
		Senders:    []string{}, Recipients: []graph.Recipient{}, Topics: []string{}, Citations: []graph.Citation{},
	}
}

// complete adds what hangs on the messages: senders, recipients, topics, citations.
func (r *Reader) complete(ctx context.Context, messages []graph.Message) error {
	w := newWhere()
	ids := idsOf(messages, func(m graph.Message) string { return m.ID })
	in(w, "m.id", "ids", ids)
	senders, err := grouped(ctx, r, w.statement("MATCH (s)-[:SENT]->(m:Message)", w.String(), "\nRETURN m.id, s.id ORDER BY m.id, s.id"),
		func(v []any) (string, string) { return text1(v[0]), text1(v[1]) })
	if err != nil {
		return err
	}
	recipients, err := grouped(ctx, r, w.statement("MATCH (m:Message)-[r:TO|CC|BCC]->(t)", w.String(),
		"\nRETURN m.id, t.id, ", r.typeOf("r"), " AS role, r.citations, r.position ORDER BY m.id, r.position, role, t.id"),
		func(v []any) (string, graph.Recipient) {
			return text1(v[0]), graph.Recipient{Actor: text1(v[1]), Role: role(v[2]), Citations: cited(v[3])}
		})
	if err != nil {
		return err
	}
	topics, err := r.topicsOf(ctx, ids)
	if err != nil {
		return err
	}
	citations, err := r.citationsOf(ctx, graph.MessageLabel, ids)
	if err != nil {
		return err
	}
	for i := range messages {
		m := &messages[i]
		m.Senders = append(m.Senders, senders[m.ID]...)
		m.Topics = append(m.Topics, topics[m.ID]...)
		m.Citations = append(m.Citations, citations[m.ID]...)
		if !m.Channel.Mutual() {
			m.Recipients = append(m.Recipients, recipients[m.ID]...)
		}
	}
	return nil
}
