package hypothesis

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

// A trial is a test held to a null model that is true of the data: its p-values
// have to be uniform.
type trial struct {
	test  Test
	nulls []Null
	form  string
	make  func(h *Hypothesis)
}

var timeShuffles = []Null{ShuffledTimestamps, ShuffledWithinHourOfWeek, ShuffledWithinActivePeriod, CircularShift}

func trials() []trial {
	within := func(d time.Duration) func(h *Hypothesis) {
		return func(h *Hypothesis) { h.Within = lasting(d) }
	}
	asking := func(link Link) func(h *Hypothesis) {
		return func(h *Hypothesis) {
			h.Trigger, h.Response, h.Link, h.Within = &Filter{}, &Filter{}, link, lasting(20*time.Minute)
		}
	}
	groups := &Groups{Attribute: "team", A: Names{"red"}, B: Names{"blue"}}
	period := Filter{Since: "2001-01-01T00:20:00Z", Until: "2001-01-01T01:20:00Z"}
	return []trial{
		{Response, append([]Null{ShuffledRecipients}, timeShuffles...), "reply", asking(Reply)},
		{Response, []Null{ShuffledTimestamps, ShuffledRecipients}, "by recipient", asking(ByRecipient)},
		{Response, []Null{ShuffledTimestamps}, "by anyone, filtered", func(h *Hypothesis) {
			asking(ByAnyone)(h)
			h.Trigger, h.Response, h.Within = &Filter{From: Names{"a", "b"}}, &Filter{From: Names{"c", "d"}}, lasting(3*time.Minute)
		}},
		{Latency, append([]Null{ShuffledLabels}, timeShuffles...), "", func(h *Hypothesis) { asking(Reply)(h); h.Within, h.Groups = nil, groups }},
		{Count, timeShuffles, "in a period", func(h *Hypothesis) { f := period; f.From = Names{"a", "b"}; h.Of = &f }},
		{Count, []Null{ShuffledRecipients}, "of a pair", func(h *Hypothesis) { h.Of = &Filter{From: Names{"a", "b"}, To: Names{"c", "d"}} }},
		{Rate, timeShuffles, "in a period", func(h *Hypothesis) {
			f := period
			f.From = Names{"a", "b"}
			h.A, h.B = &f, &Filter{Since: "2001-01-01T01:20:01Z", From: Names{"a", "b"}}
		}},
		{Rate, []Null{ShuffledRecipients}, "to some", func(h *Hypothesis) {
			h.A, h.B = &Filter{From: Names{"a", "b"}, To: Names{"c"}}, &Filter{From: Names{"a", "b"}, To: Names{"d"}}
		}},
		{Rate, []Null{ShuffledLabels}, "of groups", func(h *Hypothesis) { h.Groups = groups }},
		{Order, timeShuffles, "", func(h *Hypothesis) { h.A, h.B = &Filter{From: Names{"a", "b"}}, &Filter{From: Names{"c", "d"}} }},
		{Change, timeShuffles, "", func(h *Hypothesis) {
			h.Event, h.Before, h.After = "2001-01-01T01:00:00Z", Duration(50*time.Minute), Duration(40*time.Minute)
			h.Of = &Filter{From: Names{"a", "b"}}
		}},
		{Change, []Null{CircularShift}, "of all", func(h *Hypothesis) {
			h.Event, h.Before, h.After = "2001-01-01T01:00:00Z", Duration(50*time.Minute), Duration(40*time.Minute)
		}},
		{Mixing, []Null{ShuffledLabels, ShuffledRecipients}, "", func(h *Hypothesis) { h.Attribute = "team" }},
		{Motif, append([]Null{ShuffledRecipients}, timeShuffles...), "all", func(h *Hypothesis) { h.Motif = "all"; within(10 * time.Minute)(h) }},
		{Motif, []Null{ShuffledTimestamps}, "one", func(h *Hypothesis) { h.Motif = "1,2"; within(20 * time.Minute)(h) }},
		{Reach, append([]Null{ShuffledRecipients}, timeShuffles...), "", func(h *Hypothesis) { h.From, h.Start = Names{"a"}, "2001-01-01"; within(25 * time.Minute)(h) }},
	}
}

