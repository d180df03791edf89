package model_test

import (
	"fmt"
	"testing"
	"time"

	"backchannel/graph"
	"backchannel/graph/model"
)

// BenchmarkLayout lays out messages with one recipient each, as a contact list has them.
func BenchmarkLayout(b *testing.B) {
	const messages, actors = 50_000, 1_000
	batch := &graph.Batch{Sources: []graph.Source{{ID: "list"}}}
	for i := range actors {
		batch.Actors = append(batch.Actors, graph.Actor{ID: fmt.Sprint("a", i), Kind: graph.Person})
	}
	for i := range messages {
		batch.Messages = append(batch.Messages, graph.Message{
			ID: fmt.Sprint("m", i), Channel: graph.Email, Sent: graph.At(time.Unix(int64(i), 0)),
			Senders: []string{batch.Actors[i%actors].ID}, Recipients: []graph.Recipient{{Actor: batch.Actors[i*7%actors].ID, Role: graph.To}},
			Citations: []graph.Citation{{SourceID: "list", Paragraph: i + 1, Modality: graph.Stated}},
		})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := model.Layout(batch, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(messages*b.N)/b.Elapsed().Seconds(), "contacts/s")
}
