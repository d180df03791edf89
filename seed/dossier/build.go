package dossier

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"backchannel/graph"
)

// builder makes a batch of a document and reports what the schema cannot see:
// ids that nothing has, times that cannot be read, names that mean two actors.
// It goes on after a problem, to find the others too.
type builder struct {
	*problems
	ids    map[string]named
	called map[string]map[string]bool // by actor: names and aliases, folded
	batch  graph.Batch
}

// named is what an id stands for.
type named struct {
	label      graph.Label
	line       int
	paragraphs int // of a source, 0 if not told
}

// build returns the batch; it is whole only if no problem was found.
func build(root *yaml.Node, found *problems) *graph.Batch {
	var doc document
	// What has the wrong type stays empty; the schema has reported it.
	_ = root.Decode(&doc)
	b := builder{problems: found, ids: map[string]named{}, called: map[string]map[string]bool{}}
	b.name(&doc)
	b.sources(doc.Sources)
	for _, t := range doc.Topics {
		b.batch.Topics = append(b.batch.Topics, graph.Topic{ID: t.ID.text, Label: t.Label.text})
	}
	b.actors(doc.Actors)
	b.ties(doc.Memberships, doc.Relations)
	for _, e := range doc.Events {
		b.batch.Events = append(b.batch.Events, graph.Event{ID: e.ID.text, Label: e.Label.text,
			At: b.moment(e.At), TimeNote: e.TimeNote.text, Summary: e.Summary.text, Citations: b.cites(e.Cite)})
	}
	b.messages(doc.Messages)
	b.orders(doc.Orders)
	b.claims(doc.Claims)
	return &b.batch
}

// name makes every id known before any is looked up, and sees that each stands
// for one thing.
func (b *builder) name(doc *document) {
	add := func(id scalar, n named) {
		if !id.given() {
			return
		}
		if have, taken := b.ids[id.text]; taken {
			b.at(id.node, "the id %q is taken by the %s on line %d: give this one another", id.text, word(have.label), have.line)
			return
		}
		n.line = id.node.Line
		b.ids[id.text] = n
	}
	for _, s := range doc.Sources {
		n, _ := strconv.Atoi(s.Paragraphs.text)
		add(s.ID, named{label: graph.SourceLabel, paragraphs: n})
	}
	for _, t := range doc.Topics {
		add(t.ID, named{label: graph.TopicLabel})
	}
	for _, a := range doc.Actors {
		add(a.ID, named{label: graph.Kind(a.Kind.text).Label()})
	}
	for _, e := range doc.Events {
		add(e.ID, named{label: graph.EventLabel})
	}
	for _, m := range doc.Messages {
		add(m.ID, named{label: graph.MessageLabel})
	}
	for _, c := range doc.Claims {
		add(c.ID, named{label: graph.ClaimLabel})
	}
}

// ref looks an id up and reports it unless it stands for one of the labels.
func (b *builder) ref(id scalar, labels ...graph.Label) graph.Ref {
	if !id.given() {
		return graph.Ref{}
	}
	have, known := b.ids[id.text]
	for _, l := range labels {
		if known && have.label == l {
			return graph.Ref{Label: l, ID: id.text}
		}
	}
	words := make([]string, len(labels))
	for i, l := range labels {
		words[i] = word(l)
	}
	wanted := strings.Join(words, " or ")
	if known {
		b.at(id.node, "%q is %s (line %d), and %s belongs here", id.text, article(word(have.label)), have.line, article(wanted))
	} else {
		b.at(id.node, "no %s has the id %q: add it to the file, or mend the id", wanted, id.text)
	}
	return graph.Ref{}
}

func (b *builder) actor(id scalar) string {
	return b.ref(id, graph.PersonLabel, graph.OrganizationLabel).ID
}

func (b *builder) refs(ids []scalar, labels ...graph.Label) []graph.Ref {
	var refs []graph.Ref
	for _, id := range ids {
		refs = append(refs, b.ref(id, labels...))
	}
	return refs
}

func (b *builder) idsOf(ids []scalar, labels ...graph.Label) []string {
	var out []string
	for _, r := range b.refs(ids, labels...) {
		out = append(out, r.ID)
	}
	return out
}

func (b *builder) moment(s scalar) graph.Moment {
	m, err := graph.ParseMoment(s.text)
	if err != nil {
		b.at(s.node, "%s", err)
	}
	return m
}

// cites reads citations and sees that the source has such a paragraph.
func (b *builder) cites(list []scalar) []graph.Citation {
	var out []graph.Citation
	for _, s := range list {
		parts := strings.Split(s.text, " ")
		if len(parts) != 3 {
			continue // the schema has reported it
		}
		paragraph, err := strconv.Atoi(parts[1])
		if err != nil {
			continue // the same
		}
		source, known := b.ids[parts[0]]
		switch {
		case !known || source.label != graph.SourceLabel:
			b.at(s.node, "no source has the id %q: add it under sources, or mend the citation", parts[0])
		case source.paragraphs > 0 && paragraph > source.paragraphs:
			b.at(s.node, "%s has %d paragraphs and %d is cited: mend the citation, or the source's paragraphs (line %d)",
				parts[0], source.paragraphs, paragraph, source.line)
		default:
			out = append(out, graph.Citation{SourceID: parts[0], Paragraph: paragraph, Modality: graph.Modality(parts[2])})
		}
	}
	return out
}

func (b *builder) sources(list []source) {
	for _, s := range list {
		b.batch.Sources = append(b.batch.Sources, graph.Source{ID: s.ID.text, Title: s.Title.text, Publisher: s.Publisher.text,
			Published: b.moment(s.Published), Language: s.Language.text, SHA256: s.SHA256.text})
	}
}

// word names a label in a sentence.
func word(l graph.Label) string { return strings.ToLower(string(l)) }

func texts(list []scalar) []string {
	var out []string
	for _, s := range list {
		if s.given() {
			out = append(out, s.text)
		}
	}
	return out
}

func attributes(m map[string]scalar) map[string]string {
	if len(m) == 0 {
		return nil
	}
	out := make(map[string]string, len(m))
	for k, v := range m {
		out[k] = v.text
	}
	return out
}
