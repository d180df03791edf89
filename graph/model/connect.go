package model

import (
	"slices"

	"backchannel/graph"
)

// Connect lays the relationships out, and tells which nodes they need from outside.
// An actor that is neither in the batch nor in the store is invalid.
func (t *Tables) Connect() error {
	j := connecting{wording: newWording(), nodes: t.nodes, parties: t.parties, outside: map[graph.Ref]end{}}
	j.batch(t.batch)
	if j.err != nil {
		return j.err
	}
	for _, typ := range Rels {
		for _, ends := range typ.Ends {
			if table := j.table(typ.Name, ends[0], ends[1]); table != nil {
				t.Rels = append(t.Rels, table)
			}
		}
	}
	t.Outside = map[graph.Label][]string{}
	for ref := range j.outside {
		t.Outside[ref.Label] = append(t.Outside[ref.Label], ref.ID)
	}
	for _, ids := range t.Outside {
		slices.Sort(ids)
	}
	return nil
}

// connecting is a pass over the relationships of a batch.
type connecting struct {
	*wording
	nodes   map[graph.Label]*NodeTable
	parties map[string]party
	rels    []*RelTable
	outside map[graph.Ref]end // what the batch names and does not hold
	last    end               // that was found
	owner   int               // counts the nodes that relationships are laid out of
	fresh   bool              // the owner has not been one before
}

// end is a node that a relationship joins. Its id is the one that stands in the
// rows already, so that a million rows need not a million copies of it.
type end struct {
	label graph.Label
	id    any
}

// party is an actor of which the label is known, and the end once it was named.
type party struct {
	end
	named bool
}

func (j *connecting) batch(b *graph.Batch) {
	for i := range b.Actors {
		j.cited(j.own(b.Actors[i].Kind.Label(), b.Actors[i].ID), b.Actors[i].Citations)
	}
	for i := range b.Events {
		j.cited(j.own(graph.EventLabel, b.Events[i].ID), b.Events[i].Citations)
	}
	for i := range b.Messages {
		j.message(&b.Messages[i])
	}
	for i := range b.Claims {
		j.claim(&b.Claims[i])
	}
	for _, m := range b.Memberships {
		j.link("MEMBER_OF", j.actor(m.Person, m.Organization), j.actor(m.Organization, m.Person),
			m.Role, str(m.Role), when(m.From), when(m.Until), cites(m.Citations))
	}
	for _, r := range b.Relations {
		j.link("RELATED_TO", j.actor(r.From, r.To), j.actor(r.To, r.From),
			r.Kind, str(r.Kind), when(r.Since), when(r.Until), cites(r.Citations))
	}
	for _, r := range b.Replies {
		j.link("REPLY_TO", j.end(graph.Ref{Label: graph.MessageLabel, ID: r.Message}), j.end(graph.Ref{Label: graph.MessageLabel, ID: r.To}), cites(r.Citations))
	}
	for _, m := range b.Mentions {
		j.link("MENTIONS", j.end(m.From), j.resolve(m.To, m.From.ID), cites(m.Citations))
	}
	for _, x := range b.Identities {
		if x.Identity == "" || !slices.Contains(graph.Parts, x.Role) {
			j.fail("message %q identifies %q by %q with the role %q: give a text, and from, to, cc or bcc", x.Message, x.Actor, x.Identity, x.Role)
			return
		}
		j.link("IDENTIFIES", j.end(graph.Ref{Label: graph.MessageLabel, ID: x.Message}), j.actor(x.Actor, x.Message),
			j.word(string(x.Role)), x.Identity, cites(x.Citations))
	}
	for _, o := range b.Orders {
		least, most := seconds(o.AtLeast, down), seconds(o.AtMost, up)
		j.link("AFTER", j.end(o.Later), j.end(o.Earlier), number(least)+".."+number(most), least, most, str(o.Note), cites(o.Citations))
	}
}

func (j *connecting) message(m *graph.Message) {
	n := j.own(graph.MessageLabel, m.ID)
	own := cites(m.Citations)
	position := int64(0)
	recipient := func(a end, role graph.Role, c any) {
		j.hang(relOf[role], n, a, position, c)
		position++
	}
	for _, id := range m.Senders {
		j.hang("SENT", j.actor(id, m.ID), n, own)
	}
	if m.Channel.Mutual() {
		for _, id := range m.Senders {
			recipient(j.actor(id, m.ID), graph.To, own)
		}
	}
	for _, r := range m.Recipients {
		c := own
		if len(r.Citations) > 0 {
			c = cites(r.Citations)
		}
		if relOf[r.Role] == "" {
			j.fail("message %q has a recipient with the role %q: write to, cc or bcc", m.ID, r.Role)
			return
		}
		a := j.actor(r.Actor, m.ID)
		if m.Channel.Mutual() {
			j.hang("SENT", a, n, c)
		}
		recipient(a, r.Role, c)
	}
	for _, id := range m.Topics {
		j.hang("ABOUT", n, j.end(graph.Ref{Label: graph.TopicLabel, ID: id}), own)
	}
	j.cited(n, m.Citations)
}

