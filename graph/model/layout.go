package model

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"backchannel/graph"
)

// Layout lays the nodes of b out as Tables; Connect adds the relationships. kinds
// gives the label of every actor that b names and the store has (see Actors); an
// actor that is in both with another kind is invalid.
func Layout(b *graph.Batch, kinds map[string]graph.Label) (*Tables, error) {
	l := &layout{batch: b, parties: make(map[string]party, len(kinds)), nodes: map[graph.Label]*NodeTable{}, wording: newWording()}
	for id, label := range kinds {
		l.parties[id] = party{end: end{label: label}}
	}
	for i := range b.Actors {
		id, label := b.Actors[i].ID, b.Actors[i].Kind.Label()
		if have, ok := l.parties[id]; ok && have.label != label {
			return nil, graph.Errorf(graph.Invalid, "actor %q is a %s here and a %s in the store: give one of them another id", id, label, have.label)
		}
		l.parties[id] = party{end: end{label: label}}
	}
	l.lay()
	if l.wording.err != nil {
		return nil, l.wording.err
	}
	t := &Tables{layout: l}
	for _, n := range Nodes {
		if table := l.nodes[n.Label]; table != nil {
			table.widen()
			t.Nodes = append(t.Nodes, table)
		}
	}
	return t, nil
}

// Connect adds the relationships to t and tells which nodes they need from
// outside. It reads no more than the ids of t.Nodes, which may meanwhile be
// completed. An actor that is neither in the batch nor in the store is invalid.
func (t *Tables) Connect() error {
	l := t.layout
	l.wording, l.outside = newWording(), map[graph.Ref]end{}
	l.connect()
	if l.wording.err != nil {
		return l.wording.err
	}
	for _, typ := range Rels {
		for _, ends := range typ.Ends {
			if table := l.relTable(typ.Name, ends[0], ends[1]); table != nil {
				t.Rels = append(t.Rels, table)
			}
		}
	}
	t.Outside = map[graph.Label][]string{}
	for ref := range l.outside {
		t.Outside[ref.Label] = append(t.Outside[ref.Label], ref.ID)
	}
	for _, ids := range t.Outside {
		slices.Sort(ids)
	}
	return nil
}

