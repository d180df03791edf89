package answer_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/internal/enginetest"
)

func TestZZLoner(t *testing.T) {
	store := enginetest.Kuzu(t)
	b := letters()
	b.Actors = append(b.Actors, graph.Actor{ID: "loner", Kind: graph.Organization, Name: "Loner"})
	for i := range 10100 {
		b.Messages = append(b.Messages, graph.Message{ID: fmt.Sprint("post", i), Channel: graph.Post, Sent: graph.At(time.Date(2001, 3, 1, 0, 0, i, 0, time.UTC)), Senders: []string{"p1"}, Topics: []string{"will"}, Answered: graph.AnsweredUnknown})
	}
	_, err := store.Write(t.Context(), b)
	require.NoError(t, err)
	s := answer.New(store, answer.Options{})
	for _, from := range [][]string{{"p1"}, {"p1", "loner"}, {"loner"}} {
		o, err := s.Overview(t.Context(), answer.OverviewQuestion{Question: answer.Question{From: from}})
		require.NoError(t, err)
		pairs, err := s.Pairs(t.Context(), answer.Question{From: from})
		require.NoError(t, err)
		h, err := s.Histogram(t.Context(), answer.Question{From: from}, 0)
		require.NoError(t, err)
		fmt.Println(from, "overview edges", len(o.Edges), "pairs", len(pairs.Items), "buckets", len(h.Buckets))
		o, err = s.Overview(t.Context(), answer.OverviewQuestion{Question: answer.Question{Actor: from}})
		require.NoError(t, err)
		fmt.Println("  actor", len(o.Edges))
	}
	p, err := s.Picture(t.Context(), answer.Question{}, []answer.NodeRef{{answer.OrganizationNode, "nobody"}, {answer.OrganizationNode, "loner"}, {answer.TopicNode, "will"}})
	require.NoError(t, err)
	fmt.Printf("missing %v partial %v will: %d\n", p.Missing, p.LeftOut.Partial, p.Nodes[1].Contacts)
	m, err := s.Messages(t.Context(), answer.Question{About: "will", Limit: 1})
	require.NoError(t, err)
	fmt.Printf("%+v\n", m.Total)
	o, err := s.Overview(t.Context(), answer.OverviewQuestion{Others: true, Edges: 12})
	require.NoError(t, err)
	kinds := map[answer.EdgeKind]int{}
	for _, e := range o.Edges {
		kinds[e.Kind]++
	}
	fmt.Println(kinds, o.LeftOut)
}
