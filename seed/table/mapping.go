package table

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"backchannel/graph"
)

// The types of this file mirror the schema, which says what each field means.

type mapping struct {
	ID       text                `yaml:"id"`
	Source   sourceSpec          `yaml:"source"`
	Unlisted text                `yaml:"unlisted"`
	Format   formatSpec          `yaml:"format"`
	Lookups  ordered[lookupSpec] `yaml:"lookups"`
	Tables   ordered[tableSpec]  `yaml:"tables"`
}

type sourceSpec struct {
	Publisher text `yaml:"publisher"`
	Published text `yaml:"published"`
	Language  text `yaml:"language"`
	Modality  text `yaml:"modality"`
}

type formatSpec struct {
	Delimiter text  `yaml:"delimiter"`
	Header    *bool `yaml:"header"`
	Quotes    *bool `yaml:"quotes"`
	Comment   text  `yaml:"comment"`
}

// or fills in what is not said here from the mapping as a whole.
func (f formatSpec) or(o formatSpec) formatSpec {
	if !f.Delimiter.given() {
		f.Delimiter = o.Delimiter
	}
	if f.Header == nil {
		f.Header = o.Header
	}
	if f.Quotes == nil {
		f.Quotes = o.Quotes
	}
	if !f.Comment.given() {
		f.Comment = o.Comment
	}
	return f
}

type fileSpec struct {
	File     text       `yaml:"file"`
	Optional bool       `yaml:"optional"`
	Format   formatSpec `yaml:"format"`
	Columns  []text     `yaml:"columns"`
}

type lookupSpec struct {
	fileSpec `yaml:",inline"`
	Key      text `yaml:"key"`
	Unused   text `yaml:"unused"`
}

type tableSpec struct {
	fileSpec `yaml:",inline"`
	Where    ordered[texts]    `yaml:"where"`
	Join     ordered[joinSpec] `yaml:"join"`

	Person       *actorSpec      `yaml:"person"`
	Organization *actorSpec      `yaml:"organization"`
	Topic        *topicSpec      `yaml:"topic"`
	Event        *eventSpec      `yaml:"event"`
	Document     *documentSpec   `yaml:"source"`
	Message      *messageSpec    `yaml:"message"`
	Reply        *replySpec      `yaml:"reply"`
	Membership   *membershipSpec `yaml:"membership"`
	Relation     *relationSpec   `yaml:"relation"`
	Mention      *mentionSpec    `yaml:"mention"`
}

type joinSpec struct {
	Lookup   text `yaml:"lookup"`
	By       text `yaml:"by"`
	Repeat   text `yaml:"repeat"`
	Optional bool `yaml:"optional"`
}

type actorSpec struct {
	ID         text          `yaml:"id"`
	Name       text          `yaml:"name"`
	Aliases    items         `yaml:"aliases"`
	Roles      items         `yaml:"roles"`
	Note       text          `yaml:"note"`
	Attributes ordered[text] `yaml:"attributes"`
}

type topicSpec struct {
	ID    text `yaml:"id"`
	Label text `yaml:"label"`
}

type eventSpec struct {
	ID      text     `yaml:"id"`
	Label   text     `yaml:"label"`
	Time    timeSpec `yaml:"time"`
	Summary text     `yaml:"summary"`
}

type documentSpec struct {
	ID        text     `yaml:"id"`
	Title     text     `yaml:"title"`
	Publisher text     `yaml:"publisher"`
	Published timeSpec `yaml:"published"`
	Language  text     `yaml:"language"`
	SHA256    text     `yaml:"sha256"`
}

type messageSpec struct {
	ID         text          `yaml:"id"`
	SameID     text          `yaml:"same_id"`
	Channel    text          `yaml:"channel"`
	Time       timeSpec      `yaml:"time"`
	TimeNote   text          `yaml:"time_note"`
	Subject    text          `yaml:"subject"`
	Summary    text          `yaml:"summary"`
	Body       text          `yaml:"body"`
	Thread     text          `yaml:"thread"`
	Answered   text          `yaml:"answered"`
	From       items         `yaml:"from"`
	To         items         `yaml:"to"`
	Topics     items         `yaml:"topics"`
	Attributes ordered[text] `yaml:"attributes"`
}

