package hypothesis

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat/combin"
	"gonum.org/v1/gonum/stat/distuv"
)

// The tail of the hypergeometric, from binomial coefficients in whole numbers.
func TestFishersExactIsTheHypergeometricTail(t *testing.T) {
	g := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		total := 2 + g.IntN(40)
		marked, drawn := g.IntN(total+1), g.IntN(total+1)
		low, high := max(0, drawn+marked-total), min(drawn, marked)
		k := low + g.IntN(high-low+1)
		sum := func(from, to int) float64 {
			all, part := new(big.Int).Binomial(int64(total), int64(drawn)), new(big.Int)
			for i := from; i <= to; i++ {
				a, b := new(big.Int).Binomial(int64(marked), int64(i)), new(big.Int).Binomial(int64(total-marked), int64(drawn-i))
				part.Add(part, a.Mul(a, b))
			}
			f, _ := new(big.Rat).SetFrac(part, all).Float64()
			return f
		}
		require.InDelta(t, sum(k, high), hypergeometric(k, marked, drawn, total, Greater).P, 1e-9)
		require.InDelta(t, sum(low, k), hypergeometric(k, marked, drawn, total, Less).P, 1e-9)
	}
	// The tea of Fisher 1935: three of four cups.
	require.InDelta(t, 17.0/70, hypergeometric(3, 4, 4, 8, Greater).P, 1e-12)
}

func TestTwoRatesIsTheBinomialTail(t *testing.T) {
	for _, c := range []struct {
		a, b         int
		timeA, timeB float64
	}{{11, 3, 1, 1}, {0, 5, 2, 1}, {5, 0, 1, 3}, {60, 30, 51477.5, 54308.7}, {200, 0, 1, 1}} {
		share := c.timeA / (c.timeA + c.timeB)
		atLeast, atMost := 0.0, 0.0
		for i := range c.a + c.b + 1 {
			w := math.Exp(combin.LogGeneralizedBinomial(float64(c.a+c.b), float64(i)) + float64(i)*math.Log(share) + float64(c.a+c.b-i)*math.Log1p(-share))
			if i >= c.a {
				atLeast += w
			}
			if i <= c.a {
				atMost += w
			}
		}
		require.InEpsilon(t, atLeast, twoRates(c.a, c.timeA, c.b, c.timeB, Greater).P, 1e-8)
		require.InEpsilon(t, atMost, twoRates(c.a, c.timeA, c.b, c.timeB, Less).P, 1e-8)
		require.InEpsilon(t, min(1, 2*min(atLeast, atMost)), twoRates(c.a, c.timeA, c.b, c.timeB, TwoSided).P, 1e-8)
	}
	// The interval of a ratio of rates holds the ratios that the test does not reject.
	e := rateRatio(60, 51477.5, 30, 54308.7)
	for _, end := range []struct {
		ratio float64
		d     Direction
	}{{*e.Low, Greater}, {*e.High, Less}} {
		require.InDelta(t, 0.025, twoRates(60, 51477.5*end.ratio, 30, 54308.7, end.d).P, 1e-9)
	}
	require.Nil(t, rateRatio(5, 1, 0, 1).High)
}

func TestPoissonAgreesWithItsInterval(t *testing.T) {
	for _, n := range []int{0, 1, 7, 100} {
		low, high := poissonInterval(n)
		require.InDelta(t, 0.025, poissonExact(n, high, Less).P, 1e-9)
		if n > 0 {
			require.InDelta(t, 0.025, poissonExact(n, low, Greater).P, 1e-9)
		}
	}
}

// Clopper and Pearson's interval holds the shares that the binomial does not reject.
func TestClopperPearson(t *testing.T) {
	for _, c := range [][2]int{{0, 10}, {3, 10}, {10, 10}, {1, 999}, {499, 999}} {
		low, high := clopperPearson(c[0], c[1])
		if c[0] > 0 {
			require.InDelta(t, 0.025, 1-distuv.Binomial{N: float64(c[1]), P: low}.CDF(float64(c[0]-1)), 1e-8)
		}
		if c[0] < c[1] {
			require.InDelta(t, 0.025, distuv.Binomial{N: float64(c[1]), P: high}.CDF(float64(c[0])), 1e-8)
		}
	}
}

