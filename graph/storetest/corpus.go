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
var guarded = graph.Limits{Rows: 1000, Bytes: 1 << 20, Time: 300 * time.Millisecond}

// patience is how long a slow machine may take for what is quick on an idle one.
const patience = time.Minute

// Free ends by force what an engine goes on with after it was given up. It is nil
// for an engine that lets go of every query by itself.
type Free func(t testing.TB)

// RunCorpus sends honest and hostile queries the way users' queries go: through
// the guard, then to the store. The honest ones run. The hostile ones are refused
// or ended, the store answers on, and the graph is what it was.
func RunCorpus(t *testing.T, open func(t testing.TB) graph.Store, free Free) {
	s := open(t)
	t.Cleanup(func() { closing(t, s) })
	canary := newCanary(t, s, free)
	d := s.Capabilities().Dialect

	for _, c := range cyphertest.Honest(d) {
		t.Run("honest/"+c.Name, func(t *testing.T) {
			p, err := cypher.Prepare(d, c.Query)
			if err != nil {
				t.Fatalf("the guard refuses %q: %v", c.Query, err)
			}
			limits := guarded
			limits.Time = patience // it must run, on any machine
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
	Agrees(t.Context(), t, s, canary.g, graph.Filter{})

	// These come last, since the engine may go on with them.
	for _, c := range costly {
		t.Run("costly/"+c.Name, func(t *testing.T) {
			p, err := cypher.Prepare(d, c.Query)
			if err == nil {
				err = canary.endures(t, graph.Statement{Text: p.Text, Parameters: c.Parameters})
			}
			if err != nil {
				coded(t, "refused or ended", err, graph.Timeout, graph.TooLarge, graph.Refused, graph.Invalid)
			}
			canary.answers(t)
		})
	}
	if free != nil {
		free(t)
	}
	canary.lives(t)
}

// FuzzGuard looks for a text that the guard lets through and that changes the
// graph. Its seeds are the corpus, the writes that Run knows, and a hundred of the
// texts made of parts of the corpus, of which any further number makes another.
func FuzzGuard(f *testing.F, open func(t testing.TB) graph.Store, free Free) {
	s := open(f)
	f.Cleanup(func() { closing(f, s) })
	canary := newCanary(f, s, free)
	d := s.Capabilities().Dialect
	for _, cases := range [][]cyphertest.Case{cyphertest.Honest(d), cyphertest.Hostile(d)} {
		for _, c := range cases {
			if c.Category != cyphertest.Costly { // these take their time, and only that
				f.Add(c.Query, uint64(0))
			}
		}
	}
	for _, list := range [][]string{writes[""], writes[d]} {
		for _, text := range list {
			f.Add(text, uint64(0))
		}
	}
	for mutant := range uint64(100) {
		f.Add("", mutant+1)
	}
	mutants := cyphertest.NewMutator(d)
	short := guarded
	short.Time = 200 * time.Millisecond
	f.Fuzz(func(t *testing.T, text string, mutant uint64) {
		if mutant > 0 {
			text = mutants.Text(mutant)
		}
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
	s     graph.Store
	free  Free
	g     *reference.Graph
	whole string
}

func newCanary(t testing.TB, s graph.Store, free Free) *canary {
	t.Helper()
	write(t, s, Story())
	whole, err := everything(background, s)
	if err != nil {
		t.Fatalf("the canary cannot be read: %v", err)
	}
	return &canary{s: s, free: free, g: reference.Of(Story()), whole: whole}
}

// endures runs a query that may be more than the engine can bear, on an engine
// that is not taken up by earlier ones.
func (c *canary) endures(t testing.TB, st graph.Statement) error {
	t.Helper()
	var ended error
	c.freed(t, func(ctx context.Context) error {
		_, ended = c.s.Query(ctx, st, guarded)
		if ctx.Err() != nil {
			t.Errorf("%s: it outlasted its limits by far: %v", st.Text, ended)
		}
		if graph.CodeOf(ended) == graph.Unavailable {
			return ended
		}
		return nil
	})
	return ended
}

// answers tells that the store answers the program's own questions rightly.
func (c *canary) answers(t testing.TB) {
	t.Helper()
	var extent graph.Extent
	c.eventually(t, func(ctx context.Context) (err error) {
		if err = c.s.Ready(ctx); err == nil {
			extent, err = c.s.Extent(ctx, graph.Filter{})
		}
		return err
	})
	same(t, "the canary's extent", c.g.Extent(graph.Filter{}), extent)
}

// lives tells that nothing at all has changed.
func (c *canary) lives(t testing.TB) {
	t.Helper()
	var now string
	c.freed(t, func(ctx context.Context) (err error) {
		now, err = everything(ctx, c.s)
		return err
	})
	same(t, "the canary", c.whole, now)
}

// freed asks, and frees the engine where it does not answer.
func (c *canary) freed(t testing.TB, ask func(ctx context.Context) error) {
	t.Helper()
	free := c.free
	c.eventually(t, func(ctx context.Context) error {
		err := ask(ctx)
		if err != nil && free != nil {
			free(t)
			free = nil // once is enough
		}
		return err
	})
}

// eventually asks until the engine, which may be busy ending queries or starting
// anew, has an answer.
func (c *canary) eventually(t testing.TB, ask func(ctx context.Context) error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(background, patience)
	defer cancel()
	for {
		err := ask(ctx)
		if err == nil {
			return
		}
		if code := graph.CodeOf(err); code != graph.Unavailable && code != graph.TooLarge || ctx.Err() != nil {
			t.Fatalf("the store does not answer any more: %v", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(100 * time.Millisecond):
		}
	}
}
