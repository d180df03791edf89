package hypothesis

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

func bytesOf(t testing.TB, v any) string {
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

func TestTheSameSeedGivesTheSameBytesOnAnyNumberOfCores(t *testing.T) {
	m := chance(rand.New(rand.NewPCG(1, 1)))
	for _, trial := range trials() {
		for _, null := range append(trial.nulls, TimeReversed) {
			h := &Hypothesis{ID: "x", Test: trial.test, Null: null, Direction: Greater, Permutations: 150, Seed: 3}
			if trial.make(h); h.Check() != nil {
				continue
			}
			var first string
			for _, workers := range []int{1, 2, 7} {
				r := m.runner()
				r.Workers = workers
				res, err := r.Run(t.Context(), h)
				require.NoError(t, err)
				if got := bytesOf(t, res); first == "" {
					first = got
				} else {
					require.Equal(t, first, got, "%s %s", trial.test, null)
				}
			}
			other := *h
			other.Seed++
			if null != TimeReversed {
				require.NotEqual(t, bytesOf(t, m.run(t, &other)), first)
			}
		}
	}
}

// What is planted is found; its size comes back.
func TestPlantedEffectsAreFound(t *testing.T) {
	g := rand.New(rand.NewPCG(9, 9))
	// Each of 40 questions at random times is answered by its recipient 5 minutes
	// later, by red ones after 15.
	m := &memory{}
	actors := []string{"a", "b", "c", "d", "e", "f", "g", "h"}
	for i, a := range actors {
		m.actors = append(m.actors, graph.Actor{ID: a, Attributes: map[string]string{"team": []string{"red", "blue"}[i%2]}})
	}
	for i := range int64(40) {
		from := g.IntN(8)
		to := (from + 2 + 2*g.IntN(3)) % 8 // of the same team
		after := int64(300)
		if to%2 == 0 {
			after = 900
		}
		m.add(actors[from], actors[to], i*7200)
		m.add(actors[to], actors[from], i*7200+after)
	}
	asked := func(h *Hypothesis) *Result {
		h.Permutations, h.Seed, h.Direction = 999, 1, Greater
		return m.run(t, h)
	}
	for _, null := range []Null{ShuffledTimestamps, ShuffledWithinActivePeriod, ShuffledRecipients, CircularShift} {
		res := asked(&Hypothesis{Test: Response, Null: null, Trigger: &Filter{}, Response: &Filter{}, Within: lasting(15 * time.Minute)})
		require.Equal(t, 40.0, *res.Observed)
		require.LessOrEqual(t, res.P.Value, 0.002, null)
		require.True(t, *res.Holds)
		require.InDelta(t, 0.5, *res.Effect.Value, 0.1)
		require.LessOrEqual(t, *res.Effect.Low, *res.Effect.Value)
		require.LessOrEqual(t, *res.Effect.Value, *res.Effect.High)
		require.Equal(t, 40, res.Evidence.Total)
		require.Len(t, res.Evidence.Items, maxEvidence)
		require.Contains(t, []float64{300, 900}, *res.Evidence.Items[0].Seconds)
	}
	res := asked(&Hypothesis{Test: Latency, Null: ShuffledLabels, Trigger: &Filter{}, Response: &Filter{}, Within: lasting(time.Hour), Groups: &Groups{Attribute: "team", A: Names{"red"}, B: Names{"blue"}}})
	require.Equal(t, 1.0, *res.Observed)
	require.Less(t, res.P.Value, 0.05)
	res = asked(&Hypothesis{Test: Mixing, Null: ShuffledLabels, Attribute: "team"})
	require.Equal(t, 1.0, *res.Observed)
	require.Less(t, res.P.Value, 0.05)
	require.Equal(t, []string{"blue", "red"}, res.Table.Values)
	require.Zero(t, res.Table.Observed[0][1])
	require.Equal(t, 80.0, res.Table.Observed[0][0]+res.Table.Observed[1][1])
	require.InDelta(t, 80, res.Table.Expected[0][0]+res.Table.Expected[0][1]+res.Table.Expected[1][0]+res.Table.Expected[1][1], 1e-9)
	res = asked(&Hypothesis{Test: Mixing, Null: ShuffledRecipients, Attribute: "team"})
	require.LessOrEqual(t, res.P.Value, 0.002)

	// Half as many come before as after; a's come first; a writes three times as often.
	m = &memory{actors: m.actors}
	for i := range int64(60) {
		from := "b"
		if i < 20 || i%3 == 0 {
			from = "a"
		}
		m.add(from, "c", i*600)
		m.add("d", "e", i*600+1)
	}
	require.LessOrEqual(t, asked(&Hypothesis{Test: Order, Null: ShuffledTimestamps, A: &Filter{From: Names{"a"}}, B: &Filter{From: Names{"b"}}}).P.Value, 0.002)
	res = asked(&Hypothesis{Test: Change, Null: ShuffledTimestamps, Of: &Filter{From: Names{"b"}}, Event: second(20 * 600).Format(time.RFC3339), Before: Duration(time.Hour), After: Duration(time.Hour)})
	require.Less(t, res.P.Value, 0.05)
	require.Nil(t, res.Effect.Value, "none came before: the ratio is infinite")
	require.NotNil(t, res.Effect.Low)
	res = asked(&Hypothesis{Test: Count, Null: ShuffledTimestamps, Of: &Filter{From: Names{"a"}, Until: second(20 * 600).Format(time.RFC3339)}})
	require.LessOrEqual(t, res.P.Value, 0.002)
	require.InDelta(t, res.Exact.P, res.P.Value, 0.002)
	res = asked(&Hypothesis{Test: Motif, Null: ShuffledTimestamps, Motif: "all", Within: lasting(2 * time.Minute)})
	require.NotNil(t, res.Motifs)

	// A chain, link by link, that no other order would carry.
	m = &memory{}
	for i := range int64(12) {
		m.add(fmt.Sprint("n", i), fmt.Sprint("n", i+1), i*60)
	}
	res = asked(&Hypothesis{Test: Reach, Null: ShuffledTimestamps, From: Names{"n0"}, Within: lasting(time.Hour)})
	require.Equal(t, 12.0, *res.Observed)
	require.LessOrEqual(t, res.P.Value, 0.002)
	require.Len(t, res.Evidence.Items[11].Contacts, 12)
	res = asked(&Hypothesis{Test: Motif, Null: ShuffledRecipients, Motif: "all", Within: lasting(3 * time.Minute)})
	require.NotNil(t, res.P)
}

func TestStoppingEarlyIsWhatBesagAndCliffordSay(t *testing.T) {
	m := chance(rand.New(rand.NewPCG(1, 1)))
	h := answeredWithin(20*time.Minute, ShuffledTimestamps, 999)
	whole := m.run(t, h)
	h.StopAfter = 10
	early := m.run(t, h)
	require.Less(t, early.Permutations, whole.Permutations)
	require.Equal(t, 10, early.Null.Tally.Greater+early.Null.Tally.Equal)
	require.InDelta(t, 10/float64(early.Permutations), early.P.Value, 1e-12)
	require.Contains(t, early.P.Method, "Besag")
	// Once it is not reached, all run and the p-value is the usual one.
	h.StopAfter = 5000
	all := m.run(t, h)
	require.Equal(t, whole.P, all.P)
}

// Each is named, and the rest of the batch is reported.
func TestBadInputIsNamedAndSparesTheBatch(t *testing.T) {
	m := chance(rand.New(rand.NewPCG(1, 1)))
	m.actors[0].Attributes["team"] = "lone"
	ask := func(change func(h *Hypothesis)) *Hypothesis {
		h := answeredWithin(20*time.Minute, ShuffledTimestamps, 19)
		change(h)
		return h
	}
	cases := []struct {
		h      *Hypothesis
		code   graph.Code // of an error, or none for too little data
		detail string
	}{
		{ask(func(h *Hypothesis) { h.Trigger = &Filter{From: Names{"nobody"}} }), "", "trigger: no contact in the scope matches it"},
		{ask(func(h *Hypothesis) { h.Response = &Filter{Channel: Names{"fax"}} }), "", "response: no contact in the scope matches it"},
		{ask(func(h *Hypothesis) { h.Scope = Filter{From: Names{"nobody"}} }), "", "trigger: no contact"},
		{ask(func(h *Hypothesis) { h.Within = lasting(0) }), graph.Invalid, "within is 0s"},
		{ask(func(h *Hypothesis) { h.Within = nil }), graph.Invalid, "needs within"},
		{ask(func(h *Hypothesis) { h.Null = ShuffledLabels }), graph.Invalid, "shuffled-labels is no comparison for the test response, because a response depends on no label"},
		{ask(func(h *Hypothesis) { h.Null = "" }), graph.Invalid, "needs a null model"},
		{ask(func(h *Hypothesis) { h.Null = "shuffled" }), graph.Invalid, "no null model is called"},
		{ask(func(h *Hypothesis) { h.Test = "x" }), graph.Invalid, "no test is called"},
		{ask(func(h *Hypothesis) { h.Permutations = MaxPermutations + 1 }), graph.Invalid, "permutations is 100001"},
		{ask(func(h *Hypothesis) { h.StopAfter, h.Direction = 10, TwoSided }), graph.Invalid, "stopping early needs a direction"},
		{ask(func(h *Hypothesis) { h.Attribute = "team" }), graph.Invalid, "no use for attribute"},
		{ask(func(h *Hypothesis) { h.Trigger = &Filter{Since: "whenever"} }), graph.Invalid, "trigger: "},
		{&Hypothesis{Test: Latency, Null: ShuffledLabels, Trigger: &Filter{}, Response: &Filter{}, Groups: &Groups{Attribute: "team", A: Names{"lone"}, B: Names{"blue"}}}, "", "group a has one member"},
		{&Hypothesis{Test: Rate, Groups: &Groups{A: Names{"a"}, B: Names{"b", "c"}}}, "", "group a has one member"},
		{&Hypothesis{Test: Rate, Groups: &Groups{A: Names{"a", "b"}, B: Names{"b", "c"}}}, graph.Invalid, "b is in both"},
		{&Hypothesis{Test: Rate, Groups: &Groups{Attribute: "team", A: Names{"green"}, B: Names{"blue"}}}, "", "group a has no member"},
		{&Hypothesis{Test: Mixing, Null: ShuffledLabels, Attribute: "gender"}, graph.NotFound, `no actor in the scope has the attribute "gender": use one of kind, team`},
		{&Hypothesis{Test: Mixing, Null: ShuffledTimestamps, Attribute: "team"}, graph.Invalid, "who writes to whom stays as it is"},
		{&Hypothesis{Test: Count, Null: ShuffledTimestamps, Of: &Filter{From: Names{"a"}}}, graph.Invalid, "leaves the number of these contacts as it is"},
		{&Hypothesis{Test: Count, Null: ShuffledRecipients, Of: &Filter{From: Names{"a"}}}, graph.Invalid, "whom it is written to"},
		{&Hypothesis{Test: Count, Of: &Filter{}}, graph.Invalid, "compared with a number or with chance"},
		{&Hypothesis{Test: Change, Null: ShuffledTimestamps, Event: "2001-01-01", Before: Duration(day), After: Duration(day)}, graph.Invalid, "keeps every timestamp"},
		{&Hypothesis{Test: Change, Event: "the flood", Before: Duration(day), After: Duration(day)}, graph.NotFound, `no event has the id "the flood"`},
		{&Hypothesis{Test: Change, Event: "1990", Before: Duration(day), After: Duration(day)}, "", "no time in the scope"},
		{&Hypothesis{Test: Order, Null: ShuffledTimestamps, A: &Filter{From: Names{"nobody"}}, B: &Filter{}}, "", "a: no contact"},
		{&Hypothesis{Test: Reach, Null: ShuffledTimestamps, From: Names{"nobody"}, Within: lasting(time.Hour)}, "", "from: none of the actors"},
		{&Hypothesis{Test: Existence}, graph.Invalid, "existence is of one thing"},
		{&Hypothesis{Test: Existence, Of: &Filter{}, Null: ShuffledTimestamps}, graph.Invalid, "matter of fact"},
		{&Hypothesis{Test: Cypher, Number: new(float64), Query: "MATCH (n) DELETE n"}, graph.Refused, "query: "},
		{&Hypothesis{Test: Cypher, Number: new(float64), Query: "MATCH (n) WHERE n.id = $id RETURN count(n)"}, graph.Invalid, "parameter $id"},
	}
	var batch []*Hypothesis
	for i, c := range cases {
		c.h.ID = fmt.Sprint("bad", i)
		batch = append(batch, c.h)
	}
	good := answeredWithin(20*time.Minute, ShuffledTimestamps, 19)
	batch = append(batch, good)
	out, err := m.runner().RunAll(t.Context(), batch)
	require.NoError(t, err)
	for i, c := range cases {
		if c.code == "" {
			require.NotNil(t, out[i].Result, "%d: %s", i, out[i].Detail)
			require.False(t, out[i].Result.EnoughData, c.detail)
			require.Nil(t, out[i].Result.P)
			require.Contains(t, out[i].Result.Reason, c.detail)
			continue
		}
		require.Nil(t, out[i].Result, c.detail)
		require.Equal(t, c.code, out[i].Code, "%s: %s", c.detail, out[i].Detail)
		require.Contains(t, out[i].Detail, c.detail)
	}
	last := out[len(out)-1]
	require.NotNil(t, last.Result.P)
	require.Equal(t, last.Result.P.Value, last.Result.Adjusted.Holm, "it is the only one with a p-value")
}

func TestCancelStopsAndProgressCounts(t *testing.T) {
	m := chance(rand.New(rand.NewPCG(1, 1)))
	r := m.runner()
	ctx, cancel := context.WithCancel(t.Context())
	var seen []int
	r.Progress = func(done, total int) {
		require.Equal(t, 50_000, total)
		if seen = append(seen, done); done >= 500 {
			cancel()
		}
	}
	_, err := r.Run(ctx, answeredWithin(20*time.Minute, ShuffledTimestamps, 50_000))
	require.ErrorIs(t, err, context.Canceled)
	require.IsIncreasing(t, seen)
	require.Less(t, seen[len(seen)-1], 1000)
}

// A contact whose day alone is known answers in one reading and not in the other.
func TestVagueTimesAreReadAtBothBounds(t *testing.T) {
	m := &memory{}
	for i := range int64(30) {
		m.add("a", "b", i*86400+43200)
		answer := m.add("b", "a", 0)
		day := second(i * 86400)
		noon, end := day.Add(12*time.Hour+5*time.Minute), day.Add(24*time.Hour-time.Microsecond)
		answer.At = graph.Moment{Earliest: &noon, Latest: &end, Precision: graph.Between}
		m.add("c", "d", i*86400+43800)
	}
	open := m.add("a", "b", 0)
	late := second(86400 * 40)
	open.At = graph.Moment{Latest: &late, Precision: graph.Before}
	res := m.run(t, answeredWithin(15*time.Minute, ShuffledTimestamps, 199))
	require.Equal(t, 30.0, *res.Observed)
	require.Equal(t, Earliest, res.Reading)
	require.Equal(t, 31, res.Searched.Vague)
	require.Equal(t, 1, res.Searched.LeftOut)
	require.Zero(t, *res.Vague.Observed)
	require.Zero(t, res.Vague.LeftOut)
	require.True(t, *res.Holds)
	require.False(t, *res.Vague.Holds)
	require.False(t, res.Vague.Agrees)
}

// What nobody answered took no time, also where there is no longest time to answer.
func TestLatencyLeavesOutWhatHasNoResponse(t *testing.T) {
	m := &memory{}
	for i, a := range []string{"a", "b", "c", "d"} {
		m.actors = append(m.actors, graph.Actor{ID: a, Attributes: map[string]string{"team": []string{"red", "blue"}[i%2]}})
	}
	for i := range int64(10) {
		from, to := []string{"a", "b"}[i%2], []string{"c", "d"}[i%2]
		m.add(from, to, i*7200)
		m.add(to, from, i*7200+600-300*(i%2)) // the red take longer
	}
	m.add("a", "d", 90_000) // nobody answers
	res := m.run(t, &Hypothesis{Test: Latency, Null: ShuffledTimestamps, Direction: Greater, Permutations: 19, Trigger: &Filter{To: Names{"c", "d"}}, Response: &Filter{},
		Groups: &Groups{Attribute: "team", A: Names{"red"}, B: Names{"blue"}}})
	require.Equal(t, 1.0, *res.Observed)
	require.Equal(t, 10, res.Evidence.Total)
	require.Contains(t, res.Measures, "group a (5)")
	require.Contains(t, res.Measures, "group b (5)")
}

// A post has no recipient and is no contact, but it may answer one.
func TestAPostCanAnswerAMessage(t *testing.T) {
	m := &memory{}
	for i := range int64(10) {
		m.add("wl", "son", i*86400+1000*i)
		m.messages = append(m.messages, graph.Message{ID: fmt.Sprint("post", i), Channel: graph.Post, Senders: []string{"father"}, Sent: graph.At(second(i*86400 + 1000*i + 600))})
	}
	m.actors = []graph.Actor{{ID: "father", Name: "The Father", Kind: graph.Person}}
	h := answeredWithin(15*time.Minute, ShuffledTimestamps, 99)
	h.Trigger, h.Response, h.Link = &Filter{From: Names{"wl"}, To: Names{"son"}}, &Filter{From: Names{"father"}, Channel: Names{"post"}}, ByAnyone
	res := m.run(t, h)
	require.Equal(t, 10.0, *res.Observed)
	require.Equal(t, 0.01, res.P.Value)
	require.Nil(t, res.Evidence.Items[0].Contacts[1].To)
	require.Equal(t, graph.ActorRef{ID: "father", Name: "The Father", Kind: graph.Person}, res.Evidence.Items[0].Contacts[1].From)
	require.Equal(t, 600.0, *res.Evidence.Items[0].Seconds)
}

// However many permutations there are, they take no more memory.
func TestAPermutationAllocatesNothing(t *testing.T) {
	m := chance(rand.New(rand.NewPCG(1, 1)))
	for _, trial := range trials() {
		for _, null := range trial.nulls {
			h := &Hypothesis{ID: "x", Test: trial.test, Null: null}
			trial.make(h)
			require.NoError(t, h.Check())
			h.withDefaults()
			r := m.runner()
			u, err := r.load(t.Context(), h)
			require.NoError(t, err)
			f, err := r.learn(t.Context(), h, u)
			require.NoError(t, err)
			ev := u.read(Earliest)
			p, err := trial.test.kind().prepare(t.Context(), &setup{r: r, h: h, u: u, ev: ev, facts: f})
			require.NoError(t, err)
			run := &permutations{ev: ev, label: f.label, plan: p, model: null.model()}
			movers, _ := run.model.prepare(ev, f.label, new(source))
			w, out := run.worker(movers), make([]float64, max(1, p.dim))
			k := 0
			allocated := testing.AllocsPerRun(100, func() {
				k++
				w.run(run, k, out)
			})
			require.Zero(t, allocated, "%s %s", trial.test, null)
		}
	}
}

func TestNullModelsKeepWhatTheySay(t *testing.T) {
	m := chance(rand.New(rand.NewPCG(2, 2)))
	r := m.runner()
	u, err := r.load(t.Context(), &Hypothesis{Scope: Filter{Since: "2001-01-01T00:00:00Z", Until: "2001-01-01T01:59:59Z"}})
	require.NoError(t, err)
	ev := u.read(Earliest)
	var s source
	movers, _ := circularShift.prepare(ev, nil, &s)
	move := movers()
	base := make([]uint32, ev.len())
	for i := range base {
		base[i] = uint32(i)
	}
	a := &arrangement{base: base, seq: make([]uint32, ev.len()), at: ev.at}
	for k := range uint64(20) {
		s.seed(1, k)
		move(&s, a)
		size := ev.last - ev.first + ev.step
		shift := map[uint32]int64{}
		for i, x := range a.seq {
			require.True(t, ev.first <= a.at[i] && a.at[i] <= ev.last)
			require.True(t, i == 0 || a.at[i-1] <= a.at[i])
			d := ((a.at[i]-ev.at[x])%size + size) % size
			if before, ok := shift[ev.from[x]]; ok {
				require.Equal(t, before, d, "a sender's contacts move together")
			}
			shift[ev.from[x]] = d
		}
	}
}

func TestSensitivityNamesWhatAFindingRestsOn(t *testing.T) {
	// Only b answers a; all others write at random.
	g := rand.New(rand.NewPCG(4, 4))
	m := &memory{}
	for i := range int64(20) {
		m.add("a", "b", i*7200)
		m.add("b", "a", i*7200+300)
		m.add(fmt.Sprint("x", g.IntN(6)), fmt.Sprint("y", g.IntN(6)), i*7200+1000)
	}
	s := &sourced{memory: m}
	r := &Runner{Store: s, Resolve: byID, Version: "test"}
	out, err := r.Sensitivity(t.Context(), answeredWithin(10*time.Minute, ShuffledTimestamps, 99))
	require.NoError(t, err)
	require.True(t, *out.Whole.Holds)
	require.False(t, out.Survives)
	worst := out.Removals[*out.Most]
	require.Equal(t, "actor", worst.Without)
	require.Contains(t, []string{"a", "b"}, worst.ID)
	require.False(t, worst.Survives)
	byKind := map[string]int{}
	for _, x := range out.Removals {
		byKind[x.Without]++
		if x.Without != "actor" {
			require.True(t, x.Survives, x.ID)
			require.Less(t, x.Contacts, 45)
		}
	}
	require.Equal(t, map[string]int{"source": 2, "actor": 14, "period": 3}, byKind)
}

// sourced has messages of two sources, in turns of a round.
type sourced struct{ *memory }

func (s *sourced) Sources(context.Context, graph.Filter, graph.Page) (graph.List[graph.SourceCount], error) {
	one, two := graph.SourceCount{Source: graph.Source{ID: "one"}}, graph.SourceCount{Source: graph.Source{ID: "two"}}
	return graph.List[graph.SourceCount]{Items: []graph.SourceCount{one, two}, Total: 2}, nil
}

func (s *sourced) Messages(_ context.Context, f graph.Filter, _ graph.Page) (graph.List[graph.Message], error) {
	var l graph.List[graph.Message]
	for i, c := range s.contacts {
		l.Items = append(l.Items, graph.Message{ID: c.MessageID, Citations: []graph.Citation{{SourceID: []string{"one", "two"}[i/3%2]}}})
	}
	l.Total = len(l.Items)
	return l, nil
}

// A contact goes with the one source of its message, and with the one that tells of
// its recipient; of two that tell it, it survives either.
func TestAContactGoesWithItsOnlySource(t *testing.T) {
	cite := func(sources ...string) (out []graph.Citation) {
		for _, s := range sources {
			out = append(out, graph.Citation{SourceID: s})
		}
		return out
	}
	m := &memory{}
	told := &tellers{sourced: &sourced{memory: m}}
	for _, x := range []struct{ message, recipient []graph.Citation }{
		{cite("one"), nil}, {cite("two"), cite("two")}, {cite("one", "two"), nil}, {cite("one", "two"), cite("two")}, {cite("one"), cite("one", "two")}, {nil, nil},
	} {
		c := m.add("a", "b", int64(len(m.contacts)))
		told.messages = append(told.messages, graph.Message{ID: c.MessageID, Citations: x.message, Recipients: []graph.Recipient{{Actor: "b", Role: graph.To, Citations: x.recipient}}})
	}
	number := 2.0
	r := &Runner{Store: told, Resolve: byID, Version: "test"}
	out, err := r.Sensitivity(t.Context(), &Hypothesis{ID: "x", Test: Count, Of: &Filter{}, Number: &number, Direction: Greater})
	require.NoError(t, err)
	require.Equal(t, 4.0, *out.Removals[0].Observed, "without one")
	require.Equal(t, 4.0, *out.Removals[1].Observed, "without two")
}

// tellers has messages with the sources of each recipient.
type tellers struct {
	*sourced
	messages []graph.Message
}

func (s *tellers) Messages(context.Context, graph.Filter, graph.Page) (graph.List[graph.Message], error) {
	return graph.List[graph.Message]{Items: s.messages, Total: len(s.messages)}, nil
}

// What known orders put outside of a filter's period is no contact in it, as in every
// other question.
func TestKnownOrdersKeepAMessageOutOfAPeriod(t *testing.T) {
	m := &memory{}
	for _, a := range []string{"a", "b"} {
		m.actors = append(m.actors, graph.Actor{ID: a})
	}
	m.add("a", "b", 1)
	m.add("a", "b", 2)
	r := m.runner()
	number := 1.0
	h := &Hypothesis{ID: "x", Test: Count, Of: &Filter{From: Names{"a"}}, Number: &number, Direction: Greater}
	res, err := r.Run(t.Context(), h)
	require.NoError(t, err)
	require.Equal(t, 2.0, *res.Observed)
	before := res.Fingerprint

	plain := r.Resolve
	r.Resolve = func(ctx context.Context, f Filter) (graph.Filter, error) {
		out, err := plain(ctx, f)
		if len(f.From) > 0 {
			out.Elsewhen = []string{m.contacts[0].MessageID}
		}
		return out, err
	}
	res, err = r.Run(t.Context(), h)
	require.NoError(t, err)
	require.Equal(t, 1.0, *res.Observed)
	require.False(t, *res.Holds)
	require.Equal(t, m.contacts[1].MessageID, res.Evidence.Items[0].Contacts[0].MessageID)
	require.NotEqual(t, before, res.Fingerprint, "another contact is meant")
}

// expiring is a context whose deadline passes when at is closed.
type expiring struct {
	context.Context
	at chan struct{}
}

func (e expiring) Done() <-chan struct{} { return e.at }

func (e expiring) Err() error {
	select {
	case <-e.at:
		return context.DeadlineExceeded
	default:
		return e.Context.Err()
	}
}

// When the time is up, what was tested is reported, and what was not is named.
func TestABatchThatTheTimeDoesNotSufficeFor(t *testing.T) {
	m := chance(rand.New(rand.NewPCG(1, 1)))
	ctx := expiring{t.Context(), make(chan struct{})}
	r := m.runner()
	r.Progress = func(_, total int) {
		if total == 5000 {
			close(ctx.at)
		}
	}
	brief, long := answeredWithin(20*time.Minute, ShuffledTimestamps, 19), answeredWithin(20*time.Minute, ShuffledTimestamps, 5000)
	out, err := r.RunAll(ctx, []*Hypothesis{brief, long, brief})
	require.NoError(t, err)
	require.NotNil(t, out[0].Result.P)
	require.Equal(t, out[0].Result.P.Value, out[0].Result.Adjusted.Holm)
	for _, o := range out[1:] {
		require.Nil(t, o.Result)
		require.Equal(t, graph.Timeout, o.Code)
		require.Contains(t, o.Detail, "the time was up")
	}
}

// A removal without an effect is not compared by another measure than the others.
func TestRemovalsAreComparedByOneMeasure(t *testing.T) {
	number := func(v float64) *float64 { return &v }
	whole := &Result{Observed: number(10), Effect: &Effect{Name: "times", Value: number(2)}}
	require.Equal(t, &Shift{"times", -1.5}, shift(whole, &Result{Observed: number(1), Effect: &Effect{Value: number(0.5)}}))
	require.Nil(t, shift(whole, &Result{Observed: number(1), Effect: &Effect{}}))
	require.Equal(t, &Shift{"observation", -9}, shift(&Result{Observed: number(10)}, &Result{Observed: number(1), Effect: &Effect{Value: number(0.5)}}))
}