// chance draws contacts of which every null model is true: the times, the
// recipients and the labels of the actors have nothing to do with one another.
// Times lie in two hours, so that those of one hour of the week are many.
func chance(g *rand.Rand) *memory {
	const contacts = 50
	m := &memory{}
	actors := []string{"a", "b", "c", "d", "e", "f", "g", "h"}
	teams := []string{"red", "red", "red", "red", "blue", "blue", "blue", "blue"}
	g.Shuffle(len(teams), func(i, j int) { teams[i], teams[j] = teams[j], teams[i] })
	for i, a := range actors {
		m.actors = append(m.actors, graph.Actor{ID: a, Attributes: map[string]string{"team": teams[i]}})
	}
	times := make([]int64, contacts)
	for i := range times {
		times[i] = int64(g.IntN(7200))
	}
	slices.SortFunc(times, cmp.Compare)
	for _, t := range times {
		from := g.IntN(len(actors))
		to := (from + 1 + g.IntN(len(actors)-1)) % len(actors)
		m.add(actors[from], actors[to], t)
	}
	return m
}

// uniform is the p-value with ties broken by a draw: uniform to the last step if
// the observation is one of the arrangements and as likely as any.
func uniform(g *rand.Rand, t Tally) float64 {
	n := t.Greater + t.Equal + t.Less
	return (float64(t.Greater) + g.Float64()*float64(t.Equal+1)) / float64(n+1)
}

// kolmogorovSmirnov is the largest distance of a sample from the uniform
// distribution, times the root of its size; 1.95 is passed once in a thousand times.
func kolmogorovSmirnov(p []float64) float64 {
	slices.Sort(p)
	d := 0.0
	for i, v := range p {
		d = max(d, float64(i+1)/float64(len(p))-v, v-float64(i)/float64(len(p)))
	}
	return d * math.Sqrt(float64(len(p)))
}

func testUniform(t *testing.T, cases, permutations int) {
	for _, trial := range trials() {
		for _, null := range trial.nulls {
			t.Run(fmt.Sprint(trial.test, " ", trial.form, " ", null), func(t *testing.T) {
				t.Parallel()
				g := rand.New(rand.NewPCG(1, 2))
				scope := Filter{Since: "2001-01-01T00:00:00Z", Until: "2001-01-01T01:59:59Z"} // the ring of the circular shift
				var ps []float64
				found := 0
				for i := range cases {
					m := chance(g)
					h := &Hypothesis{ID: "x", Test: trial.test, Null: null, Direction: Greater, Permutations: permutations, Seed: uint64(i), Scope: scope}
					trial.make(h)
					r := m.runner()
					r.Workers = 1
					res, err := r.Run(t.Context(), h)
					require.NoError(t, err)
					require.NotNil(t, res.Null, res.Reason)
					ps = append(ps, uniform(g, res.Null.Tally))
					if res.P != nil && res.P.Value <= 0.05 {
						found++
					}
				}
				require.Less(t, kolmogorovSmirnov(ps), 1.95)
				// The p-value itself may err on the safe side only.
				require.LessOrEqual(t, float64(found), 0.05*float64(cases)+4*math.Sqrt(0.0475*float64(cases)))
			})
		}
	}
}

// Every combination that the table of fits allows, and that has a p-value, is tried.
func TestTrialsCoverEveryFit(t *testing.T) {
	tried := map[string]bool{}
	for _, trial := range trials() {
		for _, n := range trial.nulls {
			tried[fmt.Sprint(trial.test, n)] = true
		}
	}
	for _, f := range Fits() {
		require.NotEmpty(t, f.Reason, "%s %s", f.Test, f.Null)
		if f.Serves && f.Null != TimeReversed {
			require.True(t, tried[fmt.Sprint(f.Test, f.Null)], "%s %s", f.Test, f.Null)
		}
	}
}

func TestPValuesAreUniformUnderTheNull(t *testing.T) { testUniform(t, 300, 19) }

// What stops early, as was declared, finds no more often than alpha either (Besag &
// Clifford 1991).
func TestStoppingEarlyFindsNoMoreThanAlpha(t *testing.T) {
	const cases = 600
	found := 0
	for i := range cases {
		h := answeredWithin(20*time.Minute, ShuffledTimestamps, 199)
		h.StopAfter, h.Seed = 5, uint64(i)
		if res := chance(rand.New(rand.NewPCG(6, uint64(i)))).run(t, h); res.P != nil && res.P.Value <= 0.05 {
			found++
		}
	}
	require.LessOrEqual(t, float64(found), 0.05*cases+4*math.Sqrt(0.0475*cases))
	require.Greater(t, found, 0)
}
