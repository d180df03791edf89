package table

import (
	"path"
	"slices"
	"strings"

	"backchannel/graph"
)

// plan is a mapping put together with the files at hand: names have become
// numbers of columns, and texts templates.
type plan struct {
	mapping *mapping
	name    string // of the mapping's file
	create  bool   // actors and topics that no table lists
	mode    graph.Modality
	files   []*file // each once, in the order of use
	lookups []*lookup
	tables  []*table
}

// table is one file to be read row by row.
type table struct {
	name    string
	file    *file
	layout  layout
	account tally
	where   []condition
	joins   []join
	slots   int              // of its scope
	bad     map[int]struct{} // lines that a later pass must not try again

	person, organization *actorPlan
	topic                *topicPlan
	event                *eventPlan
	document             *documentPlan
	message              *messagePlan
	reply                *replyPlan
	membership           *membershipPlan
	relation             *relationPlan
	mention              *mentionPlan
}

type condition struct {
	column int
	values []string
}

type join struct {
	lookup     *lookup
	by, repeat template
	slot       int
	optional   bool
}

type actorPlan struct {
	id, name, note template
	aliases, roles []item
	attributes     []attribute
}

type topicPlan struct{ id, label template }

type eventPlan struct {
	id, label, summary template
	time               when
}

type documentPlan struct {
	id, title, publisher, language, sha256 template
	published                              when
}

type messagePlan struct {
	id, channel, note, subject, summary, body, thread, answered template
	many                                                        bool // rows with one id are a message each
	time                                                        when
	from, to, topics                                            []item
	attributes                                                  []attribute
}

type replyPlan struct{ message, to template }

type membershipPlan struct {
	person, organization, role template
	from, until                when
}

type relationPlan struct {
	from, to, kind template
	since, until   when
}

type mentionPlan struct {
	message, target template
	label           graph.Label // of the target; empty for an actor
}

type attribute struct {
	name  string
	value template
}

type when struct {
	value template
	clock clock
}

// item makes members of a list.
type item struct {
	id, name, label, role, as, by, order template
	kind                                 graph.Kind
	split                                string
	lookup                               *lookup // nil for the row itself
	slot                                 int
}

func newPlan(name string, m *mapping, d *folder) (*plan, error) {
	p := &plan{mapping: m, name: name, create: m.Unlisted.value == "create", mode: graph.Modality(m.Source.Modality.or(string(graph.Stated)))}
	if v := m.Source.Published; v.given() {
		if _, err := graph.ParseMoment(v.value); err != nil {
			return nil, v.fail(name, "%w", err)
		}
	}
	specs := map[string]*lookup{}
	for i := range m.Lookups {
		e := &m.Lookups[i]
		l, err := p.lookup(e.key, &e.value, d)
		if err != nil {
			return nil, err
		}
		p.lookups = append(p.lookups, l)
		specs[e.key.value] = l
	}
	shape := map[*lookup]string{} // whether one row is taken or each
	for i := range m.Tables {
		e := &m.Tables[i]
		files, err := p.find(&e.value.fileSpec, d, len(m.Tables) == 1 && len(m.Lookups) == 0)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			c := &compiler{plan: p, lookups: specs, shape: shape, table: &table{name: e.key.value, file: f, slots: 1}}
			if c.table.layout, err = p.layoutOf(&e.value.fileSpec, f); err == nil {
				err = c.compile(&e.value)
			}
			if err != nil {
				return nil, err
			}
			c.table.account.file = p.use(f, c.table.name)
			p.tables = append(p.tables, c.table)
		}
	}
	if len(p.tables) == 0 {
		return nil, graph.Errorf(graph.NotFound, "no file in %s is one that the mapping's tables read: %s", d.root, m.patterns())
	}
	return p, nil
}

func (m *mapping) patterns() string {
	var out []string
	for _, t := range m.Tables {
		out = append(out, t.value.File.value)
	}
	return strings.Join(out, ", ")
}

// use notes that a file is read, and returns its name for the report: with what
// it is read as, if it is read more than once.
func (p *plan) use(f *file, as string) string {
	if slices.Contains(p.files, f) {
		return f.name + " as " + as
	}
	f.source = p.mapping.ID.value + "/" + f.name
	p.files = append(p.files, f)
	return f.name
}

