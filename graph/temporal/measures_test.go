package temporal

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	centrality "gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
	"pgregory.net/rapid"

	"backchannel/graph"
)

var everything = graph.Page{Limit: graph.MaxLimit}

// measured is a small index, some of whose contacts are vague, a question to it, and
// what the question admits.
type measured struct {
	ix       *Index
	q        *Query
	admitted []uint32
}

func drawMeasured(t *rapid.T) measured {
	contacts := append(smallGraph(t), smallGraph(t)...)
	for i := range contacts {
		contacts[i].MessageID = fmt.Sprint("m", i)
		if rapid.IntRange(0, 4).Draw(t, "vague?") == 0 {
			late := contacts[i].At.Earliest.Add(time.Hour)
			contacts[i].At.Latest = &late
		}
	}
	ix := indexOf(t, contacts...)
	q, err := ix.Query(context.Background(), smallQuestion(t, ix))
	require.NoError(t, err)
	return measured{ix, q, slices.Collect(q.contacts)}
}

// counts of contacts by sender and recipient, those with oneself left out.
func (m measured) counts() map[[2]uint32]int {
	n := map[[2]uint32]int{}
	for _, c := range m.admitted {
		if from, to := m.ix.Ends(c); from != to {
			n[[2]uint32{from, to}]++
		}
	}
	return n
}

func (m measured) actors() []uint32 {
	set := map[uint32]bool{}
	for p := range m.counts() {
		set[p[0]], set[p[1]] = true, true
	}
	return slices.Sorted(maps.Keys(set))
}

// directed is the graph as gonum keeps it.
func (m measured) directed() *simple.DirectedGraph {
	g := simple.NewDirectedGraph()
	for p := range m.counts() {
		g.SetEdge(simple.Edge{F: simple.Node(p[0]), T: simple.Node(p[1])})
	}
	return g
}

func scores(items []Score) map[uint32]float64 {
	m := map[uint32]float64{}
	for _, s := range items {
		m[s.Actor] = s.Value
	}
	return m
}

func requireScores(t require.TestingT, actors []uint32, want map[int64]float64, got []Score) {
	require.True(t, slices.IsSortedFunc(got, byScore))
	require.Len(t, got, len(actors))
	of := scores(got)
	for _, a := range actors {
		require.InDelta(t, want[int64(a)], of[a], 1e-8, "actor %d", a)
	}
}

func TestDegreesAgainstCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMeasured(t)
		got, err := m.q.Degrees(context.Background(), everything)
		require.NoError(t, err)
		want := make([]Degree, 0)
		for _, a := range m.actors() {
			d := Degree{Actor: a}
			for p, n := range m.counts() {
				if p[0] == a {
					d.Sent += n
					d.Recipients++
				}
				if p[1] == a {
					d.Received += n
					d.Senders++
				}
			}
			want = append(want, d)
		}
		slices.SortStableFunc(want, func(a, b Degree) int { return cmp.Compare(b.Sent+b.Received, a.Sent+a.Received) })
		require.Equal(t, len(want), got.Total)
		require.Equal(t, want, append([]Degree{}, got.Items...))
	})
}

func TestPageRankAgainstGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMeasured(t)
		got, err := m.q.PageRank(context.Background(), everything)
		require.NoError(t, err)
		want := map[int64]float64{}
		if len(m.actors()) > 0 {
			want = centrality.PageRankSparse(m.directed(), Damping, 1e-12)
		}
		requireScores(t, m.actors(), want, got.Items)
	})
}

func TestBetweennessAgainstGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMeasured(t)
		got, err := m.q.Betweenness(context.Background(), 0, 0, everything)
		require.NoError(t, err)
		require.True(t, got.Exact)
		require.Equal(t, len(m.actors()), got.Sources)
		requireScores(t, m.actors(), centrality.Betweenness(m.directed()), got.Items)
	})
}

// chain is a → b → c → …, one contact each.
func chain(n int) []graph.Contact {
	var contacts []graph.Contact
	for i := range n - 1 {
		contacts = append(contacts, contact(fmt.Sprintf("m%03d", i), fmt.Sprintf("a%03d", i), fmt.Sprintf("a%03d", i+1), i))
	}
	return contacts
}

