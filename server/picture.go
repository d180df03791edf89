package server

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"backchannel/graph/answer"
)

const (
	graphRoute     = base + "/graph"
	histogramRoute = base + "/histogram"
	around         = "/neighborhood"
)

// pictured tells whether a route answers with a picture.
func pictured(route string) bool {
	return route == graphRoute || route == histogramRoute || strings.HasSuffix(route, around)
}

// NeighborhoodInput asks for what is around one thing.
type NeighborhoodInput struct {
	IDInput
	Narrowing
	Limit int `query:"limit" doc:"How many neighbours; without it 30" minimum:"1" maximum:"1000"`
}

func (in NeighborhoodInput) question() answer.Question {
	q := in.Narrowing.Question()
	q.Limit = in.Limit
	return q
}

// OverviewInput asks for the picture of the actors with the most contacts.
type OverviewInput struct {
	Narrowing
	Limit  int    `query:"limit" doc:"How many actors; without it 2,000" minimum:"1" maximum:"100000"`
	Edges  int    `query:"edges" doc:"How many pairs; without it 10,000" minimum:"1" maximum:"300000"`
	Others bool   `query:"others" doc:"Fill what room is left with topics, events and actors without contacts that are joined to something"`
	Layout string `query:"layout" default:"force" enum:"force,circular,time,organization" doc:"How the nodes are placed"`
	Packed bool   `query:"packed" doc:"Send the edges as numbers, without their times"`
	Seed   uint64 `query:"seed" doc:"Of the force layout: the same seed places the same nodes alike"`
}

// PictureInput asks how nodes are joined.
type PictureInput struct{ Body PictureBody }

// PictureBody is nodes, with the filters of every question.
type PictureBody struct {
	Nodes    []answer.NodeRef `json:"nodes" maxItems:"100000" doc:"What to show; an actor's kind may be either"`
	From     []string         `json:"from,omitempty" doc:"Senders: ids, names or aliases" maxItems:"100"`
	To       []string         `json:"to,omitempty" doc:"Recipients" maxItems:"100"`
	Actor    []string         `json:"actor,omitempty" doc:"Senders or recipients" maxItems:"100"`
	About    string           `json:"about,omitempty" doc:"A topic, or words" maxLength:"1000"`
	Since    string           `json:"since,omitempty" maxLength:"100"`
	Until    string           `json:"until,omitempty" maxLength:"100"`
	Role     []string         `json:"role,omitempty" doc:"to, cc or bcc" maxItems:"100"`
	Channel  []string         `json:"channel,omitempty" maxItems:"100"`
	Answered string           `json:"answered,omitempty" enum:"yes,no,unknown"`
}

func (b PictureBody) question() answer.Question {
	return answer.Question{From: b.From, To: b.To, Actor: b.Actor, About: b.About, Since: b.Since, Until: b.Until, Role: b.Role, Channel: b.Channel, Answered: b.Answered}
}

// HistogramInput asks for contacts by time.
type HistogramInput struct {
	Narrowing
	Buckets int `query:"buckets" doc:"How many stretches of time at most; without it 100" minimum:"1" maximum:"400"`
}

// pictures registers what the browser view draws.
func (s *Server) pictures() {
	a := s.api
	neighbors := func(of, id, summary string, f func(context.Context, string, answer.Question) (answer.Neighborhood, error)) {
		ask(a, huma.Operation{Path: base + "/" + of + "/{id}" + around, OperationID: id, Summary: summary, Tags: []string{"pictures"}},
			func(ctx context.Context, in *NeighborhoodInput) (answer.Neighborhood, error) {
				return f(ctx, in.ID, in.question())
			})
	}
	neighbors("actors", "actor-neighborhood", "Whom and what an actor has most to do with", s.answers.ActorNeighborhood)
	neighbors("topics", "topic-neighborhood", "Who had most to do with a topic", s.answers.TopicNeighborhood)
	neighbors("events", "event-neighborhood", "Who wrote most of an event", s.answers.EventNeighborhood)
	ask(a, huma.Operation{Path: graphRoute, OperationID: "graph", Summary: "The actors with the most contacts, and how they are joined, laid out", Tags: []string{"pictures"}},
		func(ctx context.Context, in *OverviewInput) (answer.Overview, error) {
			o, err := s.answers.Overview(ctx, answer.OverviewQuestion{Question: in.Narrowing.Question(), Nodes: in.Limit, Edges: in.Edges, Others: in.Others, Layout: answer.Layout(in.Layout), Seed: in.Seed})
			if in.Packed && err == nil {
				o.Pack()
			}
			return o, err
		})
	ask(a, huma.Operation{Method: http.MethodPost, Path: graphRoute, OperationID: "graph-among", Summary: "How the nodes given are joined", Tags: []string{"pictures"}},
		func(ctx context.Context, in *PictureInput) (answer.Picture, error) {
			return s.answers.Picture(ctx, in.Body.question(), in.Body.Nodes)
		})
	ask(a, huma.Operation{Path: histogramRoute, OperationID: "histogram", Summary: "How many contacts there were when", Tags: []string{"pictures"}},
		func(ctx context.Context, in *HistogramInput) (answer.Histogram, error) {
			return s.answers.Histogram(ctx, in.Narrowing.Question(), in.Buckets)
		})
}
