package kuzustore_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"backchannel/graph"
	"backchannel/graph/kuzustore"
	"backchannel/graph/model"
	"backchannel/graph/storetest"
)

// nasty is what the engine's files and lists are made of.
var nasty = []string{"\x1f", "\x1e", "\x1f0\x1e", ",", "\"", "\"\"", "'", "\n", "\r", "\r\n", "\\", "\\n", "[", "]", "{", "}", ";", "|", "\t", " ", "null", "NULL",
	"é", "💌", "\u2028", "\ufeff", "#", "a", "0", "\x01", "\x7f", "$x", "--", "/*"}

// text is any string that the store takes, most of them nasty.
func text() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom(nasty), 1, 6), func(parts []string) string { return strings.Join(parts, "") }),
		rapid.String().Filter(func(s string) bool { return s != "" && !strings.Contains(s, "\x00") && utf8.ValidString(s) }),
	)
}

// TestTextsComeBackAsTheyWere writes texts and lists by a file, and some again by
// a parameter, and reads them.
func TestTextsComeBackAsTheyWere(t *testing.T) {
	s := open(t, kuzustore.Options{})
	run := 0
	storetest.Check(t, 30, func(t *rapid.T) {
		run++
		n := rapid.SampledFrom([]int{1, 3, 45}).Draw(t, "rows")
		b, want := &graph.Batch{}, map[string][]any{}
		for i := range n {
			a := graph.Actor{ID: fmt.Sprintf("%d %d %s", run, i, text().Draw(t, "id")), Kind: graph.Person, Name: text().Draw(t, "name"),
				Aliases: rapid.SliceOfNDistinct(text(), 0, 4, rapid.ID[string]).Draw(t, "aliases"), Note: text().Draw(t, "note")}
			b.Actors = append(b.Actors, a)
			aliases := any(nil)
			if len(a.Aliases) > 0 {
				list := []any{}
				for _, x := range a.Aliases {
					list = append(list, x)
				}
				aliases = list
			}
			want[a.ID] = []any{a.Name, aliases, a.Note}
		}
		_, err := s.Write(t.Context(), b)
		require.NoError(t, err)
		got := map[string][]any{}
		require.NoError(t, s.Run(t.Context(), graph.Statement{Text: "MATCH (p:Person) WHERE p.id STARTS WITH $run RETURN p.id, p.name, p.aliases, p.note",
			Parameters: map[string]any{"run": fmt.Sprint(run, " ")}}, func(v []any) error {
			got[v[0].(string)] = v[1:]
			return nil
		}))
		require.Equal(t, want, got)
	})
}

// TestListsOfRelationshipsComeBackAsTheyWere does the same for lists on
// relationships, which are kept as lines. Each relationship has its own.
func TestListsOfRelationshipsComeBackAsTheyWere(t *testing.T) {
	s := open(t, kuzustore.Options{})
	run := 0
	storetest.Check(t, 6, func(t *rapid.T) {
		run++
		n := []int{2, 60}[run%2] // by a parameter, and by a file
		b, want := mails(fmt.Sprint(run), n), map[string]any{}
		known := map[string]bool{}
		for i := range b.Messages {
			var list []any
			r := &b.Messages[i].Recipients[0]
			for _, source := range rapid.SliceOfNDistinct(text(), 1, 3, rapid.ID[string]).Draw(t, "sources") {
				if !known[source] {
					known[source] = true
					b.Sources = append(b.Sources, graph.Source{ID: source})
				}
				c := graph.Citation{SourceID: source, Paragraph: 2, Modality: graph.Alleged}
				r.Citations = append(r.Citations, c)
				list = append(list, c.String())
			}
			want[b.Messages[i].ID] = list
		}
		for range 2 { // the second time it is merged with what is there
			_, err := s.Write(t.Context(), b)
			require.NoError(t, err)
		}
		columns, properties := map[string]any{}, map[string]any{}
		require.NoError(t, s.Run(t.Context(), graph.Statement{Text: "MATCH (m:Message)-[r:TO]->() WHERE m.id STARTS WITH $run RETURN m.id, r.citations, r",
			Parameters: map[string]any{"run": fmt.Sprint(run, " ")}}, func(v []any) error {
			columns[v[0].(string)] = v[1]
			properties[v[0].(string)] = v[2].(graph.Relationship).Properties["citations"]
			return nil
		}))
		require.Equal(t, want, columns)
		require.Equal(t, want, properties)
	})
}

func TestASheetQuotesOnlyWhatMustBe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sheet")
	sheet, err := kuzustore.WriteSheet(path, []model.Type{model.String, model.Strings, model.Int, model.String},
		[][]any{{"plain text", []string{"a", "b"}, int64(-3)}, {"a,b", []string{`"`}}, {" lead", nil, int64(7)}, {"two\nlines"}})
	require.NoError(t, err)
	require.NotNil(t, sheet)
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "plain text,a\x1fb,-3\n\"a,b\",\"\"\"\",\n\" lead\",,7\n\"two\nlines\",,\n", string(got))
}
