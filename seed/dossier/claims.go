package dossier

import "backchannel/graph"

func (b *builder) claims(list []claim) {
	type pair struct{ one, other string }
	said := map[pair]bool{} // a conflict is one relationship, whichever side says it
	for _, c := range list {
		var against []string
		for _, other := range c.ConflictsWith {
			id := b.ref(other, graph.ClaimLabel).ID
			if id == c.ID.text && id != "" {
				b.at(other.node, "a claim cannot conflict with itself: name the other one")
			}
			if !said[pair{id, c.ID.text}] {
				said[pair{c.ID.text, id}] = true
				against = append(against, id)
			}
		}
		b.batch.Claims = append(b.batch.Claims, graph.Claim{ID: c.ID.text, Text: c.Text.text,
			MadeBy: b.idsOf(c.MadeBy, graph.PersonLabel, graph.OrganizationLabel),
			Concerns: b.refs(c.Concerns, graph.PersonLabel, graph.OrganizationLabel,
				graph.MessageLabel, graph.EventLabel, graph.TopicLabel),
			ConflictsWith: against, Citations: b.cites(c.Cite)})
	}
}
