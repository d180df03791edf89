package model

import (
	"strings"
	"unicode/utf8"

	"backchannel/graph"
)

// Layout gives each node of b a place in Tables; Fill lays the nodes out there, and
// Connect the relationships. kinds gives the label of every actor that b names and
// the store has (see Actors); an actor that is in both with another kind is invalid.
func Layout(b *graph.Batch, kinds map[string]graph.Label) (*Tables, error) {
	t := &Tables{batch: b, parties: make(map[string]party, len(kinds)), nodes: map[graph.Label]*NodeTable{}}
	for id, label := range kinds {
		t.parties[id] = party{end: end{label: label}}
	}
	for i := range b.Actors {
		id, label := b.Actors[i].ID, b.Actors[i].Kind.Label()
		if have, ok := t.parties[id]; ok && have.label != label {
			return nil, graph.Errorf(graph.Invalid, "actor %q is a %s here and a %s in the store: give one of them another id", id, label, have.label)
		}
		t.parties[id] = party{end: end{label: label}}
	}
	if nameless := t.enter(); nameless != "" {
		return nil, graph.Errorf(graph.Invalid, "a %s has no id", nameless)
	}
	for _, n := range Nodes {
		if table := t.nodes[n.Label]; table != nil {
			t.Nodes = append(t.Nodes, table)
		}
	}
	return t, nil
}

// enter gives each node its place. It returns the label of one that has no id.
func (t *Tables) enter() (nameless graph.Label) {
	b := t.batch
	enter := func(label graph.Label, id string) {
		if id == "" {
			nameless = label
		}
		n := t.nodes[label]
		if n == nil {
			n = newNodeTable(NodeTypeOf(label), b)
			t.nodes[label] = n
		}
		if _, ok := n.index[id]; !ok {
			n.index[id] = len(n.ids)
			n.ids = append(n.ids, id)
		}
	}
	for i := range b.Sources {
		enter(graph.SourceLabel, b.Sources[i].ID)
	}
	for i := range b.Topics {
		enter(graph.TopicLabel, b.Topics[i].ID)
	}
	for i := range b.Actors {
		enter(b.Actors[i].Kind.Label(), b.Actors[i].ID)
	}
	for i := range b.Events {
		enter(graph.EventLabel, b.Events[i].ID)
	}
	for i := range b.Messages {
		enter(graph.MessageLabel, b.Messages[i].ID)
	}
	for i := range b.Claims {
		enter(graph.ClaimLabel, b.Claims[i].ID)
	}
	return nameless
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