// Known p-values, corrected as R's p.adjust does.
func TestAdjust(t *testing.T) {
	got := adjust([]float64{0.04, 0.001, 0.03, 0.5, 0.01})
	holm, bh := []float64{0.09, 0.005, 0.09, 0.5, 0.04}, []float64{0.05, 0.005, 0.05, 0.5, 0.025}
	for i := range got {
		require.InDelta(t, holm[i], got[i].Holm, 1e-12)
		require.InDelta(t, bh[i], got[i].BenjaminiHochberg, 1e-12)
	}
	require.Empty(t, adjust(nil))
}

// A permutation test of a count in a period is Fisher's exact test, up to its own
// sampling error.
func TestCountUnderShuffledTimestampsIsFishersExactTest(t *testing.T) {
	m := chance(rand.New(rand.NewPCG(5, 6)))
	for _, d := range []Direction{Greater, Less} {
		res := m.run(t, &Hypothesis{Test: Count, Null: ShuffledTimestamps, Direction: d, Permutations: 20_000, Seed: 1,
			Of: &Filter{From: Names{"a", "b", "c"}, Since: "2001-01-01T00:40:00Z", Until: "2001-01-01T01:20:00Z"}})
		require.InDelta(t, res.Exact.P, res.P.Value, 0.015)
		require.Less(t, res.P.Low, res.Exact.P)
		require.Greater(t, res.P.High, res.Exact.P)
	}
}

// Under shuffled timestamps the order is the statistic of Mann and Whitney, whose
// distribution a recursion gives (Mann & Whitney 1947).
func TestOrderUnderShuffledTimestampsIsMannWhitney(t *testing.T) {
	m := &memory{}
	for i, from := range []string{"a", "a", "b", "a", "b", "a", "b", "b", "a", "b", "b"} {
		m.add(from, "x", int64(i)*60)
	}
	res := m.run(t, &Hypothesis{Test: Order, Null: ShuffledTimestamps, Direction: Greater, Permutations: 50_000, Seed: 1,
		A: &Filter{From: Names{"a"}}, B: &Filter{From: Names{"b"}}})
	const a, b = 5, 6
	u := int(math.Round(*res.Observed * a * b))
	require.Equal(t, 23, u) // pairs in which a is earlier, counted by hand
	var ways func(a, b, u int) int
	ways = func(a, b, u int) int {
		switch {
		case u < 0:
			return 0
		case a == 0 || b == 0:
			if u == 0 {
				return 1
			}
			return 0
		}
		return ways(a-1, b, u-b) + ways(a, b-1, u)
	}
	atLeast, all := 0, 0
	for v := range a*b + 1 {
		n := ways(a, b, v)
		if all += n; v >= u {
			atLeast += n
		}
	}
	require.Equal(t, combin.Binomial(a+b, a), all)
	require.InDelta(t, float64(atLeast)/float64(all), res.P.Value, 0.01)
}

