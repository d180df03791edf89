package answer_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/internal/enginetest"
)

// dated holds a dated letter, an undated one that came one to two days after it, a
// post some time after that, and a letter of which two orders contradict each other.
func dated(t *testing.T) *graph.Batch {
	t.Helper()
	day, err := graph.ParseMoment("2019-03-10")
	require.NoError(t, err)
	letter := func(id string, sent graph.Moment) graph.Message {
		return graph.Message{ID: id, Channel: graph.Letter, Sent: sent, Senders: []string{"ann"}, Recipients: []graph.Recipient{{Actor: "bo", Role: graph.To}}}
	}
	ref := func(id string) graph.Ref { return graph.Ref{Label: graph.MessageLabel, ID: id} }
	hours := func(n int) *time.Duration { d := time.Duration(n) * time.Hour; return &d }
	return &graph.Batch{
		Actors: []graph.Actor{{ID: "ann", Kind: graph.Person, Name: "Ann"}, {ID: "bo", Kind: graph.Person, Name: "Bo"}},
		Messages: []graph.Message{letter("first", day), letter("second", graph.Undated()), letter("odd", graph.Undated()),
			{ID: "post", Channel: graph.Post, Senders: []string{"bo"}}},
		Orders: []graph.Order{
			{Earlier: ref("first"), Later: ref("second"), AtLeast: hours(24), AtMost: hours(48)},
			{Earlier: ref("second"), Later: ref("post")},
			{Earlier: ref("odd"), Later: graph.Ref{Label: graph.EventLabel, ID: "e"}, AtLeast: hours(1)},
			{Earlier: graph.Ref{Label: graph.EventLabel, ID: "e"}, Later: ref("odd"), AtLeast: hours(1)},
		},
		Events: []graph.Event{{ID: "e", Label: "An event", At: day}},
	}
}

func service(t *testing.T, b *graph.Batch) *answer.Service {
	t.Helper()
	store := enginetest.Kuzu(t)
	_, err := store.Write(t.Context(), b)
	require.NoError(t, err)
	return answer.New(store, answer.Options{})
}

// Known orders count in a period: they put an undated message inside of it, or
// outside; a contradiction says nothing.
func TestKnownOrdersCountInAPeriod(t *testing.T) {
	s := service(t, dated(t))
	for _, c := range []struct {
		since, until string
		contacts     map[string]graph.Verdict
		messages     []string
	}{
		{"", "", map[string]graph.Verdict{"first": graph.Certain, "second": graph.Certain, "odd": graph.Certain}, []string{"first", "odd", "post", "second"}},
		{"2019-03-10", "2019-03-10", map[string]graph.Verdict{"first": graph.Certain, "odd": graph.Possible}, []string{"first", "odd"}},
		{"2019-03-11", "2019-03-12", map[string]graph.Verdict{"second": graph.Certain, "odd": graph.Possible}, []string{"odd", "post", "second"}},
		{"2019-03-12", "", map[string]graph.Verdict{"second": graph.Possible, "odd": graph.Possible}, []string{"odd", "post", "second"}},
		{"2020", "", map[string]graph.Verdict{"odd": graph.Possible}, []string{"odd", "post"}},
	} {
		q := answer.Question{Since: c.since, Until: c.until}
		contacts, err := s.Contacts(t.Context(), q)
		require.NoError(t, err)
		got := map[string]graph.Verdict{}
		for _, x := range contacts.Items {
			got[x.MessageID] = x.Certainty
		}
		require.Equal(t, c.contacts, got, "since %s until %s", c.since, c.until)
		require.Equal(t, len(c.contacts), contacts.Total)
		messages, err := s.Messages(t.Context(), q)
		require.NoError(t, err)
		var ids []string
		for _, m := range messages.Items {
			ids = append(ids, m.ID)
		}
		require.Equal(t, c.messages, ids, "since %s until %s", c.since, c.until)
		pairs, err := s.Pairs(t.Context(), q)
		require.NoError(t, err)
		require.Equal(t, len(c.contacts), pairs.Items[0].Count)
	}
}

func TestNoCountsWhatWasAskedFor(t *testing.T) {
	s := service(t, dated(t))
	none, err := s.Messages(t.Context(), answer.Question{From: []string{"bo"}, Channel: []string{"telex"}})
	require.NoError(t, err)
	require.Equal(t, answer.NotRecorded, none.Coverage.No.Kind)
	require.Equal(t, `No such message is recorded in what was searched. That is not evidence that there was none. No message has the channel "telex": there are letter, post.`, none.Coverage.No.Text)
	require.Equal(t, []answer.Nearest{{Lift: "channel", Contacts: 1}}, none.Coverage.Nearest, "the post, which makes no contact")
	claims, err := s.Claims(t.Context(), answer.Question{})
	require.NoError(t, err)
	require.Equal(t, "No claim is recorded at all.", claims.Coverage.No.Text)
}

// An empty name does not narrow, and may not hide others.
func TestEmptyNames(t *testing.T) {
	s := service(t, dated(t))
	all, err := s.Contacts(t.Context(), answer.Question{From: []string{""}, To: []string{" "}})
	require.NoError(t, err)
	require.Equal(t, 3, all.Total)
	_, err = s.Contacts(t.Context(), answer.Question{From: []string{"", "ann"}})
	require.Equal(t, graph.Invalid, graph.CodeOf(err))
}
