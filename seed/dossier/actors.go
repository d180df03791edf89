package dossier

import "backchannel/graph"

func (b *builder) actors(list []actor) {
	b.names(list)
	for _, a := range list {
		b.batch.Actors = append(b.batch.Actors, graph.Actor{ID: a.ID.text, Kind: graph.Kind(a.Kind.text), Name: a.Name.text,
			Aliases: texts(a.Aliases), Roles: texts(a.Roles), Note: a.Note.text, Attributes: attributes(a.Attributes), Citations: b.cites(a.Cite)})
	}
}

// names sees that no two actors share a name or an alias, as a search compares
// them: whoever asks for one of them must find one.
func (b *builder) names(list []actor) {
	type owner struct {
		id   string
		line int
	}
	owners := map[string]owner{}
	for _, a := range list {
		called := map[string]bool{}
		b.called[a.ID.text] = called
		for _, name := range append([]scalar{a.Name}, a.Aliases...) {
			folded := graph.Fold(name.text)
			if !name.given() || folded == " " {
				continue
			}
			called[folded] = true
			have, taken := owners[folded]
			if taken && have.id != a.ID.text {
				b.at(name.node, "%q also means %s (line %d): a name or alias must find one actor; take it from one of them", name.text, have.id, have.line)
			}
			if !taken {
				owners[folded] = owner{a.ID.text, name.node.Line}
			}
		}
	}
}

func (b *builder) ties(memberships []membership, relations []relation) {
	for _, m := range memberships {
		b.batch.Memberships = append(b.batch.Memberships, graph.Membership{
			Person: b.ref(m.Person, graph.PersonLabel).ID, Organization: b.ref(m.Organization, graph.OrganizationLabel).ID,
			Role: m.Role.text, From: b.moment(m.Since), Until: b.moment(m.Until), Citations: b.cites(m.Cite)})
	}
	for _, r := range relations {
		b.batch.Relations = append(b.batch.Relations, graph.Relation{From: b.actor(r.From), To: b.actor(r.To), Kind: r.Kind.text,
			Since: b.moment(r.Since), Until: b.moment(r.Until), Citations: b.cites(r.Cite)})
	}
}
