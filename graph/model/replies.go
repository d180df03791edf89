package model

import (
	"context"
	"iter"

	"backchannel/graph"
)

// Replied implements graph.Streamer.
func (r *Reader) Replied(ctx context.Context) iter.Seq2[graph.Reply, error] {
	return stream(ctx, r, graph.Statement{Text: "MATCH (a:Message)-[:REPLY_TO]->(b:Message)\nRETURN a.id, b.id"},
		func(v []any) graph.Reply { return graph.Reply{Message: text1(v[0]), To: text1(v[1])} })
}
