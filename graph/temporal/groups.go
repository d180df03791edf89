package temporal

import (
	"cmp"
	"context"
	"slices"

	"backchannel/graph"
)

// MaxMembers is how many members of a group are listed.
const MaxMembers = 1000

// Group is some of the actors: a community, or a component.
type Group struct {
	Size     int
	Contacts int      // between its members
	Members  []uint32 // at most MaxMembers; those with the most contacts first, then by number
}

// Groups divide the actors of a query; each is in one. They are listed largest
// first, then by their lowest actor number.
type Groups struct {
	Ranking[Group]
	of []uint32 // by actor: the place of its group in the whole list, or none
}

// Of is the place of an actor's group in the whole list, from 0; false if the
// actor has no contact that the query admits.
func (g *Groups) Of(actor uint32) (int, bool) {
	return int(g.of[actor]), g.of[actor] != none
}

// newGroups sorts the actors of a network by the labels that they have been given,
// which are below the number of actors.
func newGroups(ctx context.Context, n *network, label []uint32, p graph.Page) (*Groups, error) {
	out := &Groups{of: make([]uint32, len(label))}
	size := make([]int, len(label))
	var order []uint32 // a label each, by lowest actor
	for _, a := range n.present {
		if size[label[a]]++; size[label[a]] == 1 {
			order = append(order, label[a])
		}
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return cmp.Compare(size[b], size[a]) })
	place := make([]uint32, len(label))
	for i, l := range order {
		place[l] = uint32(i)
	}
	for a := range out.of {
		out.of[a] = none
	}
	first := min(p.Offset, len(order))
	page := order[first:min(first+p.Limit, len(order))]
	out.Total, out.Items = len(order), make([]Group, len(page))
	work := 0
	for _, a := range n.present {
		out.of[a] = place[label[a]]
		i := int(out.of[a]) - first
		if i < 0 || i >= len(page) {
			continue
		}
		g := &out.Items[i]
		g.Size++
		g.Members = append(g.Members, a)
		for _, l := range n.out.of(a) {
			if label[l.actor] == label[a] {
				g.Contacts += int(l.contacts)
			}
		}
		if work += 1 + len(n.out.of(a)); work > stride {
			work = 0
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
	}
	for i := range out.Items {
		m := &out.Items[i].Members
		slices.SortFunc(*m, func(a, b uint32) int {
			return cmp.Or(cmp.Compare(n.contacts(b), n.contacts(a)), cmp.Compare(a, b))
		})
		*m = slices.Clip((*m)[:min(len(*m), MaxMembers)])
	}
	return out, nil
}

// contacts of an actor with others, both ways.
func (n *network) contacts(a uint32) (sum int) {
	for _, l := range n.out.of(a) {
		sum += int(l.contacts)
	}
	for _, l := range n.in.of(a) {
		sum += int(l.contacts)
	}
	return sum
}
