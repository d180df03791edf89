package temporal

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"backchannel/graph"
)

// epoch is where the times of the small graphs begin.
var epoch = time.Date(2001, 3, 1, 12, 0, 0, 0, time.UTC)

// minute is so many minutes after epoch.
func minute(n int) time.Time { return epoch.Add(time.Duration(n) * time.Minute) }

// actorOf makes an actor of a letter.
func actorOf(id string) graph.ActorRef {
	return graph.ActorRef{ID: id, Name: "Actor " + id, Kind: graph.Person}
}

// contact makes an e-mail at an exact time.
func contact(message, from, to string, at int) graph.Contact {
	return graph.Contact{MessageID: message, At: graph.At(minute(at)), From: actorOf(from), To: actorOf(to), Role: graph.To, Channel: graph.Email, Answered: graph.AnsweredUnknown}
}

// sorted puts contacts in the order in which a store streams them.
func sorted(contacts []graph.Contact) []graph.Contact {
	at := func(t *time.Time) int64 {
		if t == nil {
			return OpenLatest
		}
		return t.UnixMicro()
	}
	slices.SortFunc(contacts, func(a, b graph.Contact) int {
		return cmp.Or(cmp.Compare(at(a.At.Earliest), at(b.At.Earliest)), cmp.Compare(at(a.At.Latest), at(b.At.Latest)),
			cmp.Compare(a.MessageID, b.MessageID), cmp.Compare(a.Role, b.Role), cmp.Compare(a.From.ID, b.From.ID), cmp.Compare(a.To.ID, b.To.ID))
	})
	return contacts
}

// streamOf yields contacts as a store does.
func streamOf(contacts []graph.Contact) func(func(graph.Contact, error) bool) {
	return func(yield func(graph.Contact, error) bool) {
		for _, c := range contacts {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// indexOf builds an index of contacts in any order.
func indexOf(t require.TestingT, contacts ...graph.Contact) *Index {
	ix, err := Build(context.Background(), streamOf(sorted(contacts)), Options{Revision: 1})
	require.NoError(t, err)
	return ix
}

// smallGraph draws a few contacts with exact times, many at the same moment, some
// of one message, some with oneself.
func smallGraph(t *rapid.T) []graph.Contact {
	var contacts []graph.Contact
	for i := range rapid.IntRange(1, 9).Draw(t, "messages") {
		c := contact(fmt.Sprint("m", i), letter(t, "from"), letter(t, "to"), rapid.IntRange(0, 9).Draw(t, "minute"))
		c.Role = rapid.SampledFrom(graph.Roles).Draw(t, "role")
		c.Channel = rapid.SampledFrom([]graph.Channel{graph.Email, graph.Letter}).Draw(t, "channel")
		c.Answered = rapid.SampledFrom([]graph.Answered{graph.AnsweredYes, graph.AnsweredNo}).Draw(t, "answered")
		c.Topics = rapid.SampledFrom([][]string{nil, {"x"}, {"y"}, {"x", "y"}}).Draw(t, "topics")
		contacts = append(contacts, c)
		if rapid.IntRange(0, 3).Draw(t, "copies") == 0 {
			copied := c
			copied.To, copied.Role = actorOf(letter(t, "copied to")), graph.Bcc
			if copied.To != c.To || copied.Role != c.Role {
				contacts = append(contacts, copied)
			}
		}
	}
	return sorted(contacts)
}

func letter(t *rapid.T, label string) string {
	return string(rune('a' + rapid.IntRange(0, 4).Draw(t, label)))
}

// smallQuestion draws conditions of every kind, each seldom.
func smallQuestion(t *rapid.T, ix *Index) Question {
	seldom := func(label string) bool { return rapid.IntRange(0, 5).Draw(t, label) == 0 }
	var ids []string
	for a := range uint32(ix.Actors()) {
		ids = append(ids, ix.Actor(a).ID)
	}
	one := func(label string) string { return rapid.SampledFrom(ids).Draw(t, label) }
	w := Question{From: one("from"), To: one("to")}
	if seldom("since?") {
		since := minute(rapid.IntRange(0, 9).Draw(t, "since"))
		w.Since = &since
	}
	if seldom("until?") {
		until := minute(rapid.IntRange(0, 9).Draw(t, "until"))
		if w.Since == nil || !until.Before(*w.Since) {
			w.Until = &until
		}
	}
	if seldom("roles?") {
		w.Roles = []graph.Role{graph.To, graph.Cc}
	}
	if seldom("channels?") {
		w.Channels = []graph.Channel{graph.Email}
	}
	if seldom("answered?") {
		w.Answered = graph.AnsweredYes
	}
	if seldom("topics?") {
		w.Topics = []string{rapid.SampledFrom([]string{"x", "z"}).Draw(t, "topic")}
	}
	messages := func(label string) []string {
		return append([]string{}, rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 9), func(i int) string { return fmt.Sprint("m", i) }), 0, 6).Draw(t, label)...)
	}
	if seldom("matches?") {
		w.Matches = messages("matches")
	}
	if seldom("messages?") {
		w.Messages = messages("only")
	}
	if seldom("senders?") {
		w.Senders = []string{w.From, one("sender")}
	}
	if seldom("recipients?") {
		w.Recipients = []string{w.To, one("recipient")}
	}
	if seldom("actors?") {
		w.Actors = []string{one("actor"), one("actor")}
	}
	if seldom("avoid?") {
		if a := one("avoid"); a != w.From && a != w.To {
			w.Avoid = []string{a}
		}
	}
	if rapid.Bool().Draw(t, "hops?") {
		w.MaxHops = rapid.IntRange(1, 4).Draw(t, "hops")
	}
	wait := func(label string) time.Duration {
		return time.Duration(rapid.IntRange(1, 4).Draw(t, label)) * time.Minute
	}
	if rapid.IntRange(0, 2).Draw(t, "max wait?") == 0 {
		w.MaxWait = wait("max wait")
	}
	if rapid.IntRange(0, 2).Draw(t, "min wait?") == 0 {
		w.MinWait = wait("min wait")
		if w.MaxWait > 0 {
			w.MinWait = min(w.MinWait, w.MaxWait)
		}
	}
	return w
}

