package hypothesis

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"backchannel/graph/temporal"
)

// few draws contacts between few actors at few times, oneself and ties included.
func few(t *rapid.T) *memory {
	m := &memory{}
	actors := []string{"a", "b", "c", "d"}
	times := rapid.SliceOfN(rapid.Int64Range(0, 20), 1, 14).Draw(t, "times")
	slices.Sort(times)
	for _, s := range times {
		c := m.add(rapid.SampledFrom(actors).Draw(t, "from"), rapid.SampledFrom(actors).Draw(t, "to"), s)
		c.Topics = []string{rapid.SampledFrom([]string{"x", "y"}).Draw(t, "topic")}
	}
	return m
}

func observed(t *rapid.T, m *memory, h *Hypothesis) float64 {
	h.ID, h.Null, h.Permutations = "x", ShuffledTimestamps, 1
	r := m.runner()
	require.NoError(t, h.Check())
	h.withDefaults()
	u, err := r.load(t.Context(), h)
	require.NoError(t, err)
	f, err := r.learn(t.Context(), h, u)
	require.NoError(t, err)
	s := &setup{r: r, h: h, u: u, ev: u.read(Earliest), facts: f}
	p, err := h.Test.kind().prepare(t.Context(), s)
	require.NoError(t, err)
	return p.observe(s.ev, f.label)[0]
}

// Against the definition, contact by contact.
func TestResponseCountsWhatItSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := few(t)
		link := rapid.SampledFrom([]Link{Reply, Again, ByRecipient, BySender, ByAnyone}).Draw(t, "link")
		delta := rapid.Int64Range(1, 10).Draw(t, "within")
		topic := rapid.SampledFrom([]string{"", "x"}).Draw(t, "about")
		since := rapid.SampledFrom([]string{"", "2001-01-01T00:00:08Z"}).Draw(t, "since")
		got := observed(t, m, &Hypothesis{Test: Response, Link: link, Trigger: &Filter{About: topic}, Response: &Filter{Since: since}, Within: lasting(time.Duration(delta) * time.Second)})
		want := 0
		for _, c := range m.contacts {
			if topic != "" && !slices.Contains(c.Topics, topic) {
				continue
			}
			for _, d := range m.contacts {
				after := d.At.Earliest.Sub(*c.At.Earliest)
				if after <= 0 || after > time.Duration(delta)*time.Second || since != "" && d.At.Earliest.Before(second(8)) {
					continue
				}
				tied := map[Link]bool{
					Reply: d.From.ID == c.To.ID && d.To.ID == c.From.ID, Again: d.From.ID == c.From.ID && d.To.ID == c.To.ID,
					ByRecipient: d.From.ID == c.To.ID, BySender: d.From.ID == c.From.ID, ByAnyone: true,
				}[link]
				if tied {
					want++
					break
				}
			}
		}
		require.Equal(t, float64(want), got)
	})
}

func TestMotifsCountEveryTriple(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := few(t)
		delta := rapid.Int64Range(1, 12).Draw(t, "within")
		want := [36]float64{}
		for _, x := range m.contacts {
			for _, y := range m.contacts {
				for _, z := range m.contacts {
					if !x.At.Earliest.Before(*y.At.Earliest) || !y.At.Earliest.Before(*z.At.Earliest) || z.At.Earliest.Sub(*x.At.Earliest) > time.Duration(delta)*time.Second {
						continue
					}
					number := map[string]int{}
					var edges [3]temporal.MotifEdge
					for i, c := range [][2]string{{x.From.ID, x.To.ID}, {y.From.ID, y.To.ID}, {z.From.ID, z.To.ID}} {
						for _, a := range c {
							if _, ok := number[a]; !ok {
								number[a] = len(number)
							}
						}
						edges[i] = temporal.MotifEdge{From: number[c[0]], To: number[c[1]]}
					}
					row, column := slices.Index(temporal.MotifRow[:], edges[1]), slices.Index(temporal.MotifColumn[:], edges[2])
					self := x.From == x.To || y.From == y.To || z.From == z.To
					if len(number) <= 3 && !self && row >= 0 && column >= 0 {
						want[row*6+column]++
					}
				}
			}
		}
		all := 0.0
		for i, n := range want {
			all += n
			name := string([]byte{byte('1' + i/6), ',', byte('1' + i%6)})
			require.Equal(t, n, observed(t, m, &Hypothesis{Test: Motif, Motif: name, Within: lasting(time.Duration(delta) * time.Second)}), name)
		}
		require.Equal(t, all, observed(t, m, &Hypothesis{Test: Motif, Motif: "all", Within: lasting(time.Duration(delta) * time.Second)}))
	})
}

// Word spreads by contacts at strictly rising times, whichever path it takes.
func TestReachFollowsEveryPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := few(t)
		start, delta := rapid.Int64Range(0, 10).Draw(t, "start"), rapid.Int64Range(1, 15).Draw(t, "within")
		reached := map[string]bool{}
		var walk func(at string, after time.Time)
		walk = func(at string, after time.Time) {
			for _, c := range m.contacts {
				if c.From.ID == at && c.At.Earliest.After(after) && !c.At.Earliest.After(second(start+delta)) {
					reached[c.To.ID] = true
					if c.To.ID != at {
						walk(c.To.ID, *c.At.Earliest)
					}
				}
			}
		}
		walk("a", second(start-1))
		delete(reached, "a")
		got := observed(t, m, &Hypothesis{Test: Reach, From: Names{"a"}, Start: second(start).Format(time.RFC3339), Within: lasting(time.Duration(delta) * time.Second)})
		require.Equal(t, float64(len(reached)), got)
	})
}

func TestOrderComparesEveryTwo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := few(t)
		wins, all := 0.0, 0.0
		for _, x := range m.contacts {
			for _, y := range m.contacts {
				if x.From.ID != "a" || y.From.ID != "b" {
					continue
				}
				all++
				switch x.At.Earliest.Compare(*y.At.Earliest) {
				case -1:
					wins++
				case 0:
					wins += 0.5
				}
			}
		}
		want := 0.5
		if all > 0 {
			want = wins / all
		}
		require.InDelta(t, want, observed(t, m, &Hypothesis{Test: Order, A: &Filter{From: Names{"a"}}, B: &Filter{From: Names{"b"}}}), 1e-12)
	})
}