// On few contacts every arrangement is known: a null model has to draw each of
// those that its condition allows, and each as often (chi squared; the chance of
// this failing by itself is one in ten thousand).
func TestNullModelsDrawEveryArrangementAlike(t *testing.T) {
	m := &memory{}
	for i, c := range [][2]string{{"a", "b"}, {"a", "b"}, {"b", "c"}, {"c", "a"}, {"b", "a"}, {"b", "c"}, {"a", "b"}} {
		m.add(c[0], c[1], []int64{0, 10, 20, 30, 40, 4000, 4010}[i])
	}
	r := m.runner()
	h := answeredWithin(60e9, ShuffledTimestamps, 1)
	u, err := r.load(t.Context(), h)
	require.NoError(t, err)
	ev := u.read(Earliest)
	label := []uint16{1, 2, 3}
	key := func(a *arrangement) string { return fmt.Sprint(a.seq, a.to, a.label) }
	for _, null := range []Null{ShuffledTimestamps, ShuffledWithinHourOfWeek, ShuffledWithinActivePeriod, ShuffledRecipients, ShuffledLabels} {
		t.Run(string(null), func(t *testing.T) {
			allowed := arrangements(ev, label, null)
			model := null.model()
			const draws = 25_000
			counts := map[string]int{}
			for k := range draws {
				var s source
				s.seed(uint64(k), 0)
				movers, _ := model.prepare(ev, label, &s)
				a := &arrangement{base: []uint32{0, 1, 2, 3, 4, 5, 6}, seq: []uint32{0, 1, 2, 3, 4, 5, 6}, at: ev.at, to: slices.Clone(ev.to), label: slices.Clone(label)}
				s.seed(uint64(k), 1)
				movers()(&s, a)
				counts[key(a)]++
			}
			chi, expected := 0.0, float64(draws)/float64(len(allowed))
			for _, a := range allowed {
				n := counts[a]
				delete(counts, a)
				chi += (float64(n) - expected) * (float64(n) - expected) / expected
			}
			require.Empty(t, counts, "arrangements that are not allowed")
			require.Less(t, chi, distuv.ChiSquared{K: float64(len(allowed) - 1)}.Quantile(0.9999), "%d arrangements", len(allowed))
		})
	}
}

// arrangements lists what a null model may draw, from its definition.
func arrangements(ev *events, label []uint16, null Null) []string {
	n := ev.len()
	identity := make([]uint32, n)
	for i := range identity {
		identity[i] = uint32(i)
	}
	out := map[string]bool{}
	if null == ShuffledLabels {
		for _, p := range combin.Permutations(3, 3) {
			out[fmt.Sprint(identity, ev.to, []uint16{label[p[0]], label[p[1]], label[p[2]]})] = true
		}
		return keysOf(out)
	}
	first := func(at func(i int) int64) (first, last map[uint32]int64) {
		first, last = map[uint32]int64{}, map[uint32]int64{}
		for i := range n {
			for _, a := range []uint32{ev.from[i], ev.to[i]} {
				if t, ok := first[a]; !ok || at(i) < t {
					first[a] = at(i)
				}
				if t, ok := last[a]; !ok || at(i) > t {
					last[a] = at(i)
				}
			}
		}
		return first, last
	}
	begin, end := first(func(i int) int64 { return ev.at[i] })
	for _, p := range combin.Permutations(n, n) {
		seq, to, time := make([]uint32, n), slices.Clone(ev.to), make([]int64, n)
		ok := true
		for i, x := range p {
			seq[i], time[x] = uint32(x), ev.at[i]
			switch null {
			case ShuffledWithinHourOfWeek:
				ok = ok && ev.at[i]/3_600_000_000 == ev.at[x]/3_600_000_000
			case ShuffledRecipients:
				to[i] = ev.to[x]
				ok = ok && to[i] != ev.from[i]
			}
		}
		if null == ShuffledWithinActivePeriod {
			// Contacts at an end of somebody's period stay; others stay within.
			for x := range p {
				for _, a := range []uint32{ev.from[x], ev.to[x]} {
					pinned := ev.at[x] == begin[a] || ev.at[x] == end[a]
					ok = ok && (pinned && time[x] == ev.at[x] || !pinned && begin[a] < time[x] && time[x] < end[a])
				}
			}
		}
		if null == ShuffledRecipients {
			seq = identity
		}
		if ok {
			out[fmt.Sprint(seq, to, label)] = true
		}
	}
	return keysOf(out)
}

func keysOf(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.SortFunc(out, cmp.Compare[string])
	return out
}
