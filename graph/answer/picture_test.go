package answer_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/storetest"
	"backchannel/internal/enginetest"
)

// letters are a few hundred messages among a dozen of thirteen actors, some vague, some without
// recipients, some to oneself; about two topics, and some of them mention an event.
func letters() *graph.Batch {
	r := rand.New(rand.NewPCG(3, 4))
	b := &graph.Batch{
		Sources: []graph.Source{{ID: "s", Title: "S"}},
		Topics:  []graph.Topic{{ID: "will", Label: "the will"}, {ID: "estate", Label: "the estate"}},
		Events:  []graph.Event{{ID: "fair", Label: "the fair", At: graph.At(time.Date(2001, 3, 1, 0, 0, 0, 0, time.UTC))}},
	}
	name := func() string { return fmt.Sprint("p", r.IntN(12)) }
	for i := range 13 { // the last is in no contact
		kind := graph.Person
		if i > 9 {
			kind = graph.Organization
		}
		b.Actors = append(b.Actors, graph.Actor{ID: fmt.Sprint("p", i), Kind: kind, Name: fmt.Sprint("Name ", i)})
	}
	for i := range 300 {
		at := graph.At(time.Date(2001, 1, 1, 0, 0, r.IntN(300*24*3600), 0, time.UTC))
		switch late := at.Earliest.AddDate(0, 0, r.IntN(40)); r.IntN(6) {
		case 0:
			at = graph.Bounded(at.Earliest, &late)
		case 1:
			at = graph.Bounded(nil, &late)
		case 2:
			at = graph.Undated()
		}
		m := graph.Message{ID: fmt.Sprint("m", i), Channel: []graph.Channel{graph.Email, graph.Letter}[r.IntN(2)], Sent: at, Answered: graph.AnsweredUnknown, Senders: []string{name()}}
		for range r.IntN(4) {
			to := name()
			if !slices.ContainsFunc(m.Recipients, func(x graph.Recipient) bool { return x.Actor == to }) {
				m.Recipients = append(m.Recipients, graph.Recipient{Actor: to, Role: graph.Roles[r.IntN(3)]})
			}
		}
		if len(m.Recipients) == 0 {
			m.Channel = graph.Post
		}
		for _, t := range b.Topics {
			if r.IntN(3) == 0 {
				m.Topics = append(m.Topics, t.ID)
			}
		}
		b.Messages = append(b.Messages, m)
		if r.IntN(5) == 0 {
			b.Mentions = append(b.Mentions, graph.Mention{From: graph.Ref{Label: graph.MessageLabel, ID: m.ID}, To: graph.Ref{Label: graph.EventLabel, ID: "fair"}})
		}
	}
	return b
}

// drawQuestion narrows by any of the filters.
func drawQuestion(t *rapid.T, actors []string) (q answer.Question) {
	some := func(label string, of []string) []string {
		if rapid.IntRange(0, 3).Draw(t, label+"?") > 0 {
			return nil
		}
		return rapid.SliceOfNDistinct(rapid.SampledFrom(of), 1, 4, rapid.ID).Draw(t, label)
	}
	q.From, q.To, q.Actor = some("from", actors), some("to", actors), some("actor", actors)
	q.Role = some("role", []string{"to", "cc", "bcc"})
	q.Channel = some("channel", []string{"email", "letter"})
	q.About = rapid.SampledFrom([]string{"", "", "", "will", "estate", "fair"}).Draw(t, "about")
	q.Since = rapid.SampledFrom([]string{"", "", "2001-03", "2001-05-07"}).Draw(t, "since")
	q.Until = rapid.SampledFrom([]string{"", "", "2001-08", "2001-05-20"}).Draw(t, "until")
	return q
}

type edgeKey struct {
	kind     answer.EdgeKind
	from, to string
}

// within is a span of contacts as one finds it by looking at each.
type within struct {
	n           int
	first, last *time.Time
}

func (w *within) add(m graph.Moment) {
	w.n++
	first, last := m.Earliest, m.Latest
	if first == nil {
		first = last
	}
	if last == nil {
		last = first
	}
	if first != nil && (w.first == nil || first.Before(*w.first)) {
		w.first = first
	}
	if last != nil && (w.last == nil || last.After(*w.last)) {
		w.last = last
	}
}

