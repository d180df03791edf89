package layout

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type drawn struct {
	nodes  int
	links  []Link
	at     []int64
	groups []string
}

func draw(t *rapid.T) drawn {
	d := drawn{nodes: rapid.IntRange(0, 60).Draw(t, "nodes")}
	for range rapid.IntRange(0, 2*d.nodes).Draw(t, "links") {
		d.links = append(d.links, Link{uint32(rapid.IntRange(0, d.nodes-1).Draw(t, "from")), uint32(rapid.IntRange(0, d.nodes-1).Draw(t, "to")), rapid.Float64Range(0.1, 1e6).Draw(t, "weight")})
	}
	for range d.nodes {
		d.at = append(d.at, rapid.OneOf(rapid.Just(int64(Undated)), rapid.Int64Range(-1e15, 1e15)).Draw(t, "at"))
		d.groups = append(d.groups, rapid.SampledFrom([]string{"", "a", "b", "c"}).Draw(t, "group"))
	}
	return d
}

func (d drawn) all(t require.TestingT, seed uint64) map[string]Positions {
	force, err := Force(context.Background(), d.nodes, d.links, seed)
	require.NoError(t, err)
	circular, err := Circular(context.Background(), d.nodes, d.links)
	require.NoError(t, err)
	return map[string]Positions{"force": force, "circular": circular, "timed": Timed(d.at), "grouped": Grouped(d.groups)}
}

// Whatever the graph, each node has a place within the extent, of its own, and the
// same one again.
func TestPositions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		again := d.all(t, 7)
		for name, p := range d.all(t, 7) {
			require.Equal(t, again[name], p, name)
			require.Len(t, p, 2*d.nodes)
			taken := map[[2]float64]int{}
			for v := range d.nodes {
				place := [2]float64{p[2*v], p[2*v+1]}
				for _, x := range place {
					require.LessOrEqual(t, math.Abs(x), float64(Extent), name)
				}
				other, same := taken[place]
				require.False(t, same, "%s: %d and %d are both at %v", name, other, v, place)
				taken[place] = v
			}
		}
	})
}

// Two groups that hardly know each other come to stand apart.
func TestForceShowsGroups(t *testing.T) {
	var links []Link
	const size = 60
	for g := range uint32(2) {
		for i := range uint32(size) {
			for _, by := range []uint32{1, 2, 7, 19} {
				links = append(links, Link{g*size + i, g*size + (i+by)%size, 1})
			}
		}
	}
	links = append(links, Link{0, size, 1})
	for seed := range uint64(5) {
		p, err := Force(context.Background(), 2*size, links, seed)
		require.NoError(t, err)
		mean := func(pairs func(a, b int) bool) float64 {
			sum, n := 0.0, 0.0
			for a := range 2 * size {
				for b := range a {
					if pairs(a, b) {
						sum, n = sum+math.Hypot(p[2*a]-p[2*b], p[2*a+1]-p[2*b+1]), n+1
					}
				}
			}
			return sum / n
		}
		within := mean(func(a, b int) bool { return a/size == b/size })
		between := mean(func(a, b int) bool { return a/size != b/size })
		require.Greater(t, between, 1.5*within)
	}
}

func TestTimedReadsFromLeftToRight(t *testing.T) {
	require.Empty(t, Timed(nil))
	p := Timed([]int64{30, 10, Undated, 20, 10})
	require.Less(t, p[2], p[6])
	require.Less(t, p[6], p[0])
	require.Less(t, p[0], p[4], "what has no time stands beyond")
	require.Equal(t, p[2], p[8])
	require.NotEqual(t, p[3], p[9])
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	links := scattered(10_000, 20_000)
	_, err := Force(ctx, 10_000, links, 1)
	require.ErrorIs(t, err, context.Canceled)
	_, err = Circular(ctx, 10_000, links)
	require.ErrorIs(t, err, context.Canceled)
}

// Of few nodes each can be seen: none covers another.
func TestFewNodesStandApart(t *testing.T) {
	star := []Link{}
	for i := uint32(2); i < 40; i++ {
		star = append(star, Link{From: i % 2, To: i, Weight: 1}, Link{From: 1 - i%2, To: i, Weight: 5})
	}
	p, err := Force(t.Context(), 40, star, 1)
	require.NoError(t, err)
	least := math.Inf(1)
	for i := range 40 {
		for j := range i {
			least = min(least, math.Hypot(p[2*i]-p[2*j], p[2*i+1]-p[2*j+1]))
		}
	}
	require.Greater(t, least, 100.0)
}
