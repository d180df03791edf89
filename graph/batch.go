package graph

// Batch is what an importer hands to a store in one go: nodes with all that
// hangs on them, and the relationships between nodes. Ends of a relationship
// are nodes of the same batch or of the store.
type Batch struct {
	Sources     []Source
	Topics      []Topic
	Actors      []Actor
	Events      []Event
	Messages    []Message
	Claims      []Claim
	Memberships []Membership
	Relations   []Relation
	Replies     []Reply
	Mentions    []Mention
	Identities  []Identity
	Orders      []Order
}

// Count tells how many nodes or relationships of one type a write made, and how
// many were there already.
type Count struct {
	Created  int `json:"created"`
	Existing int `json:"existing"`
}

// Written is the account of a write, by node label or relationship type.
type Written map[string]Count

// Add joins another account to this one.
func (w Written) Add(other Written) {
	for k, c := range other {
		sum := w[k]
		sum.Created += c.Created
		sum.Existing += c.Existing
		w[k] = sum
	}
}
