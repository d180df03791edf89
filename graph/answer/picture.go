package answer

import (
	"cmp"
	"context"
	"slices"
	"time"

	"backchannel/graph"
	"backchannel/graph/temporal"
)

// NodeKind tells what a node of a picture is.
type NodeKind string

// The kinds of node.
const (
	PersonNode       NodeKind = "person"
	OrganizationNode NodeKind = "organization"
	TopicNode        NodeKind = "topic"
	EventNode        NodeKind = "event"
)

// rank puts actors first.
func (k NodeKind) rank() int {
	return slices.Index([]NodeKind{PersonNode, OrganizationNode, TopicNode, EventNode}, k)
}

func (k NodeKind) actor() bool { return k == PersonNode || k == OrganizationNode }

// NodeRef names a node.
type NodeRef struct {
	Kind NodeKind `json:"kind" enum:"person,organization,topic,event"`
	ID   string   `json:"id"`
}

// PictureNode is a node of a picture.
type PictureNode struct {
	NodeRef
	Name     string        `json:"name"`
	Contacts int           `json:"contacts" doc:"Of an actor, contacts with others that the filters admit; of a topic, such messages about it; of an event, such messages that mention it"`
	First    *time.Time    `json:"first" doc:"When the first dated one of these was: the earliest that it can have been, or the latest if only that is known"`
	Last     *time.Time    `json:"last" doc:"When the last dated one was, at the latest"`
	At       *graph.Moment `json:"at,omitempty" doc:"Of an event"`
	Group    string        `json:"group,omitempty" doc:"Of a person, the first organization by id that it belongs to"`
}

// EdgeKind tells what an edge of a picture is.
type EdgeKind string

// The kinds of edge.
const (
	ContactEdge  EdgeKind = "contact"
	AboutEdge    EdgeKind = "about"
	MentionsEdge EdgeKind = "mentions"
	MemberEdge   EdgeKind = "member"
	RelationEdge EdgeKind = "relation"
)

// PictureEdge joins two nodes of a picture.
type PictureEdge struct {
	Kind  EdgeKind   `json:"kind" enum:"contact,about,mentions,member,relation" doc:"contact: from one actor to another; about: an actor sent or received messages about a topic; mentions: an actor sent messages that mention an actor or an event; member: a person belongs to an organization; relation: one actor is something to another"`
	From  NodeRef    `json:"from"`
	To    NodeRef    `json:"to"`
	Count int        `json:"count" doc:"Contacts, or messages; 1 for member and relation"`
	First *time.Time `json:"first" doc:"As of a node"`
	Last  *time.Time `json:"last"`
	Label string     `json:"label,omitempty" doc:"The role of a member, the kind of a relation"`
}

// LeftOut is what a picture does not show.
type LeftOut struct {
	Nodes    int  `json:"nodes"`
	Edges    int  `json:"edges" doc:"Between the nodes shown"`
	Contacts int  `json:"contacts"`
	Partial  bool `json:"partial,omitempty" doc:"The data has more memberships, relations, mentions or messages without recipients than are looked at"`
}

// Picture is nodes and all edges among them.
type Picture struct {
	Nodes    []PictureNode `json:"nodes"`
	Edges    []PictureEdge `json:"edges" doc:"Contacts first, the most first"`
	Missing  []NodeRef     `json:"missing" doc:"Of the nodes asked for, those that there are not"`
	LeftOut  LeftOut       `json:"left_out"`
	Window   *Window       `json:"window,omitempty" doc:"Present when the contact index holds only this part of the graph"`
	Revision int64         `json:"revision"`
}

// Bounds of a picture.
const (
	MaxNodes = 100_000
	MaxEdges = 300_000
)

// Picture answers how the nodes asked for are joined, by what the filters admit.
func (s *Service) Picture(ctx context.Context, q Question, nodes []NodeRef) (Picture, error) {
	if len(nodes) > MaxNodes {
		return Picture{}, graph.Errorf(graph.TooLarge, "%d nodes are asked for: ask for at most %d", len(nodes), MaxNodes)
	}
	v, err := s.viewed(ctx, q)
	if err != nil {
		return Picture{}, err
	}
	return v.picture(ctx, nodes)
}

