package table

import (
	"maps"
	"slices"

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
	old, isNew := hold(b, &b.batch.Actors, "actor\x00", id, a)
	b.cited(&old.Citations)
	return isNew || some(set(&old.Name, a.Name), set(&old.Note, a.Note), unite(&old.Aliases, a.Aliases), unite(&old.Roles, a.Roles),
		setAll(&old.Attributes, a.Attributes)), nil
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
	old, isNew := hold(b, &b.batch.Topics, "topic\x00", id, t)
	return isNew || set(&old.Label, t.Label), nil
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
	old, isNew := hold(b, &b.batch.Events, "event\x00", id, e)
	b.cited(&old.Citations)
	return isNew || some(set(&old.Label, e.Label), set(&old.Summary, e.Summary), setMoment(&old.At, e.At)), nil
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
	old, isNew := hold(b, &b.batch.Sources, "source\x00", id, s)
	return isNew || some(set(&old.Title, s.Title), set(&old.Publisher, s.Publisher), set(&old.Language, s.Language),
		set(&old.SHA256, s.SHA256), setMoment(&old.Published, s.Published)), nil
}

// hold puts an item into the batch, unless that holds one under the same key
// already, and returns the one that it holds.
func hold[T any](b *builder, list *[]T, kind string, key []byte, item T) (held *T, isNew bool) {
	at, isNew := b.place(kind, key, len(*list))
	if isNew {
		*list = append(*list, item)
	}
	return &(*list)[at], isNew
}

// cited adds that a fact is read from the row at hand.
func (b *builder) cited(citations *[]graph.Citation) {
	if len(*citations) == 0 {
		*citations = b.citations.copy(b.cites)
		return
	}
	unite(citations, b.cites)
}

// some tells whether any of several changes was one.
func some(changes ...bool) bool { return slices.Contains(changes, true) }

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
