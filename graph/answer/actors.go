package answer

import (
	"context"

	"backchannel/graph"
)

// Actors lists actors; text narrows to names and aliases that hold its words.
func (s *Service) Actors(ctx context.Context, text string, q Question) (List[graph.Actor], error) {
	return plainList(ctx, s, graph.FoldQuery(text), q, s.store.Actors)
}

// Card is an actor with what the graph knows around it.
type Card struct {
	graph.Actor
	Identities  []graph.IdentityCount `json:"identities" doc:"Under what it took part in messages apart from its id, at most 100: what was taken for this actor"`
	Memberships []Membership          `json:"memberships"`
	Relations   []Relation            `json:"relations"`
	Sent        int                   `json:"sent" doc:"Contacts from this actor"`
	Received    int                   `json:"received" doc:"Contacts to this actor"`
	Unaddressed int                   `json:"unaddressed" doc:"Messages from this actor that have no recipient: posts, statements"`
	First       *Moment               `json:"first" doc:"Bounds of the first dated message sent or received"`
	Last        *Moment               `json:"last"`
	Writes      []graph.Pair          `json:"writes_to" doc:"Top correspondents, at most ten"`
	Reads       []graph.Pair          `json:"hears_from"`
	Public      []Message             `json:"unaddressed_messages" doc:"The first of the messages without a recipient, at most ten"`
	Claims      []Claim               `json:"claims" doc:"What sources say of or by this actor, at most 100"`
	Cypher      string                `json:"cypher"`
	Revision    int64                 `json:"revision"`
}

// Moment is graph.Moment, named here for the API's sake.
type Moment = graph.Moment

// Membership is a membership with both names.
type Membership struct {
	graph.Membership
	PersonRef       graph.ActorRef `json:"person_ref"`
	OrganizationRef graph.ActorRef `json:"organization_ref"`
}

// Relation is a relation with both names. It reads "from is kind of to".
type Relation struct {
	graph.Relation
	FromRef graph.ActorRef `json:"from_ref"`
	ToRef   graph.ActorRef `json:"to_ref"`
}

const topCorrespondents, firstPublic = 10, 10

// Actor returns the card of the one actor that name means.
func (s *Service) Actor(ctx context.Context, name string) (Card, error) {
	var c Card
	var err error
	if c.Actor, err = s.resolveActor(ctx, name); err != nil {
		return c, err
	}
	if c.Revision, err = s.store.Revision(ctx); err != nil {
		return c, err
	}
	id := []string{c.ID}
	sent, err := s.store.Extent(ctx, graph.Filter{From: id})
	if err != nil {
		return c, err
	}
	received, err := s.store.Extent(ctx, graph.Filter{To: id})
	if err != nil {
		return c, err
	}
	either, err := s.store.Extent(ctx, graph.Filter{Actors: id})
	if err != nil {
		return c, err
	}
	c.Sent, c.Received, c.First, c.Last = sent.Contacts, received.Contacts, either.First, either.Last
	writes, err := s.store.Pairs(ctx, graph.Filter{From: id}, graph.Page{Limit: topCorrespondents})
	if err != nil {
		return c, err
	}
	reads, err := s.store.Pairs(ctx, graph.Filter{To: id}, graph.Page{Limit: topCorrespondents})
	if err != nil {
		return c, err
	}
	c.Writes, c.Reads, c.Cypher = writes.Items, reads.Items, s.cypher(writes.Query)
	public, err := s.store.Messages(ctx, graph.Filter{From: id, Unaddressed: true}, graph.Page{Limit: firstPublic})
	if err != nil {
		return c, err
	}
	c.Unaddressed = public.Total
	if c.Public, err = s.surround(ctx, public.Items); err != nil {
		return c, err
	}
	identities, err := s.store.Identities(ctx, c.ID, graph.Page{Limit: graph.DefaultLimit})
	if err != nil {
		return c, err
	}
	c.Identities = identities.Items
	if err := s.ties(ctx, &c); err != nil {
		return c, err
	}
	claims, err := s.store.Claims(ctx, graph.Filter{Actors: id}, graph.Page{Limit: graph.DefaultLimit})
	if err != nil {
		return c, err
	}
	c.Claims, err = s.claims(ctx, claims.Items)
	return c, err
}

func (s *Service) ties(ctx context.Context, c *Card) error {
	t, err := s.store.Ties(ctx, []string{c.ID})
	if err != nil {
		return err
	}
	var ids []string
	for _, m := range t.Memberships {
		ids = append(ids, m.Person, m.Organization)
	}
	for _, r := range t.Relations {
		ids = append(ids, r.From, r.To)
	}
	names, err := s.names(ctx, ids)
	if err != nil {
		return err
	}
	c.Memberships, c.Relations = []Membership{}, []Relation{}
	for _, m := range t.Memberships {
		c.Memberships = append(c.Memberships, Membership{m, names[m.Person], names[m.Organization]})
	}
	for _, r := range t.Relations {
		c.Relations = append(c.Relations, Relation{r, names[r.From], names[r.To]})
	}
	return nil
}
