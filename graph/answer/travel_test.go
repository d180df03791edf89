package answer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/internal/enginetest"
)

func TestWaits(t *testing.T) {
	store := enginetest.Kuzu(t)
	write(t, store, chain(4))
	s := answer.New(store, answer.Options{})
	for wait, total := range map[string]int{"24h": 1, "1d": 1, "23h": 0, "200000d": 1, "500000d": 1} {
		p, err := s.Paths(t.Context(), answer.PathQuestion{
			Question: answer.Question{From: []string{"p0000"}, To: []string{"p0003"}}, Travel: answer.Travel{MaxWait: wait},
			Objective: string(answer.EarliestArrival),
		})
		require.NoError(t, err, wait)
		require.Equal(t, total, p.Total, wait)
	}
	for _, wait := range []string{"-1d", "1w", "soon", "1e9d", "99999999999999d"} {
		_, err := s.Paths(t.Context(), answer.PathQuestion{
			Question: answer.Question{From: []string{"p0000"}, To: []string{"p0003"}}, Travel: answer.Travel{MinWait: wait},
			Objective: string(answer.EarliestArrival),
		})
		require.Equal(t, graph.Invalid, graph.CodeOf(err), wait)
	}
}
