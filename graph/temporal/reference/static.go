package reference

import (
	"slices"
	"strings"
)

// Static lists every loopless path of actors from q.From to q.To along which
// contacts lead that q admits, whatever their times: fewest contacts first, then
// by the ids of the actors. Waits do not matter to it.
func (n Network) Static(q Question) [][]string {
	admitted := n.Admitted(q)
	found := map[string][]string{}
	var extend func(path []string)
	extend = func(path []string) {
		if q.MaxHops > 0 && len(path) > q.MaxHops {
			return
		}
		for _, c := range admitted {
			if c.From.ID != path[len(path)-1] || slices.Contains(path, c.To.ID) {
				continue
			}
			longer := append(slices.Clone(path), c.To.ID)
			if c.To.ID == q.To {
				found[strings.Join(longer, " ")] = longer
				continue
			}
			extend(longer)
		}
	}
	if q.From != q.To {
		extend([]string{q.From})
	}
	var out [][]string
	for _, p := range found {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b []string) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return slices.Compare(a, b)
	})
	return out
}
