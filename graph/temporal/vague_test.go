package temporal

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

// at moves a contact to a moment in the notation of graph.ParseMoment.
func at(t *testing.T, c graph.Contact, moment string) graph.Contact {
	m, err := graph.ParseMoment(moment)
	require.NoError(t, err)
	c.At = m
	return c
}

// known builds an index of contacts, orders and events.
func known(t *testing.T, orders []graph.Order, events []graph.Event, contacts ...graph.Contact) *Index {
	ix, err := Build(context.Background(), streamOf(sorted(contacts)), Options{Orders: orders, Events: events})
	require.NoError(t, err)
	return ix
}

func messageRef(id string) graph.Ref { return graph.Ref{Label: graph.MessageLabel, ID: id} }

// after is a known order between messages; a negative bound is open.
func after(later, earlier string, least, most time.Duration) graph.Order {
	o := graph.Order{Later: messageRef(later), Earlier: messageRef(earlier)}
	if least >= 0 {
		o.AtLeast = &least
	}
	if most >= 0 {
		o.AtMost = &most
	}
	return o
}

func find(t *testing.T, ix *Index, w Question, o Objective) (Path, bool) {
	q, err := ix.Query(context.Background(), w)
	require.NoError(t, err)
	p, found, err := q.Path(context.Background(), o)
	require.NoError(t, err)
	return p, found
}

const quarter = 15 * time.Minute

// Two undated messages of which one followed the other by fifteen minutes make a
// certain path that takes fifteen minutes, whenever that was.
func TestOrderMakesUndatedMessagesACertainPath(t *testing.T) {
	ab, bc := at(t, contact("m1", "a", "b", 0), "unknown"), at(t, contact("m2", "b", "c", 0), "unknown")
	w := Question{From: "a", To: "c", Certain: true}

	_, found := find(t, known(t, nil, nil, ab, bc), w, EarliestArrival)
	require.False(t, found, "nothing is known of their order")
	w.Certain = false
	p, found := find(t, known(t, nil, nil, ab, bc), w, EarliestArrival)
	require.True(t, found)
	require.Equal(t, graph.Possible, p.Certainty)

	ix := known(t, []graph.Order{after("m2", "m1", quarter, quarter)}, nil, ab, bc)
	for _, o := range []Objective{EarliestArrival, LatestDeparture, FewestHops, Fastest} {
		for _, w.Certain = range []bool{false, true} {
			p, found := find(t, ix, w, o)
			require.True(t, found)
			require.Equal(t, graph.Certain, p.Certainty)
			require.Equal(t, Bounds{OpenEarliest, OpenLatest}, p.Arrival)
			require.Equal(t, Bounds{quarter.Microseconds(), quarter.Microseconds()}, p.Duration)
		}
	}
	w.MaxWait = quarter
	_, found = find(t, ix, w, Fastest)
	require.True(t, found)
	w.MaxWait = quarter - time.Microsecond
	_, found = find(t, ix, w, Fastest)
	require.False(t, found)
	_, found = find(t, ix, Question{From: "c", To: "a"}, Fastest)
	require.False(t, found)
}

// Of two walks the one whose first and last message an order joins may take less
// time for certain, though by its dates alone it would take more.
func TestFastestKnowsOrders(t *testing.T) {
	first := at(t, contact("m1", "a", "b", 0), "2016-06-03T10:00:00Z..2016-06-03T20:00:00Z")
	exact := at(t, contact("m0", "a", "b", 0), "2016-06-03T10:00:00Z")
	second, third := at(t, contact("m2", "b", "c", 0), "unknown"), at(t, contact("m3", "c", "d", 0), "unknown")
	ix := known(t, []graph.Order{after("m2", "m1", quarter, quarter), after("m3", "m2", quarter, quarter)}, nil, first, exact, second, third)
	p, found := find(t, ix, Question{From: "a", To: "d", Certain: true}, Fastest)
	require.True(t, found)
	require.Equal(t, Bounds{2 * quarter.Microseconds(), 2 * quarter.Microseconds()}, p.Duration)
}

// The other way round the same order makes a path impossible that would be possible.
func TestOrderForbids(t *testing.T) {
	ab, bc := at(t, contact("m1", "a", "b", 0), "2016-06-03"), at(t, contact("m2", "b", "c", 0), "2016-06-03")
	w := Question{From: "a", To: "c"}
	_, found := find(t, known(t, nil, nil, ab, bc), w, EarliestArrival)
	require.True(t, found)
	_, found = find(t, known(t, []graph.Order{after("m1", "m2", -1, -1)}, nil, ab, bc), w, EarliestArrival)
	require.False(t, found)
	contradicting := []graph.Order{after("m1", "m2", -1, -1), after("m2", "m1", -1, -1)}
	p, found := find(t, known(t, contradicting, nil, ab, bc), w, EarliestArrival)
	require.True(t, found, "orders that contradict one another say nothing")
	require.Equal(t, graph.Possible, p.Certainty)
}

// A contact that an order puts after the next hop is no alternative.
func TestAlternativesKnowOrders(t *testing.T) {
	day := "2016-06-03"
	contacts := []graph.Contact{at(t, contact("m1", "a", "b", 0), day), at(t, contact("m2", "b", "c", 0), day),
		at(t, contact("m3", "c", "d", 0), day), at(t, contact("m4", "b", "c", 0), day)}
	for _, c := range []struct {
		orders []graph.Order
		want   int
	}{{nil, 1}, {[]graph.Order{after("m4", "m3", -1, -1)}, 0}} {
		p, found := find(t, known(t, c.orders, nil, contacts...), Question{From: "a", To: "d"}, FewestHops)
		require.True(t, found)
		require.Equal(t, c.want, p.Hops[1].Alternatives)
	}
}

