package storetest

import (
	"context"
	"testing"
	"time"

	"backchannel/graph"
	"backchannel/graph/cypher"
	"backchannel/graph/cypher/cyphertest"
	"backchannel/graph/storetest/reference"
)

// guarded bounds a query that the guard has let through.
var guarded = graph.Limits{Rows: 1000, Bytes: 1 << 20, Time: 2 * time.Second}

// patience is how long a store may take to let go of queries that were given up.
const patience = time.Minute

// RunCorpus sends honest and hostile queries the way users' queries go: through
// the guard, then to the store. The honest ones run. The hostile ones are refused
// or ended, the store answers on, and the graph is what it was.
func RunCorpus(t *testing.T, open func(t *testing.T) graph.Store) {
	s := open(t)
	t.Cleanup(func() { closing(t, s) })
	canary := newCanary(t, s)
	d := s.Capabilities().Dialect

	for _, c := range cyphertest.Honest(d) {
		t.Run("honest/"+c.Name, func(t *testing.T) {
			p, err := cypher.Prepare(d, c.Query)
			if err != nil {
				t.Fatalf("the guard refuses %q: %v", c.Query, err)
			}
			limits := guarded
			limits.Time = 30 * time.Second // it must run, on any machine
			if _, err := s.Query(t.Context(), graph.Statement{Text: p.Text, Parameters: c.Parameters}, limits); err != nil {
				t.Errorf("%q, sent as %q: %v (%s)", c.Query, p.Text, err, graph.CodeOf(err))
			}
		})
	}
	canary.lives(t)

	var costly []cyphertest.Case
	for _, c := range cyphertest.Hostile(d) {
		if c.Category == cyphertest.Costly {
			costly = append(costly, c)
			continue
		}
		t.Run("hostile/"+c.Name, func(t *testing.T) {
			p, err := cypher.Prepare(d, c.Query)
			if err != nil {
				coded(t, "the guard", err, graph.Refused, graph.Invalid, graph.TooLarge)
				return
			}
			t.Errorf("the guard lets %q through as %q", c.Query, p.Text)
			_, err = s.Query(t.Context(), graph.Statement{Text: p.Text, Parameters: c.Parameters}, guarded)
			t.Logf("the store: %v", err)
		})
	}
	canary.lives(t)

	// These come last: an engine may go on with some that were given up, and then
	// takes no more of them for a while.
	for _, c := range costly {
		t.Run("costly/"+c.Name, func(t *testing.T) {
			p, err := cypher.Prepare(d, c.Query)
			if err == nil {
				_, err = s.Query(t.Context(), graph.Statement{Text: p.Text, Parameters: c.Parameters}, guarded)
			}
			if err != nil {
				coded(t, "refused or ended", err, graph.Timeout, graph.TooLarge, graph.Refused, graph.Invalid, graph.Unavailable)
			}
			if err := s.Ready(t.Context()); err != nil {
				t.Errorf("after it the store is not ready: %v", err)
			}
			canary.answers(t)
		})
	}
	Agrees(t.Context(), t, s, canary.g, graph.Filter{})
}

// FuzzGuard looks for a text that the guard lets through and that changes the
// graph. Its seeds are the corpus and the writes that Run knows.
func FuzzGuard(f *testing.F, open func(t testing.TB) graph.Store) {
	s := open(f)
	f.Cleanup(func() { closing(f, s) })
	canary := newCanary(f, s)
	d := s.Capabilities().Dialect
	for _, cases := range [][]cyphertest.Case{cyphertest.Honest(d), cyphertest.Hostile(d)} {
		for _, c := range cases {
			if c.Category != cyphertest.Costly { // these take their time, and only that
				f.Add(c.Query)
			}
		}
	}
	for _, list := range [][]string{writes[""], writes[d]} {
		for _, text := range list {
			f.Add(text)
		}
	}
	short := guarded
	short.Time = 200 * time.Millisecond
	f.Fuzz(func(t *testing.T, text string) {
		p, err := cypher.Prepare(d, text)
		if err != nil {
			return
		}
		if _, err := s.Query(t.Context(), graph.Statement{Text: p.Text}, short); graph.CodeOf(err) == graph.Internal {
			t.Errorf("%q, sent as %q: %v", text, p.Text, err)
		}
		canary.lives(t)
	})
}

// canary is a small graph that must stay as it is.
type canary struct {
	s    graph.Store
	g    *reference.Graph
	dump string
}

func newCanary(t testing.TB, s graph.Store) *canary {
	t.Helper()
	write(t, s, Story())
	return &canary{s: s, g: reference.Of(Story()), dump: dump(t, s)}
}

// answers tells that the store answers the program's own questions rightly.
func (c *canary) answers(t testing.TB) {
	t.Helper()
	same(t, "the canary's extent", c.g.Extent(graph.Filter{}), must[graph.Extent](t, "extent")(c.s.Extent(background, graph.Filter{})))
}

// lives tells that nothing in the graph has changed, once the store takes queries
// again.
func (c *canary) lives(t testing.TB) {
	t.Helper()
	ctx, cancel := context.WithTimeout(background, patience)
	defer cancel()
	for {
		now, err := Dump(ctx, c.s)
		if err == nil {
			same(t, "the canary", c.dump, now)
			return
		}
		if code := graph.CodeOf(err); code != graph.Unavailable && code != graph.TooLarge || ctx.Err() != nil {
			t.Fatalf("the canary cannot be read: %v", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(100 * time.Millisecond):
		}
	}
}