// admitted says with plain words what Query does with sets.
func admitted(w Question, c graph.Contact) bool {
	anyOf := func(ids []string, id string) bool { return len(ids) == 0 || slices.Contains(ids, id) }
	if len(w.Topics) > 0 || w.Matches != nil {
		about := slices.Contains(w.Matches, c.MessageID)
		for _, topic := range w.Topics {
			about = about || slices.Contains(c.Topics, topic)
		}
		if !about {
			return false
		}
	}
	return c.At.Within(w.Since, w.Until) != graph.Impossible &&
		(len(w.Roles) == 0 || slices.Contains(w.Roles, c.Role)) &&
		(len(w.Channels) == 0 || slices.Contains(w.Channels, c.Channel)) &&
		(w.Answered == "" || w.Answered == c.Answered) &&
		(w.Messages == nil || slices.Contains(w.Messages, c.MessageID)) &&
		anyOf(w.Senders, c.From.ID) && anyOf(w.Recipients, c.To.ID) &&
		(len(w.Actors) == 0 || anyOf(w.Actors, c.From.ID) || anyOf(w.Actors, c.To.ID)) &&
		!slices.Contains(w.Avoid, c.From.ID) && !slices.Contains(w.Avoid, c.To.ID)
}

// follow tells whether a hop at b may come after one at a.
func follow(w Question, a, b graph.Contact) bool {
	gap := b.At.Earliest.Sub(*a.At.Earliest)
	return gap > 0 && gap >= w.MinWait && (w.MaxWait == 0 || gap <= w.MaxWait)
}

// walks lists every walk from an actor, as numbers of contacts.
func walks(w Question, contacts []graph.Contact, from string) [][]uint32 {
	var all [][]uint32
	var on func(walk []uint32)
	on = func(walk []uint32) {
		at := from
		if n := len(walk); n > 0 {
			all = append(all, slices.Clone(walk))
			at = contacts[walk[n-1]].To.ID
			if n == w.MaxHops {
				return
			}
		}
		for i, c := range contacts {
			if c.From.ID == at && admitted(w, c) && (len(walk) == 0 || follow(w, contacts[walk[len(walk)-1]], c)) {
				on(append(walk, uint32(i)))
			}
		}
	}
	on(nil)
	return all
}

