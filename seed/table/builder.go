package table

import (
	"bytes"
	"slices"
	"strconv"

	"backchannel/graph"
	"backchannel/seed"
)

// builder turns rows into what they mean, and gathers it in a batch.
type builder struct {
	plan *plan
	free bool // references need not be known: for a preview, which has not read everything

	actors   map[string]actor
	topics   map[string]string // to the one copy of the id
	events   map[string]string
	messages map[uint64]struct{} // hashes of the ids that may come again or be referred to
	refers   bool                // some table refers to messages
	repeats  map[uint64]uint32   // how often an id came, where each is a message

	batch   *graph.Batch
	bare    *graph.Batch     // unlisted actors and topics: what the batch refers to
	places  map[string]int32 // in the batch, by kind and id, or by what a relationship says
	weight  int
	ordered bool // the batch adds to messages of earlier ones

	scope     scope
	rows      []row // of the joins
	problems  []seed.Problem
	uses      []use
	moments   moments
	senders   arena[string]
	tos       arena[graph.Recipient]
	topicIDs  arena[string]
	citations arena[graph.Citation]

	// of the row at hand
	cites   []graph.Citation
	from    []string
	to      []graph.Recipient
	about   []string
	named   []graph.Identity // without the message
	sorting []numbered
}

type actor struct {
	id   string
	kind graph.Kind
	name string
	made bool // by this import for want of a table that lists it
}

// use is a row of a lookup that the row at hand takes in.
type use struct {
	lookup  *lookup
	row     int
	again   bool          // it says what another row said
	problem *seed.Problem // it could not be used
}

type numbered struct {
	row    int
	number float64
}

func newBuilder(p *plan) *builder {
	b := &builder{
		plan: p, actors: map[string]actor{}, topics: map[string]string{}, events: map[string]string{},
		messages: map[uint64]struct{}{}, repeats: map[uint64]uint32{}, places: map[string]int32{},
	}
	for _, t := range p.tables {
		b.refers = b.refers || t.reply != nil || t.mention != nil
	}
	b.renew()
	return b
}

// renew starts a batch. What was handed out belongs to its receiver.
func (b *builder) renew() {
	b.batch, b.bare = &graph.Batch{}, &graph.Batch{}
	clear(b.places)
	b.problems, b.ordered = nil, false
	b.weight = 0
}

// expect makes room for so many messages more, which spares the copying as the
// batch grows.
func (b *builder) expect(messages int) {
	b.batch.Messages = slices.Grow(b.batch.Messages, messages)
}

// verdict is what became of a row.
type verdict int

const (
	added verdict = iota // it is in the batch
	again                // it said nothing that the batch does not hold
	left                 // the mapping leaves it out
	bad                  // it has a problem
)

// pass is a round over the tables: first what nothing else needs, last what
// refers to all else.
type pass int

const (
	nodes pass = iota
	communications
	relationships
	passes
)

func (t *table) in(p pass) bool {
	switch p {
	case nodes:
		return t.person != nil || t.organization != nil || t.topic != nil || t.event != nil || t.document != nil
	case communications:
		return t.message != nil
	}
	return t.reply != nil || t.membership != nil || t.relation != nil || t.mention != nil
}

// row takes in one row of a table.
func (b *builder) row(t *table, r *row, p pass) verdict {
	b.begin(t, r)
	for _, w := range t.where {
		if !contains(w.values, r.cells[w.column]) {
			return left
		}
	}
	problem := b.join(t)
	v := again
	if problem == nil {
		v, problem = b.make(t, p)
	}
	if problem != nil {
		b.problems = append(b.problems, *problem)
		b.uses = b.uses[:0]
		return bad
	}
	for _, u := range b.uses {
		b.settle(u)
	}
	b.uses = b.uses[:0]
	return v
}

func (b *builder) begin(t *table, r *row) {
	if len(b.rows) < t.slots {
		b.rows = make([]row, t.slots)
	}
	b.scope.rows = append(b.scope.rows[:0], r)
	for range t.slots - 1 {
		b.scope.rows = append(b.scope.rows, nil)
	}
	b.scope.reset()
	b.cites = append(b.cites[:0], b.cite(r))
}

func (b *builder) cite(r *row) graph.Citation {
	return graph.Citation{SourceID: r.file.source, Paragraph: r.line, Modality: b.plan.mode}
}

// settle counts a row of a lookup the first time that it is used.
func (b *builder) settle(u use) {
	h := &u.lookup.rows[u.row]
	if h.state != unused {
		return
	}
	a := &u.lookup.account
	switch {
	case u.problem != nil:
		h.state = settled
		a.malformed++
		b.problems = append(b.problems, *u.problem)
	case u.again:
		h.state = settled
		a.duplicate++
	default:
		h.state = used
		a.rows++
	}
}

// maxRepeat bounds a repeated join: a longer chain is a circle.
const maxRepeat = 10_000

