package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"backchannel/graph"
	"backchannel/graph/wording"
)

// Problem is an error as callers see it (RFC 9457).
type Problem struct {
	Type       string           `json:"type" format:"uri" doc:"urn:backchannel:problem: and the code"`
	Title      string           `json:"title" doc:"The same for all problems of a code"`
	Status     int              `json:"status"`
	Detail     string           `json:"detail" doc:"What is wrong here, and what to do next"`
	Code       graph.Code       `json:"code" enum:"invalid,not_found,ambiguous,conflict,refused,too_large,timeout,unsupported,unavailable,internal" doc:"A word that programs can rely on"`
	Candidates []graph.ActorRef `json:"candidates,omitempty" doc:"With ambiguous: what the name may mean, at most 20"`
	Line       int              `json:"line,omitempty" doc:"With a query that is invalid or refused: where, counted from 1"`
	Column     int              `json:"column,omitempty" doc:"In characters, counted from 1"`
	Template   string           `json:"template,omitempty" doc:"The detail with verbs (%s, %q, %d) in the place of its values, to word it in another language"`
	Values     []string         `json:"values,omitempty" doc:"What stands in the template's places"`
	Faults     []Fault          `json:"faults,omitempty" doc:"With a request that does not fit this document: each place"`
}

// Fault is one thing wrong with a request.
type Fault struct {
	Where string `json:"where" doc:"query.NAME, path.NAME, or body and a path in it"`
	What  string `json:"what"`
}

const problemType = "application/problem+json"

// NewProblem is an error as callers see it, with the status and title of its code
// and without its causes.
func NewProblem(e *graph.Error) *Problem {
	o := graph.Outcomes[e.Code]
	p := &Problem{Type: "urn:backchannel:problem:" + string(e.Code), Title: o.Title, Status: o.Status, Detail: e.Detail, Code: e.Code, Candidates: e.Candidates, Template: e.Template, Values: e.Values}
	if e.Position != nil {
		p.Line, p.Column = e.Position.Line, e.Position.Column
	}
	return p
}

// Error, GetStatus, GetHeaders and ContentType make a Problem what huma writes as
// a problem document.
func (p *Problem) Error() string { return p.Detail }

// GetStatus implements huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders implements huma.HeadersError.
func (p *Problem) GetHeaders() http.Header {
	if p.Code == graph.Unavailable {
		return http.Header{"Retry-After": {"1"}}
	}
	return nil
}

// ContentType implements huma.ContentTypeFilter.
func (p *Problem) ContentType(string) string { return problemType }

// problemOf is what callers may know of err. What they may not is noted for the log.
func problemOf(ctx context.Context, err error) *Problem {
	// When the request was ended, whoever ended it knows better why than the store.
	var e, cause *graph.Error
	if ctx.Err() != nil && errors.As(context.Cause(ctx), &cause) {
		err = cause
	}
	code := graph.CodeOf(err)
	known := errors.As(err, &e)
	note(ctx, "code", code)
	if code == graph.Internal || code == graph.Unavailable {
		note(ctx, "error", wording.Causes(err))
	}
	switch {
	case code == graph.Internal:
		return NewProblem(graph.Errorf(code, "something went wrong inside: the service's log tells more at request %s", requestID(ctx)))
	case !known:
		return NewProblem(graph.Errorf(code, "the question was given up before it was answered: narrow it, or ask again"))
	}
	return NewProblem(e)
}

// refuse ends a request with a problem, outside of huma.
func refuse(c *gin.Context, p *Problem) {
	note(c.Request.Context(), "code", p.Code)
	for name, values := range p.GetHeaders() {
		c.Header(name, values[0])
	}
	c.Header("Content-Type", problemType)
	c.Abort()
	c.Status(p.Status)
	json.NewEncoder(c.Writer).Encode(p) // an error means that the caller has gone
}

func noRoute(c *gin.Context) {
	refuse(c, NewProblem(graph.Errorf(graph.NotFound, "nothing is at %s: see /docs", c.Request.URL.Path)))
}

func noMethod(c *gin.Context) {
	p := NewProblem(graph.Errorf(graph.Invalid, "%s is not a method of %s: use %s", c.Request.Method, c.Request.URL.Path, c.Writer.Header().Get("Allow")))
	p.Status = http.StatusMethodNotAllowed
	refuse(c, p)
}