// viewed is a question made ready for pictures.
type viewed struct {
	*Service
	reading
	filter   graph.Filter
	revision int64
	posts    posts
	around   *surroundings
}

// viewed opens the contact index for a question, and reads what it does not hold.
func (s *Service) viewed(ctx context.Context, q Question) (*viewed, error) {
	v, err := s.opened(ctx, q)
	if err != nil {
		return nil, err
	}
	if v.posts, err = s.posted(ctx, v.revision, v.filter); err != nil {
		return nil, err
	}
	v.around, err = s.around(ctx, v.revision)
	return v, err
}

// opened opens the contact index for a question.
func (s *Service) opened(ctx context.Context, q Question) (*viewed, error) {
	a, _, err := s.narrowed(ctx, q)
	if err != nil {
		return nil, err
	}
	v := &viewed{Service: s, filter: a.filter}
	if v.revision, err = s.store.Revision(ctx); err != nil {
		return nil, err
	}
	f := a.filter
	t := Travel{Senders: f.From, Recipients: f.To}
	f.From, f.To = nil, nil
	v.reading, err = s.travel(ctx, v.revision, f, t, "", "")
	if graph.CodeOf(err) == graph.NotFound {
		v.reading, err = v.inContact(ctx, f, t)
	}
	return v, err
}

// inContact opens the contact index without those actors of the question that are in
// no contact. Where that leaves none of those asked for, no contact is admitted.
func (v *viewed) inContact(ctx context.Context, f graph.Filter, t Travel) (reading, error) {
	index, window, err := v.indexes.get(ctx, f)
	if err != nil {
		return reading{}, err
	}
	for _, ids := range []*[]string{&t.Senders, &t.Recipients, &f.Actors} {
		asked := len(*ids)
		*ids = slices.DeleteFunc(slices.Clone(*ids), func(id string) bool { _, ok := index.ActorNumber(id); return !ok })
		if asked > 0 && len(*ids) == 0 {
			q, err := index.Query(ctx, temporal.Question{Messages: []string{}})
			return reading{q, window}, err
		}
	}
	return v.travel(ctx, v.revision, f, t, "", "")
}

// partial tells whether what is read beside the contact index goes on.
func (v *viewed) partial() bool { return v.around.partial || v.posts.partial }

func (v *viewed) shownWindow() *Window {
	if v.window.whole() {
		return nil
	}
	return &v.window
}

// picture of nodes, in their order and each once.
func (v *viewed) picture(ctx context.Context, refs []NodeRef) (Picture, error) {
	p := Picture{Nodes: make([]PictureNode, 0, len(refs)), Edges: []PictureEdge{}, Missing: []NodeRef{}, Revision: v.revision, Window: v.shownWindow(), LeftOut: LeftOut{Partial: v.partial()}}
	d, err := v.find(ctx, refs)
	if err != nil {
		return p, err
	}
	rest, err := v.others(ctx, d)
	if err != nil {
		return p, err
	}
	if over := len(rest) - MaxEdges; over > 0 {
		rest, p.LeftOut.Edges = rest[:MaxEdges], over
	}
	among, err := v.Among(ctx, d.numbers, MaxEdges-len(rest))
	if err != nil {
		return p, err
	}
	p.LeftOut.Edges += among.TiesLeft
	p.LeftOut.Contacts = among.ContactsLeft
	for _, s := range among.Actors {
		n := d.nodes[d.place[v.Index().Actor(s.Actor).ID]]
		n.Contacts = s.Contacts
		n.First, n.Last = times(s.Span)
	}
	for _, ref := range d.order {
		if n := d.at(ref); n != nil {
			p.Nodes = append(p.Nodes, *n)
		} else {
			p.Missing = append(p.Missing, ref)
		}
	}
	p.Edges = slices.Grow(p.Edges, len(among.Ties)+len(rest))
	for _, t := range among.Ties {
		p.Edges = append(p.Edges, v.contactEdge(t))
	}
	p.Edges = append(p.Edges, rest...)
	return p, ctx.Err()
}