type replySpec struct {
	Message text `yaml:"message"`
	To      text `yaml:"to"`
}

type membershipSpec struct {
	Person       text     `yaml:"person"`
	Organization text     `yaml:"organization"`
	Role         text     `yaml:"role"`
	From         timeSpec `yaml:"from"`
	Until        timeSpec `yaml:"until"`
}

type relationSpec struct {
	From  text     `yaml:"from"`
	To    text     `yaml:"to"`
	Kind  text     `yaml:"kind"`
	Since timeSpec `yaml:"since"`
	Until timeSpec `yaml:"until"`
}

type mentionSpec struct {
	Message text `yaml:"message"`
	Actor   text `yaml:"actor"`
	Event   text `yaml:"event"`
}

// itemSpec makes one member of a list, or as many as a cell or a lookup holds.
type itemSpec struct {
	ID    text `yaml:"id"`
	Value text `yaml:"value"`
	Name  text `yaml:"name"`
	Label text `yaml:"label"`
	Kind  text `yaml:"kind"`
	Role  text `yaml:"role"`
	As    text `yaml:"identity"`
	Split text `yaml:"split"`
	Each  text `yaml:"each"`
	By    text `yaml:"by"`
	Order text `yaml:"order"`
}

func (i *itemSpec) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		i.ID = textOf(n)
		i.Value = i.ID
		return nil
	}
	type plain itemSpec
	if err := n.Decode((*plain)(i)); err != nil {
		return err
	}
	if !i.ID.given() {
		i.ID = i.Value
	}
	return nil
}

// items is a list whose only member may stand alone.
type items []itemSpec

func (l *items) UnmarshalYAML(n *yaml.Node) error { return oneOrMany(n, (*[]itemSpec)(l)) }

type texts []text

func (l *texts) UnmarshalYAML(n *yaml.Node) error { return oneOrMany(n, (*[]text)(l)) }

func oneOrMany[T any](n *yaml.Node, into *[]T) error {
	if n.Kind == yaml.SequenceNode {
		return n.Decode(into)
	}
	var one T
	if err := n.Decode(&one); err != nil {
		return err
	}
	*into = []T{one}
	return nil
}

type timeSpec struct {
	Value  text `yaml:"value"`
	Format text `yaml:"format"`
	Zone   text `yaml:"zone"`
}

func (t *timeSpec) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		t.Value = textOf(n)
		return nil
	}
	type plain timeSpec
	return n.Decode((*plain)(t))
}

// text is a scalar with its place in the mapping.
type text struct {
	value        string
	line, column int
}

func textOf(n *yaml.Node) text { return text{n.Value, n.Line, n.Column} }

func (t *text) UnmarshalYAML(n *yaml.Node) error {
	*t = textOf(n)
	return nil
}

func (t text) given() bool { return t.line > 0 }

func (t text) or(fallback string) string {
	if t.given() {
		return t.value
	}
	return fallback
}

// fail is an error at this place of the mapping.
func (t text) fail(file, format string, args ...any) error {
	return failAt(file, graph.Position{Line: t.line, Column: t.column}, format, args...)
}

func failAt(file string, at graph.Position, format string, args ...any) error {
	e := graph.Errorf(graph.Invalid, format, args...)
	at.File = file
	e.Position = &at
	return e
}

// ordered is a YAML mapping that keeps the order of its entries.
type ordered[T any] []entry[T]

type entry[T any] struct {
	key   text
	value T
}

func (o *ordered[T]) UnmarshalYAML(n *yaml.Node) error {
	for i := 0; i+1 < len(n.Content); i += 2 {
		e := entry[T]{key: textOf(n.Content[i])}
		if err := n.Content[i+1].Decode(&e.value); err != nil {
			return err
		}
		*o = append(*o, e)
	}
	return nil
}

func (o ordered[T]) keys() string {
	names := make([]string, len(o))
	for i, e := range o {
		names[i] = e.key.value
	}
	return strings.Join(names, ", ")
}
