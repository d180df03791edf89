package answer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/internal/enginetest"
)

// The Cypher that comes with a timeline, or with a question about a name, finds
// the same as the answer has.
func TestCypherOfTimelinesAndNames(t *testing.T) {
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		seedDossier(t, store)
		s := answer.New(store, answer.Options{})
		rows := func(query string, column int) (ids []string) {
			table, err := s.Cypher(t.Context(), answer.CypherQuestion{Query: query})
			require.NoError(t, err, query)
			for _, row := range table.Rows {
				ids = append(ids, row[column].(string))
			}
			return ids
		}
		for _, q := range []answer.Question{{}, {Since: "2018"}, {Actor: []string{"WikiLeaks"}}, {Answered: "no"}, {Channel: []string{"fax"}}} {
			l, err := s.Timeline(t.Context(), q)
			require.NoError(t, err)
			var ids []string
			for _, it := range append(l.Items, l.Undated...) {
				ids = append(ids, it.ID)
			}
			require.ElementsMatch(t, ids, rows(l.Cypher, 1), "%+v", q)
		}
		for _, about := range []string{"Veselnitskaya", "natalia-veselnitskaya", "podesta"} {
			l, err := s.Contacts(t.Context(), answer.Question{About: about})
			require.NoError(t, err)
			require.NotEmpty(t, l.Items)
			var ids []string
			for _, c := range l.Items {
				ids = append(ids, c.MessageID)
			}
			require.Equal(t, ids, rows(l.Cypher, 0), about)
		}
	})
}

// The pages of a timeline join up, events among messages.
func TestTimelineInPages(t *testing.T) {
	store := enginetest.Kuzu(t)
	seedDossier(t, store)
	s := answer.New(store, answer.Options{})
	all, err := s.Timeline(t.Context(), answer.Question{})
	require.NoError(t, err)
	require.Empty(t, all.NextCursor)
	var items, undated []answer.TimelineItem
	q := answer.Question{Limit: 5}
	for pages := 1; ; pages++ {
		l, err := s.Timeline(t.Context(), q)
		require.NoError(t, err)
		require.Equal(t, all.Total, l.Total)
		items, undated = append(items, l.Items...), append(undated, l.Undated...)
		if q.Cursor = l.NextCursor; q.Cursor == "" {
			require.Equal(t, 5, pages, "22 in pages of 5")
			break
		}
	}
	require.Equal(t, all.Items, items)
	require.Equal(t, all.Undated, undated)
}