func TestBetweennessOfAChain(t *testing.T) {
	q, err := indexOf(t, chain(50)...).Query(t.Context(), Question{})
	require.NoError(t, err)
	b, err := q.Betweenness(t.Context(), 0, 0, graph.Page{Limit: 3})
	require.NoError(t, err)
	require.Equal(t, []Score{{24, 24 * 25}, {25, 25 * 24}, {23, 23 * 26}}, b.Items, "before it times after it")
	require.Equal(t, 50, b.Total)
}

// Estimates from all possible single sources average to the exact values, and one
// seed gives one answer.
func TestBetweennessSampled(t *testing.T) {
	q, err := indexOf(t, chain(8)...).Query(t.Context(), Question{})
	require.NoError(t, err)
	exact, err := q.Betweenness(t.Context(), 0, 0, everything)
	require.NoError(t, err)
	sampled := func(seed uint64) *Betweenness {
		b, err := q.Betweenness(t.Context(), 3, seed, everything)
		require.NoError(t, err)
		require.False(t, b.Exact)
		require.Equal(t, 3, b.Sources)
		require.Equal(t, 8, b.Actors)
		return b
	}
	require.Equal(t, sampled(7), sampled(7))
	const runs = 4000
	sum := map[uint32]float64{}
	for seed := range uint64(runs) {
		for _, s := range sampled(seed).Items {
			sum[s.Actor] += s.Value
		}
	}
	for _, s := range exact.Items {
		require.InDelta(t, s.Value, sum[s.Actor]/runs, 0.5)
	}
}

func TestComponentsAgainstGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMeasured(t)
		got, err := m.q.Components(context.Background(), everything)
		require.NoError(t, err)
		parts := topo.ConnectedComponents(gonum.Undirect{G: m.directed()})
		require.Equal(t, len(parts), got.Total)
		requireGroups(t, m, got, parts)
	})
}

// requireGroups checks a division against gonum's, and its order.
func requireGroups(t require.TestingT, m measured, got *Groups, want [][]gonum.Node) {
	for _, part := range want {
		place, ok := got.Of(uint32(part[0].ID()))
		require.True(t, ok)
		g := got.Items[place]
		require.Equal(t, len(part), g.Size)
		within := 0
		for p, n := range m.counts() {
			a, _ := got.Of(p[0])
			if b, _ := got.Of(p[1]); a == place && b == place {
				within += n
			}
		}
		require.Equal(t, within, g.Contacts)
		for _, n := range part {
			other, _ := got.Of(uint32(n.ID()))
			require.Equal(t, place, other)
			require.Contains(t, g.Members, uint32(n.ID()))
		}
	}
	require.True(t, slices.IsSortedFunc(got.Items, func(a, b Group) int {
		return cmp.Or(cmp.Compare(b.Size, a.Size), cmp.Compare(slices.Min(a.Members), slices.Min(b.Members)))
	}))
	for a := range uint32(m.ix.Actors()) {
		_, ok := got.Of(a)
		require.Equal(t, slices.Contains(m.actors(), a), ok)
	}
}

func TestCommunitiesAgainstGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMeasured(t)
		got, err := m.q.Communities(context.Background(), 3, everything)
		require.NoError(t, err)
		if len(m.actors()) == 0 {
			require.Empty(t, got.Items)
			return
		}
		g := simple.NewWeightedUndirectedGraph(0, 0)
		for p, n := range m.counts() {
			w, _ := g.Weight(int64(p[0]), int64(p[1]))
			g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(p[0]), T: simple.Node(p[1]), W: w + float64(n)})
		}
		var parts [][]gonum.Node
		for _, group := range got.Items {
			var part []gonum.Node
			for _, a := range group.Members {
				part = append(part, simple.Node(a))
			}
			parts = append(parts, part)
		}
		requireGroups(t, m, &got.Groups, parts)
		require.InDelta(t, community.Q(g, parts, 1), got.Modularity, 1e-9)
		again, err := m.q.Communities(context.Background(), 3, everything)
		require.NoError(t, err)
		require.Equal(t, got, again)
	})
}

