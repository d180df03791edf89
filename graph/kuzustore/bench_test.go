package kuzustore_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/kuzustore"
)

// contacts is a batch of n messages with one recipient each among a thousand
// actors, all of it cited.
func contacts(n int) *graph.Batch {
	b := &graph.Batch{Sources: []graph.Source{{ID: "list", Title: "A list of contacts"}}}
	actor := func(i int) string { return fmt.Sprint("actor ", i%1000) }
	for i := range 1000 {
		b.Actors = append(b.Actors, graph.Actor{ID: actor(i), Kind: graph.Person, Name: actor(i)})
	}
	start := time.Date(2004, 10, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		b.Messages = append(b.Messages, graph.Message{ID: fmt.Sprint("message ", i), Channel: graph.Email, Sent: graph.At(start.Add(time.Duration(i) * time.Minute)),
			Answered: graph.AnsweredUnknown, Senders: []string{actor(i * 7919)}, Recipients: []graph.Recipient{{Actor: actor(i * 104729), Role: graph.To}},
			Citations: []graph.Citation{{SourceID: "list", Paragraph: i + 1, Modality: graph.Stated}}})
	}
	return b
}

func perSecond(b *testing.B, contacts int) {
	b.ReportMetric(float64(contacts)*float64(b.N)/b.Elapsed().Seconds(), "contacts/s")
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			batch := contacts(n)
			for b.Loop() {
				b.StopTimer()
				s := open(b, kuzustore.Options{})
				b.StartTimer()
				_, err := s.Write(b.Context(), batch)
				require.NoError(b, err)
				b.StopTimer()
				require.NoError(b, s.Close())
				b.StartTimer()
			}
			perSecond(b, n)
		})
	}
}

// BenchmarkWriteAgain writes a batch that is there already.
func BenchmarkWriteAgain(b *testing.B) {
	const n = 100_000
	batch := contacts(n)
	s := open(b, kuzustore.Options{})
	_, err := s.Write(b.Context(), batch)
	require.NoError(b, err)
	for b.Loop() {
		_, err := s.Write(b.Context(), batch)
		require.NoError(b, err)
	}
	perSecond(b, n)
}

// BenchmarkRows measures the way of rows from the engine, in the shape that the
// contact index reads.
func BenchmarkRows(b *testing.B) {
	const n = 100_000
	s := open(b, kuzustore.Options{})
	_, err := s.Write(b.Context(), contacts(n))
	require.NoError(b, err)
	for b.Loop() {
		rows := 0
		err := s.Run(b.Context(), graph.Statement{Text: "MATCH (s:Person)-[e:SENT]->(m:Message)-[r:TO]->(t:Person) HINT ((s JOIN e) JOIN (m JOIN r)) JOIN t " +
			"RETURN m.id, m.sent_earliest, m.sent_latest, m.precision, s.id, t.id, label(r), m.channel"}, func([]any) error { rows++; return nil })
		require.NoError(b, err)
		require.Equal(b, n, rows)
	}
	perSecond(b, n)
}
