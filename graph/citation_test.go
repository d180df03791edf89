package graph_test

import (
	"testing"

	"backchannel/graph"

	"pgregory.net/rapid"
)

func TestCitationText(t *testing.T) {
	for _, c := range []struct {
		citation graph.Citation
		text     string
	}{
		{graph.Citation{SourceID: "vg", Paragraph: 9, Modality: graph.Stated}, "vg#9 stated"},
		{graph.Citation{SourceID: "mbox", Offset: 1742, Modality: graph.Alleged}, "mbox#0@1742 alleged"},
		{graph.Citation{SourceID: "a #b@3 stated", Paragraph: 1, Modality: graph.Stated}, "a #b@3 stated#1 stated"},
	} {
		if got := c.citation.String(); got != c.text {
			t.Errorf("%+v prints as %q, want %q", c.citation, got, c.text)
		}
		if got, err := graph.ParseCitation(c.text); err != nil || got != c.citation {
			t.Errorf("%q reads as %+v, %v", c.text, got, err)
		}
	}
	for _, text := range []string{"", "vg", "vg#", "vg#9", "vg 9 stated", "vg#nine stated", "vg#9@x stated", "#", " # "} {
		if c, err := graph.ParseCitation(text); err == nil {
			t.Errorf("%q was read as %+v", text, c)
		}
	}
}

func TestCitationsReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := graph.Citation{
			SourceID:  rapid.OneOf(rapid.String(), rapid.StringMatching(`[a#@ 0-9]{0,8}`)).Draw(t, "source"),
			Paragraph: rapid.IntRange(0, 1<<40).Draw(t, "paragraph"),
			Offset:    rapid.Int64Min(0).Draw(t, "offset"),
			Modality:  rapid.SampledFrom([]graph.Modality{graph.Stated, graph.Alleged}).Draw(t, "modality"),
		}
		got, err := graph.ParseCitation(c.String())
		if err != nil || got != c {
			t.Fatalf("%q reads as %+v, %v; want %+v", c.String(), got, err, c)
		}
	})
}