// Two circles of friends with one contact between them.
func TestCommunitiesOfTwoCircles(t *testing.T) {
	var contacts []graph.Contact
	add := func(from, to string) {
		contacts = append(contacts, contact(fmt.Sprintf("m%03d", len(contacts)), from, to, len(contacts)))
	}
	for _, circle := range []string{"abcde", "vwxyz"} {
		for _, from := range circle {
			for _, to := range circle {
				if from != to {
					add(string(from), string(to))
				}
			}
		}
	}
	add("e", "v")
	q, err := indexOf(t, contacts...).Query(t.Context(), Question{})
	require.NoError(t, err)
	for seed := range uint64(20) {
		got, err := q.Communities(t.Context(), seed, everything)
		require.NoError(t, err)
		require.Equal(t, []Group{{5, 20, []uint32{4, 0, 1, 2, 3}}, {5, 20, []uint32{5, 6, 7, 8, 9}}}, got.Items)
		require.InDelta(t, 40.0/41-0.5, got.Modularity, 1e-12)
	}
}

// The division is gonum's, for each seed: of a graph with a power law, and of one
// with communities.
func TestLouvainIsGonums(t *testing.T) {
	var circles []graph.Contact
	r := rand.New(rand.NewPCG(5, 5))
	for i := range 3000 {
		from := r.IntN(120)
		to := from/12*12 + r.IntN(12)
		if r.IntN(4) == 0 {
			to = r.IntN(120)
		}
		circles = append(circles, contact(fmt.Sprintf("m%04d", i), fmt.Sprintf("a%03d", from), fmt.Sprintf("a%03d", to), i))
	}
	power, err := Build(t.Context(), synthesize(400, 3000).stream(), Options{})
	require.NoError(t, err)
	for _, ix := range []*Index{power, indexOf(t, circles...)} {
		q, err := ix.Query(t.Context(), Question{})
		require.NoError(t, err)
		n, err := q.network(t.Context())
		require.NoError(t, err)
		u, err := n.undirected(t.Context())
		require.NoError(t, err)
		g := simple.NewWeightedUndirectedGraph(0, 0)
		for a := range uint32(u.nodes()) {
			for _, l := range u.of(a) {
				g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(a), T: simple.Node(l.actor), W: float64(l.contacts)})
			}
		}
		for seed := range uint64(10) {
			label, err := u.louvain(t.Context(), seed)
			require.NoError(t, err)
			communities := community.Modularize(g, 1, rand.NewPCG(seed, 0)).Communities()
			of := map[uint32]uint32{}
			for _, members := range communities {
				for _, m := range members {
					l, known := of[label[members[0].ID()]]
					require.True(t, !known || l == uint32(members[0].ID()), "two of gonum's communities are one")
					require.Equal(t, label[members[0].ID()], label[m.ID()], "one of gonum's communities is two")
				}
				of[label[members[0].ID()]] = uint32(members[0].ID())
			}
			require.Greater(t, len(communities), 3)
			require.InDelta(t, community.Q(g, communities, 1), u.modularity(label), 1e-9)
		}
	}
}

func TestCorrespondentsAgainstCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMeasured(t)
		if rapid.Bool().Draw(t, "of all") {
			m.q.from = none
		}
		got, err := m.q.Correspondents(context.Background(), everything)
		require.NoError(t, err)
		want := []Correspondence{}
		for a := range uint32(m.ix.Actors()) {
			for b := range uint32(m.ix.Actors()) {
				if a == b || m.q.from == none && a > b || m.q.from != none && a != m.q.from {
					continue
				}
				c := Correspondence{A: a, B: b, First: Bounds{math.MaxInt64, math.MaxInt64}, Last: Bounds{math.MinInt64, math.MinInt64}}
				for _, i := range m.admitted {
					from, to := m.ix.Ends(i)
					if !(from == a && to == b || from == b && to == a) {
						continue
					}
					if from == a {
						c.Sent++
					} else {
						c.Received++
					}
					if at := m.ix.Bounds(i); at.Exact() {
						c.Dated = true
						c.First, c.Last = Bounds{min(c.First.Earliest, at.Earliest), min(c.First.Latest, at.Latest)}, Bounds{max(c.Last.Earliest, at.Earliest), max(c.Last.Latest, at.Latest)}
					} else {
						c.Vague++
					}
				}
				if !c.Dated {
					c.First, c.Last = Bounds{}, Bounds{}
				}
				if c.Sent+c.Received > 0 {
					want = append(want, c)
				}
			}
		}
		slices.SortStableFunc(want, func(a, b Correspondence) int { return cmp.Compare(b.Sent+b.Received, a.Sent+a.Received) })
		require.Equal(t, len(want), got.Total)
		require.Equal(t, want, append([]Correspondence{}, got.Items...))
	})
}

