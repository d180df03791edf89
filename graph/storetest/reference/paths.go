package reference

import (
	"slices"
	"strings"

	"backchannel/graph"
)

// Paths lists all paths of the fewest contacts between two different actors, of
// at most maxHops, by the ids along them and then the roles. From, To and Actors
// of the filter do not apply.
func (g *Graph) Paths(from, to string, f graph.Filter, maxHops int) []graph.Path {
	f.From, f.To, f.Actors = nil, nil, nil
	out := []graph.Path{}
	if from == to {
		return out
	}
	contacts := g.Contacts(f)
	reached := map[string]bool{from: true}
	frontier := []graph.Path{{}}
	for hop := 0; hop < maxHops && len(out) == 0 && len(frontier) > 0; hop++ {
		var next []graph.Path
		now := map[string]bool{}
		for _, p := range frontier {
			end := from
			if hop > 0 {
				end = p.Hops[hop-1].To.ID
			}
			for _, c := range contacts {
				if c.From.ID != end || reached[c.To.ID] {
					continue
				}
				now[c.To.ID] = true
				longer := graph.Path{Hops: append(slices.Clone(p.Hops), c)}
				if next = append(next, longer); c.To.ID == to {
					out = append(out, longer)
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

// along lists what paths are ordered by.
func along(p graph.Path) []string {
	var ids, roles []string
	for _, h := range p.Hops {
		ids = append(ids, h.MessageID, h.To.ID)
		roles = append(roles, strings.ToUpper(string(h.Role)))
	}
	return append(ids, roles...)
}
