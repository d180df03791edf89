package model

import (
	"maps"
	"slices"

	"backchannel/graph"
)

// Fill lays the nodes out. Connect may run at the same time.
func (t *Tables) Fill() error {
	f := filling{wording: newWording(), nodes: t.nodes}
	for _, n := range t.Nodes {
		n.Rows = make([][]any, len(n.ids))
	}
	f.batch(t.batch)
	if f.err != nil {
		return f.err
	}
	for _, n := range t.Nodes {
		n.widen()
	}
	return nil
}

// filling is a pass over the nodes of a batch.
type filling struct {
	*wording
	nodes map[graph.Label]*NodeTable
}

func (f *filling) batch(b *graph.Batch) {
	for i := range b.Sources {
		s := &b.Sources[i]
		f.node(graph.SourceLabel, nil, s.ID, str(s.Title), str(s.Publisher), when(s.Published), str(s.Language), str(s.SHA256))
	}
	for i := range b.Topics {
		f.node(graph.TopicLabel, nil, b.Topics[i].ID, str(b.Topics[i].Label))
	}
	for i := range b.Actors {
		a := &b.Actors[i]
		f.node(a.Kind.Label(), a.Attributes, a.ID, str(a.Name), strs(a.Aliases), strs(a.Roles), str(a.Note))
	}
	for i := range b.Events {
		e := &b.Events[i]
		earliest, latest, precision := f.bounds(e.At)
		f.node(graph.EventLabel, nil, e.ID, str(e.Label), earliest, latest, precision, str(e.TimeNote), str(e.Summary))
	}
	for i := range b.Messages {
		m := &b.Messages[i]
		earliest, latest, precision := f.bounds(m.Sent)
		var answered any
		if m.Answered != graph.AnsweredUnknown {
			answered = f.word(string(m.Answered))
		}
		f.node(graph.MessageLabel, m.Attributes, m.ID, f.word(string(m.Channel)), earliest, latest, precision,
			str(m.TimeNote), str(m.Subject), str(m.Summary), str(m.Body), str(m.ThreadID), answered, cites(m.AnsweredBy))
	}
	for i := range b.Claims {
		f.node(graph.ClaimLabel, nil, b.Claims[i].ID, str(b.Claims[i].Text))
	}
}

// node adds a row: the id, then values in the order of the type's properties, of
// which those that Complete makes are left out. Attributes become columns.
func (f *filling) node(label graph.Label, attributes map[string]string, id string, values ...any) {
	t := f.nodes[label]
	at := t.index[id]
	row := t.slab.row(len(t.Columns))
	row[0] = t.ids[at]
	copy(row[1:], values)
	for _, name := range sorted(attributes) {
		c := t.Column(name)
		if c < 0 {
			c = len(t.Columns)
			t.Columns = append(t.Columns, Property{Name: name})
		} else if c < len(t.Type.Properties) {
			f.fail("%s %q has an attribute %q, which is a property of every %s: choose another name", label, id, name, label)
			return
		}
		for len(row) <= c {
			row = append(row, nil)
		}
		row[c] = str(attributes[name])
		f.readable(label, row[0], name)
	}
	for _, v := range row {
		f.readable(label, row[0], v)
	}
	if old := t.Rows[at]; old != nil {
		row = t.Merge(old, row)
	}
	t.Rows[at] = row
}

func sorted(m map[string]string) []string {
	if len(m) == 0 {
		return nil
	}
	return slices.Sorted(maps.Keys(m))
}
