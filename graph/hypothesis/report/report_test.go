package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/hypothesis"
)

func ptr[T any](v T) *T { return &v }

// finding is a bundle as the program writes it, with texts that break careless pages.
func finding() *hypothesis.Bundle {
	week := hypothesis.Duration(7 * 24 * 3600e9)
	cite := []graph.Citation{{SourceID: "gazette", Paragraph: 4, Modality: graph.Alleged}}
	return &hypothesis.Bundle{
		Definition: &hypothesis.Hypothesis{ID: "x", Statement: "They <b>answer</b> | *soon*", Test: hypothesis.Response, Null: hypothesis.ShuffledTimestamps, Within: &week,
			Trigger: &hypothesis.Filter{From: hypothesis.Names{"ada"}}, Response: &hypothesis.Filter{}, Seed: 7},
		Result: &hypothesis.Result{
			ID: "x", Test: hypothesis.Response, Direction: hypothesis.Greater, Alpha: 0.05, Observed: ptr(40.0), Measures: "contacts", EnoughData: true, Holds: ptr(true),
			Null: &hypothesis.NullResult{Model: hypothesis.ShuffledTimestamps, Mean: 10.5, SD: 2, Quantiles: []hypothesis.Quantile{{Share: 0.975, Value: 14}},
				Histogram: []hypothesis.Bin{{From: 5, To: 10, Count: 60}, {From: 10, To: 15, Count: 39}}},
			P: &hypothesis.P{Value: 0.01, Low: 0, High: 0.0366, Method: "permutation"}, Permutations: 99, Seed: 7, Fingerprint: "abc", Version: "1",
			Evidence: hypothesis.Evidence{Total: 1, Items: []hypothesis.Proof{{Contacts: []hypothesis.Cited{
				{MessageID: "letter", At: graph.Undated(), From: graph.ActorRef{ID: "ada", Name: "Ada <script>"}, To: &graph.ActorRef{ID: "ben", Name: "Ben"}, Citations: cite}}}}},
		},
		Messages: []graph.Message{{ID: "letter", Subject: "The will", Citations: cite}},
		Sources:  []graph.Source{{ID: "gazette", Title: "The Gazette"}},
	}
}

// elements lists the elements of a text that must be well-formed.
func elements(t *testing.T, text []byte) map[string]int {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	out := map[string]int{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		require.NoError(t, err)
		if e, ok := token.(xml.StartElement); ok {
			out[e.Name.Local]++
		}
	}
}

func TestAPlotShowsTheBinsAndTheObservation(t *testing.T) {
	svg, err := Plot(finding().Result)
	require.NoError(t, err)
	found := elements(t, svg)
	require.Equal(t, 1, found["svg"])
	require.Contains(t, string(svg), "observed")
	again, err := Plot(finding().Result)
	require.NoError(t, err)
	require.Equal(t, string(svg), string(again), "the same result gives the same bytes")

	r := finding().Result
	r.Observed = ptr(12.0)
	other, err := Plot(r)
	require.NoError(t, err)
	require.NotEqual(t, string(svg), string(other), "the line is where the observation is")
	r.Null.Histogram = []hypothesis.Bin{{From: 3, To: 3, Count: 99}}
	_, err = Plot(r)
	require.NoError(t, err)
	r.Null = nil
	svg, err = Plot(r)
	require.NoError(t, err)
	require.Nil(t, svg)
}

func TestThePageShowsTextsAsText(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, HTML(&b, finding()))
	found := elements(t, b.Bytes())
	require.Zero(t, found["script"]+found["b"])
	require.Equal(t, 1, found["svg"])
	for _, want := range []string{"It holds: chance alone does not explain what was observed", "gazette ¶4 (alleged)", "The Gazette", "within: 1w", "97.5 %"} {
		require.Contains(t, b.String(), want)
	}
}

func TestMarkdownKeepsToItsTables(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, Markdown(&b, finding(), "x.svg"))
	text := b.String()
	tables, code, ok := strings.Cut(text, "## The hypothesis\n\n")
	require.True(t, ok)
	require.NotContains(t, tables, "<b>")
	require.NotContains(t, tables, "<script>")
	require.Contains(t, text, `# They &lt;b>answer&lt;/b> \| \*soon\*`)
	require.Contains(t, text, "| observed | 40 (contacts) |")
	require.Contains(t, text, "](x.svg)")
	require.Contains(t, text, "| 1 | undated | Ada &lt;script> | Ben | letter | gazette ¶4 (alleged) |")

	// The definition can be run again.
	h, err := hypothesis.Parse("h.yaml", strings.NewReader(strings.ReplaceAll(strings.ReplaceAll("\n"+code, "\n    ", "\n"), "\t", "")))
	require.NoError(t, err, code)
	require.Equal(t, hypothesis.Names{"ada"}, h.Trigger.From)

	b.Reset()
	require.NoError(t, Markdown(&b, finding(), ""))
	require.Contains(t, b.String(), "](data:image/svg+xml;base64,")
	none := finding()
	none.Result = &hypothesis.Result{Reason: "nobody matches", Evidence: hypothesis.Evidence{Items: []hypothesis.Proof{}}}
	b.Reset()
	require.NoError(t, Markdown(&b, none, ""))
	require.Contains(t, b.String(), "Not enough data: nobody matches")
	require.NotContains(t, b.String(), "![")
}
