package model

import "backchannel/graph"

// Type is what a property holds.
type Type int

// The types. Times are UTC to the microsecond.
const (
	String Type = iota
	Int
	Time
	Strings // a list of texts
)

// Property is a named value of a node or a relationship.
type Property struct {
	Name    string
	Type    Type
	Default any // what a new node gets where the batch gives nothing; nil for nothing
}

// NodeType is a label and its properties; the first property is always id.
type NodeType struct {
	Label      graph.Label
	Properties []Property
	Folded     []string // the properties whose words the property "words" holds: what the node says or is called
	Remarked   []string // those whose words "remarks" holds: what is noted of it beyond that
}

// RelType is a relationship type, what it may join, and its properties. The
// first Keys of these tell relationships between the same two nodes apart; where
// there are none, there is one relationship.
type RelType struct {
	Name       string
	Ends       [][2]graph.Label
	Properties []Property
	Keys       int
}

func text(names ...string) []Property {
	ps := make([]Property, len(names))
	for i, n := range names {
		ps[i] = Property{Name: n}
	}
	return ps
}

func properties(groups ...[]Property) []Property {
	var all []Property
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}

func list(name string) []Property { return []Property{{Name: name, Type: Strings}} }

func interval(earliest, latest string) []Property {
	return []Property{
		{Name: earliest, Type: Time},
		{Name: latest, Type: Time},
		{Name: "precision", Default: string(graph.Unknown)},
	}
}

var actorProperties = properties(text("id", "name"), list("aliases"), list("roles"), text("note", "words", "remarks"))

// Nodes lists every node type. Importers may add properties of their own to
// actors and messages (Attributes); engines add these as they meet them.
var Nodes = []*NodeType{
	{Label: graph.SourceLabel, Properties: text("id", "title", "publisher", "published", "language", "sha256", "words"), Folded: []string{"title", "publisher"}},
	{Label: graph.TopicLabel, Properties: text("id", "label", "words"), Folded: []string{"label"}},
	{Label: graph.PersonLabel, Properties: actorProperties, Folded: []string{"name", "aliases"}, Remarked: []string{"roles", "note"}},
	{Label: graph.OrganizationLabel, Properties: actorProperties, Folded: []string{"name", "aliases"}, Remarked: []string{"roles", "note"}},
	{Label: graph.EventLabel, Properties: properties(text("id", "label"), interval("earliest", "latest"), text("time_note", "summary", "words", "remarks")),
		Folded: []string{"label", "summary"}, Remarked: []string{"time_note"}},
	{Label: graph.MessageLabel, Properties: properties(text("id", "channel"), interval("sent_earliest", "sent_latest"),
		text("time_note", "subject", "summary", "body", "thread_id"),
		[]Property{{Name: "answered", Default: string(graph.AnsweredUnknown)}}, list("answered_citations"), text("words", "remarks")),
		Folded: []string{"subject", "summary", "body"}, Remarked: []string{"time_note"}},
	{Label: graph.ClaimLabel, Properties: text("id", "text", "words"), Folded: []string{"text"}},
}

var (
	actors    = []graph.Label{graph.PersonLabel, graph.OrganizationLabel}
	dated     = []graph.Label{graph.MessageLabel, graph.EventLabel}
	citations = list("citations")
)

func between(from, to []graph.Label) [][2]graph.Label {
	var ends [][2]graph.Label
	for _, f := range from {
		for _, t := range to {
			ends = append(ends, [2]graph.Label{f, t})
		}
	}
	return ends
}

func only(l graph.Label) []graph.Label { return []graph.Label{l} }

// Rels lists every relationship type.
var Rels = []*RelType{
	{Name: "SENT", Ends: between(actors, only(graph.MessageLabel)), Properties: citations},
	{Name: "TO", Ends: between(only(graph.MessageLabel), actors), Properties: recipientProperties},
	{Name: "CC", Ends: between(only(graph.MessageLabel), actors), Properties: recipientProperties},
	{Name: "BCC", Ends: between(only(graph.MessageLabel), actors), Properties: recipientProperties},
	{Name: "REPLY_TO", Ends: between(only(graph.MessageLabel), only(graph.MessageLabel)), Properties: citations},
	{Name: "ABOUT", Ends: between(only(graph.MessageLabel), only(graph.TopicLabel)), Properties: citations},
	{Name: "MENTIONS", Ends: between(only(graph.MessageLabel), append(only(graph.EventLabel), actors...)), Properties: citations},
	{Name: "IDENTIFIES", Ends: between(only(graph.MessageLabel), actors), Properties: properties(text("role", "identity"), citations), Keys: 2},
	{Name: "AFTER", Ends: between(dated, dated), Properties: properties(text("key"),
		[]Property{{Name: "at_least", Type: Int}, {Name: "at_most", Type: Int}}, text("note"), citations), Keys: 1},
	{Name: "MEMBER_OF", Ends: between(only(graph.PersonLabel), only(graph.OrganizationLabel)),
		Properties: properties(text("key", "role", "from", "until"), citations), Keys: 1},
	{Name: "RELATED_TO", Ends: between(actors, actors), Properties: properties(text("key", "kind", "from", "until"), citations), Keys: 1},
	{Name: "MADE", Ends: between(actors, only(graph.ClaimLabel)), Properties: citations},
	{Name: "CONCERNS", Ends: between(only(graph.ClaimLabel), append(append(dated[:2:2], graph.TopicLabel), actors...)), Properties: citations},
	{Name: "CONFLICTS_WITH", Ends: between(only(graph.ClaimLabel), only(graph.ClaimLabel)), Properties: citations},
	{Name: "CITED_IN", Ends: between(append(append(dated[:2:2], graph.ClaimLabel), actors...), only(graph.SourceLabel)),
		Properties: properties([]Property{{Name: "paragraph", Type: Int}, {Name: "offset", Type: Int}}, text("modality")), Keys: 3},
}

var recipientProperties = properties([]Property{{Name: "position", Type: Int}}, citations)

// NodeTypeOf returns the type of a label, nil if there is none.
func NodeTypeOf(label graph.Label) *NodeType {
	for _, t := range Nodes {
		if t.Label == label {
			return t
		}
	}
	return nil
}

// RelTypeOf returns the relationship type of that name, nil if there is none.
func RelTypeOf(name string) *RelType {
	for _, t := range Rels {
		if t.Name == name {
			return t
		}
	}
	return nil
}
