package reference_test

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"testing"

	"backchannel/graph"
	"backchannel/graph/temporal"
	"backchannel/graph/temporal/reference"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// comparison is one network and one question, asked of both.
type comparison struct {
	*rapid.T
	n     reference.Network
	q     reference.Question
	walks []reference.Walk // every one that q admits, whatever its ends
	ix    *temporal.Index
}

func compare(t *rapid.T, times reference.Times) *comparison {
	n := reference.Draw(t, times)
	q := reference.DrawQuestion(t, n)
	ix, err := temporal.Build(context.Background(), stream(n), options(n))
	if err != nil {
		t.Fatal(err)
	}
	if left := ix.Contradictions(); len(left)+len(n.Known()) != len(n.Orders) {
		t.Fatalf("%d of %d orders left out as contradictions, want all but %v", len(left), len(n.Orders), n.Known())
	}
	any := q
	any.From, any.To = "", ""
	return &comparison{t, n, q, n.Walks(any), ix}
}

func stream(n reference.Network) iter.Seq2[graph.Contact, error] {
	return func(yield func(graph.Contact, error) bool) {
		for _, c := range n.Contacts {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func options(n reference.Network) temporal.Options {
	o := temporal.Options{Orders: n.Orders}
	for r, m := range n.Moments {
		if r.Label == graph.EventLabel {
			o.Events = append(o.Events, graph.Event{ID: r.ID, At: m})
		} else {
			o.Messages = append(o.Messages, graph.Message{ID: r.ID, Sent: m})
		}
	}
	return o
}

func (c *comparison) query(from, to string) *temporal.Query {
	q := c.q
	query, err := c.ix.Query(context.Background(), temporal.Question{
		From: from, To: to, Since: q.Since, Until: q.Until, Topics: q.Topics, Matches: q.Matches, Messages: q.Messages,
		Roles: q.Roles, Channels: q.Channels, Answered: q.Answered, Senders: q.Senders, Recipients: q.Recipients,
		Actors: q.Actors, Avoid: q.Avoid, MaxHops: q.MaxHops, MinWait: q.MinWait, MaxWait: q.MaxWait, Certain: q.Certain,
	})
	if err != nil {
		c.Fatalf("%+v: %v", q, err)
	}
	return query
}

// fail shows what was compared.
func (c *comparison) fail(format string, args ...any) {
	c.Helper()
	s := fmt.Sprintf(format, args...) + "\ncontacts:"
	for _, x := range c.n.Contacts {
		s += "\n  " + show([]graph.Contact{x}) + fmt.Sprint(x.Role, " ", x.Channel, " ", x.Topics)
	}
	for _, o := range c.n.Orders {
		s += fmt.Sprintf("\n  %s after %s by %v to %v", o.Later.ID, o.Earlier.ID, o.AtLeast, o.AtMost)
	}
	for r, m := range c.n.Moments {
		s += fmt.Sprintf("\n  %s at %s", r.ID, m)
	}
	c.Fatalf("%s\n%+v", s, c.q)
}

// path compares one-to-one.
func (c *comparison) path(o reference.Objective) {
	if c.q.From == c.q.To {
		return // invalid; see the tests of package temporal
	}
	query := c.query(c.q.From, c.q.To)
	p, found, err := query.Path(context.Background(), temporal.Objective(o))
	if err != nil {
		c.fail("%s: %v", o, err)
	}
	best := c.q.Best(c.walks, o)[reference.Ends{From: c.q.From, To: c.q.To}]
	if found != (len(best) > 0) {
		c.fail("%s: a path was found: %v, want %v", o, found, best)
	}
	if !found {
		return
	}
	var hops []graph.Contact
	for _, h := range p.Hops {
		hops = append(hops, c.ix.Contact(h.Contact))
	}
	w := c.among(o, hops, best)
	if p.Certainty != w.Certainty || p.Departure != bounds(w.Departure) || p.Arrival != bounds(w.Arrival) || p.Duration != bounds(w.Duration) {
		c.fail("%s: %s\nis %s, departs %v, arrives %v, takes %v\nwant %s, %v, %v, %v", o, show(hops), p.Certainty, p.Departure, p.Arrival, p.Duration,
			w.Certainty, bounds(w.Departure), bounds(w.Arrival), bounds(w.Duration))
	}
	if c.exact() {
		if first := c.first(best); !slices.EqualFunc(first.Hops, hops, reference.Same) {
			c.fail("%s: of equals %s\nwas chosen, not %s", o, show(hops), show(first.Hops))
		}
	}
	for i, h := range p.Hops {
		if want := c.n.Alternatives(c.q, w, i); h.Alternatives != want {
			c.fail("%s: hop %d of %s has %d alternatives, want %d", o, i, show(hops), h.Alternatives, want)
		}
	}
}

// exact tells whether every admitted contact has an exact time.
func (c *comparison) exact() bool {
	return !slices.ContainsFunc(c.n.Admitted(c.q), func(x graph.Contact) bool {
		return x.At.Earliest == nil || x.At.Latest == nil || !x.At.Earliest.Equal(*x.At.Latest)
	})
}

// first of the best walks of exact times: the fewest hops, then the earliest
// arrival, then the contacts that come first in the stream, the last hop foremost.
func (c *comparison) first(best []reference.Walk) reference.Walk {
	number := func(x graph.Contact) int {
		return slices.IndexFunc(c.n.Contacts, func(y graph.Contact) bool { return reference.Same(x, y) })
	}
	return slices.MinFunc(best, func(a, b reference.Walk) int {
		if d := cmp.Or(cmp.Compare(len(a.Hops), len(b.Hops)), cmp.Compare(*a.Arrival.Min, *b.Arrival.Min)); d != 0 {
			return d
		}
		for i := range slices.Backward(a.Hops) {
			if d := cmp.Compare(number(a.Hops[i]), number(b.Hops[i])); d != 0 {
				return d
			}
		}
		return 0
	})
}

// among finds the walk along hops among the best; it has the fewest hops of these.
func (c *comparison) among(o reference.Objective, hops []graph.Contact, best []reference.Walk) reference.Walk {
	c.Helper()
	fewest := slices.MinFunc(best, func(a, b reference.Walk) int { return len(a.Hops) - len(b.Hops) })
	if len(hops) != len(fewest.Hops) {
		c.fail("%s: %s\nhas %d hops, %s has %d", o, show(hops), len(hops), show(fewest.Hops), len(fewest.Hops))
	}
	for _, w := range best {
		if slices.EqualFunc(w.Hops, hops, reference.Same) {
			return w
		}
	}
	c.fail("%s: %s\nis not among the best, such as %s", o, show(hops), show(best[0].Hops))
	panic("unreachable")
}

func bounds(s reference.Span) temporal.Bounds {
	b := temporal.Bounds{Earliest: temporal.OpenEarliest, Latest: temporal.OpenLatest}
	if s.Min != nil {
		b.Earliest = *s.Min
	}
	if s.Max != nil {
		b.Latest = *s.Max
	}
	return b
}

// spread compares one-to-all, or all-to-one for the latest departure.
func (c *comparison) spread(o reference.Objective) {
	q := c.q
	start := &q.From
	if q.To = ""; o == reference.LatestDeparture {
		q.From, q.To = "", q.From
		start = &q.To
	}
	s, err := c.query(q.From, q.To).Spread(context.Background(), temporal.Objective(o))
	if err != nil {
		c.fail("%s to all: %v", o, err)
	}
	all := q.Best(c.walks, o)
	if s.Len() != len(all) {
		c.fail("%s: %d actors reached from %s, want %d", o, s.Len(), *start, len(all))
	}
	for e, best := range all {
		id := e.To
		if o == reference.LatestDeparture {
			id = e.From
		}
		actor, _ := c.ix.ActorNumber(id)
		r, ok := s.Of(actor)
		if !ok {
			c.fail("%s: %s is not reached from %s", o, id, *start)
		}
		fewest := slices.MinFunc(best, func(a, b reference.Walk) int { return len(a.Hops) - len(b.Hops) })
		if r.Hops != len(fewest.Hops) {
			c.fail("%s: %s is reached by %d hops, want %d", o, id, r.Hops, len(fewest.Hops))
		}
		if !slices.ContainsFunc(best, func(w reference.Walk) bool {
			at := w.Arrival
			if o == reference.LatestDeparture {
				at = w.Departure
			}
			return len(w.Hops) == r.Hops && bounds(at) == r.At && w.Certainty == r.Certainty &&
				(o != reference.Fastest || bounds(w.Departure) == r.Departure && bounds(w.Duration) == r.Duration)
		}) {
			c.fail("%s: %s is reached as %+v, which is none of %v", o, id, r, best)
		}
	}
}

// reach compares who could have known, or from whom it could have come: when by the
// walk that promises most, and by the one that guarantees most.
func (c *comparison) reach(backward bool) {
	q, o := c.q, reference.EarliestArrival
	if q.To = ""; backward {
		q.From, q.To, o = "", q.From, reference.LatestDeparture
	}
	search := c.query(q.From, q.To).ReachForward
	if backward {
		search = c.query(q.From, q.To).ReachBackward
	}
	s, err := search(context.Background())
	if err != nil {
		c.fail("reach: %v", err)
	}
	promised := q.Best(c.walks, o)
	q.Certain = true
	sure := q.Best(c.walks, o)
	if s.Len() != len(promised) {
		c.fail("reach: %d actors, want %d", s.Len(), len(promised))
	}
	for e, best := range promised {
		id := e.To
		at := func(w reference.Walk) (promise, guarantee int64) {
			b := bounds(w.Arrival)
			return b.Earliest, b.Latest
		}
		got := func(b temporal.Bounds) (promise, guarantee int64) { return b.Earliest, b.Latest }
		if backward {
			id = e.From
			at = func(w reference.Walk) (promise, guarantee int64) {
				b := bounds(w.Departure)
				return b.Latest, b.Earliest
			}
			got = func(b temporal.Bounds) (promise, guarantee int64) { return b.Latest, b.Earliest }
		}
		actor, _ := c.ix.ActorNumber(id)
		r, _ := s.Of(actor)
		promise, guarantee := got(r.At)
		if want, _ := at(best[0]); promise != want {
			c.fail("reach: %s could be at %d, want %d", id, promise, want)
		}
		if (r.Certainty == graph.Certain) != (len(sure[e]) > 0) {
			c.fail("reach: %s is %s, and %d walks are certain", id, r.Certainty, len(sure[e]))
		}
		if len(sure[e]) > 0 {
			if _, want := at(sure[e][0]); guarantee != want {
				c.fail("reach: %s must be at %d, want %d", id, guarantee, want)
			}
		}
	}
}

// static compares the paths of fewest contacts.
func (c *comparison) static() {
	if c.q.From == c.q.To {
		return
	}
	query, ctx := c.query(c.q.From, c.q.To), context.Background()
	want := c.n.Static(c.q)
	shortest := 0
	for shortest < len(want) && len(want[shortest]) == len(want[0]) {
		shortest++
	}
	p, found, err := query.FewestContacts(ctx)
	if err != nil || found != (len(want) > 0) {
		c.fail("fewest contacts: %v, %v, want one of %v", found, err, want)
	}
	if found && !slices.ContainsFunc(want[:shortest], func(w []string) bool { return slices.Equal(w, c.actors(p)) }) {
		c.fail("fewest contacts: %v, want one of %v", c.actors(p), want[:shortest])
	}
	all, total, err := query.AllFewestContacts(ctx, 100)
	if err != nil || total != shortest {
		c.fail("all of fewest contacts: %d, %v, want %v", total, err, want[:shortest])
	}
	c.chains("all of fewest contacts", all, want[:shortest])
	for _, k := range []int{max(1, len(want)/2), max(1, len(want))} {
		some, err := query.ShortestPaths(ctx, k)
		if err != nil {
			c.fail("shortest paths: %v", err)
		}
		c.chains("shortest paths", some, want[:min(k, len(want))])
		for _, p := range some {
			c.inTime(query, p)
		}
	}
}

// inTime compares what is said of whether the hops along a chain of actors can
// follow one another.
func (c *comparison) inTime(query *temporal.Query, p temporal.Path) {
	along := map[graph.Verdict][]reference.Walk{}
	for _, w := range c.walks {
		if slices.Equal(actorsOf(w.Hops), c.actors(p)) {
			along[w.Certainty] = append(along[w.Certainty], w)
		}
	}
	want := graph.Impossible
	for _, v := range []graph.Verdict{graph.Possible, graph.Certain} {
		if len(along[v]) > 0 {
			want = v
		}
	}
	timed, err := query.InTime(context.Background(), p)
	if err != nil || timed.Certainty != want {
		c.fail("%v is %s in time (%v), want %s", c.actors(p), timed.Certainty, err, want)
	}
	if want == graph.Impossible {
		timed.Certainty = p.Certainty
		if !reflect.DeepEqual(timed, p) {
			c.fail("%v changed from %+v to %+v", c.actors(p), p, timed)
		}
		return
	}
	var hops []graph.Contact
	for i, h := range timed.Hops {
		hops = append(hops, c.ix.Contact(h.Contact))
		if h.Alternatives != p.Hops[i].Alternatives {
			c.fail("hop %d of %v had %d alternatives, in time %d", i, c.actors(p), p.Hops[i].Alternatives, h.Alternatives)
		}
	}
	if !slices.ContainsFunc(along[want], func(w reference.Walk) bool {
		return slices.EqualFunc(w.Hops, hops, reference.Same) &&
			bounds(w.Departure) == timed.Departure && bounds(w.Arrival) == timed.Arrival && bounds(w.Duration) == timed.Duration
	}) {
		c.fail("%v in time is %s, %+v, which is none of %v", c.actors(p), show(hops), timed, along[want])
	}
}

func (c *comparison) actors(p temporal.Path) []string {
	var hops []graph.Contact
	for _, h := range p.Hops {
		hops = append(hops, c.ix.Contact(h.Contact))
	}
	return actorsOf(hops)
}

func actorsOf(hops []graph.Contact) []string {
	ids := []string{hops[0].From.ID}
	for _, h := range hops {
		ids = append(ids, h.To.ID)
	}
	return ids
}

func (c *comparison) chains(what string, got []temporal.Path, want [][]string) {
	c.Helper()
	var chains [][]string
	for _, p := range got {
		chains = append(chains, c.actors(p))
		for i, h := range p.Hops {
			x := c.ix.Contact(h.Contact)
			others := 0
			for _, y := range c.n.Admitted(c.q) {
				if y.From.ID == x.From.ID && y.To.ID == x.To.ID && !reference.Same(x, y) {
					others++
				}
			}
			if others != h.Alternatives {
				c.fail("%s: hop %d of %v has %d alternatives, want %d", what, i, c.actors(p), h.Alternatives, others)
			}
		}
	}
	if d := gocmp.Diff(want, chains, cmpopts.EquateEmpty()); d != "" {
		c.fail("%s: %s", what, d)
	}
}

// lifts are the restrictions of a question, and how to take each off.
var lifts = map[temporal.Restriction]func(*reference.Question){
	temporal.Period:      func(q *reference.Question) { q.Since, q.Until = nil, nil },
	temporal.About:       func(q *reference.Question) { q.Topics, q.Matches = nil, nil },
	temporal.Only:        func(q *reference.Question) { q.Messages = nil },
	temporal.ByRole:      func(q *reference.Question) { q.Roles = nil },
	temporal.ByChannel:   func(q *reference.Question) { q.Channels = nil },
	temporal.IfAnswered:  func(q *reference.Question) { q.Answered = "" },
	temporal.BySender:    func(q *reference.Question) { q.Senders = nil },
	temporal.ToWhom:      func(q *reference.Question) { q.Recipients = nil },
	temporal.ByActor:     func(q *reference.Question) { q.Actors = nil },
	temporal.Avoiding:    func(q *reference.Question) { q.Avoid = nil },
	temporal.HopBound:    func(q *reference.Question) { q.MaxHops = 0 },
	temporal.LeastWait:   func(q *reference.Question) { q.MinWait = 0 },
	temporal.OnlyCertain: func(q *reference.Question) { q.Certain = false },
	temporal.MostWait:    func(q *reference.Question) { q.MaxWait = 0 },
}

// explanation compares what is said where there is no path.
func (c *comparison) explanation() {
	q := c.q
	if q.From == q.To || len(q.Best(c.walks, reference.FewestHops)) > 0 {
		return
	}
	no, err := c.query(q.From, q.To).Explain(context.Background())
	if err != nil {
		c.fail("explain: %v", err)
	}
	admitted := c.n.Admitted(q)
	messages := map[string]bool{}
	for _, x := range admitted {
		messages[x.MessageID] = true
	}
	if no.Contacts != len(admitted) || no.Messages != len(messages) {
		c.fail("explain: %d contacts and %d messages, want %d and %d", no.Contacts, no.Messages, len(admitted), len(messages))
	}
	want := map[temporal.Restriction]int{}
	for name, lift := range lifts {
		without := q
		if lift(&without); !reflect.DeepEqual(without, q) {
			if best := without.Best(c.n.Walks(without), reference.FewestHops); len(best) > 0 {
				want[name] = len(best[reference.Ends{From: q.From, To: q.To}][0].Hops)
			}
		}
	}
	if chains := c.n.Static(q); len(chains) > 0 {
		want[temporal.TimeOrder] = len(chains[0]) - 1
	}
	got := map[temporal.Restriction]int{}
	for _, l := range no.Lifts {
		got[l.Restriction] = l.Hops
	}
	if d := gocmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		c.fail("lifts: %s", d)
	}
	all := q
	all.To = ""
	reached := all.Best(c.walks, reference.EarliestArrival)
	if no.Reached != len(reached) {
		c.fail("explain: %d actors reached, want %v", no.Reached, reached)
	}
	nearest, contacts := "", 0
	for _, id := range append(slices.Sorted(maps.Keys(reachedIDs(reached))), q.From) {
		on := q
		on.From, on.MaxHops = id, 0
		if chains := c.n.Static(on); len(chains) > 0 && (nearest == "" || len(chains[0])-1 < contacts || len(chains[0])-1 == contacts && id < nearest) {
			nearest, contacts = id, len(chains[0])-1
		}
	}
	switch {
	case no.Nearest == nil && nearest == "":
	case no.Nearest == nil || c.ix.Actor(no.Nearest.Actor).ID != nearest || no.Nearest.Contacts != contacts:
		c.fail("explain: nearest is %+v, want %s by %d contacts", no.Nearest, nearest, contacts)
	}
}

func reachedIDs(best map[reference.Ends][]reference.Walk) map[string]bool {
	ids := map[string]bool{}
	for e := range best {
		ids[e.To] = true
	}
	return ids
}

func (c *comparison) everything() {
	c.static()
	c.reach(false)
	c.reach(true)
	for _, o := range reference.Objectives {
		for _, c.q.Certain = range []bool{false, true} {
			c.path(o)
			c.spread(o)
		}
	}
	for _, c.q.Certain = range []bool{false, true} {
		c.explanation()
	}
}

// rounds is how often each property is checked anew: with rapid's hundred
// networks a round, thousands in all.
const rounds = 10

func agreement(t *testing.T, times reference.Times) {
	for i := range rounds {
		t.Run(fmt.Sprint(i), rapid.MakeCheck(func(t *rapid.T) { compare(t, times).everything() }))
	}
}

func TestIndexAgreesOnExactTimes(t *testing.T) { agreement(t, reference.Exact) }
func TestIndexAgreesOnVagueTimes(t *testing.T) { agreement(t, reference.Vague) }
func TestIndexAgreesOnMixedTimes(t *testing.T) { agreement(t, reference.Mixed) }
