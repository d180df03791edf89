package server

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"backchannel/graph"
	"backchannel/graph/answer"
)

const base = "/api/v1"

// Routes that are named in more than one place.
const (
	cypherRoute  = base + "/cypher"
	pathsRoute   = base + "/paths"
	plainRoute   = "/plain"
	healthRoute  = "/healthz"
	readyRoute   = "/readyz"
	metricsRoute = "/metrics"
)

// SearchInput asks for what holds words.
type SearchInput struct {
	Text  string `query:"q" required:"true" doc:"Words that all must be found: \"quotes\" keep a phrase together, word* finds what begins so" maxLength:"1000"`
	Limit int    `query:"limit" doc:"Hits of each kind; without it 100" minimum:"1" maximum:"10000"`
}

// NamedInput asks for a list whose names hold words.
type NamedInput struct {
	Text string `query:"q" doc:"Words that the names hold: \"quotes\" keep a phrase together, word* finds what begins so" maxLength:"1000"`
	Paging
}

// ClaimsInput asks for claims.
type ClaimsInput struct {
	Participants
	Paging
}

// TravelInput narrows how word may travel.
type TravelInput struct {
	Sender    []string `query:"sender,explode" doc:"Only contacts by these: ids, names or aliases" maxItems:"100"`
	Recipient []string `query:"recipient,explode" doc:"Only contacts to these" maxItems:"100"`
	Avoid     []string `query:"avoid,explode" doc:"No contact by or to these" maxItems:"100"`
	MaxHops   int      `query:"max_hops" doc:"Most contacts on a path; without it any number" minimum:"1" maximum:"64"`
	MinWait   string   `query:"min_wait" doc:"How long word rests at least with an actor before it goes on, such as 15m or 2d; without it any time beyond none" maxLength:"50"`
	MaxWait   string   `query:"max_wait" doc:"And at most" maxLength:"50"`
	Certain   bool     `query:"certain" doc:"Only what holds for every reading of vague times"`
}

func (in TravelInput) travel() answer.Travel {
	return answer.Travel{Senders: in.Sender, Recipients: in.Recipient, Avoid: in.Avoid, MaxHops: in.MaxHops, MinWait: in.MinWait, MaxWait: in.MaxWait, Certain: in.Certain}
}

// PathsInput asks for paths.
type PathsInput struct {
	Narrowing
	TravelInput
	Objective string `query:"objective" default:"fewest-contacts" enum:"fewest-contacts,fewest-hops,earliest-arrival,latest-departure,fastest" doc:"What makes a path the best. For fewest-contacts time does not count; the hops of the others follow one another in time"`
	K         int    `query:"k" doc:"With fewest-contacts: so many of the shortest ways, longer ones too; without it all that are shortest, at most 10 listed" minimum:"1" maximum:"1000"`
}

// ReachInput asks how far word could have got.
type ReachInput struct {
	ListInput
	TravelInput
}

// ContactsInput asks for contacts in an order.
type ContactsInput struct {
	ListInput
	Order string `query:"order" default:"oldest" enum:"oldest,newest" doc:"Which come first: by the start of the time that each may have had; with newest by its end where the start is open. What nobody dates comes last"`
}

// MotifsInput asks for patterns of three contacts.
type MotifsInput struct {
	Narrowing
	Delta string `query:"delta" required:"true" doc:"Longest time from the first to the third contact, such as 600s or 1h" maxLength:"50"`
}

// MeasuresInput asks for a measure.
type MeasuresInput struct {
	ListInput
	Measure string `query:"measure" required:"true" enum:"degree,betweenness,pagerank,communities,components,correspondents,replies" doc:"What to measure"`
	Within  string `query:"within" doc:"replies: how long a reply may take; without it 7d" maxLength:"50"`
	Samples int    `query:"samples" doc:"betweenness: search from so many actors; without it from all, or as many as keep it quick" minimum:"1"`
	Seed    uint64 `query:"seed" doc:"communities, and betweenness of a sample: the same seed gives the same answer"`
}

// IDInput names one thing.
type IDInput struct {
	ID string `path:"id" maxLength:"2000"`
}

// ThreadInput names a thread and a stretch of it.
type ThreadInput struct {
	IDInput
	Paging
}

// Nothing is asked with.
type Nothing struct{}

