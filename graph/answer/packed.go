package answer

// PackedEdges are the edges of a picture without their times, in a third of the room:
// a large picture is sent, read and drawn that much sooner.
type PackedEdges struct {
	Kinds  []EdgeKind     `json:"kinds"`
	Edges  []int          `json:"edges" doc:"Four numbers for each edge: the places of its kind in kinds and of its two ends in nodes, counted from 0, and the count"`
	Labels map[int]string `json:"labels,omitempty" doc:"By the place of the edge, where it has one"`
}

// Pack puts the edges into their packed form.
func (o *Overview) Pack() {
	place := make(map[NodeRef]int, len(o.Nodes))
	for i, n := range o.Nodes {
		place[n.NodeRef] = i
	}
	p := PackedEdges{Kinds: []EdgeKind{}, Edges: make([]int, 0, 4*len(o.Edges)), Labels: map[int]string{}}
	kinds := map[EdgeKind]int{}
	for i, e := range o.Edges {
		kind, known := kinds[e.Kind]
		if !known {
			kind = len(p.Kinds)
			kinds[e.Kind] = kind
			p.Kinds = append(p.Kinds, e.Kind)
		}
		p.Edges = append(p.Edges, kind, place[e.From], place[e.To], e.Count)
		if e.Label != "" {
			p.Labels[i] = e.Label
		}
	}
	o.Packed, o.Edges = &p, []PictureEdge{}
}
