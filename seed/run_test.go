package seed

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

// parts is an importer of what it is given. It fails after them if err is set.
type parts struct {
	list []Part
	err  error
}

func (p parts) Size() int64 { return int64(10 * len(p.list)) }

func (p parts) Parts(ctx context.Context) iter.Seq2[Part, error] {
	return func(yield func(Part, error) bool) {
		for _, one := range p.list {
			if ctx.Err() != nil {
				yield(Part{}, ctx.Err())
				return
			}
			if !yield(one, nil) {
				return
			}
		}
		if p.err != nil {
			yield(Part{}, p.err)
		}
	}
}

// gate is a writer that notes what begins and ends, and holds back batches of
// messages until it is opened or enough of them have come.
type gate struct {
	mu     sync.Mutex
	log    []string
	wanted int // batches that must be in flight before any may end
	flying int
	open   chan struct{}
	fail   string
}

func name(b *graph.Batch) string {
	switch {
	case len(b.Messages) > 0:
		return b.Messages[0].ID
	case len(b.Actors) > 0:
		return b.Actors[0].ID
	}
	return b.Replies[0].Message
}

func (g *gate) Write(ctx context.Context, b *graph.Batch) (graph.Written, error) {
	g.mu.Lock()
	g.log = append(g.log, "+"+name(b))
	if len(b.Messages) > 0 {
		if g.flying++; g.flying == g.wanted {
			close(g.open)
		}
	}
	g.mu.Unlock()
	if len(b.Messages) > 0 && g.open != nil {
		select {
		case <-g.open:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.log = append(g.log, "-"+name(b))
	if name(b) == g.fail {
		return nil, graph.Errorf(graph.Unavailable, "the store is gone")
	}
	return graph.Written{"Message": {Created: len(b.Messages)}, "Person": {Created: len(b.Actors)}}, nil
}

func made(w graph.Written) int { return w["Message"].Created }

func messagesNamed(id string) Part {
	return Part{Batch: &graph.Batch{Messages: []graph.Message{{ID: id}}}, Lines: []Lines{{File: "f", Rows: 1, Made: made}}, Bytes: 10}
}

func actorNamed(id string) Part { return Part{Batch: &graph.Batch{Actors: []graph.Actor{{ID: id}}}} }

func replyNamed(id string) Part {
	return Part{Batch: &graph.Batch{Replies: []graph.Reply{{Message: id}}}}
}

// Batches of messages go side by side; bare nodes go ahead of what comes after
// them without waiting; everything else waits.
func TestRunOrdersBatches(t *testing.T) {
	ordered := messagesNamed("m4")
	ordered.Ordered = true
	g := &gate{wanted: 3, open: make(chan struct{})}
	// Three batches of messages end only when all three are in flight: bare nodes
	// between them must not wait for them, or this would never end.
	im := parts{list: []Part{actorNamed("a1"), messagesNamed("m1"), actorNamed("a2"), messagesNamed("m2"), messagesNamed("m3"), ordered, replyNamed("r")}}
	r, err := Run(context.Background(), g, im, Options{Parallel: 3})
	require.NoError(t, err)
	at := func(s string) int { return slices.Index(g.log, s) }
	require.Less(t, at("-a1"), at("+m1"))
	require.Less(t, at("-a2"), at("+m2"))
	for _, m := range []string{"-m1", "-m2", "-m3"} {
		require.Less(t, at(m), at("+m4"))
	}
	require.Less(t, at("-m4"), at("+r"))
	require.Equal(t, 4, r.Total.New)
}

func TestRunOneByOne(t *testing.T) {
	g := &gate{}
	_, err := Run(context.Background(), g, parts{list: []Part{messagesNamed("m1"), messagesNamed("m2"), messagesNamed("m3")}}, Options{})
	require.NoError(t, err)
	require.Equal(t, []string{"+m1", "-m1", "+m2", "-m2", "+m3", "-m3"}, g.log)
}

func TestRunStopsAtAnError(t *testing.T) {
	list := []Part{messagesNamed("m1"), messagesNamed("m2"), replyNamed("r"), messagesNamed("m3")}
	for _, fail := range []string{"m2", "r"} {
		g := &gate{fail: fail}
		r, err := Run(context.Background(), g, parts{list: list}, Options{Parallel: 2})
		require.Equal(t, graph.Unavailable, graph.CodeOf(err), fail)
		require.NotContains(t, g.log, "+m3")
		require.Positive(t, r.Total.New, "what was written before is told")
	}
	g := &gate{}
	r, err := Run(context.Background(), g, parts{list: list[:1], err: errors.New("the disk")}, Options{})
	require.EqualError(t, err, "the disk")
	require.Equal(t, 1, r.Total.New)
}

func TestRunCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	g := &gate{open: make(chan struct{})} // never opened
	steps := 0
	_, err := Run(ctx, g, parts{list: []Part{messagesNamed("m1"), actorNamed("a"), messagesNamed("m2")}}, Options{Parallel: 2, Progress: func(Step) {
		if steps++; steps == 1 { // the actor is written, the first message hangs
			cancel()
		}
	}})
	require.ErrorIs(t, err, context.Canceled)
}

func TestReport(t *testing.T) {
	var problems []Problem
	for i := range MaxProblems + 5 {
		problems = append(problems, Problem{graph.Position{File: "b.csv", Line: i + 1, Column: 2}, "odd"})
	}
	list := []Part{
		{Batch: &graph.Batch{Actors: []graph.Actor{{ID: "a"}, {ID: "b"}}}, Lines: []Lines{
			{File: "a.csv", Rows: 3, Made: func(w graph.Written) int { return w["Person"].Created }, Duplicate: 1, Skipped: 1},
		}},
		{Lines: []Lines{{File: "b.csv", Malformed: len(problems)}}, Problems: problems, Bytes: 5},
	}
	var steps []Step
	r, err := Run(context.Background(), &gate{}, parts{list: list}, Options{Progress: func(s Step) { steps = append(steps, s) }})
	require.NoError(t, err)
	require.Equal(t, []File{{Name: "a.csv", Lines: 5, New: 2, Duplicate: 2, Skipped: 1}, {Name: "b.csv", Lines: 105, Malformed: 105}}, r.Files)
	require.Len(t, r.Problems, MaxProblems)
	require.Equal(t, []Step{{File: "a.csv", Lines: 5, BytesTotal: 20}, {File: "b.csv", Lines: 110, Bytes: 5, BytesTotal: 20}}, steps)

	var b bytes.Buffer
	require.NoError(t, r.WriteText(&b))
	require.True(t, strings.HasPrefix(b.String(), `  lines  new  duplicate  skipped  malformed  file
      5    2          2        1          0  a.csv
    105    0          0        0        105  b.csv
    110    2          2        1        105  in all

  created  existing  in the graph
        0         0  Message
        2         0  Person

105 problems, the first 100:
  b.csv:1:2: odd
`), b.String())

	text, err := json.Marshal(r)
	require.NoError(t, err)
	require.Contains(t, string(text), `{"name":"a.csv","lines":5,"new":2,"duplicate":2,"skipped":1,"malformed":0}`)
	require.Contains(t, string(text), `{"file":"b.csv","line":1,"column":2,"reason":"odd"}`)
	require.Contains(t, string(text), `"problems_found":105`)
}

func TestSingle(t *testing.T) {
	b := &graph.Batch{Actors: []graph.Actor{{ID: "a"}, {ID: "b"}}}
	r, err := Run(context.Background(), &gate{}, Single("dossier.yaml", b), Options{})
	require.NoError(t, err)
	require.Equal(t, []File{{Name: "dossier.yaml", Lines: 2, New: 2}}, r.Files)
	var text bytes.Buffer
	require.NoError(t, r.WriteText(&text))
	require.True(t, strings.HasPrefix(text.String(), "  items  new"), text.String())
}

// What several writes found of one message is said to be counted as such.
func TestReportOfAMessageInSeveralWrites(t *testing.T) {
	again := messagesNamed("m1")
	again.Ordered = true
	for _, list := range [][]Part{{messagesNamed("m1"), messagesNamed("m2")}, {messagesNamed("m1"), again}} {
		r, err := Run(context.Background(), &gate{}, parts{list: list}, Options{})
		require.NoError(t, err)
		var text bytes.Buffer
		require.NoError(t, r.WriteText(&text))
		require.Equal(t, list[1].Ordered, strings.Contains(text.String(), "counts as existing, too"), text.String())
	}
}

func TestBar(t *testing.T) {
	var b bytes.Buffer
	show, done := Bar(&b)
	done() // before anything is shown
	for i := range 3 {
		show(Step{File: fmt.Sprintf("part%d.csv", i), Bytes: int64(i), BytesTotal: 3})
	}
	done()
	require.Contains(t, b.String(), "part1.csv")
}