// routes registers every route.
func (s *Server) routes() {
	a := s.api
	ask(a, huma.Operation{Path: base + "/actors", OperationID: "actors", Summary: "People and organizations", Tags: []string{"actors"}},
		func(ctx context.Context, in *NamedInput) (answer.List[graph.Actor], error) {
			return s.answers.Actors(ctx, in.Text, in.Paging.question())
		})
	ask(a, huma.Operation{Path: base + "/actors/{id}", OperationID: "actor", Summary: "One actor: by id, name or alias", Tags: []string{"actors"}},
		func(ctx context.Context, in *IDInput) (answer.Card, error) { return s.answers.Actor(ctx, in.ID) })
	ask(a, huma.Operation{Path: base + "/contacts", OperationID: "contacts", Summary: "Who contacted whom about what", Tags: []string{"contacts"}},
		func(ctx context.Context, in *ContactsInput) (answer.List[graph.Contact], error) {
			q := in.Question()
			q.Order = in.Order
			return s.answers.Contacts(ctx, q)
		})
	ask(a, huma.Operation{Path: base + "/contacts/pairs", OperationID: "pairs", Summary: "The same, summed up by sender and recipient", Tags: []string{"contacts"}},
		func(ctx context.Context, in *ListInput) (answer.List[graph.Pair], error) {
			return s.answers.Pairs(ctx, in.Question())
		})
	ask(a, huma.Operation{Path: pathsRoute, OperationID: "paths", Summary: "How word could have got from one actor to another", Tags: []string{"contacts"}},
		func(ctx context.Context, in *PathsInput) (answer.Paths, error) {
			return s.answers.Paths(ctx, answer.PathQuestion{Question: in.Narrowing.Question(), Travel: in.travel(), Objective: in.Objective, K: in.K})
		})
	ask(a, huma.Operation{Path: base + "/reach", OperationID: "reach", Summary: "Whom word from an actor could have reached, or from whom it could have come", Tags: []string{"contacts"}},
		func(ctx context.Context, in *ReachInput) (answer.Reach, error) {
			return s.answers.Reach(ctx, answer.ReachQuestion{Question: in.Question(), Travel: in.travel()})
		})
	ask(a, huma.Operation{Path: base + "/motifs", OperationID: "motifs", Summary: "How often each pattern of three contacts in a row comes", Tags: []string{"contacts"}},
		func(ctx context.Context, in *MotifsInput) (answer.Motifs, error) {
			return s.answers.Motifs(ctx, answer.MotifQuestion{Question: in.Narrowing.Question(), Delta: in.Delta})
		})
	ask(a, huma.Operation{Path: base + "/measures", OperationID: "measures", Summary: "How actors and pairs stand in the network of contacts", Tags: []string{"contacts"}},
		func(ctx context.Context, in *MeasuresInput) (answer.Measures, error) {
			return s.answers.Measures(ctx, answer.MeasureQuestion{Question: in.Question(), Measure: in.Measure, Within: in.Within, Samples: in.Samples, Seed: in.Seed})
		})
	ask(a, huma.Operation{Path: base + "/messages", OperationID: "messages", Summary: "Messages, also those without a recipient", Tags: []string{"messages"}},
		func(ctx context.Context, in *ListInput) (answer.List[answer.Message], error) {
			return s.answers.Messages(ctx, in.Question())
		})
	ask(a, huma.Operation{Path: base + "/messages/{id}", OperationID: "message", Summary: "One message, with what preceded and followed it", Tags: []string{"messages"}},
		func(ctx context.Context, in *IDInput) (answer.MessageAnswer, error) {
			return s.answers.Message(ctx, in.ID)
		})
	ask(a, huma.Operation{Path: base + "/events/{id}", OperationID: "event", Summary: "One event, with what preceded and followed it, and the messages that mention it", Tags: []string{"messages"}},
		func(ctx context.Context, in *IDInput) (answer.EventAnswer, error) {
			return s.answers.Event(ctx, in.ID)
		})
	ask(a, huma.Operation{Path: base + "/threads/{id}", OperationID: "thread", Summary: "The messages of a thread: by its id, or by that of a message in it", Tags: []string{"messages"}},
		func(ctx context.Context, in *ThreadInput) (answer.List[answer.Message], error) {
			return s.answers.Thread(ctx, in.ID, in.Paging.question())
		})
	ask(a, huma.Operation{Path: base + "/timeline", OperationID: "timeline", Summary: "Messages and events in order, and apart what nobody dates", Tags: []string{"messages"}},
		func(ctx context.Context, in *ListInput) (answer.Timeline, error) {
			return s.answers.Timeline(ctx, in.Question())
		})
	ask(a, huma.Operation{Path: base + "/topics", OperationID: "topics", Summary: "What messages are about", Tags: []string{"data"}},
		func(ctx context.Context, in *NamedInput) (answer.List[graph.TopicCount], error) {
			return s.answers.Topics(ctx, in.Text, in.Paging.question())
		})
	ask(a, huma.Operation{Path: base + "/sources", OperationID: "sources", Summary: "The documents that facts are read from", Tags: []string{"data"}},
		func(ctx context.Context, in *Paging) (answer.List[graph.SourceCount], error) {
			return s.answers.Sources(ctx, in.question())
		})
	ask(a, huma.Operation{Path: base + "/claims", OperationID: "claims", Summary: "What sources say beyond the record", Tags: []string{"data"}},
		func(ctx context.Context, in *ClaimsInput) (answer.List[answer.Claim], error) {
			q := in.Paging.question()
			q.From, q.To, q.Actor, q.About = in.From, in.To, in.Actor, in.About
			return s.answers.Claims(ctx, q)
		})
	ask(a, huma.Operation{Path: base + "/search", OperationID: "search", Summary: "Whatever holds the words", Tags: []string{"data"}},
		func(ctx context.Context, in *SearchInput) (answer.SearchResult, error) {
			return s.answers.Search(ctx, in.Text, answer.Question{Limit: in.Limit})
		})
	ask(a, huma.Operation{Path: base + "/store", OperationID: "store", Summary: "What is in the store", Tags: []string{"data"}},
		func(ctx context.Context, _ *Nothing) (answer.Contents, error) { return s.answers.Contents(ctx) })
	ask(a, huma.Operation{Method: http.MethodPost, Path: cypherRoute, OperationID: "cypher", Summary: "A query of one's own, in Cypher that only reads", Tags: []string{"cypher"}},
		func(ctx context.Context, in *CypherInput) (answer.CypherAnswer, error) {
			return s.answers.Cypher(ctx, in.question())
		})
	s.pictures()
	s.saved()
	s.importing()
	s.hypotheses()
	s.matrices()

	s.view()
	s.router.GET(plainRoute, s.page.show)
	s.router.GET("/page.css", file(pageFiles, "page/page.css", "text/css; charset=utf-8"))
	s.router.GET(healthRoute, healthy)
	s.router.GET(readyRoute, s.ready)
	s.router.GET(metricsRoute, s.metrics.handler())
	s.documentation()
}

func (p Paging) question() answer.Question { return answer.Question{Limit: p.Limit, Cursor: p.Cursor} }
