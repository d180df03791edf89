package answer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/internal/enginetest"
)

func TestAnEventWithWhatMentionsIt(t *testing.T) {
	at := func(text string) graph.Moment {
		m, err := graph.ParseMoment(text)
		require.NoError(t, err)
		return m
	}
	vote, late, early := graph.Ref{Label: graph.EventLabel, ID: "vote"}, graph.Ref{Label: graph.MessageLabel, ID: "late"}, graph.Ref{Label: graph.MessageLabel, ID: "early"}
	batch := &graph.Batch{
		Actors: []graph.Actor{{ID: "ada", Kind: graph.Person, Name: "Ada"}, {ID: "bo", Kind: graph.Person, Name: "Bo"}},
		Events: []graph.Event{{ID: "vote", Label: "The vote", At: at("2016-11-08"), Summary: "A vote"}},
		Messages: []graph.Message{
			{ID: "late", Channel: graph.Email, Sent: at("2016-12-01"), Senders: []string{"ada"}, Recipients: []graph.Recipient{{Actor: "bo", Role: graph.To}}},
			{ID: "early", Channel: graph.Email, Sent: at("2016-10-01"), Senders: []string{"bo"}, Recipients: []graph.Recipient{{Actor: "ada", Role: graph.To}}},
			{ID: "undated", Channel: graph.Email, Senders: []string{"ada"}, Recipients: []graph.Recipient{{Actor: "bo", Role: graph.To}}},
		},
		Mentions: []graph.Mention{{From: late, To: vote}, {From: early, To: vote}},
		Orders:   []graph.Order{{Later: vote, Earlier: early}},
	}
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		_, err := store.Write(t.Context(), batch)
		require.NoError(t, err)
		s := answer.New(store, answer.Options{})
		e, err := s.Event(t.Context(), "vote")
		require.NoError(t, err)
		require.Equal(t, []any{"The vote", "A vote", 2}, []any{e.Label, e.Summary, e.Mentions})
		require.Equal(t, []string{"early", "late"}, []string{e.MentionedBy[0].ID, e.MentionedBy[1].ID})
		require.Equal(t, "early", e.Preceded[0].Ref.ID)
		require.Empty(t, e.Followed)
		rows, err := s.Cypher(t.Context(), answer.CypherQuestion{Query: e.Cypher})
		require.NoError(t, err)
		require.Len(t, rows.Rows, 2)
		_, err = s.Event(t.Context(), "none")
		require.Equal(t, graph.NotFound, graph.CodeOf(err))

		var newest []string
		q := answer.Question{Order: "newest", Limit: 2}
		for {
			l, err := s.Contacts(t.Context(), q)
			require.NoError(t, err)
			for _, c := range l.Items {
				newest = append(newest, c.MessageID)
			}
			if q.Cursor = l.NextCursor; q.Cursor == "" {
				break
			}
		}
		require.Equal(t, []string{"late", "early", "undated"}, newest)
		_, err = s.Contacts(t.Context(), answer.Question{Order: "loudest"})
		require.Equal(t, graph.Invalid, graph.CodeOf(err))
	})
}
