package temporal

import (
	"context"

	"backchannel/graph"
)

// Communities are groups of actors with more contacts among themselves than chance
// would have it.
type Communities struct {
	Groups
	Modularity float64 // of the division (Newman 2006), from -1/2 to 1
}

// Communities divides the actors of the contacts that the query admits, vague ones
// too, by the Louvain method (Blondel et al. 2008, "Fast unfolding of communities
// in large networks") at resolution 1. Two actors are joined by as many contacts as
// there are between them, either way. The method visits actors in a random order:
// the same seed gives the same division, another seed perhaps another that is about
// as good.
func (q *Query) Communities(ctx context.Context, seed uint64, p graph.Page) (*Communities, error) {
	if err := check(p); err != nil {
		return nil, err
	}
	n, err := q.network(ctx)
	if err != nil {
		return nil, err
	}
	u, err := n.undirected(ctx)
	if err != nil {
		return nil, err
	}
	place, err := u.louvain(ctx, seed)
	if err != nil {
		return nil, err
	}
	label := make([]uint32, q.ix.Actors())
	for i, a := range n.present {
		label[a] = place[i]
	}
	groups, err := newGroups(ctx, n, label, p)
	if err != nil {
		return nil, err
	}
	return &Communities{Groups: *groups, Modularity: u.modularity(place)}, nil
}

// undirected is a network without directions. Its nodes are numbered; those of the
// first are the actors present, in order.
type undirected struct {
	links            // between different nodes, each in both lists
	within []float64 // by node: contacts within what it stands for, seen from both ends
}

func (u undirected) nodes() int { return len(u.within) }

// undirected leaves out the directions.
func (n *network) undirected(ctx context.Context) (undirected, error) {
	place := make([]uint32, len(n.out.start)-1)
	for i, a := range n.present {
		place[a] = uint32(i)
	}
	work := 0
	u := undirected{links{start: make([]uint32, 1, len(n.present)+1)}, make([]float64, len(n.present))}
	for i, a := range n.present {
		out, in := n.out.of(a), n.in.of(a)
		for len(out) > 0 || len(in) > 0 {
			switch {
			case len(in) == 0 || len(out) > 0 && out[0].actor < in[0].actor:
				u.item = append(u.item, link{place[out[0].actor], out[0].contacts})
				out = out[1:]
			case len(out) == 0 || in[0].actor < out[0].actor:
				u.item = append(u.item, link{place[in[0].actor], in[0].contacts})
				in = in[1:]
			default:
				u.item = append(u.item, link{place[out[0].actor], out[0].contacts + in[0].contacts})
				out, in = out[1:], in[1:]
			}
		}
		u.start = append(u.start, uint32(len(u.item)))
		if work += len(u.of(uint32(i))); work > stride {
			work = 0
			if err := ctx.Err(); err != nil {
				return u, err
			}
		}
	}
	return u, nil
}

// modularity of a division: the share of contacts within groups, less what it would
// be if contacts were drawn anew with each actor keeping its number (Newman 2006).
func (u undirected) modularity(label []uint32) float64 {
	var twice, within float64          // contacts, seen from both ends
	ends := make([]float64, u.nodes()) // by label: of its members' contacts
	for a := range uint32(u.nodes()) {
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
