package hypothesis

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/temporal"
)

// planting is contacts to be, at seconds of two hours.
type planting struct {
	g    *rand.Rand
	list [][3]int // from, to, second; actors 0 to 7, of whom the even ones are red
}

func (p *planting) add(from, to, second int) { p.list = append(p.list, [3]int{from, to, second}) }

// other draws someone else than an actor.
func (p *planting) other(than int) int { return (than + 1 + p.g.IntN(7)) % 8 }

// planted draws contacts with an effect of known size for a trial: as plain as the
// test can measure it, and hidden from what the null model keeps.
func planted(g *rand.Rand, trial trial, null Null) *memory {
	p := &planting{g: g}
	switch trial.test {
	case Response: // half of the contacts are answered after two minutes
		if trial.form == "by recipient" { // by those who write but once
			for i := range 4 {
				second := 1750*i + g.IntN(200)
				p.add(i, 4+i, second)
				p.add(4+i, i, second+120)
			}
			break
		}
		for range 25 {
			from, second := g.IntN(8), g.IntN(7000)
			to := p.other(from)
			if trial.form == "by anyone, filtered" { // a and b ask, c and d answer
				from, to = g.IntN(2), 2+g.IntN(2)
			}
			p.add(from, to, second)
			p.add(to, from, second+120)
		}
	case Latency: // the red take fifteen minutes, the others five; each pair once
		for a := range 8 {
			for b := range a {
				from, to, second := a, b, g.IntN(6000)
				if g.IntN(2) == 0 {
					from, to = b, a
				}
				p.add(from, to, second)
				p.add(to, from, second+map[bool]int{true: 900, false: 300}[to%2 == 0])
			}
		}
	case Count, Rate, Change:
		p.plantMany(trial, null)
	case Order: // a and b early, c and d late; in each hour where hours are kept
		for i := range 60 {
			early := 60 + g.IntN(600)
			late := 6000 + g.IntN(600)
			if null == ShuffledWithinHourOfWeek {
				early, late = 3600*(i%2)+g.IntN(600), 3600*(i%2)+2700+g.IntN(600)
			}
			if null == CircularShift { // bursts of two minutes each, of a to d and of e to h
				p.add(i%4, 4+g.IntN(4), 1000+g.IntN(120))
				p.add(4+i%4, g.IntN(4), 4600+g.IntN(120))
				continue
			}
			p.add(g.IntN(2), 4+g.IntN(4), early)
			p.add(2+g.IntN(2), 4+g.IntN(4), late)
		}
	case Mixing: // each to their own
		for range 60 {
			from := g.IntN(8)
			p.add(from, (from+2+2*g.IntN(3))%8, g.IntN(7200))
		}
	case Motif: // exchanges of three contacts in eighty seconds
		n, second, third := 20, temporal.MotifEdge{From: 1, To: 0}, temporal.MotifEdge{From: 0, To: 1}
		if trial.form == "one" { // 1,2, and far apart: within is long
			n, second, third = 5, temporal.MotifRow[0], temporal.MotifColumn[1]
		}
		for i := range n {
			actors, at := g.Perm(8), 1450*i+g.IntN(100)
			if n > 5 {
				at = g.IntN(7000)
			}
			p.add(actors[0], actors[1], at)
			p.add(actors[second.From], actors[second.To], at+40)
			p.add(actors[third.From], actors[third.To], at+80)
		}
	case Reach: // a chain, amid what comes too late to carry it
		for i := range 7 {
			p.add(i, i+1, 60+180*i)
		}
		for range 20 {
			from := g.IntN(8)
			p.add(from, p.other(from), 4000+g.IntN(3000))
		}
	}
	if null == ShuffledWithinActivePeriod && trial.test != Count && trial.test != Rate && trial.test != Change {
		for i := range 8 { // all are active all the time
			p.add((i+1)%8, i, 1+i)
			p.add((i+1)%8, i, 7190+i)
		}
	}
	return p.memory()
}

// plantMany puts contacts of some actors into a period, to some, or with some.
func (p *planting) plantMany(trial trial, null Null) {
	g := p.g
	for i := range 60 {
		few, rest := g.IntN(2), 2+g.IntN(6)
		inside, outside := 1200+g.IntN(3600), []int{g.IntN(1200), 4800 + g.IntN(2400)}[i%2]
		if trial.test == Change { // the event is at 3600
			inside, outside = 3600+g.IntN(2400), 600+g.IntN(3000)
			if null == ShuffledWithinHourOfWeek {
				inside, outside = 1800+g.IntN(1800), g.IntN(1800)
			}
		}
		switch {
		case null == ShuffledRecipients:
			to := 2 + i%2 // c or d
			if trial.test == Rate {
				to = 2 // c
			}
			p.add(few, to, g.IntN(7200))
			p.add(rest, p.other(rest), g.IntN(7200))
		case null == ShuffledLabels: // the red write five times as much
			from := 2 * g.IntN(4)
			if i%6 == 0 {
				from++
			}
			p.add(from, p.other(from), g.IntN(7200))
		case null == CircularShift && trial.form == "of all":
			p.add(i%8, p.other(i%8), 3700+g.IntN(300)) // bursts of all after the event
		case null == CircularShift:
			p.add(few, rest, inside) // the shifts of two senders are two numbers
			p.add(rest, few, outside)
		default:
			p.add(few, p.other(few), inside)
			p.add(rest, p.other(rest), outside)
		}
	}
}

func (p *planting) memory() *memory {
	slices.SortFunc(p.list, func(a, b [3]int) int {
		return cmp.Or(cmp.Compare(a[2], b[2]), cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	m := &memory{}
	name := func(i int) string { return string(rune('a' + i)) }
	for i := range 8 {
		m.actors = append(m.actors, graph.Actor{ID: name(i), Attributes: map[string]string{"team": []string{"red", "blue"}[i%2]}})
	}
	for _, c := range p.list {
		m.add(name(c[0]), name(c[1]), int64(c[2]))
	}
	return m
}

// What is planted is found nine times in ten, by every test under every null model
// that it may be held to.
func TestPower(t *testing.T) {
	const cases = 20
	for _, trial := range trials() {
		for _, null := range trial.nulls {
			t.Run(fmt.Sprint(trial.test, " ", trial.form, " ", null), func(t *testing.T) {
				t.Parallel()
				found, least := 0, 1.0
				for i := range cases {
					m := planted(rand.New(rand.NewPCG(3, uint64(i))), trial, null)
					h := &Hypothesis{ID: "x", Test: trial.test, Null: null, Direction: Greater, Permutations: 99, Seed: uint64(i),
						Scope: Filter{Since: "2001-01-01T00:00:00Z", Until: "2001-01-01T01:59:59Z"}}
					trial.make(h)
					switch { // what the trial asks cannot be seen under this model
					case trial.test == Change && null == ShuffledWithinHourOfWeek: // its event parts two hours, which are kept
						h.Event = "2001-01-01T00:30:00Z"
					case trial.test == Order && null == CircularShift: // its four senders have but few orders
						h.A, h.B = &Filter{From: Names{"a", "b", "c", "d"}}, &Filter{From: Names{"e", "f", "g", "h"}}
					}
					res, err := m.runner().Run(t.Context(), h)
					require.NoError(t, err)
					if res.P != nil {
						least = min(least, res.P.Value)
						if res.P.Value <= 0.05 {
							found++
						}
					}
				}
				require.GreaterOrEqual(t, found, cases*9/10, "least p %g", least)
			})
		}
	}
}
