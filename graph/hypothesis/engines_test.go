package hypothesis

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/internal/enginetest"
	"backchannel/seed/dossier"
)

func TestMain(m *testing.M) { enginetest.Main(m) }

// letters is the contacts of chance as a batch, with an attribute and two sources.
func letters(t *testing.T) *graph.Batch {
	m := chance(rand.New(rand.NewPCG(8, 8)))
	b := &graph.Batch{Sources: []graph.Source{{ID: "one", Title: "One"}, {ID: "two", Title: "Two"}}, Topics: []graph.Topic{{ID: "tea", Label: "Tea"}}}
	for i, a := range m.actors {
		cite := []graph.Citation{{SourceID: "one", Paragraph: i + 1, Modality: graph.Stated}}
		b.Actors = append(b.Actors, graph.Actor{ID: a.ID, Name: "Actor " + a.ID, Kind: graph.Person, Attributes: a.Attributes, Citations: cite})
	}
	for i, c := range m.contacts {
		cite := []graph.Citation{{SourceID: []string{"one", "two"}[i%2], Paragraph: i + 1, Modality: graph.Stated}}
		message := graph.Message{ID: c.MessageID, Channel: graph.Email, Sent: c.At, Answered: graph.AnsweredUnknown, Senders: []string{c.From.ID},
			Recipients: []graph.Recipient{{Actor: c.To.ID, Role: graph.To}}, Citations: cite}
		if i%3 == 0 {
			message.Topics = []string{"tea"}
		}
		if i%7 == 0 { // to the day, and open
			message.Sent = graph.Moment{Earliest: c.At.Earliest, Precision: graph.After}
			if i%2 == 0 {
				end := c.At.Earliest.Add(time.Hour)
				message.Sent = graph.Moment{Earliest: c.At.Earliest, Latest: &end, Precision: graph.Between}
			}
		}
		b.Messages = append(b.Messages, message)
		if c.From.ID == "a" && i%2 == 0 {
			b.Identities = append(b.Identities, graph.Identity{Message: c.MessageID, Actor: "a", Role: graph.AsSender, Identity: "a@home.example", Citations: cite})
		}
		if c.To.ID == "b" {
			b.Identities = append(b.Identities, graph.Identity{Message: c.MessageID, Actor: "b", Role: graph.AsTo, Identity: "b@home.example", Citations: cite})
		}
	}
	return b
}

// The same contacts and the same seed give the same bytes, whichever engine keeps them.
func TestTheSameBytesOnEveryEngine(t *testing.T) {
	var first []string
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		_, err := store.Write(t.Context(), letters(t))
		require.NoError(t, err)
		r := &Runner{Store: store, Resolve: byID, Version: "test"}
		var got []string
		keep := func(v any, err error) {
			require.NoError(t, err)
			got = append(got, bytesOf(t, v))
		}
		for i, trial := range trials() {
			h := &Hypothesis{ID: fmt.Sprint("h", i), Test: trial.test, Null: trial.nulls[0], Permutations: 99, Seed: 5}
			trial.make(h)
			res, err := r.Run(t.Context(), h)
			keep(res, err)
			require.Equal(t, trial.test != Mixing, res.Vague != nil, "some times are vague, which mixing does not depend on")
			require.NotEmpty(t, res.Evidence.Items)
			require.NotEmpty(t, res.Evidence.Items[0].Contacts[0].Citations)
		}
		about := answeredWithin(time.Hour, ShuffledTimestamps, 99)
		about.Trigger = &Filter{About: "tea"}
		res, err := r.Run(t.Context(), about)
		keep(res, err)
		sensitivity, err := r.Sensitivity(t.Context(), answeredWithin(time.Hour, ShuffledTimestamps, 39))
		keep(sensitivity, err)
		require.Len(t, sensitivity.Removals, 2+8+2+3)
		require.Equal(t, []string{"b@home.example = b", "a@home.example = a"}, []string{sensitivity.Removals[10].ID, sensitivity.Removals[11].ID})

		number := 50.0
		res, err = r.Run(t.Context(), &Hypothesis{ID: "query", Test: Cypher, Query: "MATCH (m:Message) RETURN count(*)", Number: &number})
		keep(res, err)
		require.True(t, *res.Holds)
		res, err = r.Run(t.Context(), &Hypothesis{ID: "pattern", Test: Existence, Query: "MATCH (m:Message)-[:ABOUT]->(:Topic) RETURN m ORDER BY m.id"})
		require.NoError(t, err)
		require.Equal(t, 17.0, *res.Observed)
		require.Equal(t, 17, res.Evidence.Total)

		out, err := r.RunAll(t.Context(), []*Hypothesis{
			{ID: "broken", Test: Cypher, Query: "MATCH (m:Message RETURN 1", Number: &number},
			{ID: "two rows", Test: Cypher, Query: "MATCH (m:Message) RETURN m.id", Number: &number},
			{ID: "text", Test: Cypher, Query: "MATCH (m:Message) RETURN m.id ORDER BY m.id LIMIT 1", Number: &number},
			about,
		})
		require.NoError(t, err)
		require.Equal(t, graph.Invalid, out[0].Code, out[0].Detail)
		require.Contains(t, out[1].Detail, "is to return one number")
		require.Contains(t, out[2].Detail, "which is no number")
		require.NotNil(t, out[3].Result.Adjusted)
		if first == nil {
			first = got
		}
		require.Equal(t, first, got)
	})
}

// What the dossier tells has no dates for the most part: the facts of it are found,
// and a test of times says that it has too little to go by.
func TestTheDossier(t *testing.T) {
	store := enginetest.Kuzu(t)
	b, err := dossier.Builtin()
	require.NoError(t, err)
	_, err = store.Write(t.Context(), b)
	require.NoError(t, err)
	r := &Runner{Store: store, Resolve: byID, Version: "test"}
	run := func(h *Hypothesis) *Result {
		h.ID = "x"
		res, err := r.Run(context.Background(), h)
		require.NoError(t, err)
		return res
	}
	res := run(&Hypothesis{Test: Existence, Of: &Filter{From: Names{"wikileaks"}, To: Names{"donald-trump-jr"}}})
	require.True(t, *res.Holds)
	require.Equal(t, 8, res.Evidence.Total)
	require.NotEmpty(t, res.Evidence.Items[0].Contacts[0].Citations)
	res = run(&Hypothesis{Test: Existence, Of: &Filter{From: Names{"wikileaks"}, To: Names{"donald-trump"}}})
	require.False(t, *res.Holds)
	require.Positive(t, res.Searched.Contacts, "a no says what was searched")
	post := run(&Hypothesis{Test: Existence, Query: "MATCH (p:Message {channel: 'post'})<-[:SENT]-(a:Person {id: 'donald-trump'}) RETURN p"})
	require.Equal(t, graph.ActorRef{ID: "donald-trump", Name: "Donald Trump", Kind: graph.Person}, post.Evidence.Items[0].Contacts[0].From)
	require.Nil(t, post.Evidence.Items[0].Contacts[0].To)
	h := answeredWithin(15*time.Minute, ShuffledTimestamps, 99)
	h.Trigger, h.Response, h.Link = &Filter{From: Names{"wikileaks"}}, &Filter{From: Names{"donald-trump"}, Channel: Names{"post"}}, ByAnyone
	res = run(h)
	require.Nil(t, res.P)
	require.False(t, res.EnoughData)
	require.NotEmpty(t, res.Reason)
}