func same(t require.TestingT, w within, n int, first, last *time.Time, what any) {
	require.Equal(t, w.n, n, what)
	for _, x := range [][2]*time.Time{{w.first, first}, {w.last, last}} {
		require.Equal(t, x[0] == nil, x[1] == nil, what)
		if x[0] != nil {
			require.True(t, x[0].Equal(*x[1]), "%v: want %v, got %v", what, x[0], x[1])
		}
	}
}

// A picture holds exactly what the lists of the store do: its edges are the pairs,
// and its nodes' contacts and times those of the contacts one by one.
func TestPicturesAgreeWithTheStore(t *testing.T) {
	store := enginetest.Kuzu(t)
	b := letters()
	_, err := store.Write(t.Context(), b)
	require.NoError(t, err)
	service := answer.New(store, answer.Options{})
	var actors []string
	for _, a := range b.Actors {
		actors = append(actors, a.ID)
	}
	rapid.Check(t, func(rt *rapid.T) {
		q := drawQuestion(rt, actors)
		shown := rapid.SliceOfNDistinct(rapid.SampledFrom(actors), 0, 12, rapid.ID).Draw(rt, "shown")
		refs := []answer.NodeRef{{Kind: answer.TopicNode, ID: "will"}, {Kind: answer.EventNode, ID: "fair"}, {Kind: answer.OrganizationNode, ID: "nobody"}}
		for _, id := range shown {
			refs = append(refs, answer.NodeRef{Kind: answer.PersonNode, ID: id}, answer.NodeRef{Kind: answer.OrganizationNode, ID: id})
		}
		p, err := service.Picture(t.Context(), q, refs)
		require.NoError(rt, err)
		require.Equal(rt, []answer.NodeRef{{Kind: answer.OrganizationNode, ID: "nobody"}}, p.Missing, "as it was asked for")
		require.Len(rt, p.Nodes, len(shown)+2, "an actor is one node, whatever kind it is asked for as")

		q.Limit = graph.MaxLimit
		pairs, err := service.Pairs(t.Context(), q)
		require.NoError(rt, err)
		want := map[edgeKey]int{}
		for _, x := range pairs.Items {
			if x.From.ID != x.To.ID && slices.Contains(shown, x.From.ID) && slices.Contains(shown, x.To.ID) {
				want[edgeKey{answer.ContactEdge, x.From.ID, x.To.ID}] = x.Count
			}
		}
		contacts, err := service.Contacts(t.Context(), q)
		require.NoError(rt, err)
		messages, err := service.Messages(t.Context(), q)
		require.NoError(rt, err)
		nodes, edges := looked(contacts.Items, messages.Items, b.Mentions)
		got := map[edgeKey]int{}
		for _, e := range p.Edges {
			key := edgeKey{e.Kind, e.From.ID, e.To.ID}
			same(rt, edges[key], e.Count, e.First, e.Last, key)
			if e.Kind == answer.ContactEdge {
				got[key] = e.Count
			}
		}
		require.Equal(rt, want, got)
		for key := range edges {
			drawn := slices.ContainsFunc(p.Edges, func(e answer.PictureEdge) bool { return key == edgeKey{e.Kind, e.From.ID, e.To.ID} })
			within := slices.Contains(shown, key.from) && (key.to == "will" || key.to == "fair" || slices.Contains(shown, key.to))
			require.Equal(rt, within, drawn, key)
		}
		for _, n := range p.Nodes {
			same(rt, nodes[n.ID], n.Contacts, n.First, n.Last, n.ID)
		}
	})
}

