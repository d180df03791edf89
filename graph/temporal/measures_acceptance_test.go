//go:build acceptance

package temporal

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

// graphalytics reads a graph of the LDBC Graphalytics benchmark, each line an actor
// and those it leads to, and what is expected of each actor.
func graphalytics(t *testing.T, input, output string) (*Query, map[string]string) {
	var contacts []graph.Contact
	for _, f := range records(t, " ", "ldbc-graphalytics-validation", input) {
		for _, to := range f[1:] {
			contacts = append(contacts, contact(fmt.Sprintf("m%04d", len(contacts)), f[0], to, len(contacts)))
		}
	}
	want := map[string]string{}
	for _, f := range records(t, " ", "ldbc-graphalytics-validation", output) {
		want[f[0]] = f[1]
	}
	q, err := indexOf(t, contacts...).Query(t.Context(), Question{})
	require.NoError(t, err)
	require.Equal(t, len(want), q.Index().Actors())
	return q, want
}

// Most of what is expected was computed in a few rounds.
func TestAcceptancePageRank(t *testing.T) {
	for _, set := range []struct {
		input, output string
		rounds        int
	}{
		{"example/example-directed-input", "example/example-directed-PR", 2},
		{"example/example-undirected-input", "example/example-undirected-PR", 2},
		{"pr/dir-input", "pr/dir-output", pageRankRounds},
		{"pr/undir-input", "pr/undir-output", 26},
	} {
		q, want := graphalytics(t, set.input, set.output)
		n, err := q.network(t.Context())
		require.NoError(t, err)
		got, err := n.pageRank(t.Context(), set.rounds, 0)
		require.NoError(t, err)
		for a, score := range got {
			id := q.Index().Actor(uint32(a)).ID
			expected, err := strconv.ParseFloat(want[id], 64)
			require.NoError(t, err)
			require.InEpsilon(t, expected, score, 1e-6, "%s: actor %s", set.input, id)
		}
	}
}

func TestAcceptanceComponents(t *testing.T) {
	for _, name := range []string{"example/example-directed", "example/example-undirected", "wcc/dir", "wcc/undir"} {
		output := name + "-output"
		if name[0] == 'e' {
			output = name + "-WCC"
		}
		q, want := graphalytics(t, name+"-input", output)
		got, err := q.Components(t.Context(), everything)
		require.NoError(t, err)
		for a := range uint32(q.Index().Actors()) {
			for b := range uint32(q.Index().Actors()) {
				x, _ := got.Of(a)
				y, _ := got.Of(b)
				same := want[q.Index().Actor(a).ID] == want[q.Index().Actor(b).ID]
				require.Equal(t, same, x == y, "%s: %s and %s", name, q.Index().Actor(a).ID, q.Index().Actor(b).ID)
			}
		}
	}
}

func BenchmarkMeasures(b *testing.B) {
	b.Run("enron", func(b *testing.B) { benchmarkMeasures(b, indexOf(b, enronContacts(b)...)) })
	b.Run("email-eu", func(b *testing.B) {
		benchmarkMeasures(b, indexOf(b, tripleContacts(b, "email-eu-temporal", "email-Eu-core-temporal.txt")...))
	})
}
