package answer

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"backchannel/graph"
	"backchannel/graph/layout"
)

// Layout names a way to place the nodes of a picture.
type Layout string

// The layouts.
const (
	ForceLayout        Layout = "force"
	CircularLayout     Layout = "circular"
	TimeLayout         Layout = "time"
	OrganizationLayout Layout = "organization"
)

// OverviewQuestion asks for the actors with the most contacts, and how they are joined.
type OverviewQuestion struct {
	Question        // without Limit and Cursor
	Nodes    int    // at most; 0 means 2,000
	Edges    int    // at most; 0 means 10,000
	Others   bool   // fill what room is left with topics, events and actors without contacts
	Layout   Layout // "" means ForceLayout
	Seed     uint64
}

const defaultNodes, defaultEdges = 2_000, 10_000

// Overview is a picture of the actors with the most contacts, laid out.
type Overview struct {
	Nodes     []PictureNode    `json:"nodes" doc:"Actors, those with the most contacts first; then other things, those with the most edges first"`
	Edges     []PictureEdge    `json:"edges" doc:"Contacts summed up by sender and recipient, the most first; then other edges"`
	Packed    *PackedEdges     `json:"packed,omitempty" doc:"The edges instead, if they are asked for so"`
	Positions layout.Positions `json:"positions" doc:"x and y of each node, in the order of the nodes, from -1000 to 1000"`
	LeftOut   LeftOut          `json:"left_out"`
	Cypher    string           `json:"cypher" doc:"Lists the pairs, in the engine's Cypher"`
	Window    *Window          `json:"window,omitempty" doc:"Present when the contact index holds only this part of the graph"`
	Revision  int64            `json:"revision"`
}

// keptLayouts is how many layouts are kept. The largest has 1.6 MB.
const keptLayouts = 16

// Overview answers who had most to do with whom, as a picture.
func (s *Service) Overview(ctx context.Context, q OverviewQuestion) (Overview, error) {
	out := Overview{Nodes: []PictureNode{}, Edges: []PictureEdge{}, Positions: layout.Positions{}}
	if q.Nodes == 0 {
		q.Nodes = defaultNodes
	}
	if q.Edges == 0 {
		q.Edges = defaultEdges
	}
	if q.Nodes < 1 || q.Nodes > MaxNodes || q.Edges < 1 || q.Edges > MaxEdges {
		return out, graph.Errorf(graph.Invalid, "a picture has from 1 to %d nodes, and from 1 to %d edges", MaxNodes, MaxEdges)
	}
	v, err := s.viewed(ctx, q.Question)
	if err != nil {
		return out, err
	}
	out.Revision, out.Window = v.revision, v.shownWindow()
	out.Cypher = s.cypher(s.store.Summed(v.filter, graph.Page{Limit: min(q.Edges, graph.MaxLimit)}))
	actors, of, contacts, err := v.Busiest(ctx, q.Nodes)
	if err != nil {
		return out, err
	}
	var rest []PictureEdge
	var others []PictureNode
	if q.Others {
		if others, rest, err = v.beside(ctx, actors, q.Nodes-len(actors)); err != nil {
			return out, err
		}
		out.LeftOut.Partial = v.partial()
	}
	among, err := v.Among(ctx, actors, q.Edges)
	if err != nil {
		return out, err
	}
	// Contacts are what the picture is of: they keep half of the edges at least.
	if room := max(q.Edges/2, q.Edges-len(among.Ties)); len(rest) > room {
		slices.SortStableFunc(rest, func(a, b PictureEdge) int { return cmp.Compare(b.Count, a.Count) })
		rest, out.LeftOut.Edges = rest[:room], len(rest)-room
	}
	if over := len(among.Ties) + len(rest) - q.Edges; over > 0 {
		among.Ties = among.Ties[:len(among.Ties)-over]
		among.TiesLeft += over
	}
	out.Nodes, out.Edges = make([]PictureNode, len(actors), len(actors)+len(others)), make([]PictureEdge, len(among.Ties), len(among.Ties)+len(rest))
	for i, a := range among.Actors {
		ref := v.Index().Actor(a.Actor)
		n := PictureNode{NodeRef: NodeRef{NodeKind(ref.Kind), ref.ID}, Name: ref.Name, Contacts: a.Contacts, Group: v.around.group[ref.ID]}
		n.First, n.Last = times(a.Span)
		out.Nodes[i] = n
	}
	for i, t := range among.Ties {
		out.Edges[i] = v.contactEdge(t)
		contacts -= t.Contacts
	}
	out.Nodes, out.Edges = append(out.Nodes, others...), append(out.Edges, rest...)
	out.LeftOut.Nodes, out.LeftOut.Contacts = of-len(actors), contacts
	out.LeftOut.Edges += among.TiesLeft
	out.Positions, err = v.place(ctx, q, out.Nodes, out.Edges)
	return out, err
}