func TestReplyRatesAgainstSearching(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMeasured(t)
		if rapid.Bool().Draw(t, "from all") {
			m.q.from = none
		}
		if rapid.Bool().Draw(t, "to all") {
			m.q.to = none
		}
		window := time.Duration(rapid.IntRange(1, 10).Draw(t, "window")) * time.Minute
		replies := drawReplies(t, m.ix)
		recorded, err := m.ix.Recorded(context.Background(), func(yield func(graph.Reply, error) bool) {
			for _, r := range replies {
				if !yield(r, nil) {
					return
				}
			}
		})
		require.NoError(t, err)
		isReply := func(c uint32) bool {
			return slices.ContainsFunc(replies, func(r graph.Reply) bool { return r.Message == m.ix.Contact(c).MessageID })
		}
		got, err := m.q.ReplyRates(context.Background(), window, recorded, everything)
		require.NoError(t, err)
		exact := slices.DeleteFunc(slices.Clone(m.admitted), func(c uint32) bool { return !m.ix.Bounds(c).Exact() })
		require.Equal(t, len(m.admitted)-len(exact), got.Vague)
		want, all := []ReplyRate{}, []int64{}
		total := ReplyRate{}
		median := func(took []int64) time.Duration {
			slices.Sort(took)
			if len(took) == 0 {
				return 0
			}
			return time.Duration(took[(len(took)-1)/2]+took[len(took)/2]) * time.Microsecond / 2
		}
		for a := range uint32(m.ix.Actors()) {
			for b := range uint32(m.ix.Actors()) {
				if a == b || m.q.from != none && a != m.q.from || m.q.to != none && b != m.q.to {
					continue
				}
				r, took := ReplyRate{From: a, To: b}, []int64{}
				for _, c := range exact {
					if from, to := m.ix.Ends(c); from != a || to != b {
						continue
					}
					r.Contacts++
					byTime, byRecord := int64(math.MaxInt64), int64(math.MaxInt64)
					for _, d := range exact {
						wait := m.ix.Bounds(d).Earliest - m.ix.Bounds(c).Earliest
						if from, to := m.ix.Ends(d); from != b || to != a || wait < 0 || wait > window.Microseconds() {
							continue
						}
						reply, to := m.ix.Contact(d).MessageID, m.ix.Contact(c).MessageID
						if reply != to && slices.ContainsFunc(replies, func(r graph.Reply) bool { return r.Message == reply && r.To == to }) {
							byRecord = min(byRecord, wait)
						}
						if wait > 0 && !isReply(d) {
							byTime = min(byTime, wait)
						}
					}
					switch {
					case byRecord != math.MaxInt64:
						r.Replied++
						r.Recorded++
						took = append(took, byRecord)
					case byTime != math.MaxInt64:
						r.Replied++
						took = append(took, byTime)
					}
				}
				if r.Contacts > 0 {
					r.Rate, r.Median = float64(r.Replied)/float64(r.Contacts), median(took)
					want = append(want, r)
					all = append(all, took...)
					total.Contacts += r.Contacts
					total.Recorded += r.Recorded
				}
			}
		}
		if total.Replied, total.Median = len(all), median(all); total.Contacts > 0 {
			total.Rate = float64(total.Replied) / float64(total.Contacts)
		}
		slices.SortStableFunc(want, func(a, b ReplyRate) int { return cmp.Compare(b.Contacts, a.Contacts) })
		require.Equal(t, total, got.All)
		require.Equal(t, len(want), got.Total)
		require.Equal(t, want, append([]ReplyRate{}, got.Items...))
	})
}

// drawReplies records some messages as replies to others, some of which are unknown.
func drawReplies(t *rapid.T, ix *Index) []graph.Reply {
	one := func(label string) string {
		if n := rapid.IntRange(0, ix.Messages()).Draw(t, label); n < ix.Messages() {
			return ix.MessageID(uint32(n))
		}
		return "unknown"
	}
	replies := []graph.Reply{}
	for range rapid.IntRange(0, 6).Draw(t, "replies") {
		replies = append(replies, graph.Reply{Message: one("reply"), To: one("reply to")})
	}
	return replies
}

