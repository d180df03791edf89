package temporal

import (
	"context"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"backchannel/graph"
)

// bare is what a scan for the earliest arrivals costs with nothing but arrays: no
// names, no hops, no conditions. Figures are quoted as so many times this.
type bare struct {
	contacts []bareContact
	arrival  []int64
}

type bareContact struct {
	from, to uint32
	at       int64
}

func newBare(ix *Index) *bare {
	b := &bare{make([]bareContact, len(ix.hot)), make([]int64, ix.Actors())}
	for i, c := range ix.hot {
		b.contacts[i] = bareContact{c.from, c.to, ix.times.at(c.at)}
	}
	return b
}

func (b *bare) scan(from uint32) time.Duration {
	for i := range b.arrival {
		b.arrival[i] = 1 << 62
	}
	b.arrival[from] = -1 << 62
	begin := time.Now()
	arrival := b.arrival
	for _, c := range b.contacts {
		if arrival[c.from] < c.at && c.at < arrival[c.to] {
			arrival[c.to] = c.at
		}
	}
	return time.Since(begin)
}

// pairs of different actors, drawn with a seed.
func pairs(ix *Index, n int) [][2]string {
	r := rand.New(rand.NewPCG(1, 1))
	var out [][2]string
	for len(out) < n {
		a, b := r.IntN(ix.Actors()), r.IntN(ix.Actors())
		if a != b {
			out = append(out, [2]string{ix.Actor(uint32(a)).ID, ix.Actor(uint32(b)).ID})
		}
	}
	return out
}

func quantile(d []time.Duration, p float64) float64 {
	slices.Sort(d)
	return float64(d[int(float64(len(d)-1)*p)])
}

// measure asks question after question, and reports the median and the 95th
// percentile of the answers' times.
func measure(b *testing.B, queries []*Query, ask func(*Query) error) []time.Duration {
	b.ReportAllocs()
	var took []time.Duration
	for b.Loop() {
		for _, q := range queries {
			begin := time.Now()
			if err := ask(q); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(begin))
		}
	}
	b.ReportMetric(quantile(took, .5), "ns/median")
	b.ReportMetric(quantile(took, .95), "ns/p95")
	return took
}

func queries(b *testing.B, ix *Index, n int, w Question) []*Query {
	var out []*Query
	for _, p := range pairs(ix, n) {
		w.From, w.To = p[0], p[1]
		q, err := ix.Query(context.Background(), w)
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, q)
	}
	return out
}

// benchmarkIndex asks everything of one index.
func benchmarkIndex(b *testing.B, ix *Index) {
	ctx := context.Background()
	contacts := float64(ix.Contacts())
	few := 50
	if ix.Contacts() > 1_000_000 {
		few = 10
	}
	yard := newBare(ix)
	// beside times each answer right after a scan of bare arrays, so that whatever
	// else the machine does slows down both, and reports the median of the ratios.
	beside := func(b *testing.B, queries []*Query, ask func(*Query) error) []time.Duration {
		b.ReportAllocs()
		var took []time.Duration
		var ratios []float64
		for b.Loop() {
			for _, q := range queries {
				bare := yard.scan(q.from)
				begin := time.Now()
				if err := ask(q); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(begin))
				ratios = append(ratios, float64(took[len(took)-1])/float64(bare))
			}
		}
		slices.Sort(ratios)
		b.ReportMetric(ratios[len(ratios)/2], "x-bare")
		b.ReportMetric(quantile(took, .5), "ns/median")
		b.ReportMetric(quantile(took, .95), "ns/p95")
		b.ReportMetric(0, "ns/op") // would count the yardstick
		return took
	}
	toAll := func(name string, w Question, o Objective) {
		b.Run(name, func(b *testing.B) {
			took := beside(b, queries(b, ix, few, w), func(q *Query) error {
				_, err := q.Spread(ctx, o)
				return err
			})
			b.ReportMetric(quantile(took, .5)/contacts, "ns/contact")
		})
	}
	toOne := func(name string, w Question, o Objective) {
		b.Run(name, func(b *testing.B) {
			found := 0
			took := beside(b, queries(b, ix, 4*few, w), func(q *Query) error {
				_, ok, err := q.Path(ctx, o)
				if ok {
					found++
				}
				return err
			})
			b.ReportMetric(float64(found)/float64(len(took)), "found")
		})
	}
	for _, o := range objectives {
		toAll(string(o)+"/to-all", Question{}, o)
		toOne(string(o)+"/to-one", Question{}, o)
	}
	cc := Question{Roles: []graph.Role{graph.To}}
	hops := Question{MaxHops: 6}
	wait := Question{MaxWait: 7 * 24 * time.Hour}
	for _, o := range []Objective{EarliestArrival, Fastest} {
		toAll(string(o)+"/to-all/role", cc, o)
		toAll(string(o)+"/to-all/max-hops", hops, o)
		toAll(string(o)+"/to-all/max-wait", wait, o)
	}
	toOne("earliest-arrival/to-one/max-wait", wait, EarliestArrival)
	b.Run("query/role", func(b *testing.B) {
		measure(b, make([]*Query, 1), func(*Query) error {
			_, err := ix.Query(ctx, cc)
			return err
		})
	})
	b.Run("fewest-contacts/distance", func(b *testing.B) {
		measure(b, queries(b, ix, 200, Question{}), func(q *Query) error {
			_, err := q.distance(ctx)
			return err
		})
	})
	b.Run("fewest-contacts/path", func(b *testing.B) {
		measure(b, queries(b, ix, 200, Question{}), func(q *Query) error {
			_, _, err := q.FewestContacts(ctx)
			return err
		})
	})
	b.Run("fewest-contacts/all", func(b *testing.B) {
		measure(b, queries(b, ix, 200, Question{}), func(q *Query) error {
			_, _, err := q.AllFewestContacts(ctx, 10)
			return err
		})
	})
	b.Run("fewest-contacts/ten-shortest", func(b *testing.B) {
		measure(b, queries(b, ix, 20, Question{}), func(q *Query) error {
			_, err := q.ShortestPaths(ctx, 10)
			return err
		})
	})
}

