package hypothesis

import (
	"go.yaml.in/yaml/v3"
)

// Hypothesis is a statement that can be tested. Its fields are those of the file;
// the schema says what each means. Which of them a test takes is in its own file.
type Hypothesis struct {
	ID        string    `json:"id" yaml:"id"`
	Statement string    `json:"statement" yaml:"statement"`
	Test      Test      `json:"test" yaml:"test"`
	Null      Null      `json:"null,omitempty" yaml:"null"`
	Why       string    `json:"why,omitempty" yaml:"why"` // why this null model is the right comparison, in the author's words
	Direction Direction `json:"direction,omitempty" yaml:"direction"`

	Permutations int     `json:"permutations,omitempty" yaml:"permutations"`
	Seed         uint64  `json:"seed,omitempty" yaml:"seed"`
	StopAfter    int     `json:"stop_after,omitempty" yaml:"stop_after"` // exceedances; 0 means that all permutations run
	Alpha        float64 `json:"alpha,omitempty" yaml:"alpha"`           // a p-value up to it counts as a finding

	Prior  string `json:"prior,omitempty" yaml:"prior"`
	Author string `json:"author,omitempty" yaml:"author"`
	Date   string `json:"date,omitempty" yaml:"date"`
	Notes  string `json:"notes,omitempty" yaml:"notes"`

	Scope Filter `json:"scope,omitzero" yaml:"scope"` // the contacts that are searched and shuffled

	Of     *Filter  `json:"of,omitempty" yaml:"of"`
	A      *Filter  `json:"a,omitempty" yaml:"a"`
	B      *Filter  `json:"b,omitempty" yaml:"b"`
	Groups *Groups  `json:"groups,omitempty" yaml:"groups"`
	Number *float64 `json:"number,omitempty" yaml:"number"`
	Per    Duration `json:"per,omitzero" yaml:"per"`

	Trigger  *Filter   `json:"trigger,omitempty" yaml:"trigger"`
	Response *Filter   `json:"response,omitempty" yaml:"response"`
	Link     Link      `json:"link,omitempty" yaml:"link"`
	Within   *Duration `json:"within,omitempty" yaml:"within"`

	Event  string   `json:"event,omitempty" yaml:"event"` // the id of an event, or a time
	Before Duration `json:"before,omitzero" yaml:"before"`
	After  Duration `json:"after,omitzero" yaml:"after"`

	Attribute string `json:"attribute,omitempty" yaml:"attribute"`
	Motif     string `json:"motif,omitempty" yaml:"motif"`

	From  Names  `json:"from,omitempty" yaml:"from"`
	To    Names  `json:"to,omitempty" yaml:"to"`
	Start string `json:"start,omitempty" yaml:"start"`

	Query      string         `json:"query,omitempty" yaml:"query"`
	Parameters map[string]any `json:"parameters,omitempty" yaml:"parameters"`
}

// Filter narrows what a test looks at, in the words of every question. Values of
// one field are joined by "or", fields by "and".
type Filter struct {
	From     Names  `json:"from,omitempty" yaml:"from"`   // senders: ids, names or aliases
	To       Names  `json:"to,omitempty" yaml:"to"`       // recipients
	Actor    Names  `json:"actor,omitempty" yaml:"actor"` // senders or recipients
	About    string `json:"about,omitempty" yaml:"about"` // a topic, or words
	Since    string `json:"since,omitempty" yaml:"since"` // RFC 3339, or any notation of graph.ParseMoment; its earliest reading counts
	Until    string `json:"until,omitempty" yaml:"until"` // the same; its latest reading counts
	Role     Names  `json:"role,omitempty" yaml:"role"`
	Channel  Names  `json:"channel,omitempty" yaml:"channel"`
	Answered string `json:"answered,omitempty" yaml:"answered"`
}

// Groups are two sets of actors to compare: by the values of an attribute, or by
// name where Attribute is empty.
type Groups struct {
	Attribute string `json:"attribute,omitempty" yaml:"attribute"`
	A         Names  `json:"a" yaml:"a"`
	B         Names  `json:"b" yaml:"b"`
	Side      Side   `json:"side,omitempty" yaml:"side"` // which end of a contact is in the group
}

// Side is one end of a contact.
type Side string

// The sides.
const (
	Sender    Side = "sender"
	Recipient Side = "recipient"
)

// Names is one name or a list of them.
type Names []string

// UnmarshalYAML reads a single name as a list of one.
func (n *Names) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		*n = Names{node.Value}
		return nil
	}
	return node.Decode((*[]string)(n))
}

// Direction says which side of chance the statement is on.
type Direction string

// The directions.
const (
	Greater  Direction = "greater"
	Less     Direction = "less"
	TwoSided Direction = "two-sided"
)

// Defaults and bounds of a hypothesis.
const (
	DefaultPermutations = 999
	MaxPermutations     = 100_000 // a value of each is kept: less than a megabyte
	DefaultAlpha        = 0.05
)

// withDefaults fills in what the file may leave out.
func (h *Hypothesis) withDefaults() {
	if h.Null != "" && h.Permutations == 0 {
		h.Permutations = DefaultPermutations
	}
	if h.Direction == "" {
		h.Direction = TwoSided
	}
	if h.Alpha == 0 {
		h.Alpha = DefaultAlpha
	}
	if h.Link == "" {
		h.Link = Reply
	}
	if h.Per == 0 {
		h.Per = Duration(day)
	}
}
