package temporal

import (
	"context"
	"math"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

func TestBadQuestions(t *testing.T) {
	ctx := context.Background()
	ix := indexOf(t, contact("m1", "a", "b", 1), contact("m2", "b", "c", 2))
	early, late := minute(1), minute(2)
	for name, bad := range map[string]struct {
		w    Question
		code graph.Code
	}{
		"unknown start":                {Question{From: "z"}, graph.NotFound},
		"unknown end":                  {Question{To: "z"}, graph.NotFound},
		"unknown sender":               {Question{Senders: []string{"a", "z"}}, graph.NotFound},
		"unknown to avoid":             {Question{Avoid: []string{"z"}}, graph.NotFound},
		"period ends before it begins": {Question{Since: &late, Until: &early}, graph.Invalid},
		"negative least wait":          {Question{MinWait: -1}, graph.Invalid},
		"negative longest wait":        {Question{MaxWait: -1}, graph.Invalid},
		"waits the wrong way round":    {Question{MinWait: 2 * time.Minute, MaxWait: time.Minute}, graph.Invalid},
		"a wait that none can keep":    {Question{MaxWait: time.Nanosecond}, graph.Invalid},
		"too many hops":                {Question{MaxHops: MaxHops + 1}, graph.Invalid},
		"negative hops":                {Question{MaxHops: -1}, graph.Invalid},
		"an end to avoid":              {Question{From: "a", Avoid: []string{"a"}}, graph.Invalid},
	} {
		_, err := ix.Query(ctx, bad.w)
		require.Equal(t, bad.code, graph.CodeOf(err), name)
	}
	for name, w := range map[string]Question{"no end": {From: "a"}, "no start": {To: "a"}, "one and the same": {From: "a", To: "a"}} {
		q, err := ix.Query(ctx, w)
		require.NoError(t, err)
		for _, o := range objectives {
			_, _, err = q.Path(ctx, o)
			require.Equal(t, graph.Invalid, graph.CodeOf(err), name)
		}
		_, _, err = q.FewestContacts(ctx)
		require.Equal(t, graph.Invalid, graph.CodeOf(err), name)
	}
	q, err := ix.Query(ctx, Question{From: "a", To: "c"})
	require.NoError(t, err)
	_, _, err = q.Path(ctx, "nicest")
	require.Equal(t, graph.Invalid, graph.CodeOf(err))
	_, err = q.ShortestPaths(ctx, 0)
	require.Equal(t, graph.Invalid, graph.CodeOf(err))
}

func TestATopicThatNothingIsAboutLeavesNothing(t *testing.T) {
	ctx := context.Background()
	ix := indexOf(t, contact("m1", "a", "b", 1))
	q, err := ix.Query(ctx, Question{From: "a", To: "b", Topics: []string{"nothing"}})
	require.NoError(t, err)
	_, found, err := q.EarliestArrival(ctx)
	require.NoError(t, err)
	require.False(t, found)
}

func TestANoSaysHowFarWordGotAndWhatStandsInTheWay(t *testing.T) {
	ctx := context.Background()
	cc := contact("m3", "c", "d", 3)
	cc.Role = graph.Cc
	ix := indexOf(t, contact("m1", "a", "b", 1), contact("m2", "b", "c", 2), cc, contact("m4", "d", "e", 4), contact("m5", "e", "f", 0))
	explain := func(w Question) No {
		q, err := ix.Query(ctx, w)
		require.NoError(t, err)
		no, err := q.Explain(ctx)
		require.NoError(t, err)
		return no
	}
	at := func(n int) Bounds { return BoundsOf(graph.At(minute(n))) }

	no := explain(Question{From: "a", To: "e", Roles: []graph.Role{graph.To}, MaxHops: 4})
	require.Equal(t, No{Contacts: 4, Messages: 4, Reached: 2, Lifts: []Lift{{ByRole, 4}}}, no)

	until := minute(3)
	no = explain(Question{From: "a", To: "e", Until: &until})
	require.Equal(t, []Lift{{Period, 4}}, no.Lifts)

	no = explain(Question{From: "a", To: "f"})
	require.Equal(t, []Lift{{TimeOrder, 5}}, no.Lifts)
	require.Equal(t, 4, no.Reached)
	require.Equal(t, &Nearest{Reached{Actor: 4, At: at(4), Hops: 4, Certainty: graph.Certain}, 1}, no.Nearest)

	no = explain(Question{From: "a", To: "e", MaxHops: 3})
	require.Equal(t, []Lift{{HopBound, 4}}, no.Lifts)
	no = explain(Question{From: "a", To: "e", MinWait: 2 * time.Minute})
	require.Equal(t, []Lift{{LeastWait, 4}, {TimeOrder, 4}}, no.Lifts)
	no = explain(Question{From: "a", To: "e", MaxWait: 30 * time.Second})
	require.Equal(t, []Lift{{MostWait, 4}, {TimeOrder, 4}}, no.Lifts)
	no = explain(Question{From: "a", To: "e", Avoid: []string{"c"}})
	require.Equal(t, []Lift{{Avoiding, 4}}, no.Lifts)
	no = explain(Question{From: "a", To: "e", Topics: []string{"x"}})
	require.Equal(t, []Lift{{About, 4}}, no.Lifts)
	no = explain(Question{From: "a", To: "e", Topics: []string{"x"}, MaxHops: 3})
	require.Empty(t, no.Lifts, "no single one is enough")
	require.Nil(t, no.Nearest)
}

// The blocks of a scan are the contacts admitted, in order, both ways.
func TestAScanPassesWhatIsAdmitted(t *testing.T) {
	ctx := context.Background()
	ix, err := Build(ctx, synthesize(3000, 200_000).stream(), Options{})
	require.NoError(t, err)
	since, until := time.Unix(1490000000, 0), time.Unix(1530000000, 0)
	for name, w := range map[string]Question{
		"all": {}, "period": {Since: &since, Until: &until}, "role": {Roles: []graph.Role{graph.To}},
		"topic": {Topics: []string{"topic 3"}, Since: &since}, "sender": {Senders: []string{"a0000003", "a0000100"}},
		"recipients": {Recipients: []string{"a0000007"}, Until: &until}, "few": {Messages: []string{"m00000001", "m00150000"}},
	} {
		q, err := ix.Query(ctx, w)
		require.NoError(t, err)
		var want []uint32
		for c := range q.contacts {
			want = append(want, c)
		}
		require.NotEmpty(t, want, name)
		contacts, _, err := q.Admitted(ctx)
		require.NoError(t, err)
		require.Equal(t, len(want), contacts, name)
		pass := func(from, to uint32, back bool) (got []uint32) {
			s := ix.scratch()
			defer ix.pool.Put(s)
			for b := q.scan(ctx, s, from, to); back && b.back() || !back && b.next(); {
				for i := range b.block {
					if back {
						i = len(b.block) - 1 - i
					}
					require.Equal(t, ix.hot[b.number(i)], b.block[i])
					got = append(got, b.number(i))
				}
			}
			if back {
				for i, j := 0, len(got)-1; i < j; i, j = i+1, j-1 {
					got[i], got[j] = got[j], got[i]
				}
			}
			return got
		}
		require.Equal(t, want, pass(0, none, false), name)
		require.Equal(t, want, pass(0, none, true), name)
		var within []uint32
		for _, c := range want {
			if c >= 1001 && c < 180_003 {
				within = append(within, c)
			}
		}
		require.Equal(t, within, pass(1001, 180_003, false), name)
		require.Equal(t, within, pass(1001, 180_003, true), name)
	}
}

// What one number for each actor finds, lists of all that waits find as well.
func TestTheFastWayAndTheWaitingWayAgreeOnManyContacts(t *testing.T) {
	ctx := context.Background()
	ix, err := Build(ctx, synthesize(2000, 150_000).stream(), Options{})
	require.NoError(t, err)
	for _, w := range []Question{{}, {Roles: []graph.Role{graph.Cc}}, {MaxHops: 3}} {
		for _, p := range pairs(ix, 3) {
			w.From, w.To = p[0], p[1]
			q, err := ix.Query(ctx, w)
			require.NoError(t, err)
			waiting := *q
			waiting.maxWait = math.MaxInt64 / 1000 // 292 years
			for _, o := range objectives {
				fast, err := q.Spread(ctx, o)
				require.NoError(t, err)
				slow, err := waiting.Spread(ctx, o)
				require.NoError(t, err)
				require.Equal(t, fast.Len(), slow.Len())
				for a := range uint32(ix.Actors()) {
					x, _ := fast.Of(a)
					y, _ := slow.Of(a)
					require.Equal(t, x, y, "%s to %d", o, a)
				}
				one, found, err := q.Path(ctx, o)
				require.NoError(t, err)
				other, foundToo, err := waiting.Path(ctx, o)
				require.NoError(t, err)
				require.Equal(t, found, foundToo)
				require.Equal(t, one, other)
				if found {
					end := q.to
					if o == LatestDeparture {
						end = q.from
					}
					r, ok := fast.Of(end)
					require.True(t, ok)
					require.Equal(t, r.Hops, len(one.Hops))
				}
			}
		}
	}
}

func TestManyAskAtOnce(t *testing.T) {
	ctx := context.Background()
	ix, err := Build(ctx, synthesize(500, 20_000).stream(), Options{})
	require.NoError(t, err)
	var work sync.WaitGroup
	for _, p := range pairs(ix, 8) {
		work.Go(func() {
			for _, w := range []Question{{From: p[0], To: p[1]}, {From: p[0], To: p[1], MaxWait: time.Hour, MaxHops: 4}} {
				q, err := ix.Query(ctx, w)
				if err != nil {
					t.Error(err)
					return
				}
				for _, o := range objectives {
					first, _, err := q.Path(ctx, o)
					again, _, err2 := q.Path(ctx, o)
					if err != nil || err2 != nil || len(first.Hops) != len(again.Hops) {
						t.Error(first, again, err, err2)
					}
					if _, err := q.Spread(ctx, o); err != nil {
						t.Error(err)
					}
				}
				if _, err := q.ShortestPaths(ctx, 3); err != nil {
					t.Error(err)
				}
			}
		})
	}
	work.Wait()
	runtime.KeepAlive(ix)
}

func TestACancelledQuestionEnds(t *testing.T) {
	ix, err := Build(context.Background(), synthesize(500, 20_000).stream(), Options{})
	require.NoError(t, err)
	p := pairs(ix, 1)[0]
	for _, w := range []Question{{From: p[0], To: p[1]}, {From: p[0], To: p[1], MinWait: time.Hour}, {From: p[0], To: p[1], MaxHops: 2}} {
		q, err := ix.Query(context.Background(), w)
		require.NoError(t, err)
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		for _, o := range objectives {
			_, _, err = q.Path(ctx, o)
			require.ErrorIs(t, err, context.Canceled)
			_, err = q.Spread(ctx, o)
			require.ErrorIs(t, err, context.Canceled)
		}
		_, _, err = q.FewestContacts(ctx)
		require.ErrorIs(t, err, context.Canceled)
		_, err = q.ShortestPaths(ctx, 3)
		require.ErrorIs(t, err, context.Canceled)
		_, err = ix.Query(ctx, w)
		require.ErrorIs(t, err, context.Canceled)
		// and leaves nothing behind
		_, found, err := q.EarliestArrival(context.Background())
		require.NoError(t, err)
		again, foundAgain, err := q.EarliestArrival(context.Background())
		require.NoError(t, err)
		require.Equal(t, found, foundAgain, again)
	}
}