func (v *viewed) contactEdge(t temporal.Tie) PictureEdge {
	e := PictureEdge{Kind: ContactEdge, From: v.actorNode(t.From), To: v.actorNode(t.To), Count: t.Contacts}
	e.First, e.Last = times(t.Span)
	return e
}

func (v *viewed) actorNode(n uint32) NodeRef {
	a := v.Index().Actor(n)
	return NodeRef{NodeKind(a.Kind), a.ID}
}

// times are the ends of a span, nil if it has none.
func times(s temporal.Span) (first, last *time.Time) {
	if !s.Dated {
		return nil, nil
	}
	both := [2]time.Time{time.UnixMicro(s.First).UTC(), time.UnixMicro(s.Last).UTC()}
	return &both[0], &both[1]
}

// drawn is the nodes of a picture while it is made.
type drawn struct {
	order   []NodeRef
	nodes   []*PictureNode
	place   map[string]int // of actors, by id
	others  map[NodeRef]int
	numbers []uint32 // of those actors that are in contacts
}

func (d *drawn) at(ref NodeRef) *PictureNode {
	i, ok := d.others[ref]
	if ref.Kind.actor() {
		i, ok = d.place[ref.ID]
	}
	if !ok {
		return nil
	}
	return d.nodes[i]
}

func (d *drawn) actor(id string) (NodeRef, bool) {
	i, ok := d.place[id]
	if !ok {
		return NodeRef{}, false
	}
	return d.nodes[i].NodeRef, true
}

func (d *drawn) add(n PictureNode) {
	if n.Kind.actor() {
		d.place[n.ID] = len(d.nodes)
	} else {
		d.others[n.NodeRef] = len(d.nodes)
	}
	d.nodes = append(d.nodes, &n)
}

// find looks nodes up: actors in the contact index, what is not there in the store.
func (v *viewed) find(ctx context.Context, refs []NodeRef) (*drawn, error) {
	d := &drawn{place: make(map[string]int, len(refs)), others: map[NodeRef]int{}}
	ids := map[NodeKind][]string{}
	seen := make(map[NodeRef]bool, len(refs))
	for _, ref := range refs {
		key := ref
		if ref.Kind.actor() {
			key.Kind = PersonNode // whichever it is asked for as: ids of actors are unique
		}
		if seen[key] {
			continue
		}
		seen[key] = true
		d.order = append(d.order, ref)
		if number, ok := v.Index().ActorNumber(ref.ID); ok && ref.Kind.actor() {
			d.numbers = append(d.numbers, number)
			d.add(PictureNode{NodeRef: v.actorNode(number), Name: v.Index().Actor(number).Name, Group: v.around.group[ref.ID]})
			continue
		}
		ids[key.Kind] = append(ids[key.Kind], ref.ID)
	}
	if err := each(ctx, ids[PersonNode], v.store.Actors, func(a graph.Actor) {
		d.add(PictureNode{NodeRef: NodeRef{NodeKind(a.Kind), a.ID}, Name: a.Name, Group: v.around.group[a.ID]})
	}); err != nil {
		return nil, err
	}
	if err := each(ctx, ids[TopicNode], v.store.Topics, func(t graph.TopicCount) {
		d.add(PictureNode{NodeRef: NodeRef{TopicNode, t.ID}, Name: firstOf(t.Label, t.ID)})
	}); err != nil {
		return nil, err
	}
	return d, each(ctx, ids[EventNode], v.store.Events, func(e graph.Event) {
		d.add(PictureNode{NodeRef: NodeRef{EventNode, e.ID}, Name: firstOf(e.Label, e.ID), At: &e.At})
	})
}

