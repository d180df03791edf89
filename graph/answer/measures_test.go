package answer_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/internal/enginetest"
)

// A reply that is recorded is one to what it names; what came back without any
// counts by its time.
func TestRecordedRepliesCountAsReplies(t *testing.T) {
	mail := func(id, from, to string, hour int) graph.Message {
		return graph.Message{
			ID: id, Channel: graph.Email, Answered: graph.AnsweredUnknown,
			Sent:    graph.At(time.Date(2001, 3, 1, hour, 0, 0, 0, time.UTC)),
			Senders: []string{from}, Recipients: []graph.Recipient{{Actor: to, Role: graph.To}},
		}
	}
	batch := &graph.Batch{
		Actors: []graph.Actor{{ID: "ann", Kind: graph.Person}, {ID: "bob", Kind: graph.Person}},
		Messages: []graph.Message{
			mail("question", "ann", "bob", 1), mail("another", "ann", "bob", 2),
			mail("answer to another", "bob", "ann", 3), mail("answer", "bob", "ann", 9),
			mail("third", "ann", "bob", 10), mail("aside", "bob", "ann", 12),
		},
		Replies: []graph.Reply{{Message: "answer", To: "question"}, {Message: "answer to another", To: "another"}},
	}
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		write(t, store, batch)
		service := answer.New(store, answer.Options{})
		ask := func(within string) answer.Measured {
			m, err := service.Measures(t.Context(), answer.MeasureQuestion{Measure: "replies", Within: within, Question: answer.Question{From: []string{"ann"}}})
			require.NoError(t, err)
			require.Len(t, m.Items, 1)
			return m.Items[0]
		}
		l := ask("")
		require.Equal(t, []int{3, 3, 2}, []int{*l.Contacts, *l.Replied, *l.Recorded})
		require.InDelta(t, 2*3600, *l.MedianSeconds, 0, "of eight hours, one and two")
		l = ask("4h")
		require.Equal(t, []int{3, 2, 1}, []int{*l.Contacts, *l.Replied, *l.Recorded})

		write(t, store, &graph.Batch{Replies: []graph.Reply{{Message: "aside", To: "question"}}})
		l = ask("")
		require.Equal(t, []int{3, 2, 2}, []int{*l.Contacts, *l.Replied, *l.Recorded}, "the aside answers the question, and nothing else")
	})
}
