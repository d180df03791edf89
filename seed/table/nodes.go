package table

import (
	"maps"

	"backchannel/graph"
	"backchannel/seed"
)

// What a row says of a node that the batch holds already is joined to it as the
// store would: what is given replaces what was there, lists are united.

func (b *builder) actor(p *actorPlan, kind graph.Kind) (bool, *seed.Problem) {
	id, problem := b.id(&p.id, string(kind))
	if problem != nil {
		return false, problem
	}
	if a, ok := b.actors[string(id)]; ok && a.kind != kind {
		return false, b.problem(&p.id, quote(id)+" is "+aKind(a.kind)+" already: ids of persons and organizations must differ, so put a word before one of them, as in \"org-{id}\"")
	}
	a := graph.Actor{ID: string(id), Kind: kind, Name: string(b.name(&p.name)), Note: b.text(&p.note)}
	if a.Name == "" {
		a.Name = a.ID
	}
	if a.Aliases, problem = b.words(p.aliases); problem != nil {
		return false, problem
	}
	if a.Roles, problem = b.words(p.roles); problem != nil {
		return false, problem
	}
	a.Attributes = b.attributes(p.attributes)
	b.actors[a.ID] = actor{id: a.ID, kind: kind, name: a.Name}
	at, isNew := b.place("actor\x00", id, len(b.batch.Actors))
	if isNew {
		a.Citations = b.citations.copy(b.cites)
		b.batch.Actors = append(b.batch.Actors, a)
		return true, nil
	}
	old := &b.batch.Actors[at]
	changed := set(&old.Name, a.Name)
	changed = set(&old.Note, a.Note) || changed
	changed = unite(&old.Aliases, a.Aliases) || changed
	changed = unite(&old.Roles, a.Roles) || changed
	changed = setAll(&old.Attributes, a.Attributes) || changed
	unite(&old.Citations, b.cites)
	return changed, nil
}

func (b *builder) topic(p *topicPlan) (bool, *seed.Problem) {
	id, problem := b.id(&p.id, "topic")
	if problem != nil {
		return false, problem
	}
	t := graph.Topic{ID: string(id), Label: string(b.name(&p.label))}
	if t.Label == "" {
		t.Label = t.ID
	}
	b.topics[t.ID] = t.ID
	at, isNew := b.place("topic\x00", id, len(b.batch.Topics))
	if isNew {
		b.batch.Topics = append(b.batch.Topics, t)
		return true, nil
	}
	return set(&b.batch.Topics[at].Label, t.Label), nil
}

func (b *builder) event(p *eventPlan) (bool, *seed.Problem) {
	id, problem := b.id(&p.id, "event")
	if problem != nil {
		return false, problem
	}
	e := graph.Event{ID: string(id), Label: string(b.name(&p.label)), Summary: b.text(&p.summary)}
	if e.At, problem = b.when(&p.time); problem != nil {
		return false, problem
	}
	b.events[e.ID] = e.ID
	at, isNew := b.place("event\x00", id, len(b.batch.Events))
	if isNew {
		e.Citations = b.citations.copy(b.cites)
		b.batch.Events = append(b.batch.Events, e)
		return true, nil
	}
	old := &b.batch.Events[at]
	changed := set(&old.Label, e.Label)
	changed = set(&old.Summary, e.Summary) || changed
	changed = setMoment(&old.At, e.At) || changed
	unite(&old.Citations, b.cites)
	return changed, nil
}

func (b *builder) document(p *documentPlan) (bool, *seed.Problem) {
	id, problem := b.id(&p.id, "source")
	if problem != nil {
		return false, problem
	}
	s := graph.Source{
		ID: string(id), Title: string(b.name(&p.title)), Publisher: string(b.name(&p.publisher)),
		Language: string(b.name(&p.language)), SHA256: string(b.name(&p.sha256)),
	}
	if s.Published, problem = b.when(&p.published); problem != nil {
		return false, problem
	}
	at, isNew := b.place("source\x00", id, len(b.batch.Sources))
	if isNew {
		b.batch.Sources = append(b.batch.Sources, s)
		return true, nil
	}
	old := &b.batch.Sources[at]
	changed := set(&old.Title, s.Title)
	changed = set(&old.Publisher, s.Publisher) || changed
	changed = set(&old.Language, s.Language) || changed
	changed = set(&old.SHA256, s.SHA256) || changed
	return setMoment(&old.Published, s.Published) || changed, nil
}

// set replaces old by what is given, and tells whether that changed it.
func set[T ~string](old *T, given T) bool {
	if given == "" || given == *old {
		return false
	}
	*old = given
	return true
}

func setAll(old *map[string]string, given map[string]string) (changed bool) {
	for k, v := range given {
		if (*old)[k] == v {
			continue
		}
		if !changed {
			if changed = true; *old == nil {
				*old = map[string]string{}
			} else {
				*old = maps.Clone(*old)
			}
		}
		(*old)[k] = v
	}
	return changed
}

func setMoment(old *graph.Moment, given graph.Moment) bool {
	if !given.Dated() || given.String() == old.String() && given.Precision == old.Precision {
		return false
	}
	*old = given
	return true
}

// unite adds what the list does not hold yet.
func unite[T comparable](list *[]T, more []T) (changed bool) {
next:
	for _, m := range more {
		for _, have := range *list {
			if have == m {
				continue next
			}
		}
		*list = append(*list, m)
		changed = true
	}
	return changed
}