// An event dates the message that is known to have followed it.
func TestEventDatesAMessage(t *testing.T) {
	day, err := graph.ParseMoment("2016-06-03")
	require.NoError(t, err)
	event := graph.Ref{Label: graph.EventLabel, ID: "revelation"}
	hour := time.Hour
	orders := []graph.Order{{Later: messageRef("m1"), Earlier: event, AtMost: &hour}}
	ix := known(t, orders, []graph.Event{{ID: "revelation", At: day}}, at(t, contact("m1", "a", "b", 0), "unknown"))
	until := day.Latest.Add(hour)
	w := Question{From: "a", To: "b", Since: day.Earliest, Until: &until, Certain: true}
	p, found := find(t, ix, w, EarliestArrival)
	require.True(t, found)
	require.Equal(t, Bounds{day.Earliest.UnixMicro() + 1, until.UnixMicro()}, p.Arrival)
	until = until.Add(-time.Microsecond)
	_, found = find(t, ix, w, EarliestArrival)
	require.False(t, found, "it may have come after the period")
	w.Certain = false
	p, found = find(t, ix, w, EarliestArrival)
	require.True(t, found)
	require.Equal(t, graph.Possible, p.Certainty)
	require.Equal(t, until.UnixMicro(), p.Arrival.Latest, "had it come later, it would not count")
}

// A meeting has one time: word cannot come by it and leave by it again.
func TestMessageIsUsedOnce(t *testing.T) {
	meet := func(from, to string) graph.Contact {
		c := at(t, contact("meeting", from, to, 0), "2016-06-03")
		c.Channel = graph.Meeting
		return c
	}
	noon, err := graph.ParseMoment("2016-06-03T12:00:00Z")
	require.NoError(t, err)
	call := contact("call", "b", "c", 0)
	call.At = noon
	ix := known(t, nil, nil, meet("a", "b"), meet("c", "d"), call)
	for _, wait := range []time.Duration{0, time.Hour} {
		_, found := find(t, ix, Question{From: "a", To: "d", MaxWait: wait}, EarliestArrival)
		require.False(t, found)
		_, found = find(t, ix, Question{From: "a", To: "c", MaxWait: wait}, EarliestArrival)
		require.True(t, found)
	}
	ix = known(t, nil, nil, meet("a", "b"), meet("c", "d"), call, at(t, contact("letter", "a", "b", 0), "2016-06-03T10:00:00Z"))
	p, found := find(t, ix, Question{From: "a", To: "d"}, EarliestArrival)
	require.True(t, found)
	require.Equal(t, "letter", ix.Contact(p.Hops[0].Contact).MessageID)
	require.Equal(t, 0, p.Hops[0].Alternatives, "the meeting is the last hop already")
}

// Exact and vague contacts go together: a day counts from its end for what is
// certain, from its start for what is possible.
func TestVagueBetweenExact(t *testing.T) {
	exact := func(message, from, to, when string) graph.Contact { return at(t, contact(message, from, to, 0), when) }
	ix := known(t, nil, nil,
		exact("m1", "a", "b", "2016-06-03T10:00:00Z"), at(t, contact("m2", "b", "c", 0), "2016-06-03"),
		exact("m3", "c", "d", "2016-06-03T11:00:00Z"), exact("m4", "c", "d", "2016-06-04T09:00:00Z"),
		exact("m5", "a", "b", "2016-06-02T10:00:00Z"))
	w := Question{From: "a", To: "d", Certain: true}
	p, found := find(t, ix, w, EarliestArrival)
	require.True(t, found)
	require.Equal(t, graph.Certain, p.Certainty)
	require.Equal(t, "m4", ix.Contact(p.Hops[2].Contact).MessageID)
	w.Certain = false
	p, found = find(t, ix, w, Fastest)
	require.True(t, found)
	require.Equal(t, graph.Possible, p.Certainty)
	require.Equal(t, Bounds{time.Hour.Microseconds(), time.Hour.Microseconds()}, p.Duration)
	require.Equal(t, 1, p.Hops[0].Alternatives)
}

func TestVagueSearchStops(t *testing.T) {
	var contacts []graph.Contact
	for i := range 40 {
		c := at(t, contact("m"+string(rune('A'+i)), string(rune('a'+i%4)), string(rune('a'+(i+1)%4)), 0), "2016-06-03")
		contacts = append(contacts, c)
	}
	ix := known(t, nil, nil, contacts...)
	q, err := ix.Query(context.Background(), Question{From: "a", To: "d", MaxWait: time.Hour})
	require.NoError(t, err)
	_, found, err := q.Path(context.Background(), LatestDeparture)
	require.NoError(t, err)
	require.True(t, found)

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _, err = q.Path(ctx, EarliestArrival)
	require.ErrorIs(t, err, context.Canceled)
	_, err = q.Spread(ctx, Fastest)
	require.ErrorIs(t, err, context.Canceled)

	v := q.sight(false)
	l := newLabelling(v, newZones(v, Fastest, true))
	l.budget = 1000
	require.Equal(t, graph.TooLarge, graph.CodeOf(l.run(context.Background(), none)))
}
