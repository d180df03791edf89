package temporal

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"backchannel/graph"
)

// vagueContact makes one that was between two moments.
func vagueContact(message, from, to string, earliest, latest int) graph.Contact {
	c := contact(message, from, to, earliest)
	until := minute(latest)
	c.At = graph.Moment{Earliest: c.At.Earliest, Latest: &until, Precision: graph.Between}
	return c
}

func TestAnIndexGivesBackWhatItWasBuiltFrom(t *testing.T) {
	firm := graph.ActorRef{ID: "firm", Name: "A Firm", Kind: graph.Organization}
	exact := contact("m2", "b", "a", 5)
	exact.To, exact.Role, exact.Channel, exact.Answered = firm, graph.Bcc, graph.Letter, graph.AnsweredNo
	copied := exact
	copied.To = actorOf("c")
	undated := contact("m1", "a", "b", 0)
	undated.At = graph.Undated()
	vague := vagueContact("m3", "c", "a", 1, 9)
	ix := indexOf(t, undated, vague, copied, exact)

	require.EqualValues(t, 1, ix.Revision())
	require.Equal(t, 4, ix.Contacts())
	require.Equal(t, 2, ix.Exact())
	require.Equal(t, 3, ix.Messages())
	require.Equal(t, 4, ix.Actors())
	require.Equal(t, []graph.Contact{copied, exact, vague, undated}, []graph.Contact{ix.Contact(0), ix.Contact(1), ix.Contact(2), ix.Contact(3)})
	for c, message := range []uint32{0, 0, 1, 2} {
		require.Equal(t, message, ix.Message(uint32(c)))
	}
	first, end := ix.contactsOf(0)
	require.Equal(t, [2]uint32{0, 2}, [2]uint32{first, end})
	n, ok := ix.ActorNumber("firm")
	require.True(t, ok)
	require.Equal(t, firm, ix.Actor(n))
	_, ok = ix.ActorNumber("nobody")
	require.False(t, ok)
	require.Positive(t, ix.Bytes())
}

func TestAnEmptyIndexAnswers(t *testing.T) {
	ix := indexOf(t)
	require.Zero(t, ix.Contacts())
	_, err := ix.Query(context.Background(), Question{From: "a"})
	require.Equal(t, graph.NotFound, graph.CodeOf(err))
	q, err := ix.Query(context.Background(), Question{Roles: []graph.Role{graph.To}})
	require.NoError(t, err)
	contacts, messages, err := q.Admitted(context.Background())
	require.NoError(t, err)
	require.Zero(t, contacts+messages)
}

func TestBuildFails(t *testing.T) {
	ctx := context.Background()
	failure := graph.Errorf(graph.Unavailable, "gone")
	_, err := Build(ctx, func(yield func(graph.Contact, error) bool) {
		_ = yield(contact("m", "a", "b", 1), nil) && yield(graph.Contact{}, failure)
	}, Options{})
	require.ErrorIs(t, err, failure)

	_, err = Build(ctx, streamOf([]graph.Contact{contact("m", "a", "b", 2), contact("n", "a", "b", 1)}), Options{})
	require.Equal(t, graph.Internal, graph.CodeOf(err))

	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	_, err = Build(cancelled, streamOf(nil), Options{})
	require.ErrorIs(t, err, context.Canceled)
}

func TestBuildKeepsToItsBudgetAndSaysWhatItNeeds(t *testing.T) {
	l := synthesize(2000, 200_000)
	read, reports := 0, 0
	counted := func(yield func(graph.Contact, error) bool) {
		for c, err := range l.stream() {
			read++
			if !yield(c, err) {
				return
			}
		}
	}
	_, err := Build(context.Background(), counted, Options{Budget: 1 << 20, Progress: func(n int) { reports++ }})
	require.Equal(t, graph.TooLarge, graph.CodeOf(err))
	require.ErrorContains(t, err, fmt.Sprint(len(l.from), " contacts"))
	require.Equal(t, len(l.from), read, "reads on to say how much is needed")
	require.Equal(t, len(l.from)/progressEvery+1, reports)

	_, err = Build(context.Background(), l.stream(), Options{Budget: 1 << 30})
	require.NoError(t, err)
}