// looked adds up contacts and messages one by one.
func looked(contacts []graph.Contact, messages []answer.Message, mentions []graph.Mention) (nodes map[string]within, edges map[edgeKey]within) {
	nodes, edges = map[string]within{}, map[edgeKey]within{}
	node := func(id string, at graph.Moment) { w := nodes[id]; w.add(at); nodes[id] = w }
	edge := func(k edgeKey, at graph.Moment) { w := edges[k]; w.add(at); edges[k] = w }
	part, senders, at := map[string][]string{}, map[string][]string{}, map[string]graph.Moment{}
	join := func(m map[string][]string, key, id string) {
		if !slices.Contains(m[key], id) {
			m[key] = append(m[key], id)
		}
	}
	topics := map[string][]string{}
	for _, c := range contacts {
		if c.From.ID != c.To.ID {
			node(c.From.ID, c.At)
			node(c.To.ID, c.At)
			edge(edgeKey{answer.ContactEdge, c.From.ID, c.To.ID}, c.At)
		}
		join(part, c.MessageID, c.From.ID)
		join(part, c.MessageID, c.To.ID)
		join(senders, c.MessageID, c.From.ID)
		at[c.MessageID], topics[c.MessageID] = c.At, c.Topics
	}
	for _, m := range messages { // posts are in no contact
		if len(m.To) > 0 {
			continue
		}
		for _, a := range m.From {
			join(part, m.ID, a.ID)
			join(senders, m.ID, a.ID)
		}
		at[m.ID], topics[m.ID] = m.Sent, m.Topics
	}
	for id, all := range part {
		if slices.Contains(topics[id], "will") {
			node("will", at[id])
			for _, a := range all {
				edge(edgeKey{answer.AboutEdge, a, "will"}, at[id])
			}
		}
	}
	for _, m := range mentions {
		if from, ok := senders[m.From.ID]; ok {
			node(m.To.ID, at[m.From.ID])
			for _, a := range from {
				edge(edgeKey{answer.MentionsEdge, a, m.To.ID}, at[m.From.ID])
			}
		}
	}
	return nodes, edges
}

// What is around an actor are its strongest neighbours, and what is left out is told.
func TestNeighborhoods(t *testing.T) {
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		_, err := store.Write(t.Context(), letters())
		require.NoError(t, err)
		_, err = store.Write(t.Context(), storetest.Story())
		require.NoError(t, err)
		service := answer.New(store, answer.Options{})
		all, err := service.ActorNeighborhood(t.Context(), "p1", answer.Question{Limit: 1000})
		require.NoError(t, err)
		require.Zero(t, all.LeftOut)
		few, err := service.ActorNeighborhood(t.Context(), "Name 1", answer.Question{Limit: 3})
		require.NoError(t, err)
		require.Equal(t, "p1", few.Center.ID)
		require.Len(t, few.Nodes, 3)
		require.Equal(t, len(all.Nodes)-3, few.LeftOut.Nodes)
		strength := func(n answer.Neighborhood, id string) (sum int) {
			for _, e := range n.Edges {
				if e.From.ID == "p1" && e.To.ID == id || e.To.ID == "p1" && e.From.ID == id {
					sum += e.Count
				}
			}
			return sum
		}
		left := 0
		for i, n := range all.Nodes {
			require.True(t, i == 0 || strength(all, n.ID) <= strength(all, all.Nodes[i-1].ID), n.ID)
			if i < 3 {
				require.Equal(t, n.NodeRef, few.Nodes[i].NodeRef)
				require.Equal(t, strength(all, n.ID), strength(few, n.ID))
			} else {
				left += strength(all, n.ID)
			}
		}
		require.Equal(t, left, few.LeftOut.Contacts)

		cleo, err := service.ActorNeighborhood(t.Context(), "cleo", answer.Question{})
		require.NoError(t, err)
		require.True(t, slices.ContainsFunc(cleo.Edges, func(e answer.PictureEdge) bool {
			return e.Kind == answer.MemberEdge && e.From.ID == "cleo" && e.To.ID == "bank" && e.Label == "cashier"
		}))
		require.Equal(t, "bank", cleo.Center.Group)
		fair, err := service.EventNeighborhood(t.Context(), "fair", answer.Question{})
		require.NoError(t, err)
		require.NotEmpty(t, fair.Nodes)
		require.NotNil(t, fair.Center.At)
		_, err = service.TopicNeighborhood(t.Context(), "nothing", answer.Question{})
		require.Equal(t, graph.NotFound, graph.CodeOf(err))
	})
}

