package table

import (
	"backchannel/graph"
	"backchannel/seed"
)

func (b *builder) reply(p *replyPlan) (bool, *seed.Problem) {
	var r graph.Reply
	var problem *seed.Problem
	if r.Message, problem = b.messageID(&p.message); problem != nil {
		return false, problem
	}
	if r.To, problem = b.messageID(&p.to); problem != nil {
		return false, problem
	}
	at, isNew := b.place("reply\x00", key(r.Message, r.To), len(b.batch.Replies))
	if !isNew {
		unite(&b.batch.Replies[at].Citations, b.cites)
		return false, nil
	}
	r.Citations = b.citations.copy(b.cites)
	b.batch.Replies = append(b.batch.Replies, r)
	return true, nil
}

func (b *builder) membership(p *membershipPlan) (bool, *seed.Problem) {
	m := graph.Membership{Role: string(b.name(&p.role))}
	var problem *seed.Problem
	if m.From, problem = b.when(&p.from); problem != nil {
		return false, problem
	}
	if m.Until, problem = b.when(&p.until); problem != nil {
		return false, problem
	}
	if m.Person, problem = b.party(&p.person, graph.Person); problem != nil {
		return false, problem
	}
	if m.Organization, problem = b.party(&p.organization, graph.Organization); problem != nil {
		return false, problem
	}
	at, isNew := b.place("membership\x00", key(m.Person, m.Organization, m.Role, m.From.String(), m.Until.String()), len(b.batch.Memberships))
	if !isNew {
		unite(&b.batch.Memberships[at].Citations, b.cites)
		return false, nil
	}
	m.Citations = b.citations.copy(b.cites)
	b.batch.Memberships = append(b.batch.Memberships, m)
	return true, nil
}

func (b *builder) relation(p *relationPlan) (bool, *seed.Problem) {
	r := graph.Relation{Kind: string(b.name(&p.kind))}
	var problem *seed.Problem
	if r.Kind == "" {
		return false, b.problem(&p.kind, "the kind of the relation is missing")
	}
	if r.Since, problem = b.when(&p.since); problem != nil {
		return false, problem
	}
	if r.Until, problem = b.when(&p.until); problem != nil {
		return false, problem
	}
	if r.From, problem = b.party(&p.from, ""); problem != nil {
		return false, problem
	}
	if r.To, problem = b.party(&p.to, ""); problem != nil {
		return false, problem
	}
	at, isNew := b.place("relation\x00", key(r.From, r.To, r.Kind, r.Since.String(), r.Until.String()), len(b.batch.Relations))
	if !isNew {
		unite(&b.batch.Relations[at].Citations, b.cites)
		return false, nil
	}
	r.Citations = b.citations.copy(b.cites)
	b.batch.Relations = append(b.batch.Relations, r)
	return true, nil
}

func (b *builder) mention(p *mentionPlan) (bool, *seed.Problem) {
	m := graph.Mention{From: graph.Ref{Label: graph.MessageLabel}}
	var problem *seed.Problem
	if m.From.ID, problem = b.messageID(&p.message); problem != nil {
		return false, problem
	}
	id, problem := b.id(&p.target, "thing mentioned")
	if problem != nil {
		return false, problem
	}
	if p.label == graph.EventLabel {
		e, ok := b.events[string(id)]
		if !ok && !b.free {
			return false, b.problem(&p.target, "no table lists an event "+quote(id)+": add a row for it")
		}
		if m.To = (graph.Ref{Label: p.label, ID: e}); b.free {
			m.To.ID = string(id)
		}
	} else {
		who, problem := b.party(&p.target, "")
		if problem != nil {
			return false, problem
		}
		m.To = graph.Ref{Label: b.actors[who].kind.Label(), ID: who}
	}
	at, isNew := b.place("mention\x00", key(m.From.ID, string(m.To.Label), m.To.ID), len(b.batch.Mentions))
	if !isNew {
		unite(&b.batch.Mentions[at].Citations, b.cites)
		return false, nil
	}
	m.Citations = b.citations.copy(b.cites)
	b.batch.Mentions = append(b.batch.Mentions, m)
	return true, nil
}

// party is an actor by its id, of this kind if one is needed.
func (b *builder) party(t *template, kind graph.Kind) (string, *seed.Problem) {
	what := kind
	if what == "" {
		what = "actor"
	}
	id, problem := b.id(t, string(what))
	if problem != nil {
		return "", problem
	}
	create := kind
	if create == "" {
		create = graph.Person
	}
	who, reason := b.known(id, nil, create, b.cites[0])
	if reason != "" {
		return "", b.problem(t, reason)
	}
	if kind != "" && b.actors[who].kind != kind {
		return "", b.problem(t, quote(id)+" is "+aKind(b.actors[who].kind)+", and "+aKind(kind)+" is needed")
	}
	return who, nil
}

// key joins texts so that no two different lists look alike.
func key(parts ...string) (k []byte) {
	for _, p := range parts {
		k = append(append(k, p...), 0) // no cell holds a NUL
	}
	return k
}

func aKind(k graph.Kind) string {
	if k == graph.Organization {
		return "an organization"
	}
	return "a person"
}
