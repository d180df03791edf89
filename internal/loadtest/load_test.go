//go:build acceptance

package loadtest

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/kuzustore"
	"backchannel/graph/neo4jstore"
	"backchannel/graph/temporal"
	"backchannel/internal/enginetest"
	"backchannel/internal/neo4jtest"
	"backchannel/internal/testdata"
	"backchannel/seed"
	"backchannel/seed/table"
)

func TestMain(m *testing.M) { enginetest.Main(m) }

// set is a public data set and what its README says is in it.
type set struct {
	name, mapping    string
	path             []string
	people, messages int
	contacts         int
}

var (
	enron   = set{"enron", "enron", []string{"enron"}, 156, 21_635, 38_388}
	emailEu = set{"email-eu", "snap", []string{"email-eu-temporal", "email-Eu-core-temporal.txt"}, 986, 332_334, 332_334}
)

// load imports a set into a store and returns the report.
func (s set) load(tb testing.TB, store graph.Store) *seed.Report {
	tb.Helper()
	im, err := table.Open(filepath.Join("../../examples", s.mapping, "mapping.yaml"), testdata.Dir(tb, s.path...))
	require.NoError(tb, err)
	report, err := seed.Run(tb.Context(), store, im, seed.Options{Parallel: parallel(store)})
	require.NoError(tb, err)
	return report
}

// parallel is how many batches a store gains from: a server has several workers.
func parallel(store graph.Store) int {
	if store.Capabilities().Shared {
		return 4
	}
	return 1
}

func TestAcceptanceLoad(t *testing.T) {
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		first := enron.load(t, store)
		contents, err := answer.New(store, answer.Options{}).Contents(t.Context())
		require.NoError(t, err)
		require.Equal(t, enron.people, contents.People)
		require.Equal(t, enron.messages, contents.Messages)
		require.Equal(t, enron.contacts, contents.Contacts)

		second := enron.load(t, store)
		again, err := answer.New(store, answer.Options{}).Contents(t.Context())
		require.NoError(t, err)
		contents.Revision, again.Revision = 0, 0
		require.Equal(t, contents, again, "importing twice changes nothing")
		for i, f := range second.Files {
			require.Zero(t, f.New, f.Name)
			require.Equal(t, first.Files[i].Lines, f.Lines)
			require.Equal(t, f.Lines, f.Duplicate+f.Skipped+f.Malformed, f.Name)
		}
	})
}

// A graph that is streamed in several stretches of time comes whole and in order.
func TestAcceptanceStreamOfALargeGraph(t *testing.T) {
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		emailEu.load(t, store)
		index, err := temporal.Build(t.Context(), store.Stream(t.Context(), graph.Filter{}), temporal.Options{}) // refuses what is out of order
		require.NoError(t, err)
		require.Equal(t, emailEu.contacts, index.Contacts())
	})
}

func BenchmarkLoad(b *testing.B) {
	for _, s := range []set{enron, emailEu} {
		b.Run(s.name+"/kuzu", func(b *testing.B) {
			for b.Loop() {
				store, err := kuzustore.Open(b.Context(), filepath.Join(b.TempDir(), "graph"), kuzustore.Options{})
				require.NoError(b, err)
				s.load(b, store)
				require.NoError(b, store.Close())
			}
			s.report(b)
		})
		b.Run(s.name+"/neo4j", func(b *testing.B) {
			server := neo4jtest.Start(b, neo4jtest.ForBenchmarks())
			for b.Loop() {
				b.StopTimer()
				server.Wipe(b)
				b.StartTimer()
				store, err := neo4jstore.Open(b.Context(), server.URI(), neo4jstore.Options{})
				require.NoError(b, err)
				s.load(b, store)
				require.NoError(b, store.Close())
			}
			s.report(b)
		})
	}
}

func (s set) report(b *testing.B) {
	b.ReportMetric(float64(s.contacts)*float64(b.N)/b.Elapsed().Seconds(), "contacts/s")
}