// The same question has the same bytes for an answer, from another service too, and
// each layout places every node.
func TestOverviewsAreRepeatable(t *testing.T) {
	store := enginetest.Kuzu(t)
	_, err := store.Write(t.Context(), letters())
	require.NoError(t, err)
	_, err = store.Write(t.Context(), storetest.Story())
	require.NoError(t, err)
	one, another := answer.New(store, answer.Options{}), answer.New(store, answer.Options{})
	for _, layout := range []answer.Layout{answer.ForceLayout, answer.CircularLayout, answer.TimeLayout, answer.OrganizationLayout} {
		for _, others := range []bool{false, true} {
			q := answer.OverviewQuestion{Layout: layout, Seed: 5, Others: others}
			a, err := one.Overview(t.Context(), q)
			require.NoError(t, err)
			require.Len(t, a.Positions, 2*len(a.Nodes))
			require.Zero(t, a.LeftOut)
			text, err := json.Marshal(a)
			require.NoError(t, err)
			for _, s := range []*answer.Service{one, another} {
				b, err := s.Overview(t.Context(), q)
				require.NoError(t, err)
				again, err := json.Marshal(b)
				require.NoError(t, err)
				require.Equal(t, string(text), string(again), layout)
			}
			topics := slices.ContainsFunc(a.Nodes, func(n answer.PictureNode) bool { return n.Kind == answer.TopicNode })
			require.Equal(t, others, topics)
		}
	}
	few, err := one.Overview(t.Context(), answer.OverviewQuestion{Nodes: 5, Edges: 4})
	require.NoError(t, err)
	require.Len(t, few.Nodes, 5)
	require.Len(t, few.Edges, 4)
	all, err := one.Overview(t.Context(), answer.OverviewQuestion{})
	require.NoError(t, err)
	require.Equal(t, all.Nodes[:5], few.Nodes)
	require.Equal(t, len(all.Nodes)-5, few.LeftOut.Nodes)
	sum := func(edges []answer.PictureEdge) (n int) {
		for _, e := range edges {
			n += e.Count
		}
		return n
	}
	require.Equal(t, sum(all.Edges)-sum(few.Edges), few.LeftOut.Contacts)

	everything, err := one.Overview(t.Context(), answer.OverviewQuestion{Others: true})
	require.NoError(t, err)
	mixed, err := one.Overview(t.Context(), answer.OverviewQuestion{Others: true, Edges: 11})
	require.NoError(t, err)
	contacts := slices.IndexFunc(mixed.Edges, func(e answer.PictureEdge) bool { return e.Kind != answer.ContactEdge })
	require.Equal(t, 6, contacts, "other edges do not crowd them out")
	require.Equal(t, all.Edges[:contacts], mixed.Edges[:contacts])
	require.True(t, slices.IsSortedFunc(mixed.Edges[contacts:], func(a, b answer.PictureEdge) int { return b.Count - a.Count }))
	require.Equal(t, len(everything.Edges)-11, mixed.LeftOut.Edges)
	require.Equal(t, sum(all.Edges)-sum(mixed.Edges[:contacts]), mixed.LeftOut.Contacts)
}

// Every contact is in a stretch of time or counted apart.
func TestHistogram(t *testing.T) {
	store := enginetest.Kuzu(t)
	_, err := store.Write(t.Context(), letters())
	require.NoError(t, err)
	service := answer.New(store, answer.Options{})
	rapid.Check(t, func(rt *rapid.T) {
		var actors []string
		for i := range 13 {
			actors = append(actors, fmt.Sprint("p", i))
		}
		q := drawQuestion(rt, actors)
		buckets := rapid.IntRange(1, 400).Draw(rt, "buckets")
		h, err := service.Histogram(t.Context(), q, buckets)
		require.NoError(rt, err)
		contacts, err := service.Contacts(t.Context(), q)
		require.NoError(rt, err)
		sum := h.Undated + h.Vague
		require.LessOrEqual(rt, len(h.Buckets), buckets)
		for i, b := range h.Buckets {
			sum += b.Contacts
			require.True(rt, i == 0 || b.Since.Equal(h.Buckets[i-1].Until))
		}
		require.Equal(rt, contacts.Total, sum)
	})
}

