package model

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"backchannel/graph"
)

// Tables is a batch laid out as rows, each node and each relationship once.
// Nodes stand before the relationships that need them.
type Tables struct {
	Nodes []*NodeTable
	Rels  []*RelTable
}

// NodeTable holds nodes of one label. Columns are the properties of the label
// and the attributes that the batch adds. A value is nil, string, int64,
// time.Time or []string.
type NodeTable struct {
	Type    *NodeType
	Columns []Property
	Rows    [][]any
	index   map[string]int // id to row
	slab    slab
}

// slab hands out rows from larger allocations: a batch has a million of them.
type slab []any

func (s *slab) row(width int) []any {
	if len(*s) < width {
		*s = make([]any, 256*width)
	}
	row := (*s)[:width:width]
	*s = (*s)[width:]
	return row
}

// RelTable holds relationships of one type between two labels. A row is the id
// it leaves, the id it enters, and the properties of the type.
type RelTable struct {
	Type     *RelType
	From, To graph.Label
	Rows     [][]any
	index    map[[3]string]int // identity to row
	slab     slab
}

// Layout makes Tables of b. kinds gives the label of every actor that b names
// and the store has (see Actors); an actor that is in neither, or in both with
// another kind, is invalid.
func Layout(b *graph.Batch, kinds map[string]graph.Label) (*Tables, error) {
	l := layout{kinds: maps.Clone(kinds), nodes: map[graph.Label]*NodeTable{}, rels: map[relName]*RelTable{}}
	if l.kinds == nil {
		l.kinds = map[string]graph.Label{}
	}
	for i := range b.Actors {
		a := &b.Actors[i]
		if have, ok := l.kinds[a.ID]; ok && have != a.Kind.Label() {
			return nil, graph.Errorf(graph.Invalid, "actor %q is a %s here and a %s in the store: give one of them another id", a.ID, a.Kind.Label(), have)
		}
		l.kinds[a.ID] = a.Kind.Label()
	}
	for i := range b.Sources {
		l.source(&b.Sources[i])
	}
	for i := range b.Topics {
		l.node(graph.TopicLabel, nil, b.Topics[i].ID, str(b.Topics[i].Label), nil)
	}
	for i := range b.Actors {
		l.actor(&b.Actors[i])
	}
	for i := range b.Events {
		l.event(&b.Events[i])
	}
	for i := range b.Messages {
		l.message(&b.Messages[i])
	}
	for i := range b.Claims {
		l.claim(&b.Claims[i])
	}
	l.relationships(b)
	if l.err != nil {
		return nil, l.err
	}
	return l.tables(), nil
}

