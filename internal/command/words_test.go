package command

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
)

func TestAMomentIsWrittenAsVagueAsItIs(t *testing.T) {
	for given, want := range map[string]string{
		"2017-07-11T09:30:05Z":        "2017-07-11T09:30:05Z",
		"2017-07-11T09:30Z":           "2017-07-11T09:30Z",
		"2017-07-11":                  "2017-07-11",
		"2017-07":                     "2017-07",
		"2016-summer":                 "2016-summer",
		"2016":                        "2016",
		"before 2016-11":              "before 2016-11-01",
		"before 2016-11-01T10:00:00Z": "before 2016-11-01T10:00:00Z",
		"after 2016-11":               "after 2016-11-01",
		"2016-09..2017-07":            "2016-09-01 to 2017-07-31",
		"unknown":                     "undated",
	} {
		m, err := graph.ParseMoment(given)
		require.NoError(t, err)
		require.Equal(t, want, when(m), given)
	}
}

func TestAPeriodIsAsWideAsItMayHaveBeen(t *testing.T) {
	for _, c := range []struct{ first, last, want string }{
		{"2016-09", "2017-07-11", "2016-09-01 to 2017-07-11"},
		{"2016-09", "2016-09", "2016-09"},
		{"before 2016-09", "after 2017", "before 2016-09-01 to after 2017-01-01"},
	} {
		first, err := graph.ParseMoment(c.first)
		require.NoError(t, err)
		last, err := graph.ParseMoment(c.last)
		require.NoError(t, err)
		require.Equal(t, c.want, period(&first, &last))
	}
	require.Empty(t, period(nil, nil))
}

func TestADistanceKeepsItsBounds(t *testing.T) {
	quarter, day, nothing := 900.0, 86400.0, 0.0
	for _, c := range []struct {
		n    answer.Neighbor
		want string
	}{
		{answer.Neighbor{}, ""},
		{answer.Neighbor{AtLeastSeconds: &quarter, AtMostSeconds: &quarter}, "15 min "},
		{answer.Neighbor{AtLeastSeconds: &quarter, AtMostSeconds: &day}, "15 min to 1 d "},
		{answer.Neighbor{AtLeastSeconds: &day}, "at least 1 d "},
		{answer.Neighbor{AtLeastSeconds: &nothing}, ""},
		{answer.Neighbor{AtMostSeconds: &day, Note: "soon"}, "at most 1 d (soon) "},
	} {
		require.Equal(t, c.want, far(c.n))
	}
	require.Equal(t, "1m30.5s", span(90.5))
	require.Equal(t, "90 s", span(90))
}

func TestCitationsAreWrittenOnceWithTheirModality(t *testing.T) {
	require.Equal(t, "vg 9, french 4 alleged, mbox @1742, herald", cited([]graph.Citation{
		{SourceID: "vg", Paragraph: 9, Modality: graph.Stated}, {SourceID: "french", Paragraph: 4, Modality: graph.Alleged},
		{SourceID: "vg", Paragraph: 9, Modality: graph.Stated}, {SourceID: "mbox", Offset: 1742, Modality: graph.Stated}, {SourceID: "herald", Modality: graph.Stated},
	}))
}

func TestAValueIsWrittenAsInCypher(t *testing.T) {
	node := graph.Node{Labels: []string{"Person"}, Properties: map[string]any{"id": "ann", "words": " ann ", "note": nil}}
	for _, c := range []struct {
		value any
		want  string
	}{
		{nil, "null"}, {"plain\ttext", "plain\ttext"}, {int64(3), "3"}, {1.5, "1.5"}, {true, "true"},
		{[]any{"a\"b", nil}, `["a\"b", null]`},
		{map[string]any{"b": int64(1), "a": "x"}, `{a: "x", b: 1}`},
		{time.Date(2017, 7, 11, 9, 30, 0, 0, time.UTC), "2017-07-11T09:30:00Z"},
		{node, `(:Person {id: "ann"})`},
		{graph.Walk{Nodes: []graph.Node{node, node}, Relationships: []graph.Relationship{{Type: "SENT"}}}, `(:Person {id: "ann"})-[:SENT]-(:Person {id: "ann"})`},
	} {
		require.Equal(t, c.want, cell(c.value))
	}
}