// find returns the files of a table or lookup. Only says that it is the only one
// there is, so that a single file needs no particular name.
func (p *plan) find(s *fileSpec, d *folder, only bool) ([]*file, error) {
	if _, err := path.Match(s.File.value, ""); err != nil {
		return nil, s.File.fail(p.name, "%q is not a pattern for files: close its brackets", s.File.value)
	}
	if d.one && only {
		return d.files, nil
	}
	files := d.match(s.File.value)
	if len(files) == 0 && !s.Optional {
		return nil, s.File.fail(p.name, "no file in %s matches %q: correct the name or the folder, begin with **/ if it lies deeper, or set \"optional: true\"", d.root, s.File.value)
	}
	return files, nil
}

func (p *plan) lookup(name text, s *lookupSpec, d *folder) (*lookup, error) {
	l := &lookup{name: name.value, strict: s.Unused.value != "skipped"}
	files, err := p.find(&s.fileSpec, d, false)
	if err != nil {
		return nil, err
	}
	if len(files) > 1 {
		return nil, s.File.fail(p.name, "%q matches %s and %s: a lookup is one file", s.File.value, files[0].name, files[1].name)
	}
	if len(files) == 1 {
		l.file = files[0]
	}
	if l.layout, err = p.layoutOf(&s.fileSpec, l.file); err != nil {
		return nil, err
	}
	if l.file == nil {
		return l, nil
	}
	l.account.file = p.use(l.file, name.value)
	var problem string
	if l.key, problem = parse(s.Key.value, ownColumns{&l.layout, l.name}); problem != "" {
		return nil, s.Key.fail(p.name, "%s", problem)
	}
	return l, nil
}

// layoutOf knows the columns of a file, which is nil if it is missing.
func (p *plan) layoutOf(s *fileSpec, f *file) (layout, error) {
	spec := s.Format.or(p.mapping.Format)
	l := layout{format: &format{}, header: spec.Header != nil && *spec.Header}
	switch d := spec.Delimiter.or("comma"); d {
	case "comma":
		l.format.delimiter = ','
	case "tab":
		l.format.delimiter = '\t'
	case "semicolon":
		l.format.delimiter = ';'
	case "pipe":
		l.format.delimiter = '|'
	case "space":
		l.format.delimiter = blanks
	default:
		if len(d) != 1 || d[0] >= 0x80 || strings.Contains("\"\r\n\x00", d) {
			return l, spec.Delimiter.fail(p.name, "%q cannot be a delimiter: write comma, tab, semicolon, pipe, space, or one character of ASCII that is not a quote", d)
		}
		l.format.delimiter = d[0]
	}
	l.format.quotes = l.format.delimiter == ',' || l.format.delimiter == ';'
	if spec.Quotes != nil {
		l.format.quotes = *spec.Quotes
	}
	if l.format.quotes && l.format.delimiter == blanks {
		return l, spec.Delimiter.fail(p.name, "cells parted by whitespace cannot be quoted: name the delimiter, or set \"quotes: false\"")
	}
	l.format.comment = []byte(spec.Comment.value)
	for _, c := range s.Columns {
		l.names = append(l.names, c.value)
	}
	if l.header && len(l.names) == 0 && f != nil {
		if err := l.readHeader(f); err != nil {
			return l, err
		}
	}
	return l, nil
}

// ownColumns are those of a file, without joins. A lookup's own may also be
// called by its name: {recipients.actor}.
type ownColumns struct {
	layout *layout
	name   string
}

func (o ownColumns) find(name string) (int, int, string) {
	if rest, ok := strings.CutPrefix(name, o.name+"."); ok {
		if column, problem := o.layout.find(rest); problem == "" {
			return 0, column, ""
		}
	}
	column, problem := o.layout.find(name)
	return 0, column, problem
}

// compiler puts one table together.
type compiler struct {
	plan    *plan
	lookups map[string]*lookup
	shape   map[*lookup]string
	table   *table
	named   []joined // what names with a dot may begin with
	err     error    // the first; later steps do nothing useful but no harm
}

type joined struct {
	name   string
	lookup *lookup
	slot   int
}

