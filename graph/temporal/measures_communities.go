package temporal

import (
	"context"
	"math/rand/v2"
	"sort"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/simple"

	"backchannel/graph"
)

// Communities are groups of actors with more contacts among themselves than chance
// would have it.
type Communities struct {
	Groups
	Modularity float64 // of the division (Newman 2006), from -1/2 to 1
}

// MaxCommunityActors bounds the graphs that are divided into communities: one pass
// over them takes time with the square of the actors.
const MaxCommunityActors = 5000

// Communities divides the actors of the contacts that the query admits, vague ones
// too, by the Louvain method (Blondel et al. 2008, "Fast unfolding of communities
// in large networks") at resolution 1. Two actors are joined by as many contacts as
// there are between them, either way. The method visits actors in a random order:
// the same seed gives the same division, another seed perhaps another that is about
// as good. Beyond MaxCommunityActors it fails with too_large.
func (q *Query) Communities(ctx context.Context, seed uint64, p graph.Page) (*Communities, error) {
	if err := check(p); err != nil {
		return nil, err
	}
	n, err := q.network(ctx)
	if err != nil {
		return nil, err
	}
	if len(n.present) > MaxCommunityActors {
		return nil, graph.Errorf(graph.TooLarge, "communities are found among at most %d actors, and these contacts have %d: narrow the period, the topic or the actors", MaxCommunityActors, len(n.present))
	}
	u, err := n.undirected(ctx)
	if err != nil {
		return nil, err
	}
	label, err := u.louvain(ctx, seed)
	if err != nil {
		return nil, err
	}
	groups, err := newGroups(ctx, n, label, p)
	if err != nil {
		return nil, err
	}
	return &Communities{Groups: *groups, Modularity: u.modularity(label)}, nil
}

// undirected is the network without directions, as gonum reads a graph. What it
// yields is in a fixed order, which the repeatable division needs.
type undirected struct {
	links
	present []uint32
}

func (n *network) undirected(ctx context.Context) (undirected, error) {
	work := 0
	u := undirected{links{start: make([]uint32, 1, len(n.out.start))}, n.present}
	for a := range uint32(len(n.out.start) - 1) {
		out, in := n.out.of(a), n.in.of(a)
		for len(out) > 0 || len(in) > 0 {
			switch {
			case len(in) == 0 || len(out) > 0 && out[0].actor < in[0].actor:
				u.item = append(u.item, out[0])
				out = out[1:]
			case len(out) == 0 || in[0].actor < out[0].actor:
				u.item = append(u.item, in[0])
				in = in[1:]
			default:
				u.item = append(u.item, link{out[0].actor, out[0].contacts + in[0].contacts})
				out, in = out[1:], in[1:]
			}
		}
		u.start = append(u.start, uint32(len(u.item)))
		if work += len(u.of(a)); work > stride {
			work = 0
			if err := ctx.Err(); err != nil {
				return u, err
			}
		}
	}
	return u, nil
}

// louvain labels the actors by community. The method knows no context, so it runs
// beside the caller, who does not wait for it when cancelled: it ends with its next
// pass, which begins by drawing random numbers.
func (u undirected) louvain(ctx context.Context, seed uint64) ([]uint32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	done := make(chan [][]gonum.Node, 1)
	go func() {
		defer close(done)
		defer func() {
			if r := recover(); r != nil && r != errStopped {
				panic(r)
			}
		}()
		done <- community.Modularize(u, 1, &stoppable{rand.NewPCG(seed, 0), ctx}).Communities()
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case communities, ok := <-done:
		if !ok {
			return nil, ctx.Err()
		}
		label := make([]uint32, len(u.start)-1)
		for i, members := range communities {
			for _, m := range members {
				label[m.ID()] = uint32(i)
			}
		}
		return label, nil
	}
}

// modularity of a division: the share of contacts within groups, less what it would
// be if contacts were drawn anew with each actor keeping its number (Newman 2006).
func (u undirected) modularity(label []uint32) float64 {
	var twice, within float64               // contacts, seen from both ends
	ends := make([]float64, len(u.start)-1) // by label: of its members' contacts
	for _, a := range u.present {
		for _, l := range u.of(a) {
			w := float64(l.contacts)
			twice += w
			ends[label[a]] += w
			if label[a] == label[l.actor] {
				within += w
			}
		}
	}
	if twice == 0 {
		return 0
	}
	squares := 0.0
	for _, e := range ends {
		squares += e * e
	}
	return within/twice - squares/(twice*twice)
}

// stoppable is a random source that panics with errStopped when its context ends.
type stoppable struct {
	rand.Source
	ctx context.Context
}

type stopped struct{}

var errStopped any = stopped{}

func (s *stoppable) Uint64() uint64 {
	if s.ctx.Err() != nil {
		panic(errStopped)
	}
	return s.Source.Uint64()
}

func nodes(n int, actor func(i int) uint32) gonum.Nodes {
	list := make([]gonum.Node, n)
	for i := range list {
		list[i] = simple.Node(actor(i))
	}
	return iterator.NewOrderedNodes(list)
}

// Nodes is part of gonum's graph.WeightedUndirected, as are the methods below.
func (u undirected) Nodes() gonum.Nodes {
	return nodes(len(u.present), func(i int) uint32 { return u.present[i] })
}

func (u undirected) Node(id int64) gonum.Node { return simple.Node(id) }

func (u undirected) From(id int64) gonum.Nodes {
	mine := u.of(uint32(id))
	return nodes(len(mine), func(i int) uint32 { return mine[i].actor })
}

func (u undirected) HasEdgeBetween(a, b int64) bool {
	_, ok := u.Weight(a, b)
	return ok
}

func (u undirected) Weight(a, b int64) (float64, bool) {
	mine := u.of(uint32(a))
	i := sort.Search(len(mine), func(i int) bool { return int64(mine[i].actor) >= b })
	if i == len(mine) || int64(mine[i].actor) != b {
		return 0, false
	}
	return float64(mine[i].contacts), true
}

func (u undirected) WeightedEdgeBetween(a, b int64) gonum.WeightedEdge {
	w, ok := u.Weight(a, b)
	if !ok {
		return nil
	}
	return simple.WeightedEdge{F: simple.Node(a), T: simple.Node(b), W: w}
}

func (u undirected) WeightedEdge(a, b int64) gonum.WeightedEdge { return u.WeightedEdgeBetween(a, b) }

func (u undirected) Edge(a, b int64) gonum.Edge { return u.EdgeBetween(a, b) }

func (u undirected) EdgeBetween(a, b int64) gonum.Edge {
	if e := u.WeightedEdgeBetween(a, b); e != nil {
		return e
	}
	return nil
}
