package graph

import (
	"context"
	"iter"
	"time"
)

// A Store keeps the graph. It is the sum of small roles; ask for the role that
// you need. Every method is safe for concurrent use, honours its context down
// to the engine's own work, and returns errors that carry a Code. What a method
// returns belongs to the caller.
type Store interface {
	Reader
	Querier
	Streamer
	Writer
	Prober
	Describer

	// Close ends all work and every goroutine and process of the store. Closing
	// twice does nothing. Other methods return unavailable afterwards.
	Close() error
}

// Reader answers the questions of the domain. Lists are complete within their
// page, in a total order that the method names. An empty list is not an error.
type Reader interface {
	// Contacts lists who contacted whom, by earliest bound, then latest bound
	// (open bounds last), message id, role, sender id and recipient id; or the newest
	// first, if the page says so.
	Contacts(ctx context.Context, f Filter, p Page) (List[Contact], error)
	// Pairs sums contacts up by sender and recipient, most contacts first, then by ids.
	Pairs(ctx context.Context, f Filter, p Page) (List[Pair], error)
	// Summed is the Cypher that lists what Pairs does.
	Summed(f Filter, p Page) Statement
	// Paths finds the chains of actors from one to another with the fewest contacts,
	// at most limit of all that are as short, ordered by the ids of the actors along
	// them. From, To and Actors of f do not apply. From an actor to itself there is
	// none.
	Paths(ctx context.Context, from, to string, f Filter, maxHops, limit int) (List[Path], error)
	// Chains is the Cypher that lists the chains of actors of so many contacts, as
	// Paths orders them; for those of the fewest contacts where these are known.
	Chains(from, to string, f Filter, hops, limit int) Statement
	// Messages lists messages in the order of Contacts. What a filter says of senders
	// holds if one of the senders meets it, and likewise for recipients and their
	// roles; where From and To are both given, one contact must meet them.
	Messages(ctx context.Context, f Filter, p Page) (List[Message], error)
	// Links returns the replies, orders, mentions and identities that touch any of the nodes.
	Links(ctx context.Context, of []Ref) (Links, error)
	// Actors lists actors by id; Filter.IDs and Filter.Words (in names and aliases) narrow.
	Actors(ctx context.Context, f Filter, p Page) (List[Actor], error)
	// Identities lists under which identities an actor took part in messages, most
	// messages first, then by identity.
	Identities(ctx context.Context, actor string, p Page) (List[IdentityCount], error)
	// Ties returns the memberships and relations that touch any of the actors.
	Ties(ctx context.Context, actors []string) (Ties, error)
	// Surroundings returns what joins all there is apart from contacts, at most so
	// many bonds of each kind, ordered by their ends and labels.
	Surroundings(ctx context.Context, most int) (Surroundings, error)
	// Topics lists topics by id, with how many messages are about each.
	Topics(ctx context.Context, f Filter, p Page) (List[TopicCount], error)
	// Events lists events in the order of Contacts.
	Events(ctx context.Context, f Filter, p Page) (List[Event], error)
	// Timeline lists messages and events together: the messages that f admits, and
	// the events in its period, of these only the ones named unless events is nil.
	// They come by the earliest bound, or the latest where that is open; then by the
	// latest bound (open ones last), kind and id. What has no bound comes last.
	Timeline(ctx context.Context, f Filter, events []string, p Page) (List[Ref], error)
	// Sources lists sources by id, with how many nodes cite each.
	Sources(ctx context.Context, f Filter, p Page) (List[SourceCount], error)
	// Claims lists claims by id; Filter.Actors narrows to what concerns or was made
	// by any of them, Concerning to what concerns any of the messages, Topics and
	// Words to what concerns any of the topics, or holds the words, or concerns an
	// actor, an event or a topic whose name does.
	Claims(ctx context.Context, f Filter, p Page) (List[Claim], error)
	// Extent measures what a filter leaves to search.
	Extent(ctx context.Context, f Filter) (Extent, error)
	// Spans lists the distinct stretches of whole days (UTC) in which dated messages
	// that f admits may have been sent, in the order of Contacts; at most MaxLimit.
	// Bounds are the starts of the first and of the last day.
	Spans(ctx context.Context, f Filter) ([]Moment, error)
}

// List is one page of an answer.
type List[T any] struct {
	Items []T
	Total int       // of the whole list, not of the page
	Query Statement // what the engine was asked for this page
}

// TopicCount is a topic and the number of messages about it.
type TopicCount struct {
	Topic
	Messages int `json:"messages"`
}

// SourceCount is a source and the number of nodes that cite it.
type SourceCount struct {
	Source
	Cited int `json:"cited"`
}

// Links are what joins messages and events to one another.
type Links struct {
	Replies  []Reply   `json:"replies"`
	Orders   []Order   `json:"orders"`
	Mentions []Mention `json:"mentions"`

	Identities []Identity `json:"identities"`
}

// Ties are what actors are to one another apart from contacts.
type Ties struct {
	Memberships []Membership `json:"memberships"`
	Relations   []Relation   `json:"relations"`
}