// A question that is given up ends, also while nodes are being placed.
func TestPicturesStopWhenCancelled(t *testing.T) {
	store := enginetest.Kuzu(t)
	_, err := store.Write(t.Context(), letters())
	require.NoError(t, err)
	service := answer.New(store, answer.Options{})
	_, err = service.Overview(t.Context(), answer.OverviewQuestion{Seed: 1}) // the index is there
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = service.Overview(ctx, answer.OverviewQuestion{Seed: 2})
	require.Equal(t, graph.Timeout, graph.CodeOf(err))
	_, err = service.Picture(ctx, answer.Question{}, []answer.NodeRef{{Kind: answer.PersonNode, ID: "p1"}})
	require.Equal(t, graph.Timeout, graph.CodeOf(err))
	_, err = service.Histogram(ctx, answer.Question{}, 0)
	require.Equal(t, graph.Timeout, graph.CodeOf(err))
}

// A picture does not look at all of very many messages without recipients, and says so.
func TestPicturesOfManyPosts(t *testing.T) {
	store := enginetest.Kuzu(t)
	b := letters()
	for i := range graph.MaxLimit {
		b.Messages = append(b.Messages, graph.Message{ID: fmt.Sprint("post", i), Channel: graph.Post, Answered: graph.AnsweredUnknown, Senders: []string{"p1"}, Topics: []string{"will"}})
	}
	_, err := store.Write(t.Context(), b)
	require.NoError(t, err)
	service := answer.New(store, answer.Options{})
	for _, of := range []struct {
		who     string
		partial bool
	}{{"p1", true}, {"p2", false}} {
		n, err := service.TopicNeighborhood(t.Context(), "will", answer.Question{From: []string{of.who}})
		require.NoError(t, err)
		require.Equal(t, of.partial, n.LeftOut.Partial, of.who)
	}
}

// Where the graph does not fit the index, a picture says which part of it it shows, or
// that it is too large.
func TestPicturesOfAWindow(t *testing.T) {
	store := enginetest.Kuzu(t)
	_, err := store.Write(t.Context(), letters())
	require.NoError(t, err)
	service := answer.New(store, answer.Options{IndexMemory: 20_000})
	_, err = service.Overview(t.Context(), answer.OverviewQuestion{})
	require.Equal(t, graph.TooLarge, graph.CodeOf(err))
	few, err := service.Overview(t.Context(), answer.OverviewQuestion{Question: answer.Question{Since: "2001-03-01", Until: "2001-03-03"}})
	require.NoError(t, err)
	require.NotNil(t, few.Window)
	require.NotEmpty(t, few.Nodes)
}

// A packed picture says the same, but for the times of its edges.
func TestPackedEdgesAreTheSameEdges(t *testing.T) {
	nodes := []answer.NodeRef{{Kind: answer.PersonNode, ID: "a"}, {Kind: answer.OrganizationNode, ID: "b"}}
	edges := []answer.PictureEdge{
		{Kind: answer.ContactEdge, From: nodes[1], To: nodes[0], Count: 7},
		{Kind: answer.MemberEdge, From: nodes[0], To: nodes[1], Count: 1, Label: "clerk"},
	}
	o := answer.Overview{Nodes: []answer.PictureNode{{NodeRef: nodes[0]}, {NodeRef: nodes[1]}}, Edges: edges}
	o.Pack()
	require.Empty(t, o.Edges)
	var unpacked []answer.PictureEdge
	for i := 0; i < len(o.Packed.Edges); i += 4 {
		e := o.Packed.Edges[i : i+4]
		unpacked = append(unpacked, answer.PictureEdge{Kind: o.Packed.Kinds[e[0]], From: o.Nodes[e[1]].NodeRef, To: o.Nodes[e[2]].NodeRef, Count: e[3], Label: o.Packed.Labels[i/4]})
	}
	require.Equal(t, edges, unpacked)
}
