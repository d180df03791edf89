package command

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
)

func TestADistanceKeepsItsBounds(t *testing.T) {
	quarter, day, nothing := 900.0, 86400.0, 0.0
	for _, c := range []struct {
		n    answer.Neighbor
		want string
	}{
		{answer.Neighbor{}, ""},
		{answer.Neighbor{AtLeastSeconds: &quarter, AtMostSeconds: &quarter}, "15 min"},
		{answer.Neighbor{AtLeastSeconds: &quarter, AtMostSeconds: &day}, "15 min to 1 d"},
		{answer.Neighbor{AtLeastSeconds: &day}, "at least 1 d"},
		{answer.Neighbor{AtLeastSeconds: &nothing}, ""},
		{answer.Neighbor{AtMostSeconds: &day, Note: "soon"}, "at most 1 d"},
	} {
		require.Equal(t, c.want, far(c.n))
	}
	require.Equal(t, "1m30.5s", span(90.5))
	require.Equal(t, "90 s", span(90))
}

func TestAnOrderIsSaidWithItsNoteBehindIt(t *testing.T) {
	quarter, nothing := 900.0, 0.0
	cited := func(m graph.Modality) []graph.Citation {
		return []graph.Citation{{SourceID: "vg", Paragraph: 1, Modality: m}}
	}
	neighbor := func(id, note string, least *float64, m graph.Modality) answer.Neighbor {
		return answer.Neighbor{Ref: graph.Ref{Label: graph.MessageLabel, ID: id}, Note: note, AtLeastSeconds: least, Citations: cited(m)}
	}
	require.Equal(t, "at least 15 min after a (about a quarter); after b; before c (alleged: shortly after); before d (alleged)", order(
		[]answer.Neighbor{neighbor("a", "about a quarter", &quarter, graph.Stated), neighbor("b", "", &nothing, graph.Stated)},
		[]answer.Neighbor{neighbor("c", "shortly after", &nothing, graph.Alleged), neighbor("d", "", nil, graph.Alleged)}))
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
