package temporal

import (
	"context"
	"math"
	"math/rand/v2"
)

// louvain labels the nodes by community (Blondel et al. 2008). It takes the steps of
// gonum's community.Modularize, in their order and with its draws of random numbers,
// so that it comes to the same division. But it keeps the sums that gonum makes anew
// for each node from all members of the communities around, which takes gonum time
// with the square of the nodes; and it looks at its context.
func (u undirected) louvain(ctx context.Context, seed uint64) ([]uint32, error) {
	random := rand.New(rand.NewPCG(seed, 0))
	label := make([]uint32, u.nodes())
	for i := range label {
		label[i] = uint32(i)
	}
	for {
		m := newMoving(u)
		if m.twice == 0 {
			return label, ctx.Err()
		}
		for m.moved = true; m.moved; {
			if err := m.pass(ctx, random); err != nil {
				return nil, err
			}
		}
		if !m.changed {
			return label, nil
		}
		communities := m.number()
		for i, l := range label {
			label[i] = m.of[l]
		}
		var err error
		if u, err = m.reduce(ctx, communities); err != nil {
			return nil, err
		}
	}
}

// moving puts each node where the modularity gains most, until nothing gains.
type moving struct {
	undirected
	order  []uint32  // of the visits
	weight []float64 // by node: contacts, seen from both ends
	twice  float64   // all contacts, seen from both ends
	of     []uint32  // by node: its community
	size   []uint32  // by community: nodes
	ends   []float64 // by community: of its nodes, the sum of weight

	changed, moved bool

	joined []float64 // by community: contacts with the node at hand; 0 between nodes
	around []uint32  // the communities of which that is not 0
	work   int
}

func newMoving(u undirected) *moving {
	n := u.nodes()
	m := &moving{
		undirected: u, order: make([]uint32, n), weight: make([]float64, n), of: make([]uint32, n),
		size: make([]uint32, n), ends: make([]float64, n), joined: make([]float64, n),
	}
	for a := range uint32(n) {
		w := u.within[a]
		for _, l := range u.of(a) {
			w += float64(l.contacts)
		}
		m.order[a], m.weight[a], m.of[a], m.size[a], m.ends[a] = a, w, a, 1, w
		m.twice += w
	}
	return m
}

// pass visits each node once, in a new order.
func (m *moving) pass(ctx context.Context, random *rand.Rand) error {
	m.moved = false
	for i := range m.order[:len(m.order)-1] {
		j := i + random.IntN(len(m.order)-i)
		m.order[i], m.order[j] = m.order[j], m.order[i]
	}
	const least = 1e-15 // gain of modularity that is worth a move
	for _, a := range m.order {
		if to, gain := m.best(a); gain > least {
			from := m.of[a]
			m.size[from]--
			m.ends[from] -= m.weight[a]
			m.size[to]++
			m.ends[to] += m.weight[a]
			m.of[a] = to
			m.moved, m.changed = true, true
		}
		if m.work += 1 + len(m.undirected.of(a)); m.work > stride {
			m.work = 0
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// best is the other community around a node that it would gain most by moving to,
// the lowest of equals, and the gain.
func (m *moving) best(a uint32) (to uint32, gain float64) {
	own := m.of[a]
	m.around = m.around[:0]
	for _, l := range m.undirected.of(a) {
		c := m.of[l.actor]
		if m.joined[c] == 0 {
			m.around = append(m.around, c)
		}
		m.joined[c] += float64(l.contacts)
	}
	weight := m.weight[a]
	remove := m.joined[own] - weight*(m.ends[own]-weight)/m.twice
	to, gain = none, math.Inf(-1)
	for _, c := range m.around {
		if c == own {
			continue
		}
		if g := m.joined[c] - weight*m.ends[c]/m.twice; g > gain || g == gain && c < to {
			to, gain = c, g
		}
	}
	for _, c := range m.around {
		m.joined[c] = 0
	}
	return to, 2 * (gain - remove) / m.twice
}

// number gives the communities that have nodes the numbers from 0: the last takes
// the place of an empty one. It returns how many there are.
func (m *moving) number() int {
	n := len(m.size)
	was := make([]uint32, n) // by place
	for i := range was {
		was[i] = uint32(i)
	}
	for i := 0; i < n; {
		if m.size[was[i]] == 0 {
			n--
			was[i] = was[n]
		} else {
			i++
		}
	}
	now := make([]uint32, len(m.size))
	for i, c := range was[:n] {
		now[c] = uint32(i)
	}
	for a, c := range m.of {
		m.of[a] = now[c]
	}
	return n
}

// reduce makes a node of each community.
func (m *moving) reduce(ctx context.Context, communities int) (undirected, error) {
	start := make([]uint32, communities+1)
	for _, c := range m.of {
		start[c+1]++
	}
	for c := range communities {
		start[c+1] += start[c]
	}
	members, next := make([]uint32, len(m.of)), append([]uint32(nil), start...)
	for a, c := range m.of {
		members[next[c]] = uint32(a)
		next[c]++
	}
	r := undirected{links{start: make([]uint32, 1, communities+1)}, make([]float64, communities)}
	contacts := make([]uint32, communities) // with the community at hand
	for c := range uint32(communities) {
		first := len(r.item)
		for _, a := range members[start[c]:start[c+1]] {
			r.within[c] += m.within[a]
			for _, l := range m.undirected.of(a) {
				other := m.of[l.actor]
				if other == c {
					r.within[c] += float64(l.contacts)
					continue
				}
				if contacts[other] == 0 {
					r.item = append(r.item, link{actor: other})
				}
				contacts[other] += l.contacts
			}
			if m.work += 1 + len(m.undirected.of(a)); m.work > stride {
				m.work = 0
				if err := ctx.Err(); err != nil {
					return r, err
				}
			}
		}
		for i := range r.item[first:] {
			l := &r.item[first+i]
			l.contacts, contacts[l.actor] = contacts[l.actor], 0
		}
		r.start = append(r.start, uint32(len(r.item)))
	}
	return r, nil
}
