package hypothesis

import (
	"context"
	"maps"
	"slices"
	"strings"

	"backchannel/graph"
)

// organizationAttribute names membership as if it were a property; of several
// organizations the first by id counts. kindAttribute is person or organization.
const (
	organizationAttribute = "organization"
	kindAttribute         = "kind"
)

// maxNamed bounds what an error lists.
const maxNamed = 20

// attribute gives each actor of the universe its value, "" for none. An attribute
// that nobody has is not_found and the error names those there are.
func (r *Runner) attribute(ctx context.Context, u *universe, name string) ([]string, error) {
	values := make([]string, len(u.actors))
	known := map[string]bool{kindAttribute: true}
	found := false
	ids := make([]string, len(u.actors))
	for i, a := range u.actors {
		ids[i] = a.ID
	}
	for chunk := range slices.Chunk(ids, graph.MaxLimit) {
		l, err := r.Store.Actors(ctx, graph.Filter{IDs: chunk}, graph.Page{Limit: graph.MaxLimit})
		if err != nil {
			return nil, err
		}
		for _, a := range l.Items {
			v := a.Attributes[name]
			if name == kindAttribute {
				v = string(a.Kind)
			}
			for k := range a.Attributes {
				known[k] = true
			}
			if n, ok := u.number[a.ID]; ok && v != "" {
				values[n], found = v, true
			}
		}
	}
	if !found && name == organizationAttribute {
		for chunk := range slices.Chunk(ids, graph.MaxLimit) {
			ties, err := r.Store.Ties(ctx, chunk)
			if err != nil {
				return nil, err
			}
			for _, m := range ties.Memberships {
				n, ok := u.number[m.Person]
				if ok && (values[n] == "" || m.Organization < values[n]) {
					values[n], found = m.Organization, true
				}
			}
		}
	}
	if !found && len(u.actors) > 0 {
		names := slices.Sorted(maps.Keys(known))
		return nil, graph.Errorf(graph.NotFound, "no actor in the scope has the attribute %q: use one of %s, or organization", name, strings.Join(names[:min(len(names), maxNamed)], ", "))
	}
	return values, nil
}

// The labels of actors in one of two groups.
const (
	inNeither = iota
	inA
	inB
)

// groupLabels puts actors into groups. An actor in both is invalid; a name that
// nobody has is not_found. A value that no actor has leaves its group empty.
func (r *Runner) groupLabels(ctx context.Context, u *universe, g *Groups) ([]uint16, error) {
	labels := make([]uint16, len(u.actors))
	put := func(n uint32, group uint16) error {
		if labels[n] != inNeither && labels[n] != group {
			return graph.Errorf(graph.Invalid, "groups: %s is in both: an actor can be in one group only", u.actors[n].Name)
		}
		labels[n] = group
		return nil
	}
	var values []string
	if g.Attribute != "" {
		var err error
		if values, err = r.attribute(ctx, u, g.Attribute); err != nil {
			return nil, within(err, "groups")
		}
	}
	for i, names := range []Names{g.A, g.B} {
		group := uint16(inA + i)
		if g.Attribute != "" {
			for n, v := range values {
				if v != "" && slices.Contains(names, v) {
					if err := put(uint32(n), group); err != nil {
						return nil, err
					}
				}
			}
			continue
		}
		f, err := r.resolve(ctx, "groups", Filter{Actor: names})
		if err != nil {
			return nil, err
		}
		for _, id := range f.Actors {
			if n, ok := u.number[id]; ok {
				if err := put(n, group); err != nil {
					return nil, err
				}
			}
		}
	}
	return labels, nil
}

// members counts the actors in each group.
func members(labels []uint16) (a, b int) {
	for _, l := range labels {
		switch l {
		case inA:
			a++
		case inB:
			b++
		}
	}
	return a, b
}
