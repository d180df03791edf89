package answer

import (
	"context"

	"backchannel/graph"
)

// maxSurroundings bounds the memberships, the relations and the mentions that are
// held, of each.
const maxSurroundings = 500_000

// surroundings are what joins things apart from contacts, of one revision.
type surroundings struct {
	members, relations []tie
	mentions           []mention
	group              map[string]string // by actor: the first organization that it belongs to, or is
	partial            bool              // there are more
}

// tie is a membership, of a person in an organization, or a relation of actors.
type tie struct{ from, to, label string }

// mention says that a message speaks of an actor or an event.
type mention struct {
	message string
	to      NodeRef
}

// around reads the surroundings from the store, once for each revision.
func (s *Service) around(ctx context.Context, revision int64) (*surroundings, error) {
	return s.surroundings.get(revision, "", func() (*surroundings, error) {
		a := &surroundings{group: map[string]string{}}
		ties := func(into *[]tie) func([]string) {
			return func(v []string) { *into = append(*into, tie{v[0], v[1], v[2]}) }
		}
		mentions := func(kind NodeKind) func([]string) {
			return func(v []string) { a.mentions = append(a.mentions, mention{v[0], NodeRef{kind, v[1]}}) }
		}
		for _, q := range []struct {
			text string
			row  func([]string)
		}{
			{"MATCH (a:Person)-[r:MEMBER_OF]->(b:Organization)\nRETURN a.id AS from_id, b.id AS to_id, r.role AS role\nORDER BY from_id, to_id, role", ties(&a.members)},
			{"MATCH (a)-[r:RELATED_TO]->(b)\nRETURN a.id AS from_id, b.id AS to_id, r.kind AS kind\nORDER BY from_id, to_id, kind", ties(&a.relations)},
			{"MATCH (m:Message)-[:MENTIONS]->(b:Person)\nRETURN m.id AS from_id, b.id AS to_id\nORDER BY from_id, to_id", mentions(PersonNode)},
			{"MATCH (m:Message)-[:MENTIONS]->(b:Organization)\nRETURN m.id AS from_id, b.id AS to_id\nORDER BY from_id, to_id", mentions(OrganizationNode)},
			{"MATCH (m:Message)-[:MENTIONS]->(b:Event)\nRETURN m.id AS from_id, b.id AS to_id\nORDER BY from_id, to_id", mentions(EventNode)},
		} {
			t, err := s.store.Query(ctx, graph.Statement{Text: q.text}, graph.Limits{Rows: maxSurroundings, Bytes: 1 << 28})
			if err != nil {
				return nil, err
			}
			a.partial = a.partial || t.Truncated
			for _, row := range t.Rows {
				v := make([]string, len(row))
				for i := range row {
					v[i], _ = row[i].(string) // a role that nobody gives is null
				}
				q.row(v)
			}
		}
		for _, m := range a.members {
			if _, known := a.group[m.from]; !known {
				a.group[m.from] = m.to
			}
		}
		return a, nil
	})
}

// post is a message without recipients, which makes no contact.
type post struct {
	id      string
	senders []string
	topics  []string
	at      graph.Moment
}

// posts are those that a filter admits, the first MaxLimit of them.
type posts struct {
	list    []post
	partial bool // there are more
}

// posted lists the posts that a filter admits.
func (s *Service) posted(ctx context.Context, revision int64, f graph.Filter) (posts, error) {
	read := func(f graph.Filter, limit int) func() (posts, error) {
		return func() (posts, error) {
			l, err := s.store.Messages(ctx, f, graph.Page{Limit: limit})
			out := posts{make([]post, len(l.Items)), l.Total > len(l.Items)}
			for i, m := range l.Items {
				out.list[i] = post{m.ID, m.Senders, m.Topics, m.Sent}
			}
			return out, err
		}
	}
	any, err := s.unaddressed.get(revision, "", read(graph.Filter{Unaddressed: true}, 1))
	if err != nil || len(any.list) == 0 {
		return posts{}, err
	}
	f.Unaddressed = true
	return s.unaddressed.get(revision, keyOf(f), read(f, graph.MaxLimit))
}
