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
		found, err := s.store.Surroundings(ctx, maxSurroundings)
		if err != nil {
			return nil, err
		}
		a := &surroundings{members: ties(found.Members), relations: ties(found.Relations), group: map[string]string{}, partial: found.Partial}
		for _, b := range found.Mentions {
			a.mentions = append(a.mentions, mention{b.From, NodeRef{kindOf[b.To.Label], b.To.ID}})
		}
		for _, m := range a.members {
			if _, known := a.group[m.from]; !known {
				a.group[m.from] = m.to
			}
		}
		return a, nil
	})
}

func ties(bonds []graph.Bond) []tie {
	out := make([]tie, len(bonds))
	for i, b := range bonds {
		out[i] = tie{b.From, b.To.ID, b.Label}
	}
	return out
}

// kindOf tells what a mention leads to.
var kindOf = map[graph.Label]NodeKind{graph.PersonLabel: PersonNode, graph.OrganizationLabel: OrganizationNode, graph.EventLabel: EventNode}

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
