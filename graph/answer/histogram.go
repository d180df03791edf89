package answer

import (
	"context"
	"time"

	"backchannel/graph"
)

// Bucket is a stretch of time, and how many contacts there were in it.
type Bucket struct {
	Since    time.Time `json:"since"`
	Until    time.Time `json:"until" doc:"Where the next stretch begins: it does not belong to this one"`
	Contacts int       `json:"contacts"`
}

// EventMark is an event on a histogram.
type EventMark struct {
	ID    string       `json:"id"`
	Label string       `json:"label"`
	At    graph.Moment `json:"at"`
}

// Histogram counts contacts by equal stretches of time.
type Histogram struct {
	Buckets  []Bucket    `json:"buckets" doc:"From the first contact to the last, without gaps"`
	Undated  int         `json:"undated" doc:"Contacts of which nobody says when"`
	Vague    int         `json:"vague" doc:"Contacts whose time has an open end or is wider than a stretch; narrower ones count where their middle is"`
	Events   []EventMark `json:"events" doc:"Those in the period asked for, at most 1000"`
	First    *time.Time  `json:"first" doc:"The first contact counted"`
	Last     *time.Time  `json:"last"`
	Window   *Window     `json:"window,omitempty" doc:"Present when the contact index holds only this part of the graph"`
	Revision int64       `json:"revision"`
}

const (
	defaultBuckets = 100
	maxBuckets     = 400
	maxMarks       = 1000
)

// Histogram answers how many contacts there were when. Zero buckets mean 100.
func (s *Service) Histogram(ctx context.Context, q Question, buckets int) (Histogram, error) {
	out := Histogram{Buckets: []Bucket{}, Events: []EventMark{}}
	if buckets == 0 {
		buckets = defaultBuckets
	}
	if buckets < 1 || buckets > maxBuckets {
		return out, graph.Errorf(graph.Invalid, "buckets is %d: give a number from 1 to %d", buckets, maxBuckets)
	}
	v, err := s.opened(ctx, q)
	if err != nil {
		return out, err
	}
	out.Window, out.Revision = v.shownWindow(), v.revision
	h, err := v.Query.Histogram(ctx, buckets)
	if err != nil {
		return out, err
	}
	out.Undated, out.Vague = h.Undated, h.Vague
	if len(h.Counts) > 0 {
		first, last := time.UnixMicro(h.First).UTC(), time.UnixMicro(h.Last).UTC()
		out.First, out.Last = &first, &last
	}
	for i, n := range h.Counts {
		since := time.UnixMicro(h.First + int64(i)*h.Width).UTC()
		out.Buckets = append(out.Buckets, Bucket{since, since.Add(time.Duration(h.Width) * time.Microsecond), n})
	}
	events, err := s.store.Events(ctx, graph.Filter{Since: v.filter.Since, Until: v.filter.Until}, graph.Page{Limit: maxMarks})
	for _, e := range events.Items {
		if e.At.Dated() {
			out.Events = append(out.Events, EventMark{e.ID, firstOf(e.Label, e.ID), e.At})
		}
	}
	return out, err
}
