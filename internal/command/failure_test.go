package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

func TestEveryCodeHasItsExitStatusAndItsProblem(t *testing.T) {
	for code, o := range graph.Outcomes {
		var errs bytes.Buffer
		s := &session{Program: Program{Err: &errs}, json: true}
		exit := s.fail(context.Background(), fmt.Errorf("on the way: %w", graph.Wrap(code, errors.New("secret cause"), "what to do")))
		require.Equal(t, o.Exit, exit, code)
		var p struct {
			Type, Title, Detail string
			Status              int
			Code                graph.Code
		}
		require.NoError(t, json.Unmarshal(errs.Bytes(), &p))
		require.Equal(t, code, p.Code)
		require.Equal(t, o.Status, p.Status)
		require.Equal(t, o.Title, p.Title)
		require.Equal(t, "what to do", p.Detail)
		require.NotContains(t, errs.String(), "secret")
	}
}

func TestFailuresAsText(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		exit int
		want string
	}{
		{"a place in the query", &graph.Error{Code: graph.Refused, Detail: "CREATE writes", Position: &graph.Position{Line: 2, Column: 7}}, 5, "backchannel: line 2, column 7: CREATE writes\n"},
		{"a line", &graph.Error{Code: graph.Invalid, Detail: "no", Position: &graph.Position{Line: 2}}, 2, "backchannel: line 2: no\n"},
		{"a place in a file", &graph.Error{Code: graph.Invalid, Detail: "no", Position: &graph.Position{File: "case.yaml", Line: 3, Column: 1}}, 2, "backchannel: case.yaml:3:1: no\n"},
		{"a fault of ours", errors.New("nil pointer in engine.go"), 1, "backchannel: something went wrong inside: run it again with --log-level debug to see what, and report it\n"},
		{"out of time", fmt.Errorf("asking: %w", context.DeadlineExceeded), 6, "backchannel: the work was given up before it was done: narrow the question, or allow more time with --query-time\n"},
		{"candidates", &graph.Error{Code: graph.Ambiguous, Detail: "two", Candidates: []graph.ActorRef{{ID: "a", Name: "Ann\x1b[31m", Kind: graph.Person}, {ID: "bb", Name: "Ann", Kind: graph.Organization}}}, 4,
			"backchannel: two\nID  NAME      KIND\na   Ann\uFFFD[31m  person\nbb  Ann       organization\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var errs bytes.Buffer
			s := &session{Program: Program{Err: &errs}}
			require.Equal(t, c.exit, s.fail(context.Background(), c.err))
			require.Equal(t, c.want, errs.String())
		})
	}
}

func TestAnInterruptIsNoTimeout(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var errs bytes.Buffer
	s := &session{Program: Program{Err: &errs}}
	require.Equal(t, 1, s.fail(ctx, ctx.Err()))
	require.Equal(t, "backchannel: interrupted\n", errs.String())
}
