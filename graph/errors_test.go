package graph_test

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"strconv"
	"strings"
	"testing"

	"backchannel/graph"
)

// declaredCodes reads the constants of type Code from the package's own text, so
// that a new one cannot be forgotten in the table.
func declaredCodes(t *testing.T) []graph.Code {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "errors.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []graph.Code
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if typ, ok := spec.Type.(*ast.Ident); !ok || typ.Name != "Code" {
			return true
		}
		for _, v := range spec.Values {
			text, err := strconv.Unquote(v.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, graph.Code(text))
		}
		return true
	})
	return codes
}

func TestEveryCodeHasAnOutcome(t *testing.T) {
	codes := declaredCodes(t)
	if len(codes) < 10 || len(codes) != len(graph.Outcomes) {
		t.Errorf("%d codes, %d outcomes", len(codes), len(graph.Outcomes))
	}
	for _, code := range codes {
		o, ok := graph.Outcomes[code]
		if !ok || o.Status < 400 || o.Status > 599 || o.Exit < 1 || o.Exit > 9 || o.Title == "" {
			t.Errorf("%s: %+v", code, o)
		}
	}
	for code, exit := range map[graph.Code]int{ // scripts rely on these
		graph.Invalid: 2, graph.NotFound: 3, graph.Ambiguous: 4, graph.Refused: 5, graph.Timeout: 6,
		graph.TooLarge: 6, graph.Unavailable: 7, graph.Conflict: 8, graph.Unsupported: 9, graph.Internal: 1,
	} {
		if got := graph.Outcomes[code].Exit; got != exit {
			t.Errorf("%s exits with %d, want %d", code, got, exit)
		}
	}
}

func TestCodeOf(t *testing.T) {
	for _, c := range []struct {
		err  error
		want graph.Code
	}{
		{nil, ""},
		{errors.New("anything"), graph.Internal},
		{context.DeadlineExceeded, graph.Timeout},
		{fmt.Errorf("asking: %w", context.Canceled), graph.Timeout},
		{graph.Errorf(graph.NotFound, "no actor %q", "x"), graph.NotFound},
		{fmt.Errorf("outside: %w", graph.Errorf(graph.Refused, "no")), graph.Refused},
		{graph.Wrap(graph.Unavailable, context.DeadlineExceeded, "the store is down"), graph.Unavailable},
		{errors.Join(errors.New("one"), graph.Errorf(graph.Conflict, "two")), graph.Conflict},
	} {
		if got := graph.CodeOf(c.err); got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}

func TestErrorsShowTheDetailAndKeepTheCause(t *testing.T) {
	cause := fs.ErrNotExist
	wrapped := graph.Wrap(graph.Internal, cause, "the store %q cannot be opened", "x")
	if wrapped.Error() != `the store "x" cannot be opened` || !errors.Is(wrapped, cause) {
		t.Errorf("%v wraps %v", wrapped, wrapped.Unwrap())
	}
	shown := graph.Errorf(graph.Invalid, "line 3: %w", cause)
	if !errors.Is(shown, cause) || shown.Error() != "line 3: "+cause.Error() {
		t.Errorf("%v wraps %v", shown, shown.Unwrap())
	}
	for _, c := range []struct {
		place graph.Position
		want  string
	}{
		{graph.Position{File: "case.yaml", Line: 12, Column: 3}, "case.yaml:12:3"},
		{graph.Position{File: "case.yaml", Line: 12}, "case.yaml:12"},
		{graph.Position{File: "case.yaml"}, "case.yaml"},
		{graph.Position{Line: 2, Column: 9}, "line:2:9"},
	} {
		if got := c.place.String(); got != c.want {
			t.Errorf("%+v prints as %q, want %q", c.place, got, c.want)
		}
		e := graph.Errorf(graph.Refused, "not this")
		e.Position = &c.place
		if got := e.Error(); got != c.want+": not this" {
			t.Errorf("the error reads %q", got)
		}
	}
}

func TestWrittenAdds(t *testing.T) {
	sum := graph.Written{"Person": {Created: 1, Existing: 2}}
	sum.Add(graph.Written{"Person": {Created: 3}, "SENT": {Existing: 4}})
	if sum["Person"] != (graph.Count{Created: 4, Existing: 2}) || sum["SENT"] != (graph.Count{Existing: 4}) {
		t.Errorf("%v", sum)
	}
}

func TestErrorsKeepWhatTheyAreWordedFrom(t *testing.T) {
	e := graph.Errorf(graph.Invalid, "limit is %d: %q will not do, %w", 7, "x", fs.ErrNotExist)
	if e.Template != "limit is %d: %q will not do, %w" || strings.Join(e.Values, "|") != "7|x|"+fs.ErrNotExist.Error() {
		t.Errorf("%q of %q", e.Template, e.Values)
	}
	hidden := graph.Wrap(graph.Unavailable, fs.ErrNotExist, "the store at %s is away", "bolt://x")
	if hidden.Template == "" || strings.Join(hidden.Values, "|") != "bolt://x" {
		t.Errorf("%q of %q: what is wrapped stays hidden", hidden.Template, hidden.Values)
	}
}
