package hypothesis

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"backchannel/graph"
)

// maxMerges bounds the merges that are undone in turn: those with most contacts.
const maxMerges = 20

// side is an actor's part in a message.
type side struct {
	message string
	actor   uint32
	part    graph.Part
}

// identities are under which identities actors had their parts in messages; without
// an entry it was the actor's own id.
type identities map[side][]string

// merge is an identity that was taken for an actor who has others.
type merge struct {
	actor    uint32
	identity string
	contacts int
}

// identities reads those of the universe's contacts.
func (r *Runner) identities(ctx context.Context, u *universe) (identities, error) {
	is := identities{}
	for x, err := range r.Store.Identified(ctx) {
		if err != nil {
			return nil, err
		}
		actor, ok := u.number[x.Actor]
		if !ok || x.Identity == x.Actor {
			continue
		}
		if _, ok := slices.BinarySearchFunc(u.contacts, x.Message, func(c contact, id string) int { return cmp.Compare(c.message, id) }); ok {
			s := side{x.Message, actor, x.Role}
			is[s] = append(is[s], x.Identity)
		}
	}
	return is, ctx.Err()
}

// sides are the parts that the ends of a contact have in its message.
func (c *contact) sides() []side {
	s := []side{{c.message, c.from, graph.AsSender}}
	if c.to != nobody {
		s = append(s, side{c.message, c.to, graph.Part(c.role)})
	}
	return s
}

// merges lists what was taken for an actor who took part under something else too,
// most contacts first; of as many, by actor and identity.
func (u *universe) merges(is identities) []merge {
	contacts := map[merge]int{}
	for i := range u.contacts {
		for _, s := range u.contacts[i].sides() {
			names := is[s]
			if names == nil {
				names = []string{""} // the actor's own
			}
			for _, name := range names {
				contacts[merge{actor: s.actor, identity: name}]++
			}
		}
	}
	several := map[uint32]int{}
	for m := range contacts {
		several[m.actor]++
	}
	var list []merge
	for m, n := range contacts {
		if m.identity != "" && several[m.actor] > 1 {
			list = append(list, merge{m.actor, m.identity, n})
		}
	}
	slices.SortFunc(list, func(a, b merge) int {
		return cmp.Or(cmp.Compare(b.contacts, a.contacts), cmp.Compare(a.actor, b.actor), cmp.Compare(a.identity, b.identity))
	})
	return list
}

// undo makes an actor of its own of an identity. What filters, groups and
// attributes say of the one that it was taken for does not hold for it.
func (u *universe) undo(m merge, is identities) *universe {
	apart := *u
	stranger := uint32(len(u.actors))
	was := u.actors[m.actor]
	apart.actors = append(slices.Clone(u.actors), graph.ActorRef{ID: m.id(u), Name: m.identity, Kind: was.Kind})
	apart.contacts = nil
	ends := func(actor uint32, s side) []uint32 {
		if names := is[s]; actor == m.actor && slices.Contains(names, m.identity) {
			if len(names) > 1 {
				return []uint32{actor, stranger}
			}
			return []uint32{stranger}
		}
		return []uint32{actor}
	}
	for i := range u.contacts {
		c := u.contacts[i]
		for _, from := range ends(c.from, side{c.message, c.from, graph.AsSender}) {
			for _, to := range ends(c.to, side{c.message, c.to, graph.Part(c.role)}) {
				c.from, c.to = from, to
				apart.contacts = append(apart.contacts, c)
			}
			c.to = u.contacts[i].to
		}
	}
	apart.marks = make(map[string]*mark, len(u.marks))
	for field, of := range u.marks {
		wider := *of
		wider.from, wider.to, wider.either = withStranger(of.from), withStranger(of.to), withStranger(of.either)
		apart.marks[field] = &wider
	}
	apart.order()
	return &apart
}

// id tells the merge apart from others in a table.
func (m merge) id(u *universe) string { return m.identity + " = " + u.actors[m.actor].ID }

// withStranger is the facts with one actor more, of whom none of them holds.
func (f *facts) withStranger() *facts {
	more := *f
	more.label, more.text = withStranger(f.label), withStranger(f.text)
	more.from, more.to = withStranger(f.from), withStranger(f.to)
	return &more
}

// withStranger adds what is so of an actor of whom nothing is known; nil stays nil.
func withStranger[T any](byActor []T) []T {
	if byActor == nil {
		return nil
	}
	var none T
	return append(byActor[:len(byActor):len(byActor)], none)
}

// undone lists the merges to undo in turn.
func (r *Runner) undone(ctx context.Context, u *universe, f *facts, out *Sensitivity) ([]removal, error) {
	is, err := r.identities(ctx, u)
	if err != nil {
		return nil, err
	}
	all := u.merges(is)
	switch {
	case len(all) == 0:
		out.Notes = append(out.Notes, "no actor in the scope took part in messages under more than one identity, as far as the graph records it, so that no merge can be undone")
	case len(all) > maxMerges:
		out.Notes = append(out.Notes, fmt.Sprintf("of %d merges of identities, the %d with most contacts are undone in turn", len(all), maxMerges))
		all = all[:maxMerges]
	}
	var list []removal
	for _, m := range all {
		list = append(list, removal{kind: "merge", id: m.id(u), name: m.identity + " = " + cmp.Or(u.actors[m.actor].Name, u.actors[m.actor].ID),
			rest: func() (*universe, *facts) { return u.undo(m, is), f.withStranger() }})
	}
	return list, nil
}