func BenchmarkSynthetic(b *testing.B) {
	_, ix := synthetic()
	benchmarkIndex(b, ix)
}

// BenchmarkCancel reports how long a question goes on after it is cancelled.
func BenchmarkCancel(b *testing.B) {
	_, ix := synthetic()
	w := Question{MaxWait: 30 * 24 * time.Hour}
	for _, o := range objectives {
		b.Run(string(o), func(b *testing.B) {
			late := []time.Duration{}
			for b.Loop() {
				for _, q := range queries(b, ix, 10, w) {
					ctx, cancel := context.WithCancel(context.Background())
					cancelled := make(chan time.Time, 1)
					time.AfterFunc(2*time.Millisecond, func() {
						cancelled <- time.Now()
						cancel()
					})
					_, _ = q.Spread(ctx, o)
					late = append(late, time.Since(<-cancelled))
				}
			}
			b.ReportMetric(quantile(late, 1), "ns/late")
		})
	}
}

func BenchmarkBuildSynthetic(b *testing.B) {
	l, _ := synthetic()
	b.ReportAllocs()
	begin := time.Now()
	var ix *Index
	for b.Loop() {
		ix = nil
		runtime.GC()
		var err error
		if ix, err = Build(context.Background(), l.stream(), Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*float64(ix.Contacts())/time.Since(begin).Seconds(), "contacts/s")
	b.ReportMetric(float64(ix.Bytes())/float64(ix.Contacts()), "B/contact")
}

// BenchmarkLadder shows how the answers grow with the contacts.
func BenchmarkLadder(b *testing.B) {
	for _, name := range []string{"38000", "330000", "2000000", "10000000"} {
		ix := ladder()[name]
		if ix == nil {
			_, ix = synthetic()
		}
		for _, o := range objectives {
			b.Run(string(o)+"/to-all/"+name, func(b *testing.B) {
				took := measure(b, queries(b, ix, 10, Question{}), func(q *Query) error {
					_, err := q.Spread(context.Background(), o)
					return err
				})
				b.ReportMetric(quantile(took, .5)/float64(ix.Contacts()), "ns/contact")
			})
			b.Run(string(o)+"/to-one/"+name, func(b *testing.B) {
				measure(b, queries(b, ix, 10, Question{}), func(q *Query) error {
					_, _, err := q.Path(context.Background(), o)
					return err
				})
			})
		}
		b.Run("fewest-contacts/"+name, func(b *testing.B) {
			measure(b, queries(b, ix, 200, Question{}), func(q *Query) error {
				_, _, err := q.FewestContacts(context.Background())
				return err
			})
		})
	}
}
