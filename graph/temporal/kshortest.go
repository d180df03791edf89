package temporal

import (
	"cmp"
	"context"
	"slices"

	"backchannel/graph"
)

// MaxPaths is the most paths that one question lists.
const MaxPaths = 1000

// ShortestPaths lists the k shortest loopless chains of actors between the ends, by
// contacts, then by the actors along them in their order, whenever the contacts
// were (Yen 1971, "Finding the k shortest loopless paths in a network", with the
// remark of Lawler 1972 that a path need not be varied before the actor at which
// it left the one it was made of). Its paths are as those of FewestContacts.
func (q *Query) ShortestPaths(ctx context.Context, k int) ([]Path, error) {
	if err := q.ready(true, true); err != nil {
		return nil, err
	}
	if k < 1 || k > MaxPaths {
		return nil, graph.Errorf(graph.Invalid, "k goes from 1 to %d", MaxPaths)
	}
	s := q.ix.scratch()
	defer q.ix.pool.Put(s)
	y := yen{ctx: ctx, q: q, m: &s.meet}
	if err := y.vary(nil, nil); err != nil {
		return nil, err
	}
	var chains [][]uint32
	for len(chains) < k && len(y.candidates) > 0 {
		best := y.candidates[0]
		y.candidates = y.candidates[1:]
		chains = append(chains, best.chain)
		for i := best.left; i+1 < len(best.chain) && len(chains) < k; i++ {
			if err := y.vary(best.chain[:i+1], chains); err != nil {
				return nil, err
			}
		}
		if rest := k - len(chains); len(y.candidates) > rest {
			y.candidates = y.candidates[:rest]
		}
	}
	paths := make([]Path, len(chains))
	for i, c := range chains {
		paths[i] = q.staticPath(c)
	}
	return paths, nil
}

// candidate is the best path that has not been listed of those that begin alike.
type candidate struct {
	chain []uint32
	left  int // where it left the path it was made of
}

func (c candidate) compare(d candidate) int {
	return cmp.Or(cmp.Compare(len(c.chain), len(d.chain)), slices.Compare(c.chain, d.chain))
}

type yen struct {
	ctx        context.Context
	q          *Query
	m          *meeting
	candidates []candidate // sorted
}

// vary adds the first path that begins with root, without its actors again, and
// does not go on from it as a path already listed does.
func (y *yen) vary(root []uint32, listed [][]uint32) error {
	y.m.begin(y.q.ix.Actors())
	spur := y.q.from
	if n := len(root); n > 0 {
		spur = root[n-1]
		for _, a := range root[:n-1] {
			y.m.bar(a)
		}
		for _, c := range listed {
			if len(c) > n && slices.Equal(c[:n], root) {
				y.m.barEdge(c[n])
			}
		}
	}
	rest := *y.q
	if rest.maxHops != none {
		rest.maxHops -= uint32(max(len(root)-1, 0))
	}
	found, err := y.m.run(y.ctx, &rest, spur, y.q.to)
	if err != nil || !found {
		return err
	}
	w := newWays(&rest, y.m)
	if err := w.prepare(y.ctx); err != nil {
		return err
	}
	var c candidate
	w.list([]uint32{spur}, func(chain []uint32) bool {
		c.chain = append(slices.Clone(root[:max(len(root)-1, 0)]), chain...)
		return false
	})
	c.left = max(len(root)-1, 0)
	i, double := slices.BinarySearchFunc(y.candidates, c, candidate.compare)
	if !double {
		y.candidates = slices.Insert(y.candidates, i, c)
	}
	return nil
}
