package temporal

import (
	"context"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"backchannel/graph"
)

// Betweenness is how often each actor lies on shortest paths between others.
type Betweenness struct {
	Ranking[Score]
	Actors  int  // between whom paths were looked for
	Sources int  // of these, the ones that paths were looked for from
	Exact   bool // from all of them; else the values are estimates
}

// betweennessWork bounds how many links are followed when nobody says from how many
// sources to search: a few seconds of one processor.
const betweennessWork = 200_000_000

// Betweenness scores the actors of the contacts that the query admits, vague ones
// too: for each ordered pair of other actors, the share of the paths of fewest
// contacts, sender to recipient and whatever their times, that lead through it
// (Freeman 1977; computed as Brandes 2001, "A faster algorithm for betweenness
// centrality"). Each distinct pair is one link. Actors on no path are listed with 0.
//
// sources is how many actors to search from; 0 means all, or so many as keep the
// work within bounds. Where they are not all, they are drawn at random with the
// seed, without repetition, and the values scaled up to what all would give on
// average (Brandes & Pich 2007, "Centrality estimation in large networks"). The
// values are the same to the last bit each time.
func (q *Query) Betweenness(ctx context.Context, sources int, seed uint64, p graph.Page) (*Betweenness, error) {
	r, err := newRanker(p, byScore)
	if err != nil {
		return nil, err
	}
	if sources < 0 {
		return nil, graph.Errorf(graph.Invalid, "the number of sources cannot be negative: 0 means as many as can be")
	}
	n, err := q.network(ctx)
	if err != nil {
		return nil, err
	}
	all := len(n.present)
	if sources == 0 {
		sources = max(1, betweennessWork/(1+all+len(n.out.item)))
	}
	sources = min(sources, all)
	from := n.present
	if sources < all {
		from = slices.Clone(from)
		random := rand.New(rand.NewPCG(seed, 0))
		for i := range sources { // the first steps of a shuffle (Fisher & Yates)
			j := i + random.IntN(all-i)
			from[i], from[j] = from[j], from[i]
		}
		from = from[:sources]
	}
	values, err := n.betweenness(ctx, from)
	if err != nil {
		return nil, err
	}
	for _, a := range n.present {
		v := values[a]
		if sources < all {
			v *= float64(all) / float64(sources)
		}
		r.add(Score{a, v})
	}
	return &Betweenness{Ranking: r.ranking(), Actors: all, Sources: sources, Exact: sources == all}, nil
}

// betweenness sums the dependencies on each actor of the given sources. What
// workers find is added in the order of the sources, so that rounding does not
// depend on who was faster.
func (n *network) betweenness(ctx context.Context, sources []uint32) ([]float64, error) {
	actors := len(n.out.start) - 1
	sum := make([]float64, actors)
	var (
		mutex  sync.Mutex
		turn   int
		passed = sync.NewCond(&mutex)
		failed bool
	)
	err := share(runtime.GOMAXPROCS(0), len(sources), func() (func(int) error, func()) {
		b := newBrandes(n.out)
		return func(i int) error {
			err := b.from(ctx, sources[i])
			mutex.Lock()
			defer mutex.Unlock()
			for turn != i && !failed {
				passed.Wait()
			}
			if err != nil {
				failed = true
			}
			for _, a := range b.order {
				if a != sources[i] && !failed {
					sum[a] += b.state[a].dependency
				}
			}
			turn++
			passed.Broadcast()
			return err
		}, func() {}
	})
	return sum, err
}

// brandes searches from one source at a time.
type brandes struct {
	out   links
	state []brandesState
	order []uint32 // actors reached, nearest first
	work  int
}

type brandesState struct {
	paths      float64 // shortest ones from the source
	dependency float64 // of the source on the actor
	distance   uint32  // plus 1; 0 for not reached
}

func newBrandes(out links) *brandes {
	return &brandes{out: out, state: make([]brandesState, len(out.start)-1)}
}

// from a source; the result is in state and order until the next search.
func (b *brandes) from(ctx context.Context, source uint32) error {
	for _, a := range b.order {
		b.state[a] = brandesState{}
	}
	b.order = append(b.order[:0], source)
	b.state[source] = brandesState{paths: 1, distance: 1}
	for i := 0; i < len(b.order); i++ {
		a := b.order[i]
		s := b.state[a]
		for _, l := range b.out.of(a) {
			t := &b.state[l.actor]
			if t.distance == 0 {
				t.distance = s.distance + 1
				b.order = append(b.order, l.actor)
			}
			if t.distance == s.distance+1 {
				t.paths += s.paths
			}
		}
		if err := b.step(ctx, a); err != nil {
			return err
		}
	}
	// Back from the farthest: an actor's dependency is complete before it is passed
	// on, because those that it leads to are farther away.
	for _, a := range slices.Backward(b.order) {
		s := &b.state[a]
		for _, l := range b.out.of(a) {
			if t := &b.state[l.actor]; t.distance == s.distance+1 {
				s.dependency += s.paths / t.paths * (1 + t.dependency)
			}
		}
		if err := b.step(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

func (b *brandes) step(ctx context.Context, a uint32) error {
	if b.work += 1 + len(b.out.of(a)); b.work <= stride {
		return nil
	}
	b.work = 0
	return ctx.Err()
}