// Surroundings are what joins things apart from contacts, without where it is read.
type Surroundings struct {
	Members   []Bond // of persons with organizations: the label is the role
	Relations []Bond // of actors with actors: the label is the kind
	Mentions  []Bond // of messages with actors and events
	Partial   bool   // there are more
}

// Bond joins two things; the label may be empty.
type Bond struct {
	From  string
	To    Ref
	Label string
}

// Path is one way from an actor to another, each hop leaving where the one before
// arrived.
type Path struct {
	Hops []Hop
}

// Hop sums up the contacts from one actor to the next: the first of them in the
// order of Contacts, and how many others there are.
type Hop struct {
	Contact
	Alternatives int
}

// Extent is how much there was to search: the honest part of a "no".
type Extent struct {
	Messages int     `json:"messages"`
	Contacts int     `json:"contacts"`
	Undated  int     `json:"undated"` // messages without any date
	First    *Moment `json:"first"`   // the earliest dated message
	Last     *Moment `json:"last"`    // the latest dated one
}

// Statement is Cypher text with its parameters.
type Statement struct {
	Text       string
	Parameters map[string]any
}

// Querier runs Cypher that reads.
type Querier interface {
	// Query runs one statement with the engine's own means against writing, and
	// returns its rows. It stops at the limits and says so in Table.Truncated;
	// beyond Limits.Time it fails with timeout, beyond the engine's memory with
	// too_large. A statement that the engine cannot run, or that would write, is
	// refused; one that does not parse is invalid, with its position.
	Query(ctx context.Context, s Statement, l Limits) (*Table, error)
}

// Limits bound a query. Zero means the store's own default.
type Limits struct {
	Rows  int
	Bytes int64 // of values, counted roughly
	Time  time.Duration
}

// Table is the result of a query. A value is nil, bool, int64, float64, string,
// time.Time (UTC), time.Duration, []any, map[string]any, Node, Relationship or
// Walk. Calendar values that none of these holds come as text.
type Table struct {
	Columns   []string
	Rows      [][]any
	Truncated bool
}

// Node is a node as a query returns it. Ref is the engine's handle and means
// something within one result only; Properties holds our id.
type Node struct {
	Ref        string         `json:"id"`
	Labels     []string       `json:"labels"`
	Properties map[string]any `json:"properties"`
}

// Relationship is a relationship as a query returns it.
type Relationship struct {
	Ref        string         `json:"id"`
	Type       string         `json:"type"`
	From       string         `json:"start"`
	To         string         `json:"end"`
	Properties map[string]any `json:"properties"`
}

// Walk is a path as a query returns it.
type Walk struct {
	Nodes         []Node         `json:"nodes"`
	Relationships []Relationship `json:"relationships"`
}

// Streamer feeds an index.
type Streamer interface {
	// Stream yields every contact that f admits in the order of Contacts, with
	// Topics but without TimeNote, Subject, Summary and Citations. Breaking off the loop
	// ends the engine's work. An error is yielded last.
	Stream(ctx context.Context, f Filter) iter.Seq2[Contact, error]
	// Orders yields every known order, as Links has those of some nodes.
	Orders(ctx context.Context) iter.Seq2[Order, error]
	// Identified yields every identity, without citations and in no order.
	Identified(ctx context.Context) iter.Seq2[Identity, error]
	// Replied yields every reply, without citations and in no order.
	Replied(ctx context.Context) iter.Seq2[Reply, error]
}

// Writer takes batches.
type Writer interface {
	// Write brings the graph up to date with b; what changes it moves the revision. A
	// node that exists gets the fields given (an empty one leaves what is there; lists
	// are united, in order); a relationship that exists stays one. Writing a
	// batch twice, or again after a failure, leaves the same graph. A reference
	// to a node that is neither in b nor in the store is invalid, and names it.
	// After an error, what had been acknowledged earlier is still there.
	Write(ctx context.Context, b *Batch) (Written, error)
}

// Prober tells whether the store can answer now.
type Prober interface {
	// Ready returns unavailable, within two seconds, when the engine cannot be reached.
	Ready(ctx context.Context) error
	// Revision rises with every change of the graph, also when another program
	// writes it through Backchannel, and stays when a write brings nothing new.
	Revision(ctx context.Context) (int64, error)
}

// Dialect names the Cypher that an engine speaks.
type Dialect string

// The dialects.
const (
	KuzuDialect  Dialect = "kuzu"
	Neo4jDialect Dialect = "neo4j"
)

// Capabilities say what to expect of a store. The zero value promises least.
type Capabilities struct {
	Engine  string  `json:"engine"`  // "Kuzu", "Neo4j"
	Version string  `json:"version"` // of the engine, where it tells
	Dialect Dialect `json:"dialect"`
	Shared  bool    `json:"shared"` // other programs may write to the graph at the same time
}

// Describer tells what a store is.
type Describer interface {
	Capabilities() Capabilities
}