func (b *builder) join(t *table) *seed.Problem {
	for i := range t.joins {
		j := &t.joins[i]
		r, by := &b.rows[j.slot], &j.by
		for n := 0; ; n++ {
			key, found := b.name(by), -1
			if len(key) > 0 {
				found = j.lookup.find(key)
			}
			if found < 0 {
				if n == 0 && !j.optional {
					return b.problem(by, b.notFound(j, key))
				}
				break
			}
			if n == maxRepeat {
				return b.problem(by, "the repeated join goes in a circle, or beyond "+itoa(maxRepeat)+" rows")
			}
			j.lookup.read(found, r)
			b.scope.rows[j.slot] = r
			b.uses = append(b.uses, use{lookup: j.lookup, row: found})
			if by = &j.repeat; !by.given {
				break
			}
		}
		if b.scope.rows[j.slot] != nil {
			unite(&b.cites, []graph.Citation{b.cite(r)})
		}
	}
	return nil
}

func (b *builder) notFound(j *join, key []byte) string {
	where := "the lookup " + j.lookup.name
	if j.lookup.file != nil {
		where = j.lookup.file.name
	}
	return "no row of " + where + " has the key " + quote(key) + ": correct it, or set \"optional: true\" for the join"
}

func (b *builder) problem(at *template, reason string) *seed.Problem {
	p := b.scope.problem(at, reason)
	return &p
}

// make builds everything that the row makes in this pass. Its first part is the
// main one: what becomes of the row is what becomes of that.
func (b *builder) make(t *table, p pass) (v verdict, problem *seed.Problem) {
	v = again
	do := func(f func() (bool, *seed.Problem)) {
		if problem != nil {
			return
		}
		var new bool
		if new, problem = f(); new {
			v = added
		}
	}
	switch p {
	case communications:
		do(func() (bool, *seed.Problem) { return b.message(t.message) })
	case nodes:
		if t.person != nil {
			do(func() (bool, *seed.Problem) { return b.actor(t.person, graph.Person) })
		}
		if t.organization != nil {
			do(func() (bool, *seed.Problem) { return b.actor(t.organization, graph.Organization) })
		}
		if t.event != nil {
			do(func() (bool, *seed.Problem) { return b.event(t.event) })
		}
		if t.topic != nil {
			do(func() (bool, *seed.Problem) { return b.topic(t.topic) })
		}
		if t.document != nil {
			do(func() (bool, *seed.Problem) { return b.document(t.document) })
		}
	case relationships:
		switch {
		case t.reply == nil:
		case len(b.name(&t.reply.to)) == 0: // it answers nothing
			v = left
		default:
			do(func() (bool, *seed.Problem) { return b.reply(t.reply) })
		}
		if t.membership != nil {
			do(func() (bool, *seed.Problem) { return b.membership(t.membership) })
		}
		if t.relation != nil {
			do(func() (bool, *seed.Problem) { return b.relation(t.relation) })
		}
		if t.mention != nil {
			do(func() (bool, *seed.Problem) { return b.mention(t.mention) })
		}
	}
	return v, problem
}

// name is a template's text without the space around it: for ids, names and times.
func (b *builder) name(t *template) []byte { return bytes.TrimSpace(b.scope.fill(t)) }

// text is a template's text as it stands.
func (b *builder) text(t *template) string { return string(b.scope.fill(t)) }

// id is a name that must not be empty.
func (b *builder) id(t *template, what string) ([]byte, *seed.Problem) {
	id := b.name(t)
	if len(id) == 0 {
		return nil, b.problem(t, "the id of the "+what+" is missing")
	}
	if len(id) > maxID {
		return nil, b.problem(t, "the id of the "+what+" has more than "+itoa(maxID)+" bytes: is it the right column?")
	}
	return id, nil
}

// maxID keeps ids within what both engines can index.
const maxID = 4096

func (b *builder) when(w *when) (graph.Moment, *seed.Problem) {
	if !w.value.given {
		return graph.Undated(), nil
	}
	m, reason := w.clock.read(b.name(&w.value), &b.moments)
	if reason != "" {
		return m, b.problem(&w.value, reason)
	}
	return m, nil
}

// known returns the actor that an id means. An unlisted one is created if the
// mapping allows it, with the name and kind given.
func (b *builder) known(id, name []byte, kind graph.Kind, cite graph.Citation) (string, string) {
	a, ok := b.actors[string(id)]
	if ok {
		if a.made && len(name) > 0 && a.name != string(name) {
			b.rename(a, string(name), cite)
		}
		return a.id, ""
	}
	if !b.plan.create && !b.free {
		return "", "no table lists an actor " + quote(id) + ": add a row for it, or write \"unlisted: create\" at the top of the mapping"
	}
	if len(id) > maxID {
		return "", "the id of the actor has more than " + itoa(maxID) + " bytes: is it the right column?"
	}
	a = actor{id: string(id), kind: kind, name: string(name), made: true}
	b.actors[a.id] = a
	if b.plan.create {
		b.bare.Actors = append(b.bare.Actors, graph.Actor{ID: a.id, Kind: a.kind, Name: a.name, Citations: []graph.Citation{cite}})
	}
	return a.id, ""
}