// better orders walks by an objective, and then as Objective says.
func better(o Objective, contacts []graph.Contact, a, b []uint32) int {
	leave := func(w []uint32) int64 { return contacts[w[0]].At.Earliest.UnixMicro() }
	arrive := func(w []uint32) int64 { return contacts[w[len(w)-1]].At.Earliest.UnixMicro() }
	hops := cmp.Compare(len(a), len(b))
	var first int
	switch o {
	case EarliestArrival:
		first = cmp.Compare(arrive(a), arrive(b))
	case LatestDeparture:
		first = cmp.Compare(leave(b), leave(a))
	case Fastest:
		first = cmp.Compare(arrive(a)-leave(a), arrive(b)-leave(b))
	}
	x, y := slices.Clone(a), slices.Clone(b)
	slices.Reverse(x)
	slices.Reverse(y)
	return cmp.Or(first, hops, cmp.Compare(arrive(a), arrive(b)), slices.Compare(x, y))
}

var objectives = []Objective{EarliestArrival, LatestDeparture, FewestHops, Fastest}

// Every objective, condition and kind of wait, to one and to all, against the list
// of all walks.
func TestExactSearchesAgreeWithAListOfAllWalks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		contacts := smallGraph(t)
		ix := indexOf(t, contacts...)
		w := smallQuestion(t, ix)
		o := rapid.SampledFrom(objectives).Draw(t, "objective")
		q, err := ix.Query(context.Background(), w)
		require.NoError(t, err)

		var best []uint32
		for _, walk := range walks(w, contacts, w.From) {
			if contacts[walk[len(walk)-1]].To.ID == w.To && (best == nil || better(o, contacts, walk, best) < 0) {
				best = walk
			}
		}
		if w.From != w.To {
			p, found, err := q.Path(context.Background(), o)
			require.NoError(t, err)
			require.Equal(t, best != nil, found)
			if found {
				requireWalk(t, w, contacts, best, p)
			}
		}
		requireSpread(t, q, w, contacts, o)
	})
}

func requireWalk(t *rapid.T, w Question, contacts []graph.Contact, want []uint32, p Path) {
	var got []uint32
	for i, h := range p.Hops {
		got = append(got, h.Contact)
		alternatives := 0
		for j, c := range contacts {
			walk := slices.Clone(want)
			walk[i] = uint32(j)
			if uint32(j) != want[i] && c.From == contacts[want[i]].From && c.To == contacts[want[i]].To && holds(w, contacts, walk) {
				alternatives++
			}
		}
		require.Equal(t, alternatives, h.Alternatives, "alternatives to hop %d", i)
	}
	require.Equal(t, want, got)
	require.Equal(t, BoundsOf(contacts[want[0]].At), p.Departure)
	require.Equal(t, BoundsOf(contacts[want[len(want)-1]].At), p.Arrival)
	require.Equal(t, graph.Certain, p.Certainty)
}

// holds tells whether contacts make an admitted walk.
func holds(w Question, contacts []graph.Contact, walk []uint32) bool {
	for i, c := range walk {
		if !admitted(w, contacts[c]) || i > 0 && !follow(w, contacts[walk[i-1]], contacts[c]) {
			return false
		}
	}
	return true
}

// requireSpread compares the values of all actors.
func requireSpread(t *rapid.T, q *Query, w Question, contacts []graph.Contact, o Objective) {
	spread, err := q.Spread(context.Background(), o)
	require.NoError(t, err)
	reached := 0
	for a := range uint32(q.ix.Actors()) {
		id := q.ix.Actor(a).ID
		from, to := w.From, id
		if o == LatestDeparture {
			from, to = id, w.To
		}
		got, found := spread.Of(a)
		if from == to {
			require.False(t, found)
			continue
		}
		var best []uint32
		for _, walk := range walks(w, contacts, from) {
			if contacts[walk[len(walk)-1]].To.ID == to && (best == nil || better(o, contacts, walk, best) < 0) {
				best = walk
			}
		}
		require.Equal(t, best != nil, found, "reached %s", id)
		if !found {
			continue
		}
		reached++
		at := contacts[best[len(best)-1]]
		if o == LatestDeparture {
			at = contacts[best[0]]
		}
		want := Reached{Actor: a, At: BoundsOf(at.At), Hops: len(best), Certainty: graph.Certain}
		if o == Fastest {
			want.Departure = BoundsOf(contacts[best[0]].At)
			took := want.At.Earliest - want.Departure.Earliest
			want.Duration = Bounds{took, took}
		}
		require.Equal(t, want, got)
	}
	require.Equal(t, reached, spread.Len())
	listed := 0
	for r := range spread.All() {
		one, found := spread.Of(r.Actor)
		require.True(t, found)
		require.Equal(t, one, r)
		listed++
	}
	require.Equal(t, reached, listed)
}
