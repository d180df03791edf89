package graph

// Channel tells how a message travelled. Any word may name one; those below
// have a meaning of their own.
type Channel string

// Channels that the program itself knows.
const (
	Email         Channel = "email"
	DirectMessage Channel = "direct-message"
	Letter        Channel = "letter"
	Call          Channel = "call"      // every participant is both sender and recipient
	Meeting       Channel = "meeting"   // every participant is both sender and recipient
	Post          Channel = "post"      // public, without recipients: it makes no contact
	Declaration   Channel = "statement" // to the press or the public
	Document      Channel = "document"  // papers handed over
)

// Mutual tells whether all participants of such a message contact one another.
func (c Channel) Mutual() bool { return c == Call || c == Meeting }

// Role is how a recipient was addressed.
type Role string

// The roles.
const (
	To  Role = "to"
	Cc  Role = "cc"
	Bcc Role = "bcc"
)

// Roles lists every role in the order of a message's headers.
var Roles = []Role{To, Cc, Bcc}

// Answered tells whether a message had a reply. Unknown and no are different
// answers: no means that a source says so.
type Answered string

// The three answers.
const (
	AnsweredYes     Answered = "yes"
	AnsweredNo      Answered = "no"
	AnsweredUnknown Answered = "unknown"
)

// Recipient is one addressee of a message. Citations are needed only where they
// are not those of the message.
type Recipient struct {
	Actor     string     `json:"actor"`
	Role      Role       `json:"role"`
	Citations []Citation `json:"citations,omitempty"`
}

// Message is one communication. Senders has one actor, or each participant of a
// call or meeting; those are its recipients too and need not be repeated there.
type Message struct {
	ID         string            `json:"id"`
	Channel    Channel           `json:"channel"`
	Sent       Moment            `json:"sent"`
	TimeNote   string            `json:"time_note,omitempty"` // what a source says of the time that no interval holds: "a Monday evening"
	Subject    string            `json:"subject,omitempty"`
	Summary    string            `json:"summary,omitempty"`
	Body       string            `json:"body,omitempty"`
	ThreadID   string            `json:"thread_id,omitempty"`
	Answered   Answered          `json:"answered"`
	AnsweredBy []Citation        `json:"answered_citations,omitempty"` // who says that it was, or was not, answered
	Senders    []string          `json:"senders"`
	Recipients []Recipient       `json:"recipients"` // in the order of the headers
	Topics     []string          `json:"topics"`
	Attributes map[string]string `json:"attributes,omitempty"`
	Citations  []Citation        `json:"citations"`
}

// Topic is what messages are about.
type Topic struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Event is something dated that is not a message: an election, a revelation.
type Event struct {
	ID        string     `json:"id"`
	Label     string     `json:"label"`
	At        Moment     `json:"at"`
	TimeNote  string     `json:"time_note,omitempty"`
	Summary   string     `json:"summary,omitempty"`
	Citations []Citation `json:"citations"`
}

// Claim is what a source, or an actor in it, says of people or of the
// correspondence beyond the record: "most of them went unanswered".
type Claim struct {
	ID            string     `json:"id"`
	Text          string     `json:"text"`
	MadeBy        []string   `json:"made_by"`  // actors; empty when the source itself speaks
	Concerns      []Ref      `json:"concerns"` // actors, messages, events, topics
	ConflictsWith []string   `json:"conflicts_with"`
	Citations     []Citation `json:"citations"`
}

// Label is the label of a node as Cypher knows it.
type Label string

// The node labels of the graph model.
const (
	PersonLabel       Label = "Person"
	OrganizationLabel Label = "Organization"
	MessageLabel      Label = "Message"
	TopicLabel        Label = "Topic"
	EventLabel        Label = "Event"
	SourceLabel       Label = "Source"
	ClaimLabel        Label = "Claim"
)

// Label of the node that holds an actor of this kind.
func (k Kind) Label() Label {
	if k == Organization {
		return OrganizationLabel
	}
	return PersonLabel
}

// Ref names a node: its label and id.
type Ref struct {
	Label Label  `json:"label"`
	ID    string `json:"id"`
}

// Reply says that a message answered another.
type Reply struct {
	Message   string     `json:"message"`
	To        string     `json:"to"`
	Citations []Citation `json:"citations"`
}

// Mention says that a message or an event speaks of, or follows from, something.
type Mention struct {
	From      Ref        `json:"from"` // a message
	To        Ref        `json:"to"`   // an actor or an event
	Citations []Citation `json:"citations"`
}

// Contact is one event of the temporal network: one sender, one recipient, one
// message, one role.
type Contact struct {
	MessageID string     `json:"message_id"`
	At        Moment     `json:"at"`
	TimeNote  string     `json:"time_note,omitempty"`
	From      ActorRef   `json:"from"`
	To        ActorRef   `json:"to"`
	Role      Role       `json:"role"`
	Channel   Channel    `json:"channel"`
	Topics    []string   `json:"topics"`
	Subject   string     `json:"subject"`
	Summary   string     `json:"summary"`
	Answered  Answered   `json:"answered"`
	Certainty Verdict    `json:"certainty"` // whether it fell in the period asked for: certain or possible
	Citations []Citation `json:"citations"`
}

// Pair sums up the contacts from one actor to another.
type Pair struct {
	From       ActorRef `json:"from"`
	To         ActorRef `json:"to"`
	Count      int      `json:"count"`      // contacts
	First      Moment   `json:"first"`      // bounds of the first dated one
	Last       Moment   `json:"last"`       // bounds of the last dated one
	Undated    int      `json:"undated"`    // contacts of which nobody says when
	Topics     []string `json:"topics"`     // ids
	Answered   int      `json:"answered"`   // contacts whose message had a reply
	Unanswered int      `json:"unanswered"` // contacts of which a source says that none came
	Messages   []string `json:"messages"`   // ids of the earliest ones, at most ten
}
