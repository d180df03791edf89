package model_test

import (
	"testing"
	"time"

	"backchannel/graph"
	"backchannel/graph/model"
	"backchannel/graph/storetest/reference"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// row lays one actor or message out and returns its table and row.
func row(t *testing.T, b *graph.Batch, label graph.Label) (*model.NodeTable, []any) {
	t.Helper()
	n := nodes(t, layout(t, b), label)
	return n, n.Rows[0]
}

func value(n *model.NodeTable, row []any, name string) any { return row[n.Column(name)] }

func TestMergeOfNodes(t *testing.T) {
	actor := func(a graph.Actor) *graph.Batch {
		a.ID, a.Kind = "a", graph.Person
		return &graph.Batch{Actors: []graph.Actor{a}}
	}
	n, old := row(t, actor(graph.Actor{Name: "Ada", Aliases: []string{"x", "y"}, Note: "shy"}), graph.PersonLabel)
	wide, later := row(t, actor(graph.Actor{Name: "Ada H.", Aliases: []string{"z", "x"}, Attributes: map[string]string{"city": "Oslo"}}), graph.PersonLabel)
	oldBefore, laterBefore := append([]any{}, old...), append([]any{}, later...)
	got := wide.Merge(old, later)
	wide.Complete(got)
	same(t, "name", any("Ada H."), value(wide, got, "name"))
	same(t, "aliases", any([]string{"x", "y", "z"}), value(wide, got, "aliases"))
	same(t, "note", any("shy"), value(wide, got, "note"))
	same(t, "city", any("Oslo"), value(wide, got, "city"))
	same(t, "words", any(" ada h x y z "), value(wide, got, "words"))
	same(t, "remarks", any(" shy "), value(wide, got, "remarks"))
	same(t, "the older row", oldBefore, old)
	same(t, "the newer row", laterBefore, later)
	if n.Column("city") != -1 {
		t.Error("the older table has the newer one's column")
	}
}

func TestMergeKeepsTheBoundsOfATimeTogether(t *testing.T) {
	event := func(when string) *graph.Batch {
		m, err := graph.ParseMoment(when)
		if err != nil {
			t.Fatal(err)
		}
		return &graph.Batch{Events: []graph.Event{{ID: "e", At: m}}}
	}
	for _, c := range []struct{ older, newer, earliest, latest, precision string }{
		{"2016", "after 2017", "2017-01-01", "", "after"},
		{"2016", "before 2017", "", "2016-12-31", "before"},
		{"after 2017", "before 2016", "", "2015-12-31", "before"},
		{"2016", "unknown", "2016-01-01", "2016-12-31", "year"},
		{"unknown", "2016", "2016-01-01", "2016-12-31", "year"},
		{"unknown", "unknown", "", "", "unknown"},
	} {
		n, older := row(t, event(c.older), graph.EventLabel)
		_, newer := row(t, event(c.newer), graph.EventLabel)
		got := n.Merge(older, newer)
		n.Complete(got)
		day := func(name string) string {
			if v, ok := value(n, got, name).(time.Time); ok {
				return v.Format(time.DateOnly)
			}
			return ""
		}
		if e, l, p := day("earliest"), day("latest"), value(n, got, "precision"); e != c.earliest || l != c.latest || p != c.precision {
			t.Errorf("%s, then %s: %s to %s, %v", c.older, c.newer, e, l, p)
		}
	}
}

func TestCompleteGivesNewNodesTheirDefaults(t *testing.T) {
	n, r := row(t, &graph.Batch{Messages: []graph.Message{{ID: "m"}}}, graph.MessageLabel)
	n.Complete(r)
	same(t, "defaults", []any{"unknown", "unknown", " "}, []any{value(n, r, "answered"), value(n, r, "precision"), value(n, r, "words")})
}

// Merging a row with itself, or with one that gives nothing, changes nothing.
func TestMergeIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tables := layout(t, reference.Batches().Draw(t, "batch"))
		for _, n := range tables.Nodes {
			for _, row := range n.Rows {
				bare := make([]any, len(row))
				bare[0] = row[0]
				for what, newer := range map[string][]any{"itself": row, "nothing": bare} {
					if d := cmp.Diff(row, n.Merge(row, newer)); d != "" {
						t.Errorf("%s %v merged with %s:\n%s", n.Type.Label, row[0], what, d)
					}
				}
			}
		}
		for _, r := range tables.Rels {
			for _, row := range r.Rows {
				if d := cmp.Diff(row, r.Merge(row, row)); d != "" {
					t.Errorf("%s merged with itself:\n%s", r.Type.Name, d)
				}
			}
		}
	})
}