// rename gives an actor that no table lists a name, or another one.
func (b *builder) rename(a actor, name string, cite graph.Citation) {
	more := graph.Actor{ID: a.id, Kind: a.kind, Citations: []graph.Citation{cite}}
	if a.name == "" {
		a.name, more.Name = name, name
		b.actors[a.id] = a
	} else {
		key := "alias\x00" + a.id + "\x00" + name
		if _, seen := b.topics[key]; seen {
			return
		}
		b.topics[key] = ""
		more.Aliases = []string{name}
	}
	b.bare.Actors = append(b.bare.Actors, more)
}

// topicID returns the one copy of a topic's id, creating it like known.
func (b *builder) topicID(id, label []byte) (string, string) {
	if t, ok := b.topics[string(id)]; ok {
		return t, ""
	}
	if !b.plan.create && !b.free {
		return "", "no table lists a topic " + quote(id) + ": add a row for it, or write \"unlisted: create\" at the top of the mapping"
	}
	t := string(id)
	b.topics[t] = t
	if b.plan.create {
		if len(label) == 0 {
			label = id
		}
		b.bare.Topics = append(b.bare.Topics, graph.Topic{ID: t, Label: string(label)})
	}
	return t, ""
}

// messageID returns the id of a message that this import holds.
func (b *builder) messageID(t *template) (string, *seed.Problem) {
	id, problem := b.id(t, "message")
	if problem != nil {
		return "", problem
	}
	if _, ok := b.messages[hash64(id)]; !ok && !b.free {
		return "", b.problem(t, "no table lists a message "+quote(id)+": correct it, or leave the cell empty")
	}
	return string(id), nil
}

// each calls f for every member that an item makes of the row, with the row that
// it is read from. What f finds wrong with a row of a lookup is that row's
// problem; elsewhere it is returned.
func (b *builder) each(it *item, f func(id []byte, r *row) (again bool, reason string)) *seed.Problem {
	if it.lookup == nil {
		if _, reason := b.split(it, b.scope.rows[0], f); reason != "" {
			return b.problem(&it.id, reason)
		}
		return nil
	}
	key := b.name(&it.by)
	if len(key) == 0 {
		return nil
	}
	r := &b.rows[it.slot]
	b.sorting = b.sorting[:0]
	for i := it.lookup.find(key); i >= 0; i = it.lookup.after(i) {
		n := numbered{row: i}
		if it.order.given {
			it.lookup.read(i, r)
			b.scope.rows[it.slot] = r
			text := b.name(&it.order)
			var err error
			if n.number, err = strconv.ParseFloat(string(text), 64); err != nil {
				b.uses = append(b.uses, use{lookup: it.lookup, row: i, problem: b.problem(&it.order, "not a number to sort by: "+quote(text))})
				continue
			}
		}
		b.sorting = append(b.sorting, n)
		for j := len(b.sorting) - 1; j > 0 && b.sorting[j-1].number > n.number; j-- { // lists are short, and mostly sorted
			b.sorting[j-1], b.sorting[j] = b.sorting[j], b.sorting[j-1]
		}
	}
	for _, n := range b.sorting {
		it.lookup.read(n.row, r)
		b.scope.rows[it.slot] = r
		u := use{lookup: it.lookup, row: n.row}
		var reason string
		if u.again, reason = b.split(it, r, f); reason != "" {
			u.problem = b.problem(&it.id, reason)
		}
		b.uses = append(b.uses, u)
	}
	b.scope.rows[it.slot] = nil
	return nil
}

func (b *builder) split(it *item, r *row, f func([]byte, *row) (bool, string)) (again bool, reason string) {
	cell := b.name(&it.id)
	if it.split == "" {
		if len(cell) == 0 {
			if it.lookup != nil {
				return false, "the cell is empty"
			}
			return true, ""
		}
		return f(cell, r)
	}
	again = true
	for one := range bytes.SplitSeq(cell, []byte(it.split)) {
		if one = bytes.TrimSpace(one); len(one) == 0 {
			continue
		}
		was, why := f(one, r)
		if why != "" && reason == "" {
			reason = why
		}
		again = again && was
	}
	return again, reason
}

// words is the list of texts that items make.
func (b *builder) words(items []item) (out []string, problem *seed.Problem) {
	for i := range items {
		if problem = b.each(&items[i], func(v []byte, _ *row) (bool, string) {
			if contains(out, v) {
				return true, ""
			}
			out = append(out, string(v))
			return false, ""
		}); problem != nil {
			return nil, problem
		}
	}
	return out, nil
}

func (b *builder) attributes(list []attribute) map[string]string {
	if len(list) == 0 {
		return nil
	}
	m := make(map[string]string, len(list))
	for i := range list {
		if v := b.text(&list[i].value); v != "" {
			m[list[i].name] = v
		}
	}
	return m
}

// place finds what the batch holds under a key, or makes room for it at n.
func (b *builder) place(kind string, id []byte, n int) (at int, isNew bool) {
	key := append(append(b.scope.scratch[len(b.scope.scratch):], kind...), id...)
	if i, ok := b.places[string(key)]; ok {
		return int(i), false
	}
	b.places[string(key)] = int32(n)
	b.weight++
	return n, true
}

func contains(list []string, v []byte) bool {
	for _, s := range list {
		if s == string(v) {
			return true
		}
	}
	return false
}