func TestAStreamOfTenThousandTopicsKeepsThemApart(t *testing.T) {
	var contacts []graph.Contact
	for i := range 10_000 {
		c := contact(fmt.Sprintf("m%05d", i), "a", "b", i)
		if i%2 == 0 {
			until := minute(i + 1)
			c.At.Latest = &until
		}
		c.Topics = []string{fmt.Sprint("t", i), "all"}
		contacts = append(contacts, c)
	}
	ix := indexOf(t, contacts...)
	for _, i := range []int{0, 1, 4998, 9999} {
		q, err := ix.Query(context.Background(), Question{Topics: []string{fmt.Sprint("t", i)}})
		require.NoError(t, err)
		var ids []string
		for c := range q.contacts {
			ids = append(ids, ix.Contact(c).MessageID)
		}
		require.Equal(t, []string{fmt.Sprintf("m%05d", i)}, ids)
	}
	q, err := ix.Query(context.Background(), Question{Topics: []string{"all"}})
	require.NoError(t, err)
	admitted, messages, err := q.Admitted(context.Background())
	require.NoError(t, err)
	require.Equal(t, [2]int{10_000, 10_000}, [2]int{admitted, messages})
}

func TestADictionaryGivesBackItsStrings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfNDistinct(rapid.StringMatching(`[ab]{0,6}.{0,3}`), 0, 60, rapid.ID).Draw(t, "words")
		var d dictionary
		for _, w := range words {
			d.add(w)
		}
		d.close()
		require.Equal(t, len(words), d.len())
		for i, s := range d.each {
			require.Equal(t, words[i], string(s))
			require.Equal(t, words[i], d.at(i))
		}
	})
}

func TestActorsAreFoundByTheirIds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfNDistinct(rapid.StringMatching(`(http://)?[ab]{0,9}.{0,3}`), 1, 60, rapid.ID).Draw(t, "ids")
		var contacts []graph.Contact
		for i, id := range ids {
			contacts = append(contacts, contact(fmt.Sprintf("m%04d", i), id, ids[0], i))
		}
		ix := indexOf(t, contacts...)
		require.Equal(t, len(ids), ix.Actors())
		for i, id := range ids {
			n, ok := ix.ActorNumber(id)
			require.True(t, ok, id)
			require.Equal(t, id, ix.Actor(n).ID)
			from, _ := ix.Ends(uint32(i))
			require.Equal(t, n, from)
		}
		for a := range uint32(ix.Actors() - 1) {
			require.Less(t, ix.Actor(a).ID, ix.Actor(a+1).ID)
		}
		_, ok := ix.ActorNumber(ids[0] + "?!?!")
		require.False(t, ok)
	})
}

func TestTimesOfEverySpacingAreKept(t *testing.T) {
	for _, times := range [][]int64{nil, {5}, {0, 1_000_000, 9_000_000}, {3, 4, 1 << 31}, {-1 << 60, 0, 1 << 60}, {0, 1 << 32}, {0, 1_000_000 << 32}} {
		l := newTimeline(times)
		require.Equal(t, len(times), l.len())
		for i, want := range times {
			require.Equal(t, want, l.at(uint32(i)))
			require.EqualValues(t, i, l.search(want))
			require.EqualValues(t, i+1, l.search(want+1))
		}
	}
}

func TestMicrosecondsCount(t *testing.T) {
	a, b := contact("m1", "a", "b", 0), contact("m2", "b", "c", 0)
	later := b.At.Earliest.Add(time.Microsecond)
	b.At = graph.At(later)
	q, err := indexOf(t, a, b).Query(context.Background(), Question{From: "a", To: "c"})
	require.NoError(t, err)
	_, found, err := q.EarliestArrival(context.Background())
	require.NoError(t, err)
	require.True(t, found)
	q, err = q.Index().Query(context.Background(), Question{From: "a", To: "c", MinWait: 1001 * time.Nanosecond})
	require.NoError(t, err)
	_, found, err = q.EarliestArrival(context.Background())
	require.NoError(t, err)
	require.False(t, found, "a microsecond is less than 1001 ns")
}

func TestAnErrorOfTheStreamKeepsItsCode(t *testing.T) {
	_, err := Build(context.Background(), func(yield func(graph.Contact, error) bool) { yield(graph.Contact{}, errors.New("odd")) }, Options{})
	require.EqualError(t, err, "odd")
}
