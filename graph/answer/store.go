package answer

import (
	"context"

	"backchannel/graph"
)

// Contents says what is in the store.
type Contents struct {
	Store    graph.Capabilities `json:"store"`
	People   int                `json:"people"`
	Orgs     int                `json:"organizations"`
	Messages int                `json:"messages"`
	Contacts int                `json:"contacts"`
	Undated  int                `json:"undated"`
	Topics   int                `json:"topics"`
	Events   int                `json:"events"`
	Claims   int                `json:"claims"`
	Sources  int                `json:"sources"`
	First    *graph.Moment      `json:"first"`
	Last     *graph.Moment      `json:"last"`
	Index    *IndexState        `json:"index" doc:"The contact index, which answers paths, reach, motifs and measures; null until a question needs it"`
	Revision int64              `json:"revision"`
}

// Contents answers what is in the store.
func (s *Service) Contents(ctx context.Context) (Contents, error) {
	var c Contents
	var err error
	if c.Revision, err = s.store.Revision(ctx); err != nil {
		return c, err
	}
	e, err := s.store.Extent(ctx, graph.Filter{})
	if err != nil {
		return c, err
	}
	c.Messages, c.Contacts, c.Undated, c.First, c.Last = e.Messages, e.Contacts, e.Undated, e.First, e.Last
	for _, n := range []struct {
		into  *int
		label graph.Label
	}{
		{&c.People, graph.PersonLabel}, {&c.Orgs, graph.OrganizationLabel}, {&c.Topics, graph.TopicLabel},
		{&c.Events, graph.EventLabel}, {&c.Claims, graph.ClaimLabel}, {&c.Sources, graph.SourceLabel},
	} {
		t, err := s.store.Query(ctx, graph.Statement{Text: "MATCH (n:" + string(n.label) + ") RETURN count(*)"}, graph.Limits{Rows: 1})
		if err != nil {
			return c, err
		}
		if v, ok := t.Rows[0][0].(int64); ok {
			*n.into = int(v)
		}
	}
	c.Index = s.indexes.state()
	c.Store = s.store.Capabilities() // a server has told its version by now
	return c, nil
}

// Ready tells whether questions can be answered now.
func (s *Service) Ready(ctx context.Context) error { return s.store.Ready(ctx) }