type layout struct {
	*wording
	batch   *graph.Batch
	parties map[string]party // actors of the store and of the batch
	nodes   map[graph.Label]*NodeTable
	rels    []*RelTable
	outside map[graph.Ref]end // what the batch names and does not hold
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

func (l *layout) lay() {
	b := l.batch
	for i := range b.Sources {
		s := &b.Sources[i]
		l.node(graph.SourceLabel, nil, s.ID, str(s.Title), str(s.Publisher), when(s.Published), str(s.Language), str(s.SHA256))
	}
	for i := range b.Topics {
		l.node(graph.TopicLabel, nil, b.Topics[i].ID, str(b.Topics[i].Label))
	}
	for i := range b.Actors {
		a := &b.Actors[i]
		l.node(a.Kind.Label(), a.Attributes, a.ID, str(a.Name), strs(a.Aliases), strs(a.Roles), str(a.Note))
	}
	for i := range b.Events {
		e := &b.Events[i]
		earliest, latest, precision := l.bounds(e.At)
		l.node(graph.EventLabel, nil, e.ID, str(e.Label), earliest, latest, precision, str(e.TimeNote), str(e.Summary))
	}
	for i := range b.Messages {
		m := &b.Messages[i]
		earliest, latest, precision := l.bounds(m.Sent)
		var answered any
		if m.Answered != graph.AnsweredUnknown {
			answered = l.word(string(m.Answered))
		}
		l.node(graph.MessageLabel, m.Attributes, m.ID, l.word(string(m.Channel)), earliest, latest, precision,
			str(m.TimeNote), str(m.Subject), str(m.Summary), str(m.Body), str(m.ThreadID), answered, cites(m.AnsweredBy))
	}
	for i := range b.Claims {
		l.node(graph.ClaimLabel, nil, b.Claims[i].ID, str(b.Claims[i].Text))
	}
}

// node adds a row: the id, then values in the order of the type's properties, of
// which those that Complete makes are left out. Attributes become columns.
func (l *layout) node(label graph.Label, attributes map[string]string, id string, values ...any) {
	if id == "" {
		l.fail("a %s has no id", label)
		return
	}
	t := l.nodes[label]
	if t == nil {
		t = newNodeTable(NodeTypeOf(label), l.batch)
		l.nodes[label] = t
	}
	row := t.slab.row(len(t.Columns))
	row[0] = id
	copy(row[1:], values)
	for _, name := range sorted(attributes) {
		c := t.Column(name)
		if c < 0 {
			c = len(t.Columns)
			t.Columns = append(t.Columns, Property{Name: name})
		} else if c < len(t.Type.Properties) {
			l.fail("%s %q has an attribute %q, which is a property of every %s: choose another name", label, id, name, label)
			return
		}
		for len(row) <= c {
			row = append(row, nil)
		}
		row[c] = str(attributes[name])
		l.readable(label, row[0], name)
	}
	for _, v := range row {
		l.readable(label, row[0], v)
	}
	if at, ok := t.index[id]; ok {
		t.Rows[at] = t.Merge(t.Rows[at], row)
		return
	}
	t.index[id] = len(t.Rows)
	t.Rows = append(t.Rows, row)
}

func sorted(m map[string]string) []string {
	if len(m) == 0 {
		return nil
	}
	return slices.Sorted(maps.Keys(m))
}

func (l *layout) connect() {
	b := l.batch
	for i := range b.Actors {
		l.cited(l.own(b.Actors[i].Kind.Label(), b.Actors[i].ID), b.Actors[i].Citations)
	}
	for i := range b.Events {
		l.cited(l.own(graph.EventLabel, b.Events[i].ID), b.Events[i].Citations)
	}
	for i := range b.Messages {
		l.message(&b.Messages[i])
	}
	for i := range b.Claims {
		l.claim(&b.Claims[i])
	}
	for _, m := range b.Memberships {
		l.link("MEMBER_OF", l.actor(m.Person, m.Organization), l.actor(m.Organization, m.Person),
			m.Role, str(m.Role), when(m.From), when(m.Until), cites(m.Citations))
	}
	for _, r := range b.Relations {
		l.link("RELATED_TO", l.actor(r.From, r.To), l.actor(r.To, r.From),
			r.Kind, str(r.Kind), when(r.Since), when(r.Until), cites(r.Citations))
	}
	for _, r := range b.Replies {
		l.link("REPLY_TO", l.end(graph.Ref{Label: graph.MessageLabel, ID: r.Message}), l.end(graph.Ref{Label: graph.MessageLabel, ID: r.To}), cites(r.Citations))
	}
	for _, m := range b.Mentions {
		l.link("MENTIONS", l.end(m.From), l.resolve(m.To, m.From.ID), cites(m.Citations))
	}
	for _, o := range b.Orders {
		least, most := seconds(o.AtLeast, down), seconds(o.AtMost, up)
		l.link("AFTER", l.end(o.Later), l.end(o.Earlier), number(least)+".."+number(most), least, most, str(o.Note), cites(o.Citations))
	}
}

func (l *layout) message(m *graph.Message) {
	n := l.own(graph.MessageLabel, m.ID)
	own := cites(m.Citations)
	position := int64(0)
	recipient := func(a end, role graph.Role, c any) {
		l.hang(relOf[role], n, a, position, c)
		position++
	}
	for _, id := range m.Senders {
		l.hang("SENT", l.actor(id, m.ID), n, own)
	}
	if m.Channel.Mutual() {
		for _, id := range m.Senders {
			recipient(l.actor(id, m.ID), graph.To, own)
		}
	}
	for _, r := range m.Recipients {
		c := own
		if len(r.Citations) > 0 {
			c = cites(r.Citations)
		}
		if relOf[r.Role] == "" {
			l.fail("message %q has a recipient with the role %q: write to, cc or bcc", m.ID, r.Role)
			return
		}
		a := l.actor(r.Actor, m.ID)
		if m.Channel.Mutual() {
			l.hang("SENT", a, n, c)
		}
		recipient(a, r.Role, c)
	}
	for _, id := range m.Topics {
		l.hang("ABOUT", n, l.end(graph.Ref{Label: graph.TopicLabel, ID: id}), own)
	}
	l.cited(n, m.Citations)
}

var relOf = map[graph.Role]string{graph.To: "TO", graph.Cc: "CC", graph.Bcc: "BCC"}

func (l *layout) claim(c *graph.Claim) {
	n := l.own(graph.ClaimLabel, c.ID)
	own := cites(c.Citations)
	for _, id := range c.MadeBy {
		l.hang("MADE", l.actor(id, c.ID), n, own)
	}
	for _, to := range c.Concerns {
		l.hang("CONCERNS", n, l.resolve(to, c.ID), own)
	}
	for _, id := range c.ConflictsWith {
		l.hang("CONFLICTS_WITH", n, l.end(graph.Ref{Label: graph.ClaimLabel, ID: id}), own)
	}
	l.cited(n, c.Citations)
}

// cited joins the owner to its sources.
func (l *layout) cited(n end, citations []graph.Citation) {
	for _, c := range citations {
		l.hang("CITED_IN", n, l.end(graph.Ref{Label: graph.SourceLabel, ID: c.SourceID}), int64(c.Paragraph), c.Offset, l.word(string(c.Modality)))
	}
}

// own makes a node of the batch the owner of what hangs on it next. The nodes of
// a label come in the order of their rows, unless one comes again.
func (l *layout) own(label graph.Label, id string) end {
	t := l.nodes[label]
	at := t.index[id]
	l.owner++
	if l.fresh = at == t.owners; l.fresh {
		t.owners++
	}
	return end{label, t.Rows[at][0]}
}

// hang adds a relationship of the owner. What says the same can only stand among
// its own, unless it has been an owner before.
func (l *layout) hang(name string, from, to end, values ...any) {
	if t := l.rel(name, from, to); t != nil {
		if t.owner != l.owner {
			t.owner, t.since = l.owner, len(t.Rows)
		}
		since := 0
		if l.fresh {
			since = t.since
		}
		l.add(t, since, from, to, values)
	}
}

// link adds a relationship that stands by itself.
func (l *layout) link(name string, from, to end, values ...any) {
	if t := l.rel(name, from, to); t != nil {
		l.add(t, 0, from, to, values)
	}
}

// rel returns the table that a relationship belongs to, nil after a failure.
func (l *layout) rel(name string, from, to end) *RelTable {
	if l.err != nil {
		return nil
	}
	t := l.relTable(name, from.label, to.label)
	if t == nil {
		typ := RelTypeOf(name)
		if !slices.Contains(typ.Ends, [2]graph.Label{from.label, to.label}) {
			l.fail("%s cannot join %s %q to %s %q", name, from.label, from.id, to.label, to.id)
			return nil
		}
		t = &RelTable{Type: typ, From: from.label, To: to.label}
		l.rels = append(l.rels, t)
	}
	return t
}

// relTable returns the table of a type between two labels, nil if there is none.
func (l *layout) relTable(name string, from, to graph.Label) *RelTable {
	for _, t := range l.rels { // there are few
		if t.Type.Name == name && t.From == from && t.To == to {
			return t
		}
	}
	return nil
}

func (l *layout) add(t *RelTable, since int, from, to end, values []any) {
	row := t.slab.row(2 + len(t.Type.Properties))
	row[0], row[1] = from.id, to.id
	copy(row[2:], values)
	for _, v := range values {
		l.readable(graph.Label(t.Type.Name), from.id, v)
	}
	if at := t.find(row, since); at >= 0 {
		t.Rows[at] = t.Merge(t.Rows[at], row)
		return
	}
	t.Rows = append(t.Rows, row)
}

// actor finds an actor. It is an end of something called where.
func (l *layout) actor(id, where string) end {
	p, ok := l.parties[id]
	if !ok {
		l.fail("%s names the actor %q, which is neither in the batch nor in the store: import actors first", where, id)
		return end{"", id}
	}
	if !p.named {
		p = party{l.end(graph.Ref{Label: p.label, ID: id}), true}
		l.parties[id] = p
	}
	return p.end
}

// end finds a node of the batch, or notes that the store must have it.
func (l *layout) end(r graph.Ref) end {
	if t := l.nodes[r.Label]; t != nil {
		if at, ok := t.index[r.ID]; ok {
			return end{r.Label, t.Rows[at][0]}
		}
	}
	e, ok := l.outside[r]
	if !ok {
		e = end{r.Label, r.ID}
		l.outside[r] = e
		l.readable(r.Label, e.id, e.id)
	}
	return e
}

// resolve is end for a node that may be an actor named by id alone.
func (l *layout) resolve(r graph.Ref, where string) end {
	if r.Label == "" || r.Label == graph.PersonLabel || r.Label == graph.OrganizationLabel {
		return l.actor(r.ID, where)
	}
	return l.end(r)
}

// wording is what a pass over the batch keeps of wording: the first that is wrong, and
// one copy of each that comes over and over.
type wording struct {
	words map[string]any
	err   error
}

func newWording() *wording { return &wording{words: map[string]any{}} }

// word is str for a text of which there are few.
func (w *wording) word(s string) any {
	v, ok := w.words[s]
	if !ok {
		v = str(s)
		w.words[s] = v
	}
	return v
}

// bounds are the columns of a time.
func (w *wording) bounds(m graph.Moment) (earliest, latest, precision any) {
	if !m.Dated() {
		return nil, nil, nil
	}
	if m.Earliest != nil {
		earliest = m.Earliest.UTC()
	}
	switch {
	case m.Latest == nil:
	case m.Earliest != nil && m.Latest.Equal(*m.Earliest):
		latest = earliest
	default:
		latest = m.Latest.UTC()
	}
	return earliest, latest, w.word(string(m.Precision))
}

// readable refuses text that no engine keeps as it is.
func (w *wording) readable(what graph.Label, id, v any) {
	valid := func(s string) {
		if !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 {
			w.fail("%s %q has text that is not valid UTF-8, or a NUL in it: %.40q; convert it first", what, id, s)
		}
	}
	switch v := v.(type) {
	case string:
		valid(v)
	case []string:
		for _, s := range v {
			valid(s)
		}
	}
}

func (w *wording) fail(format string, args ...any) {
	if w.err == nil {
		w.err = graph.Errorf(graph.Invalid, format, args...)
	}
}
