package command

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"backchannel/graph"
	"backchannel/graph/wording"
	"backchannel/server"
)

// interrupted is the exit status of a command that a signal ended.
const interrupted = 1

// fail tells the user of an error, as text or, with --json, as the problem that
// the API returns, and gives the exit status.
func (s *session) fail(ctx context.Context, err error) int {
	if ctx.Err() != nil {
		fmt.Fprintln(s.Err, "backchannel: interrupted")
		return interrupted
	}
	p := problem(err)
	if s.log != nil {
		s.log.Debug("failed", slog.String("code", string(p.Code)), slog.String("error", wording.Causes(err)))
	}
	if s.json {
		_ = writeJSON(s.Err, p) // there is nowhere else to tell it
	} else {
		s.failText(p)
	}
	return graph.Outcomes[p.Code].Exit
}

func (s *session) failText(p *server.Problem) {
	place := ""
	if p.Line > 0 {
		place = fmt.Sprintf("line %d: ", p.Line)
		if p.Column > 0 {
			place = fmt.Sprintf("line %d, column %d: ", p.Line, p.Column)
		}
	}
	fmt.Fprintf(s.Err, "backchannel: %s%s\n", place, onCommandLine(p.Detail))
	if len(p.Candidates) > 0 {
		t := grid{header: []string{"id", "name", "kind"}}
		for _, c := range p.Candidates {
			t.row(c.ID, c.Name, string(c.Kind))
		}
		(&printer{w: s.Err}).table(t)
	}
}

// problem is what the user may know of err.
func problem(err error) *server.Problem {
	var e *graph.Error
	switch code := graph.CodeOf(err); {
	case errors.As(err, &e):
	case code == graph.Timeout:
		e = graph.Errorf(code, "the work was given up before it was done: narrow the question, or allow more time with --query-time")
	default:
		e = graph.Errorf(code, "something went wrong inside: run it again with --log-level debug to see what, and report it")
	}
	p := server.NewProblem(e)
	if e.Position != nil && e.Position.File != "" { // of the user's own: the place belongs in the sentence
		p.Detail, p.Line, p.Column = e.Error(), 0, 0
	}
	return p
}
