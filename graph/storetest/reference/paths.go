package reference

import (
	"slices"

	"backchannel/graph"
)

// Paths lists all chains of the fewest contacts between two different actors, of
// at most maxHops, by the actors along them. From, To and Actors of the filter do
// not apply.
func (g *Graph) Paths(from, to string, f graph.Filter, maxHops int) []graph.Path {
	f.From, f.To, f.Actors = nil, nil, nil
	out := []graph.Path{}
	if from == to {
		return out
	}
	hops := map[[2]string]*graph.Hop{}
	var pairs [][2]string
	for _, c := range g.Contacts(f) { // in order, so that the first comes first
		pair := [2]string{c.From.ID, c.To.ID}
		if h := hops[pair]; h != nil {
			h.Alternatives++
			continue
		}
		hops[pair] = &graph.Hop{Contact: c}
		pairs = append(pairs, pair)
	}
	reached := map[string]bool{from: true}
	frontier := [][]string{{from}}
	for hop := 0; hop < maxHops && len(out) == 0 && len(frontier) > 0; hop++ {
		var next [][]string
		now := map[string]bool{}
		for _, chain := range frontier {
			for _, p := range pairs {
				if p[0] != chain[hop] || reached[p[1]] {
					continue
				}
				now[p[1]] = true
				longer := append(slices.Clone(chain), p[1])
				if next = append(next, longer); p[1] == to {
					path := graph.Path{}
					for i := range longer[1:] {
						path.Hops = append(path.Hops, *hops[[2]string{longer[i], longer[i+1]}])
					}
					out = append(out, path)
				}
			}
		}
		for id := range now {
			reached[id] = true
		}
		frontier = next
	}
	return sorted(out, func(a, b graph.Path) int { return slices.Compare(along(a), along(b)) })
}

// along lists the actors that a path passes.
func along(p graph.Path) []string {
	var ids []string
	for _, h := range p.Hops {
		ids = append(ids, h.To.ID)
	}
	return ids
}