// find implements columns.
func (c *compiler) find(name string) (slot, column int, problem string) {
	column, problem = c.table.layout.find(name)
	if problem == "" {
		return 0, column, ""
	}
	for _, j := range slices.Backward(c.named) {
		rest, ok := strings.CutPrefix(name, j.name+".")
		if !ok {
			continue
		}
		if j.lookup.file == nil && len(j.lookup.layout.names) == 0 {
			return j.slot, 0, "" // never filled
		}
		column, problem = j.lookup.layout.find(rest)
		return j.slot, column, problem
	}
	if before, _, ok := strings.Cut(name, "."); ok {
		if _, known := c.lookups[before]; known {
			problem = "the lookup " + before + " is not joined here: name it under \"join\", or use it with \"each\""
		}
	}
	return 0, 0, problem
}

func (c *compiler) fail(at text, format string, args ...any) {
	if c.err == nil {
		c.err = at.fail(c.plan.name, format, args...)
	}
}

func (c *compiler) template(s text) template {
	if !s.given() {
		return template{}
	}
	t, problem := parse(s.value, c)
	if problem != "" {
		c.fail(s, "%s", problem)
	}
	return t
}

func (c *compiler) when(s timeSpec) when {
	w := when{value: c.template(s.Value)}
	var problem string
	if w.clock, problem = newClock(s.Format.value, s.Zone.value); problem != "" {
		at := s.Format
		if !at.given() {
			at = s.Zone
		}
		c.fail(at, "%s", problem)
	}
	return w
}

func (c *compiler) attributes(s ordered[text]) (out []attribute) {
	for _, e := range s {
		out = append(out, attribute{e.key.value, c.template(e.value)})
	}
	return out
}

// use finds a lookup and holds it to one way of being used.
func (c *compiler) use(name text, how string) *lookup {
	l, ok := c.lookups[name.value]
	if !ok {
		c.fail(name, "there is no lookup %q: there are %s", name.value, or(c.plan.mapping.Lookups.keys(), "none"))
		return nil
	}
	if was := c.shape[l]; was != "" && was != how {
		c.fail(name, "the lookup %q is used with \"join\", which takes one row, and with \"each\", which takes many: list the file twice, under two names", name.value)
	}
	c.shape[l] = how
	l.one = how == "join"
	return l
}

// items compiles a list; made tells how many rows of its lookups made something.
func (c *compiler) items(specs []itemSpec, made func(graph.Written) int) (out []item) {
	for _, s := range specs {
		it := item{kind: graph.Kind(s.Kind.or(string(graph.Person))), split: s.Split.value}
		mark := len(c.named)
		if s.Each.given() {
			it.by = c.template(s.By)
			if it.lookup = c.use(s.Each, "each"); it.lookup == nil {
				return nil
			}
			it.lookup.account.made = made
			it.slot = c.table.slots
			c.table.slots++
			c.named = append(c.named, joined{s.Each.value, it.lookup, it.slot})
			it.order = c.template(s.Order)
		}
		it.id, it.name, it.label, it.role, it.as = c.template(s.ID), c.template(s.Name), c.template(s.Label), c.template(s.Role), c.template(s.As)
		if it.as.given && it.split != "" {
			c.fail(s.As, "a cell that holds several does not say which of them has this identity: leave out split or identity")
		}
		if len(it.role.parts) == 1 && it.role.parts[0].slot == literalSlot {
			if _, ok := role(it.role.parts[0].literal); !ok {
				c.fail(s.Role, "%q is not a role: write to, cc or bcc, or take it from a column", s.Role.value)
			}
		}
		c.named = c.named[:mark]
		out = append(out, it)
	}
	return out
}

