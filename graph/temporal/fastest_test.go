package temporal

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"backchannel/graph"
)

// Numbers of either width give the same, and a narrow scan says when walks have
// more hops than fit.
func TestFastestIsTheSameInEitherWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ix := indexOf(t, smallGraph(t)...)
		q, err := ix.Query(context.Background(), smallQuestion(t, ix))
		require.NoError(t, err)
		only := uint32(none)
		if q.from != q.to && rapid.Bool().Draw(t, "to one") {
			only = q.to
		}
		wide := &fastest[uint64]{quickest: newQuickest(ix, only), split: 32}
		var room []quick[uint64]
		require.NoError(t, wide.run(context.Background(), q, ix.scratch(), &room))

		narrow := &fastest[uint32]{quickest: newQuickest(ix, only), split: rapid.UintRange(2, 6).Draw(t, "bits for hops")}
		var narrowRoom []quick[uint32]
		require.NoError(t, narrow.run(context.Background(), q, ix.scratch(), &narrowRoom))
		for _, k := range narrowRoom {
			require.Zero(t, k, "what was lent comes back as it was")
		}
		if narrow.far {
			return
		}
		for _, w := range wide.spots {
			require.False(t, wide.far)
			require.LessOrEqual(t, w.hops, uint32(1)<<narrow.split)
		}
		require.Equal(t, wide.spots, narrow.spots)
		require.Equal(t, wide.reached, narrow.reached)
		require.Equal(t, wide.departure, narrow.departure)
		for i, s := range wide.spots {
			if only == none && s.hops > 0 && uint32(i) != q.from {
				require.Equal(t, wide.took(uint32(i)), narrow.took(uint32(i)))
			}
		}
	})
}

// Walks of more hops than fit are noticed.
func TestFastestNoticesFarWalks(t *testing.T) {
	ix := indexOf(t, contact("m1", "a", "b", 1), contact("m2", "b", "c", 2), contact("m3", "c", "d", 3), contact("m4", "d", "e", 4))
	q, err := ix.Query(context.Background(), Question{From: "a", To: "e"})
	require.NoError(t, err)
	for split, far := range map[uint]bool{2: true, 3: false} {
		f := &fastest[uint32]{quickest: newQuickest(ix, none), split: split}
		require.NoError(t, f.run(context.Background(), q, ix.scratch(), nil))
		require.Equal(t, far, f.far, "%d bits", split)
	}
}

// Times to the microsecond over years do not fit four bytes.
func TestFastestToTheMicrosecond(t *testing.T) {
	at := func(message, from, to string, d time.Duration) graph.Contact {
		c := contact(message, from, to, 0)
		c.At = graph.At(epoch.Add(d))
		return c
	}
	const year = 365 * 24 * time.Hour
	ix := indexOf(t,
		at("m1", "a", "b", 0), at("m2", "a", "b", time.Microsecond), at("m3", "b", "c", year),
		at("m4", "a", "b", 2*year), at("m5", "b", "c", 3*year-2*time.Microsecond))
	require.NotNil(t, ix.times.full)
	a, _ := ix.ActorNumber("a")
	c, _ := ix.ActorNumber("c")
	q, err := ix.Query(context.Background(), Question{From: "a", To: "c"})
	require.NoError(t, err)
	p, found, err := q.Fastest(context.Background())
	require.NoError(t, err)
	require.True(t, found)
	took := (year - 2*time.Microsecond).Microseconds()
	require.Equal(t, Bounds{took, took}, p.Duration)
	all, err := q.FastestToAll(context.Background())
	require.NoError(t, err)
	r, found := all.Of(c)
	require.True(t, found)
	require.Equal(t, Bounds{took, took}, r.Duration)
	require.Equal(t, epoch.Add(2*year).UnixMicro(), r.Departure.Earliest)
	_, found = all.Of(a)
	require.False(t, found)
}
