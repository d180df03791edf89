package temporal

import (
	"backchannel/graph"
	"context"
	"github.com/stretchr/testify/require"
	"sync/atomic"
	"time"

	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// slowMotifs tries every three contacts.
func slowMotifs(contacts []triple, moments []int64, delta int64) (c [6][6]uint64) {
	for _, x := range contacts {
		for _, y := range contacts {
			for _, z := range contacts {
				if x.at >= y.at || y.at >= z.at || moments[z.at]-moments[x.at] > delta {
					continue
				}
				if x.from == x.to || y.from == y.to || z.from == z.to {
					continue
				}
				to := func(t triple) MotifEdge { return MotifEdge{int(t.from), int(t.to)} }
				if row, column, ok := cell([3]MotifEdge{to(x), to(y), to(z)}); ok {
					c[row][column]++
				}
			}
		}
	}
	return c
}

func TestMotifsAgainstEveryTriple(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		actors := rapid.IntRange(1, 6).Draw(t, "actors")
		gaps := rapid.SliceOfN(rapid.Int64Range(1, 5), 1, 12).Draw(t, "gaps")
		moments := make([]int64, len(gaps))
		for i, g := range gaps {
			moments[i] = g
			if i > 0 {
				moments[i] += moments[i-1]
			}
		}
		actor := rapid.Uint32Range(0, uint32(actors-1))
		contacts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) triple {
			return triple{actor.Draw(t, "from"), actor.Draw(t, "to"), rapid.Uint32Range(0, uint32(len(gaps)-1)).Draw(t, "at")}
		}), 0, 30).Draw(t, "contacts")
		slices.SortFunc(contacts, func(a, b triple) int { return int(a.at) - int(b.at) })
		delta := rapid.Int64Range(0, 30).Draw(t, "delta")
		want := slowMotifs(contacts, moments, delta)
		times := newTimeline(moments)
		for _, effort := range []int64{math.MaxInt64, -1} { // triangles by windows, and by pairs
			for _, workers := range []int{1, 3} {
				m := newMotifCounter(actors, contacts, &times, delta)
				m.workers, m.effort, m.span = workers, effort, rapid.Uint32Range(1, 20).Draw(t, "span")
				got, err := m.count(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if got != want {
					t.Fatalf("%d workers, %d steps: got %v, want %v", workers, effort, got, want)
				}
			}
		}
	})
}

func TestMotifCells(t *testing.T) {
	number := []string{"a", "b", "c"}
	for row, second := range MotifRow {
		for column, third := range MotifColumn {
			ix := indexOf(t,
				contact("m1", "a", "b", 0),
				contact("m2", number[second.From], number[second.To], 1),
				contact("m3", number[third.From], number[third.To], 2))
			var want Motifs
			want.Counts[row][column], want.Total, want.Contacts, want.Delta = 1, 1, 3, 2*time.Minute
			require.Equal(t, &want, motifs(t, ix, Question{}, 2*time.Minute), "%v %v", second, third)
			require.Zero(t, motifs(t, ix, Question{}, 2*time.Minute-time.Microsecond).Total, "the window")
		}
	}
}

func motifs(t require.TestingT, ix *Index, w Question, delta time.Duration) *Motifs {
	q, err := ix.Query(context.Background(), w)
	require.NoError(t, err)
	m, err := q.Motifs(context.Background(), delta)
	require.NoError(t, err)
	return m
}

func TestMotifsLeaveOutVagueContactsAndLoops(t *testing.T) {
	day := contact("m4", "a", "b", 0)
	day.At = graph.Moment{Earliest: &epoch, Precision: graph.After}
	ix := indexOf(t, contact("m1", "a", "b", 0), contact("m2", "b", "b", 1), contact("m3", "b", "a", 1), day,
		contact("m5", "a", "b", 2))
	m := motifs(t, ix, Question{}, time.Hour)
	require.Equal(t, Motifs{Counts: m.Counts, Total: 1, Delta: time.Hour, Contacts: 3, Loops: 1, Vague: 1}, *m)
	require.EqualValues(t, 1, m.Counts[4][0], "there, back, and there again")
	require.Equal(t, 1, motifs(t, ix, Question{Until: new(minute(1))}, time.Hour).Vague)
}

func TestMotifsOfAQuestion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ix := indexOf(t, smallGraph(t)...)
		w := smallQuestion(t, ix)
		q, err := ix.Query(context.Background(), w)
		require.NoError(t, err)
		delta := time.Duration(rapid.IntRange(1, 10).Draw(t, "delta")) * time.Minute
		var contacts []triple
		var moments []int64 // one for each contact: equal moments stay equal
		for c := range q.contacts {
			from, to := ix.Ends(c)
			at := ix.Bounds(c).Earliest
			if len(moments) == 0 || at != moments[len(moments)-1] {
				moments = append(moments, at)
			}
			contacts = append(contacts, triple{from, to, uint32(len(moments) - 1)})
		}
		require.Equal(t, slowMotifs(contacts, moments, delta.Microseconds()), motifs(t, ix, w, delta).Counts)
	})
}

func TestMotifsBadInput(t *testing.T) {
	q, err := indexOf(t, contact("m1", "a", "b", 0)).Query(t.Context(), Question{})
	require.NoError(t, err)
	for _, delta := range []time.Duration{-time.Second, 0, time.Nanosecond} {
		_, err = q.Motifs(t.Context(), delta)
		require.Equal(t, graph.Invalid, graph.CodeOf(err))
	}
	m, err := q.Motifs(t.Context(), math.MaxInt64)
	require.NoError(t, err)
	require.Zero(t, m.Total)
}

// A context that is cancelled when it has been looked at so many times.
type patience struct {
	context.Context
	looks  atomic.Int64
	cancel func() // of the context within, if its end is to be noticed without a look
}

func (p *patience) Err() error {
	if p.looks.Add(-1) < 0 {
		if p.cancel != nil {
			p.cancel()
		}
		return context.Canceled
	}
	return nil
}

func TestMotifsStopWhereverTheyAre(t *testing.T) {
	const many = 3 * stride
	contacts, moments := make([]triple, many), make([]int64, many)
	for i := range contacts {
		contacts[i] = triple{uint32(i % 3), uint32((i + 1 + i%2) % 3), uint32(i)}
		moments[i] = int64(i)
	}
	times := newTimeline(moments)
	for _, effort := range []int64{math.MaxInt64, 0} {
		count := func(looks int64) (left int64, err error) {
			m := newMotifCounter(3, contacts, &times, 20)
			m.effort, m.workers = effort, 1
			p := &patience{Context: t.Context()}
			p.looks.Store(looks)
			_, err = m.count(p)
			return p.looks.Load(), err
		}
		left, err := count(math.MaxInt64)
		require.NoError(t, err)
		needed := math.MaxInt64 - left
		require.Greater(t, needed, int64(10), "how often it looks")
		for looks := int64(0); looks < needed; looks += 1 + needed/12 {
			_, err := count(looks)
			require.ErrorIs(t, err, context.Canceled)
		}
	}
}