// beside finds what is joined to actors or to one another by other things than
// contacts, at most so many nodes, and these edges.
func (v *viewed) beside(ctx context.Context, actors []uint32, room int) ([]PictureNode, []PictureEdge, error) {
	refs := make([]NodeRef, len(actors))
	for i, a := range actors {
		refs[i] = v.actorNode(a)
	}
	if room = min(room, graph.MaxLimit); room > 0 {
		page := graph.Page{Limit: room}
		topics, err := v.store.Topics(ctx, graph.Filter{}, page)
		if err != nil {
			return nil, nil, err
		}
		for _, t := range topics.Items {
			refs = append(refs, NodeRef{TopicNode, t.ID})
		}
		events, err := v.store.Events(ctx, graph.Filter{}, page)
		if err != nil {
			return nil, nil, err
		}
		for _, e := range events.Items {
			refs = append(refs, NodeRef{EventNode, e.ID})
		}
		// Of many actors, those that are joined to something come first by no order.
		some, err := v.store.Actors(ctx, graph.Filter{}, graph.Page{Limit: min(len(actors)+room, graph.MaxLimit)})
		if err != nil {
			return nil, nil, err
		}
		for _, a := range some.Items {
			refs = append(refs, NodeRef{NodeKind(a.Kind), a.ID})
		}
	}
	d, err := v.find(ctx, refs)
	if err != nil {
		return nil, nil, err
	}
	edges, err := v.others(ctx, d)
	if err != nil {
		return nil, nil, err
	}
	shown, joined := make(map[NodeRef]bool, len(actors)), map[NodeRef]int{}
	for _, a := range actors {
		shown[v.actorNode(a)] = true
	}
	for _, e := range edges {
		joined[e.From]++
		joined[e.To]++
	}
	var nodes []PictureNode
	for _, n := range d.nodes {
		if !shown[n.NodeRef] && joined[n.NodeRef] > 0 {
			nodes = append(nodes, *n)
		}
	}
	slices.SortStableFunc(nodes, func(a, b PictureNode) int { return cmp.Compare(joined[b.NodeRef], joined[a.NodeRef]) })
	nodes = nodes[:min(len(nodes), max(0, room))]
	for _, n := range nodes {
		shown[n.NodeRef] = true
	}
	edges = slices.DeleteFunc(edges, func(e PictureEdge) bool { return !shown[e.From] || !shown[e.To] })
	return nodes, edges, nil
}

// place lays a picture out, or finds how it was laid out before.
func (v *viewed) place(ctx context.Context, q OverviewQuestion, nodes []PictureNode, edges []PictureEdge) (layout.Positions, error) {
	key := fmt.Sprint(v.revision, " ", q.Nodes, " ", q.Edges, " ", q.Others, " ", q.Layout, " ", q.Seed, " ", keyOf(v.filter))
	if p, ok := v.layouts.Get(key); ok {
		return p, nil
	}
	number := make(map[NodeRef]uint32, len(nodes))
	for i, n := range nodes {
		number[n.NodeRef] = uint32(i)
	}
	links := make([]layout.Link, len(edges))
	for i, e := range edges {
		// Twice the contacts do not bring two twice as close.
		links[i] = layout.Link{From: number[e.From], To: number[e.To], Weight: 1 + math.Log(float64(e.Count))}
	}
	var p layout.Positions
	var err error
	switch q.Layout {
	case "", ForceLayout:
		p, err = layout.Force(ctx, len(nodes), links, q.Seed)
	case CircularLayout:
		p, err = layout.Circular(ctx, len(nodes), links)
	case TimeLayout:
		at := make([]int64, len(nodes))
		for i, n := range nodes {
			at[i] = layout.Undated
			if n.First == nil && n.At != nil {
				n.First = n.At.Earliest
			}
			if n.First != nil {
				at[i] = n.First.UnixMicro()
			}
		}
		p = layout.Timed(at)
	case OrganizationLayout:
		groups := make([]string, len(nodes))
		members := map[string]bool{}
		for i, n := range nodes {
			groups[i] = n.Group
			members[n.Group] = true
		}
		for i, n := range nodes {
			if n.Kind == OrganizationNode && members[n.ID] {
				groups[i] = n.ID
			}
		}
		p = layout.Grouped(groups)
	default:
		return nil, graph.Errorf(graph.Invalid, "no layout is called %q: use force, circular, time or organization", q.Layout)
	}
	if err != nil {
		return nil, err
	}
	v.layouts.Add(key, p)
	return p, nil
}