// others are the edges other than contacts. It also counts the messages of topics
// and events.
func (v *viewed) others(ctx context.Context, d *drawn) ([]PictureEdge, error) {
	var edges []PictureEdge
	for _, n := range d.nodes {
		if n.Kind != TopicNode {
			continue
		}
		about, err := v.about(ctx, n.ID)
		if err != nil {
			return nil, err
		}
		edges = append(edges, about.edges(d, AboutEdge, n)...)
	}
	mentioned, err := v.mentioned(ctx, func(to NodeRef) bool { return d.at(to) != nil })
	if err != nil {
		return nil, err
	}
	for _, n := range d.nodes {
		if m := mentioned[n.NodeRef]; m != nil {
			edges = append(edges, m.edges(d, MentionsEdge, n)...)
		}
	}
	for _, ties := range []struct {
		kind EdgeKind
		list []tie
	}{{MemberEdge, v.around.members}, {RelationEdge, v.around.relations}} {
		for i, t := range ties.list {
			if i > 0 && ties.kind == MemberEdge && t.from == ties.list[i-1].from && t.to == ties.list[i-1].to {
				continue // another role in the same organization
			}
			from, ok := d.actor(t.from)
			to, also := d.actor(t.to)
			if ok && also {
				edges = append(edges, PictureEdge{Kind: ties.kind, From: from, To: to, Count: 1, Label: t.label})
			}
		}
	}
	return edges, nil
}

// involved is who had to do with messages about a topic, or that mention something.
type involved struct {
	messages int
	span     temporal.Span
	by       map[string]*part // by actor
}

type part struct {
	messages int
	span     temporal.Span
}

func (i *involved) add(actor string, messages int, s temporal.Span) {
	p := i.by[actor]
	if p == nil {
		p = &part{}
		i.by[actor] = p
	}
	p.messages += messages
	p.span.Join(s)
}

// edges from the actors of a picture to a node, whose messages it also counts.
func (i *involved) edges(d *drawn, kind EdgeKind, to *PictureNode) (out []PictureEdge) {
	if !to.Kind.actor() {
		to.Contacts = i.messages
		to.First, to.Last = times(i.span)
	}
	for id, p := range i.by {
		if from, ok := d.actor(id); ok && from != to.NodeRef {
			e := PictureEdge{Kind: kind, From: from, To: to.NodeRef, Count: p.messages}
			e.First, e.Last = times(p.span)
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(a, b PictureEdge) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.From.ID, b.From.ID))
	})
	return out
}

// about finds who sent or received messages about a topic, posts too.
func (v *viewed) about(ctx context.Context, topic string) (*involved, error) {
	p, err := v.About(ctx, topic)
	if err != nil {
		return nil, err
	}
	out := &involved{messages: p.Messages, span: p.Span, by: make(map[string]*part, len(p.Actors))}
	for _, a := range p.Actors {
		out.add(v.Index().Actor(a.Actor).ID, a.Contacts, a.Span)
	}
	for _, m := range v.posts.list {
		if slices.Contains(m.topics, topic) {
			out.post(m)
		}
	}
	return out, nil
}

func (i *involved) post(m post) {
	span := temporal.SpanOf(m.at)
	i.messages++
	i.span.Join(span)
	for _, sender := range m.senders {
		i.add(sender, 1, span)
	}
}

// mentioned finds who sent messages that mention the nodes wanted.
func (v *viewed) mentioned(ctx context.Context, wanted func(NodeRef) bool) (map[NodeRef]*involved, error) {
	var of []mention
	var ids []string
	for _, m := range v.around.mentions {
		if wanted(m.to) {
			of = append(of, m)
			ids = append(ids, m.message)
		}
	}
	if len(of) == 0 {
		return nil, nil
	}
	sent, err := v.SentMessages(ctx, ids)
	if err != nil {
		return nil, err
	}
	posts := make(map[string]post, len(v.posts.list))
	for _, p := range v.posts.list {
		posts[p.id] = p
	}
	out := map[NodeRef]*involved{}
	for _, m := range of {
		message, ok := sent[m.message]
		p, posted := posts[m.message]
		if !ok && !posted {
			continue
		}
		i := out[m.to]
		if i == nil {
			i = &involved{by: map[string]*part{}}
			out[m.to] = i
		}
		if posted {
			i.post(p)
			continue
		}
		span := temporal.SpanOf(message.At.Moment())
		i.messages++
		i.span.Join(span)
		for _, sender := range message.Senders {
			i.add(v.Index().Actor(sender).ID, 1, span)
		}
	}
	return out, nil
}