// Actors returns the ids of all actors that b names, whether or not it holds them.
func Actors(b *graph.Batch) []string {
	seen := map[string]bool{}
	add := func(id string) { seen[id] = true }
	ref := func(r graph.Ref) {
		if r.Label == graph.PersonLabel || r.Label == graph.OrganizationLabel || r.Label == "" {
			add(r.ID)
		}
	}
	for i := range b.Actors {
		add(b.Actors[i].ID)
	}
	for i := range b.Messages {
		for _, id := range b.Messages[i].Senders {
			add(id)
		}
		for _, r := range b.Messages[i].Recipients {
			add(r.Actor)
		}
	}
	for _, m := range b.Memberships {
		add(m.Person)
		add(m.Organization)
	}
	for _, r := range b.Relations {
		add(r.From)
		add(r.To)
	}
	for _, m := range b.Mentions {
		ref(m.To)
	}
	for i := range b.Claims {
		for _, id := range b.Claims[i].MadeBy {
			add(id)
		}
		for _, r := range b.Claims[i].Concerns {
			ref(r)
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// Outside returns, by label, the ids that relationships name and no node table
// holds: the store must have them.
func (t *Tables) Outside() map[graph.Label][]string {
	inside := map[graph.Label]*NodeTable{}
	for _, n := range t.Nodes {
		inside[n.Type.Label] = n
	}
	missing := map[graph.Ref]bool{}
	note := func(label graph.Label, id string) {
		if n := inside[label]; n == nil || !n.has(id) {
			missing[graph.Ref{Label: label, ID: id}] = true
		}
	}
	for _, r := range t.Rels {
		for _, row := range r.Rows {
			note(r.From, row[0].(string))
			note(r.To, row[1].(string))
		}
	}
	out := map[graph.Label][]string{}
	for ref := range missing {
		out[ref.Label] = append(out[ref.Label], ref.ID)
	}
	for _, ids := range out {
		slices.Sort(ids)
	}
	return out
}

func (t *NodeTable) has(id string) bool { _, ok := t.index[id]; return ok }

// Column returns the place of a property, -1 if the table has none of that name.
func (t *NodeTable) Column(name string) int {
	return slices.IndexFunc(t.Columns, func(p Property) bool { return p.Name == name })
}

type relName struct {
	name     string
	from, to graph.Label
}

type layout struct {
	kinds map[string]graph.Label
	nodes map[graph.Label]*NodeTable
	rels  map[relName]*RelTable
	err   error
}

// tables puts what was collected into the order of the schema.
func (l *layout) tables() *Tables {
	t := &Tables{}
	for _, n := range Nodes {
		if table := l.nodes[n.Label]; table != nil {
			finish(table)
			t.Nodes = append(t.Nodes, table)
		}
	}
	for _, r := range Rels {
		for _, ends := range r.Ends {
			if table := l.rels[relName{r.Name, ends[0], ends[1]}]; table != nil {
				t.Rels = append(t.Rels, table)
			}
		}
	}
	return t
}

// node adds a row: the id, then values in the order of the type's properties,
// of which "words" is left out. Attributes become columns.
func (l *layout) node(label graph.Label, attributes map[string]string, id string, values ...any) {
	if id == "" {
		l.fail("a %s has no id", label)
		return
	}
	table := l.nodes[label]
	if table == nil {
		typ := NodeTypeOf(label)
		table = &NodeTable{Type: typ, Columns: slices.Clone(typ.Properties), index: map[string]int{}}
		l.nodes[label] = table
	}
	row := table.slab.row(len(table.Columns))
	row[0] = id
	copy(row[1:], values)
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		c := table.Column(name)
		if c < 0 {
			c = len(table.Columns)
			table.Columns = append(table.Columns, Property{Name: name})
		} else if c < len(table.Type.Properties) {
			l.fail("%s %q has an attribute %q, which is a property of every %s: choose another name", label, id, name, label)
			return
		}
		for len(row) <= c {
			row = append(row, nil)
		}
		row[c] = str(attributes[name])
		l.readable(label, id, name)
	}
	l.readable(label, id, row...)
	if at, ok := table.index[id]; ok {
		table.Rows[at] = table.Merge(table.Rows[at], row)
		return
	}
	table.index[id] = len(table.Rows)
	table.Rows = append(table.Rows, row)
}

// finish gives all rows the same width and their words.
func finish(t *NodeTable) {
	for i, row := range t.Rows {
		for len(row) < len(t.Columns) {
			row = append(row, nil)
		}
		t.fold(row)
		t.Rows[i] = row
	}
}

func (l *layout) rel(name string, from, to graph.Ref, values ...any) {
	if l.err != nil {
		return
	}
	key := relName{name, from.Label, to.Label}
	table := l.rels[key]
	if table == nil {
		typ := RelTypeOf(name)
		if !slices.Contains(typ.Ends, [2]graph.Label{from.Label, to.Label}) {
			l.fail("%s cannot join %s %q to %s %q", name, from.Label, from.ID, to.Label, to.ID)
			return
		}
		table = &RelTable{Type: typ, From: from.Label, To: to.Label, index: map[[3]string]int{}}
		l.rels[key] = table
	}
	row := table.slab.row(2 + len(table.Type.Properties))
	row[0], row[1] = from.ID, to.ID
	copy(row[2:], values)
	l.readable(graph.Label(name), from.ID, row...)
	id := table.identity(row)
	if at, ok := table.index[id]; ok {
		table.Rows[at] = table.Merge(table.Rows[at], row)
		return
	}
	table.index[id] = len(table.Rows)
	table.Rows = append(table.Rows, row)
}

// readable refuses text that no engine keeps as it is.
func (l *layout) readable(what graph.Label, id string, values ...any) {
	valid := func(s string) {
		if !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 {
			l.fail("%s %q has text that is not valid UTF-8, or a NUL in it: %.40q; convert it first", what, id, s)
		}
	}
	for _, v := range values {
		switch v := v.(type) {
		case string:
			valid(v)
		case []string:
			for _, s := range v {
				valid(s)
			}
		}
	}
}

func (l *layout) fail(format string, args ...any) {
	if l.err == nil {
		l.err = graph.Errorf(graph.Invalid, format, args...)
	}
}

// actorRef finds the label of an actor.
func (l *layout) actorRef(id, where string) graph.Ref {
	label, ok := l.kinds[id]
	if !ok {
		l.fail("%s names the actor %q, which is neither in the batch nor in the store: import actors first", where, id)
	}
	return graph.Ref{Label: label, ID: id}
}

func (l *layout) source(s *graph.Source) {
	l.node(graph.SourceLabel, nil, s.ID, str(s.Title), str(s.Publisher), when(s.Published), str(s.Language), str(s.SHA256))
}

func (l *layout) actor(a *graph.Actor) {
	l.node(a.Kind.Label(), a.Attributes, a.ID, str(a.Name), strs(a.Aliases), strs(a.Roles), str(a.Note))
	l.cited(graph.Ref{Label: a.Kind.Label(), ID: a.ID}, a.Citations)
}

func (l *layout) event(e *graph.Event) {
	earliest, latest, precision := bounds(e.At)
	l.node(graph.EventLabel, nil, e.ID, str(e.Label), earliest, latest, precision, str(e.TimeNote), str(e.Summary))
	l.cited(graph.Ref{Label: graph.EventLabel, ID: e.ID}, e.Citations)
}

func (l *layout) message(m *graph.Message) {
	earliest, latest, precision := bounds(m.Sent)
	var answered any
	if m.Answered != graph.AnsweredUnknown {
		answered = str(string(m.Answered))
	}
	l.node(graph.MessageLabel, m.Attributes, m.ID, str(string(m.Channel)), earliest, latest, precision,
		str(m.TimeNote), str(m.Subject), str(m.Summary), str(m.Body), str(m.ThreadID), answered, cites(m.AnsweredBy))
	ref := graph.Ref{Label: graph.MessageLabel, ID: m.ID}
	own := cites(m.Citations)
	where := ""
	if l.err == nil {
		where = m.ID
	}
	position := int64(0)
	recipient := func(id string, role graph.Role, c any) {
		l.rel(relOf[role], ref, l.actorRef(id, where), position, c)
		position++
	}
	for _, id := range m.Senders {
		l.rel("SENT", l.actorRef(id, where), ref, own)
	}
	if m.Channel.Mutual() {
		for _, id := range m.Senders {
			recipient(id, graph.To, own)
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
		if m.Channel.Mutual() {
			l.rel("SENT", l.actorRef(r.Actor, where), ref, c)
		}
		recipient(r.Actor, r.Role, c)
	}
	for _, id := range m.Topics {
		l.rel("ABOUT", ref, graph.Ref{Label: graph.TopicLabel, ID: id}, own)
	}
	l.cited(ref, m.Citations)
}

func (l *layout) claim(c *graph.Claim) {
	l.node(graph.ClaimLabel, nil, c.ID, str(c.Text))
	ref := graph.Ref{Label: graph.ClaimLabel, ID: c.ID}
	own := cites(c.Citations)
	for _, id := range c.MadeBy {
		l.rel("MADE", l.actorRef(id, c.ID), ref, own)
	}
	for _, to := range c.Concerns {
		l.rel("CONCERNS", ref, l.resolve(to, c.ID), own)
	}
	for _, id := range c.ConflictsWith {
		l.rel("CONFLICTS_WITH", ref, graph.Ref{Label: graph.ClaimLabel, ID: id}, own)
	}
	l.cited(ref, c.Citations)
}

// resolve fills in the label of an actor that is named by id alone.
func (l *layout) resolve(r graph.Ref, where string) graph.Ref {
	if r.Label == "" || r.Label == graph.PersonLabel || r.Label == graph.OrganizationLabel {
		return l.actorRef(r.ID, where)
	}
	return r
}

func (l *layout) relationships(b *graph.Batch) {
	for _, m := range b.Memberships {
		l.rel("MEMBER_OF", l.actorRef(m.Person, m.Organization), l.actorRef(m.Organization, m.Person),
			m.Role, str(m.Role), when(m.From), when(m.Until), cites(m.Citations))
	}
	for _, r := range b.Relations {
		l.rel("RELATED_TO", l.actorRef(r.From, r.To), l.actorRef(r.To, r.From),
			r.Kind, str(r.Kind), when(r.Since), when(r.Until), cites(r.Citations))
	}
	for _, r := range b.Replies {
		l.rel("REPLY_TO", graph.Ref{Label: graph.MessageLabel, ID: r.Message}, graph.Ref{Label: graph.MessageLabel, ID: r.To}, cites(r.Citations))
	}
	for _, m := range b.Mentions {
		l.rel("MENTIONS", m.From, l.resolve(m.To, m.From.ID), cites(m.Citations))
	}
	for _, o := range b.Orders {
		least, most := seconds(o.AtLeast, down), seconds(o.AtMost, up)
		key := fmt.Sprint(least, "..", most)
		l.rel("AFTER", o.Later, o.Earlier, key, least, most, str(o.Note), cites(o.Citations))
	}
}

// cited joins a node to its sources.
func (l *layout) cited(of graph.Ref, citations []graph.Citation) {
	for _, c := range citations {
		l.rel("CITED_IN", of, graph.Ref{Label: graph.SourceLabel, ID: c.SourceID},
			strconv.Itoa(c.Paragraph)+"@"+strconv.FormatInt(c.Offset, 10)+" "+string(c.Modality),
			int64(c.Paragraph), c.Offset, str(string(c.Modality)))
	}
}

var relOf = map[graph.Role]string{graph.To: "TO", graph.Cc: "CC", graph.Bcc: "BCC"}

// The functions below turn values of the domain into values of a row; what says
// nothing becomes nil.

func str(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func strs(s []string) any {
	if len(s) == 0 {
		return nil
	}
	return s
}

func cites(cs []graph.Citation) any {
	if len(cs) == 0 {
		return nil
	}
	out := make([]string, len(cs))
	for i, c := range cs {
		out[i] = c.String()
	}
	return out
}

func when(m graph.Moment) any {
	if !m.Dated() {
		return nil
	}
	return m.String()
}

func bounds(m graph.Moment) (earliest, latest, precision any) {
	if !m.Dated() {
		return nil, nil, nil
	}
	if m.Earliest != nil {
		earliest = m.Earliest.UTC()
	}
	if m.Latest != nil {
		latest = m.Latest.UTC()
	}
	return earliest, latest, string(m.Precision)
}

// seconds rounds a bound to whole seconds away from what it bounds, so that it
// stays true.
func seconds(d *time.Duration, to rounding) any {
	if d == nil {
		return nil
	}
	n, rest := int64(*d/time.Second), *d%time.Second
	if to == down && rest < 0 || to == up && rest > 0 {
		n += int64(to)
	}
	return n
}

type rounding int

const (
	down rounding = -1
	up   rounding = 1
)
