package graph

// Kind tells a person from an organization.
type Kind string

// The kinds of actor.
const (
	Person       Kind = "person"
	Organization Kind = "organization"
)

// Actor is whoever can send or receive: a person or an organization.
type Actor struct {
	ID         string            `json:"id"`
	Kind       Kind              `json:"kind"`
	Name       string            `json:"name"`
	Aliases    []string          `json:"aliases"` // other names, addresses and handles that mean this actor
	Roles      []string          `json:"roles,omitempty"`
	Note       string            `json:"note,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"` // further properties by name, as text: department, gender
	Citations  []Citation        `json:"citations"`
}

// ActorRef names an actor in an answer.
type ActorRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Kind Kind   `json:"kind"`
}

// Membership says that a person belonged to an organization.
type Membership struct {
	Person       string     `json:"person"`
	Organization string     `json:"organization"`
	Role         string     `json:"role,omitempty"`
	From         Moment     `json:"from"`
	Until        Moment     `json:"until"`
	Citations    []Citation `json:"citations"`
}

// Relation says what one actor is to another: a son, a lawyer, an opponent. It
// reads "From is Kind of To" and is never a contact.
type Relation struct {
	From      string     `json:"from"`
	To        string     `json:"to"`
	Kind      string     `json:"kind"`
	Since     Moment     `json:"since"`
	Until     Moment     `json:"until"`
	Citations []Citation `json:"citations"`
}
