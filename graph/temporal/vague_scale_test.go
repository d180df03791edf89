package temporal

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

// someQuestion asks something of a synthetic list from a random actor.
func someQuestion(r *rand.Rand, ix *Index) Question {
	seldom := func() bool { return r.IntN(3) == 0 }
	w := Question{From: ix.Actor(uint32(r.IntN(ix.Actors()))).ID}
	begin := time.Unix(1483228800, 0).UTC()
	if seldom() {
		since := begin.Add(time.Duration(r.IntN(300)) * 24 * time.Hour)
		w.Since = &since
	}
	if seldom() {
		until := begin.Add(time.Duration(400+r.IntN(330)) * 24 * time.Hour)
		w.Until = &until
	}
	if seldom() {
		w.Roles = []graph.Role{graph.To}
	}
	if seldom() {
		w.MaxHops = 1 + r.IntN(5)
	}
	if seldom() {
		w.MinWait = time.Duration(r.IntN(100)) * time.Hour
	}
	if seldom() {
		w.MaxWait = w.MinWait + time.Duration(1+r.IntN(40*24))*time.Hour
	}
	return w
}

// backward turns a question from an actor into one to it.
func backward(w Question) Question {
	w.From, w.To = "", w.From
	return w
}

// On graphs too large for the reference the ways that know vague times and the one
// that knows exact times alone find the same.
func TestVagueWayAgreesWithExactWay(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	for _, contacts := range []int{300, 5000} {
		ix, err := Build(context.Background(), synthesize(contacts/10, contacts).stream(), Options{})
		require.NoError(t, err)
		for range 40 {
			w := someQuestion(r, ix)
			for _, o := range []Objective{EarliestArrival, LatestDeparture, FewestHops, Fastest} {
				v := w
				if o == LatestDeparture {
					v = backward(w)
				}
				q, err := ix.Query(context.Background(), v)
				require.NoError(t, err)
				want, err := q.Spread(context.Background(), o)
				require.NoError(t, err)
				got, err := q.vagueSpread(context.Background(), o)
				require.NoError(t, err)
				require.Equal(t, want.Len(), got.Len(), "%s %+v", o, v)
				for x := range want.All() {
					y, ok := got.Of(x.Actor)
					require.True(t, ok)
					if o == Fastest { // of several as fast each way takes its own
						x.At, y.At, x.Departure, y.Departure = Bounds{}, Bounds{}, Bounds{}, Bounds{}
					}
					require.Equal(t, x, y, "%s %+v", o, v)
				}
			}
		}
	}
}

// One pass finds what labels find.
func TestPassAgreesWithLabels(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 10))
	for _, every := range []int{1, 3, 20} {
		ix := dated(3000, every)
		for range 30 {
			w := someQuestion(r, ix)
			w.MaxWait = 0
			for _, w.Certain = range []bool{false, true} {
				for _, o := range []Objective{EarliestArrival, LatestDeparture, FewestHops} {
					v := w
					if o == LatestDeparture {
						v = backward(w)
					}
					q, err := ix.Query(context.Background(), v)
					require.NoError(t, err)
					sight := q.sight(o == LatestDeparture)
					once, labels := newLabelling(sight, nil), newLabelling(sight, newZones(sight, o, false))
					if w.Certain {
						labels.states = newFollowers(sight, o)
					}
					require.NoError(t, once.pass(context.Background(), o, none))
					require.NoError(t, labels.run(context.Background(), none))
					require.Equal(t, len(labels.order), len(once.order))
					for _, a := range labels.order {
						x, y := labels.labels[labels.best[a]], once.labels[once.best[a]]
						require.Equal(t, x.hops, y.hops, fmt.Sprintf("%s %+v", o, v))
						if o != FewestHops {
							require.Equal(t, x.cost, y.cost, fmt.Sprintf("%s %+v", o, v))
						}
					}
				}
			}
		}
	}
}
