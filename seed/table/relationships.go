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
	held, isNew := hold(b, &b.batch.Replies, "reply\x00", key(r.Message, r.To), r)
	b.cited(&held.Citations)
	return isNew, nil
}

func (b *builder) membership(p *membershipPlan) (bool, *seed.Problem) {
	m := graph.Membership{Role: string(b.name(&p.role))}
	var problem *seed.Problem
	if m.From, m.Until, problem = b.period(&p.from, &p.until); problem != nil {
		return false, problem
	}
	if m.Person, problem = b.party(&p.person, graph.Person); problem != nil {
		return false, problem
	}
	if m.Organization, problem = b.party(&p.organization, graph.Organization); problem != nil {
		return false, problem
	}
	held, isNew := hold(b, &b.batch.Memberships, "membership\x00", key(m.Person, m.Organization, m.Role, m.From.String(), m.Until.String()), m)
	b.cited(&held.Citations)
	return isNew, nil
}

func (b *builder) relation(p *relationPlan) (bool, *seed.Problem) {
	r := graph.Relation{Kind: string(b.name(&p.kind))}
	var problem *seed.Problem
	if r.Kind == "" {
		return false, b.problem(&p.kind, "the kind of the relation is missing")
	}
	if r.Since, r.Until, problem = b.period(&p.since, &p.until); problem != nil {
		return false, problem
	}
	if r.From, problem = b.party(&p.from, ""); problem != nil {
		return false, problem
	}
	if r.To, problem = b.party(&p.to, ""); problem != nil {
		return false, problem
	}
	held, isNew := hold(b, &b.batch.Relations, "relation\x00", key(r.From, r.To, r.Kind, r.Since.String(), r.Until.String()), r)
	b.cited(&held.Citations)
	return isNew, nil
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
	held, isNew := hold(b, &b.batch.Mentions, "mention\x00", key(m.From.ID, string(m.To.Label), m.To.ID), m)
	b.cited(&held.Citations)
	return isNew, nil
}

// period is when something began and ended.
func (b *builder) period(began, ended *when) (from, until graph.Moment, problem *seed.Problem) {
	if from, problem = b.when(began); problem == nil {
		until, problem = b.when(ended)
	}
	return from, until, problem
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
