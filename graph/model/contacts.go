package model

import (
	"context"

	"backchannel/graph"
)

const contactOrder = "\nORDER BY m.sent_earliest, m.sent_latest, message_id, role, from_id, to_id"

// newestOrder has no bound that may be null: the engines place those differently.
const newestOrder = "\nORDER BY m.sent_earliest IS NULL AND m.sent_latest IS NULL, coalesce(m.sent_earliest, m.sent_latest) DESC," +
	" coalesce(m.sent_latest, m.sent_earliest) DESC, message_id, role, from_id, to_id"

// contactMatch is the pattern of a contact s → m → t with the filter's conditions.
func (r *Reader) contactMatch(f graph.Filter) (string, *where) {
	return r.contactsIn(stretch{}, f)
}

// contactsIn is contactMatch for what began in a stretch of time.
func (r *Reader) contactsIn(during stretch, f graph.Filter) (string, *where) {
	w := newWhere()
	during.add(w)
	w.message(f)
	w.ends(f)
	order := r.joinOrder("m", "e", "s", "r", "t")
	if len(f.From) > 0 {
		order = r.joinOrder("s", "e", "m", "r", "t")
	} else if len(f.To) > 0 {
		order = r.joinOrder("t", "r", "m", "e", "s")
	}
	return "MATCH (s)-[e:SENT]->(m:Message)-[r:" + relTypes(f.Roles) + "]->(t)" + w.String() + order, w
}

// contactColumns are the columns that every contact has, in the order of contact.
func (r *Reader) contactColumns() string {
	return "\nRETURN m.id AS message_id, m.sent_earliest AS earliest, m.sent_latest AS latest, m.precision AS precision," +
		"\n  s.id AS from_id, s.name AS from_name, " + r.labelOf("s") + " AS from_kind," +
		"\n  t.id AS to_id, t.name AS to_name, " + r.labelOf("t") + " AS to_kind," +
		"\n  " + r.typeOf("r") + " AS role, m.channel AS channel, m.answered AS answered"
}

func contact(v []any, f graph.Filter) graph.Contact {
	c := graph.Contact{
		MessageID: text1(v[0]), At: moment(v[1], v[2], v[3]),
		From: actorRef(v[4], v[5], v[6]), To: actorRef(v[7], v[8], v[9]),
		Role: role(v[10]), Channel: graph.Channel(text1(v[11])), Answered: graph.Answered(text1(v[12])),
		Topics: []string{}, Citations: []graph.Citation{},
	}
	c.Certainty = c.At.Within(f.Since, f.Until)
	return c
}

func role(relType any) graph.Role {
	for role, name := range relOf {
		if name == relType {
			return role
		}
	}
	return ""
}

// Contacts implements graph.Reader.
func (r *Reader) Contacts(ctx context.Context, f graph.Filter, p graph.Page) (graph.List[graph.Contact], error) {
	match, w := r.contactMatch(f)
	order := contactOrder
	if p.Newest {
		order = newestOrder
	}
	rows := w.statement(match, r.contactColumns(),
		",\n  m.time_note AS time_note, m.subject AS subject, m.summary AS summary, r.citations AS citations", order, paged(p))
	l, err := page(ctx, r, p, rows, w.statement(match, "\nRETURN count(*)"), func(v []any) graph.Contact {
		c := contact(v, f)
		c.TimeNote, c.Subject, c.Summary, c.Citations = text1(v[13]), text1(v[14]), text1(v[15]), cited(v[16])
		return c
	})
	if err != nil || len(l.Items) == 0 {
		return l, err
	}
	ids := idsOf(l.Items, func(c graph.Contact) string { return c.MessageID })
	topics, err := r.topicsOf(ctx, ids)
	if err != nil {
		return l, err
	}
	citations, err := r.citationsOf(ctx, graph.MessageLabel, ids)
	if err != nil {
		return l, err
	}
	for i := range l.Items {
		c := &l.Items[i]
		c.Topics = append(c.Topics, topics[c.MessageID]...)
		c.Citations = merged(citations[c.MessageID], c.Citations)
	}
	return l, nil
}

// idsOf collects distinct keys in their first order.
func idsOf[T any](items []T, key func(T) string) []string {
	seen := map[string]bool{}
	out := []string{}
	for _, it := range items {
		if k := key(it); !seen[k] {
			seen[k] = true
			out = append(out, k)
		}
	}
	return out
}

// Extent implements graph.Reader.
func (r *Reader) Extent(ctx context.Context, f graph.Filter) (graph.Extent, error) {
	var e graph.Extent
	match, w := messageMatch(f)
	err := r.run.Run(ctx, w.statement(match, "\nRETURN count(*), sum(CASE WHEN m.sent_earliest IS NULL AND m.sent_latest IS NULL THEN 1 ELSE 0 END),",
		"\n  ", spanning), func(v []any) error {
		e.Messages, e.Undated = integer(v[0]), integer(v[1])
		if e.Undated < e.Messages {
			first, last := span(v[2:8])
			e.First, e.Last = &first, &last
		}
		return nil
	})
	if err != nil {
		return e, err
	}
	match, w = r.contactMatch(f)
	e.Contacts, err = r.count(ctx, w.statement(match, "\nRETURN count(*)"))
	return e, err
}

// Spans implements graph.Reader.
func (r *Reader) Spans(ctx context.Context, f graph.Filter) ([]graph.Moment, error) {
	_, w := messageMatch(f)
	w.add("(m.sent_earliest IS NOT NULL OR m.sent_latest IS NOT NULL)")
	return fetch(ctx, r, w.statement("MATCH (m:Message)", w.String(),
		"\nRETURN DISTINCT ", r.dayOf("m.sent_earliest"), " AS first, ", r.dayOf("m.sent_latest"), " AS last ORDER BY first, last",
		paged(graph.Page{Limit: graph.MaxLimit})),
		func(v []any) graph.Moment { return bounded(v[0], v[1]) })
}