func (c *compiler) compile(s *tableSpec) error {
	t := c.table
	for _, e := range s.Where {
		column, problem := t.layout.find(e.key.value)
		if problem != "" {
			c.fail(e.key, "%s", problem)
		}
		w := condition{column: column}
		for _, v := range e.value {
			w.values = append(w.values, v.value)
		}
		t.where = append(t.where, w)
	}
	t.account.made = made(s)
	for _, e := range s.Join {
		j := join{by: c.template(e.value.By), slot: t.slots, optional: e.value.Optional}
		if j.lookup = c.use(e.value.Lookup, "join"); j.lookup == nil {
			return c.err
		}
		j.lookup.account.made = t.account.made
		t.slots++
		c.named = append(c.named, joined{e.key.value, j.lookup, j.slot})
		j.repeat = c.template(e.value.Repeat)
		t.joins = append(t.joins, j)
	}
	if s.Person != nil {
		t.person = c.actor(s.Person)
	}
	if s.Organization != nil {
		t.organization = c.actor(s.Organization)
	}
	if d := s.Topic; d != nil {
		t.topic = &topicPlan{c.template(d.ID), c.template(d.Label)}
	}
	if d := s.Event; d != nil {
		t.event = &eventPlan{c.template(d.ID), c.template(d.Label), c.template(d.Summary), c.when(d.Time)}
	}
	if d := s.Document; d != nil {
		t.document = &documentPlan{c.template(d.ID), c.template(d.Title), c.template(d.Publisher), c.template(d.Language), c.template(d.SHA256), c.when(d.Published)}
	}
	if d := s.Message; d != nil {
		t.message = &messagePlan{
			id: c.template(d.ID), channel: c.template(d.Channel), note: c.template(d.TimeNote), subject: c.template(d.Subject),
			summary: c.template(d.Summary), body: c.template(d.Body), thread: c.template(d.Thread), answered: c.template(d.Answered),
			many: d.SameID.value == "many", time: c.when(d.Time),
			from: c.items(d.From, created("SENT")), to: c.items(d.To, created("TO", "CC", "BCC")), topics: c.items(d.Topics, created("ABOUT")),
			attributes: c.attributes(d.Attributes),
		}
	}
	if d := s.Reply; d != nil {
		t.reply = &replyPlan{c.template(d.Message), c.template(d.To)}
	}
	if d := s.Membership; d != nil {
		t.membership = &membershipPlan{c.template(d.Person), c.template(d.Organization), c.template(d.Role), c.when(d.From), c.when(d.Until)}
	}
	if d := s.Relation; d != nil {
		t.relation = &relationPlan{c.template(d.From), c.template(d.To), c.template(d.Kind), c.when(d.Since), c.when(d.Until)}
	}
	if d := s.Mention; d != nil {
		t.mention = &mentionPlan{message: c.template(d.Message), target: c.template(d.Actor)}
		if d.Event.given() {
			t.mention.target, t.mention.label = c.template(d.Event), graph.EventLabel
		}
	}
	return c.err
}

func (c *compiler) actor(s *actorSpec) *actorPlan {
	return &actorPlan{
		id: c.template(s.ID), name: c.template(s.Name), note: c.template(s.Note),
		aliases: c.items(s.Aliases, c.table.account.made), roles: c.items(s.Roles, c.table.account.made), attributes: c.attributes(s.Attributes),
	}
}

// created counts what was made of some labels and types.
func created(names ...string) func(graph.Written) int {
	return func(w graph.Written) (n int) {
		for _, name := range names {
			n += w[name].Created
		}
		return n
	}
}

// made tells how many rows made something, by the main thing that a row makes.
func made(s *tableSpec) func(graph.Written) int {
	switch {
	case s.Message != nil:
		messages, contacts := created(string(graph.MessageLabel)), created("TO", "CC", "BCC")
		// A table may hold a row for each recipient. Then the row's own thing is
		// the recipient: several rows of one message make one message.
		if len(s.Message.To) == 1 && !s.Message.To[0].Each.given() && !s.Message.To[0].Split.given() {
			return func(w graph.Written) int { return max(messages(w), contacts(w)) }
		}
		return messages
	case s.Person != nil:
		return created(string(graph.PersonLabel))
	case s.Organization != nil:
		return created(string(graph.OrganizationLabel))
	case s.Event != nil:
		return created(string(graph.EventLabel))
	case s.Topic != nil:
		return created(string(graph.TopicLabel))
	case s.Document != nil:
		return created(string(graph.SourceLabel))
	case s.Reply != nil:
		return created("REPLY_TO")
	case s.Membership != nil:
		return created("MEMBER_OF")
	case s.Relation != nil:
		return created("RELATED_TO")
	}
	return created("MENTIONS")
}

func or(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
