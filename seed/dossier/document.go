package dossier

import "go.yaml.in/yaml/v3"

// The types of this file mirror the schema. Each value keeps its place, so that
// what is wrong with it can be pointed at; what has the wrong shape is left
// empty here, because the schema has complained of it already.

type document struct {
	Sources     []source     `yaml:"sources"`
	Topics      []topic      `yaml:"topics"`
	Actors      []actor      `yaml:"actors"`
	Memberships []membership `yaml:"memberships"`
	Relations   []relation   `yaml:"relations"`
	Events      []event      `yaml:"events"`
	Messages    []message    `yaml:"messages"`
	Orders      []order      `yaml:"orders"`
	Claims      []claim      `yaml:"claims"`
}

type source struct {
	ID         scalar `yaml:"id"`
	Title      scalar `yaml:"title"`
	Publisher  scalar `yaml:"publisher"`
	Published  scalar `yaml:"published"`
	Language   scalar `yaml:"language"`
	SHA256     scalar `yaml:"sha256"`
	Paragraphs scalar `yaml:"paragraphs"`
}

type topic struct {
	ID    scalar `yaml:"id"`
	Label scalar `yaml:"label"`
}

type actor struct {
	ID         scalar            `yaml:"id"`
	Kind       scalar            `yaml:"kind"`
	Name       scalar            `yaml:"name"`
	Aliases    []scalar          `yaml:"aliases"`
	Roles      []scalar          `yaml:"roles"`
	Note       scalar            `yaml:"note"`
	Attributes map[string]scalar `yaml:"attributes"`
	Cite       []scalar          `yaml:"cite"`
}

type membership struct {
	Person       scalar   `yaml:"person"`
	Organization scalar   `yaml:"organization"`
	Role         scalar   `yaml:"role"`
	Since        scalar   `yaml:"since"`
	Until        scalar   `yaml:"until"`
	Cite         []scalar `yaml:"cite"`
}

type relation struct {
	From  scalar   `yaml:"from"`
	Kind  scalar   `yaml:"kind"`
	To    scalar   `yaml:"to"`
	Since scalar   `yaml:"since"`
	Until scalar   `yaml:"until"`
	Cite  []scalar `yaml:"cite"`
}

type event struct {
	ID       scalar   `yaml:"id"`
	Label    scalar   `yaml:"label"`
	At       scalar   `yaml:"at"`
	TimeNote scalar   `yaml:"time_note"`
	Summary  scalar   `yaml:"summary"`
	Cite     []scalar `yaml:"cite"`
}

type message struct {
	ID           scalar            `yaml:"id"`
	Channel      scalar            `yaml:"channel"`
	From         reference         `yaml:"from"`
	Between      []reference       `yaml:"between"`
	To           []reference       `yaml:"to"`
	Cc           []reference       `yaml:"cc"`
	Bcc          []reference       `yaml:"bcc"`
	Sent         scalar            `yaml:"sent"`
	TimeNote     scalar            `yaml:"time_note"`
	Topics       []scalar          `yaml:"topics"`
	Subject      scalar            `yaml:"subject"`
	Summary      scalar            `yaml:"summary"`
	Body         scalar            `yaml:"body"`
	Note         scalar            `yaml:"note"`
	Answered     scalar            `yaml:"answered"`
	AnsweredCite []scalar          `yaml:"answered_cite"`
	ReplyTo      reference         `yaml:"reply_to"`
	Mentions     []reference       `yaml:"mentions"`
	Attributes   map[string]scalar `yaml:"attributes"`
	Cite         []scalar          `yaml:"cite"`
}

type order struct {
	Earlier scalar   `yaml:"earlier"`
	Later   scalar   `yaml:"later"`
	AtLeast scalar   `yaml:"at_least"`
	AtMost  scalar   `yaml:"at_most"`
	Note    scalar   `yaml:"note"`
	Cite    []scalar `yaml:"cite"`
}

type claim struct {
	ID            scalar   `yaml:"id"`
	Text          scalar   `yaml:"text"`
	MadeBy        []scalar `yaml:"made_by"`
	Concerns      []scalar `yaml:"concerns"`
	ConflictsWith []scalar `yaml:"conflicts_with"`
	Cite          []scalar `yaml:"cite"`
}

// scalar is a single value as it is written.
type scalar struct {
	text string
	node *yaml.Node // nil if the file does not give it
}

// UnmarshalYAML keeps the text of a scalar, whatever YAML takes it for.
func (s *scalar) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*s = scalar{n.Value, n}
	}
	return nil
}

func (s scalar) given() bool { return s.node != nil }

// reference is an id, or an id with citations of its own. Who took part in a
// message may also have the identity under which that was.
type reference struct {
	ID       scalar   `yaml:"id"`
	Identity scalar   `yaml:"identity"`
	Cite     []scalar `yaml:"cite"`
}

// UnmarshalYAML reads either form.
func (r *reference) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		return r.ID.UnmarshalYAML(n)
	}
	type fields reference
	return n.Decode((*fields)(r))
}