// A page is a stretch of the whole list, wherever it is cut.
func TestRankingPages(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOf(rapid.IntRange(0, 50)).Draw(t, "values")
		p := graph.Page{Limit: rapid.IntRange(1, 10).Draw(t, "limit"), Offset: rapid.IntRange(0, 30).Draw(t, "offset")}
		r, err := newRanker(p, cmp.Compare[int])
		require.NoError(t, err)
		for _, v := range values {
			r.add(v)
		}
		got := r.ranking()
		slices.Sort(values)
		first := min(p.Offset, len(values))
		require.Equal(t, len(values), got.Total)
		require.Equal(t, append([]int{}, values[first:min(first+p.Limit, len(values))]...), append([]int{}, got.Items...))
	})
}

func TestMeasuresBadInput(t *testing.T) {
	q, err := indexOf(t, chain(3)...).Query(t.Context(), Question{})
	require.NoError(t, err)
	ask := map[string]func(context.Context, graph.Page) error{
		"degrees":        func(c context.Context, p graph.Page) error { _, err := q.Degrees(c, p); return err },
		"pagerank":       func(c context.Context, p graph.Page) error { _, err := q.PageRank(c, p); return err },
		"betweenness":    func(c context.Context, p graph.Page) error { _, err := q.Betweenness(c, 0, 0, p); return err },
		"components":     func(c context.Context, p graph.Page) error { _, err := q.Components(c, p); return err },
		"communities":    func(c context.Context, p graph.Page) error { _, err := q.Communities(c, 0, p); return err },
		"correspondents": func(c context.Context, p graph.Page) error { _, err := q.Correspondents(c, p); return err },
		"replies":        func(c context.Context, p graph.Page) error { _, err := q.ReplyRates(c, time.Hour, nil, p); return err },
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, f := range ask {
		t.Run(name, func(t *testing.T) {
			require.NoError(t, f(t.Context(), everything))
			for _, p := range []graph.Page{{}, {Limit: -1}, {Limit: graph.MaxLimit + 1}, {Limit: 1, Offset: -1}, {Limit: 1, Offset: math.MaxInt}} {
				require.Equal(t, graph.Invalid, graph.CodeOf(f(t.Context(), p)), "%+v", p)
			}
			require.ErrorIs(t, f(cancelled, everything), context.Canceled)
		})
	}
	_, err = q.Betweenness(t.Context(), -1, 0, everything)
	require.Equal(t, graph.Invalid, graph.CodeOf(err))
	_, err = q.ReplyRates(t.Context(), 0, nil, everything)
	require.Equal(t, graph.Invalid, graph.CodeOf(err))
}

// Every measure stops wherever it is, on a graph that takes it many looks at the
// context.
func TestMeasuresStopWhereverTheyAre(t *testing.T) {
	l := synthesize(2000, 200_000)
	ix, err := Build(t.Context(), l.stream(), Options{})
	require.NoError(t, err)
	q, err := ix.Query(t.Context(), Question{})
	require.NoError(t, err)
	for name, f := range map[string]func(context.Context) error{
		"degrees":        func(c context.Context) error { _, err := q.Degrees(c, everything); return err },
		"pagerank":       func(c context.Context) error { _, err := q.PageRank(c, everything); return err },
		"betweenness":    func(c context.Context) error { _, err := q.Betweenness(c, 10, 0, everything); return err },
		"components":     func(c context.Context) error { _, err := q.Components(c, everything); return err },
		"communities":    func(c context.Context) error { _, err := q.Communities(c, 0, everything); return err },
		"correspondents": func(c context.Context) error { _, err := q.Correspondents(c, everything); return err },
		"replies": func(c context.Context) error {
			_, err := q.ReplyRates(c, time.Hour, nil, graph.Page{Limit: 10})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			ask := func(looks int64) (int64, error) {
				p := &patience{Context: t.Context()}
				p.looks.Store(looks)
				err := f(p)
				return p.looks.Load(), err
			}
			left, err := ask(math.MaxInt64)
			require.NoError(t, err)
			needed := math.MaxInt64 - left
			require.Greater(t, needed, int64(5))
			// Workers share the looks as it comes, so that one more or less may be needed.
			for looks := int64(0); looks < needed*3/4; looks += 1 + needed/5 {
				_, err := ask(looks)
				require.ErrorIs(t, err, context.Canceled)
			}
		})
	}
}
