//go:build acceptance

package temporal

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

func TestAcceptanceMotifsOfCollegeMsg(t *testing.T) {
	var want [6][6]uint64
	for row, f := range records(t, " ", "temporal-motifs", "collegemsg_tiefree_delta3600.txt") {
		for column, n := range f {
			want[row][column] = uint64(number(t, n))
		}
	}
	// The expected counts are of the first contact of each moment: programs that
	// break ties in different ways agree on those.
	contacts := slices.CompactFunc(tripleContacts(t, "collegemsg", "CollegeMsg.txt"), func(a, b graph.Contact) bool {
		return a.At.Earliest.Equal(*b.At.Earliest)
	})
	require.Len(t, contacts, 58911)
	require.Equal(t, want, motifs(t, indexOf(t, contacts...), Question{}, time.Hour).Counts)
}

func TestAcceptanceMotifLayout(t *testing.T) {
	cells := records(t, ",", "temporal-motifs", "motif_cells.csv")[1:]
	require.Len(t, cells, 36)
	text := func(e MotifEdge) string { return fmt.Sprintf("%d>%d", e.From, e.To) }
	for _, c := range cells {
		row, column := number(t, c[0])-1, number(t, c[1])-1
		require.Equal(t, c[2:], []string{"0>1", text(MotifRow[row]), text(MotifColumn[column])}, strings.Join(c, ","))
	}
}

// Triangles by windows and by pairs of actors, on one processor and on two, agree on
// data that no small graph is like.
func TestAcceptanceMotifsBothWays(t *testing.T) {
	for _, contacts := range [][]graph.Contact{enronContacts(t), tripleContacts(t, "email-eu-temporal", "email-Eu-core-temporal.txt")} {
		q, err := indexOf(t, contacts...).Query(t.Context(), Question{})
		require.NoError(t, err)
		var want [6][6]uint64
		for i, effort := range []int64{1 << 62, 0} {
			for _, workers := range []int{1, 2} {
				m := motifCounterOf(t, q, 24*time.Hour)
				m.effort, m.workers = effort, workers
				got, err := m.count(t.Context())
				require.NoError(t, err)
				if i == 0 && workers == 1 {
					want = got
				}
				require.Equal(t, want, got)
			}
		}
	}
}

func BenchmarkMotifs(b *testing.B) {
	for _, set := range []struct {
		name     string
		contacts []graph.Contact
	}{
		{"enron", enronContacts(b)},
		{"collegemsg", tripleContacts(b, "collegemsg", "CollegeMsg.txt")},
		{"email-eu", tripleContacts(b, "email-eu-temporal", "email-Eu-core-temporal.txt")},
	} {
		b.Run(set.name, func(b *testing.B) { benchmarkMotifs(b, indexOf(b, set.contacts...)) })
	}
}
