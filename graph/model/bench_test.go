package model_test

import (
	"fmt"
	"testing"
	"time"

	"backchannel/graph"
)

// BenchmarkLayout lays out messages with one recipient each, as a contact list has
// them, between actors that the store has.
func BenchmarkLayout(b *testing.B) {
	const messages, actors = 50_000, 1_000
	batch, kinds := &graph.Batch{}, map[string]graph.Label{}
	actor := func(i int) string { return fmt.Sprint("a", i%actors) }
	for i := range actors {
		kinds[actor(i)] = graph.PersonLabel
	}
	for i := range messages {
		batch.Messages = append(batch.Messages, graph.Message{
			ID: fmt.Sprint("m", i), Channel: graph.Email, Sent: graph.At(time.Unix(int64(i), 0)),
			Senders: []string{actor(i)}, Recipients: []graph.Recipient{{Actor: actor(i * 7), Role: graph.To}},
			Citations: []graph.Citation{{SourceID: "list", Paragraph: i + 1, Modality: graph.Stated}},
		})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := laidOut(batch, kinds); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(messages*b.N)/b.Elapsed().Seconds(), "contacts/s")
}