var relOf = map[graph.Role]string{graph.To: "TO", graph.Cc: "CC", graph.Bcc: "BCC"}

func (j *connecting) claim(c *graph.Claim) {
	n := j.own(graph.ClaimLabel, c.ID)
	own := cites(c.Citations)
	for _, id := range c.MadeBy {
		j.hang("MADE", j.actor(id, c.ID), n, own)
	}
	for _, to := range c.Concerns {
		j.hang("CONCERNS", n, j.resolve(to, c.ID), own)
	}
	for _, id := range c.ConflictsWith {
		j.hang("CONFLICTS_WITH", n, j.end(graph.Ref{Label: graph.ClaimLabel, ID: id}), own)
	}
	j.cited(n, c.Citations)
}

// cited joins the owner to its sources.
func (j *connecting) cited(n end, citations []graph.Citation) {
	for _, c := range citations {
		j.hang("CITED_IN", n, j.end(graph.Ref{Label: graph.SourceLabel, ID: c.SourceID}), int64(c.Paragraph), c.Offset, j.word(string(c.Modality)))
	}
}

// own makes a node of the batch the owner of what hangs on it next. The nodes of
// a label come in the order of their rows, unless one comes again.
func (j *connecting) own(label graph.Label, id string) end {
	t := j.nodes[label]
	j.owner++
	at := t.owners
	if j.fresh = at < len(t.ids) && t.ids[at] == id; j.fresh {
		t.owners++
	} else {
		at = t.index[id]
	}
	return end{label, t.ids[at]}
}

// hang adds a relationship of the owner. What says the same can only stand among
// its own, unless it has been an owner before.
func (j *connecting) hang(name string, from, to end, values ...any) {
	if t := j.rel(name, from, to); t != nil {
		if t.owner != j.owner {
			t.owner, t.since = j.owner, len(t.Rows)
		}
		since := 0
		if j.fresh {
			since = t.since
		}
		j.add(t, since, from, to, values)
	}
}

// link adds a relationship that stands by itself.
func (j *connecting) link(name string, from, to end, values ...any) {
	if t := j.rel(name, from, to); t != nil {
		j.add(t, 0, from, to, values)
	}
}

// rel returns the table that a relationship belongs to, nil after a failure.
func (j *connecting) rel(name string, from, to end) *RelTable {
	if j.err != nil {
		return nil
	}
	t := j.table(name, from.label, to.label)
	if t == nil {
		typ := RelTypeOf(name)
		if !slices.Contains(typ.Ends, [2]graph.Label{from.label, to.label}) {
			j.fail("%s cannot join %s %q to %s %q", name, from.label, from.id, to.label, to.id)
			return nil
		}
		t = &RelTable{Type: typ, From: from.label, To: to.label}
		j.rels = append(j.rels, t)
	}
	return t
}

// table returns the table of a type between two labels, nil if there is none.
func (j *connecting) table(name string, from, to graph.Label) *RelTable {
	for _, t := range j.rels { // there are few
		if t.Type.Name == name && t.From == from && t.To == to {
			return t
		}
	}
	return nil
}

func (j *connecting) add(t *RelTable, since int, from, to end, values []any) {
	row := t.slab.row(2 + len(t.Type.Properties))
	row[0], row[1] = from.id, to.id
	copy(row[2:], values)
	for _, v := range values {
		j.readable(graph.Label(t.Type.Name), from.id, v)
	}
	if at := t.find(row, since); at >= 0 {
		t.Rows[at] = t.Merge(t.Rows[at], row)
		return
	}
	t.Rows = append(t.Rows, row)
}

// actor finds an actor. It is an end of something called where.
func (j *connecting) actor(id, where string) end {
	p, ok := j.parties[id]
	if !ok {
		j.fail("%s names the actor %q, which is neither in the batch nor in the store: import actors first", where, id)
		return end{"", id}
	}
	if !p.named {
		p = party{j.end(graph.Ref{Label: p.label, ID: id}), true}
		j.parties[id] = p
	}
	return p.end
}

// end finds a node of the batch, or notes that the store must have it. The source
// of a million rows is the same.
func (j *connecting) end(r graph.Ref) end {
	if j.last.id == r.ID && j.last.label == r.Label {
		return j.last
	}
	j.last = j.find(r)
	return j.last
}

func (j *connecting) find(r graph.Ref) end {
	if t := j.nodes[r.Label]; t != nil {
		if at, ok := t.index[r.ID]; ok {
			return end{r.Label, t.ids[at]}
		}
	}
	e, ok := j.outside[r]
	if !ok {
		e = end{r.Label, r.ID}
		j.outside[r] = e
		j.readable(r.Label, e.id, e.id)
	}
	return e
}

// resolve is end for a node that may be an actor named by id alone.
func (j *connecting) resolve(r graph.Ref, where string) end {
	if r.Label == "" || r.Label == graph.PersonLabel || r.Label == graph.OrganizationLabel {
		return j.actor(r.ID, where)
	}
	return j.end(r)
}
