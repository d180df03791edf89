//go:build acceptance

package table

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/internal/testdata"
	"backchannel/seed"
)

const examples = "../../examples/"

// Each data set gives exactly what its lines hold, and a second time nothing new.
// The numbers are those that wc -l and sort -u give for the files.
func TestAcceptanceDataSets(t *testing.T) {
	for _, c := range []struct {
		mapping, data string
		created       map[string]int
		contacts      int
		lines         map[string]seed.File
	}{
		{
			"enron", "enron",
			map[string]int{"Person": 156, "Message": 21635, "SENT": 21635, "TO": 38388, "Source": 3}, 38388,
			map[string]seed.File{
				"employees.tsv": {Lines: 156, New: 156}, "messages.tsv": {Lines: 21635, New: 21635}, "recipients.tsv": {Lines: 38388, New: 38388},
			},
		},
		{
			"snap", "collegemsg/CollegeMsg.txt",
			map[string]int{"Person": 1899, "Message": 59835, "TO": 59835, "Source": 1}, 59835,
			map[string]seed.File{"CollegeMsg.txt": {Lines: 59835, New: 59835}},
		},
		{
			"snap", "email-eu-temporal/email-Eu-core-temporal.txt",
			map[string]int{"Person": 986, "Message": 332334, "TO": 332334, "Source": 1}, 332334,
			map[string]seed.File{"email-Eu-core-temporal.txt": {Lines: 332334, New: 332334}},
		},
		{
			"ldbc", "ldbc-snb-tiny",
			map[string]int{"Person": 222, "Organization": 7955, "Topic": 16080, "Message": 5924 + 2218, "TO": 2218, "ABOUT": 683 + 2553, "REPLY_TO": 1109 + 1109, "RELATED_TO": 825, "MEMBER_OF": 485 + 180}, 2218,
			map[string]seed.File{
				"dynamic/person_0_0.csv":                     {Lines: 223, New: 222, Skipped: 1},
				"dynamic/comment_0_0.csv":                    {Lines: 2219, New: 2218, Skipped: 1},
				"dynamic/comment_hasTag_tag_0_0.csv":         {Lines: 2554, New: 2553, Skipped: 1},
				"dynamic/comment_replyOf_post_0_0.csv":       {Lines: 1110, New: 1109, Skipped: 1},
				"dynamic/person_knows_person_0_0.csv":        {Lines: 826, New: 825, Skipped: 1},
				"dynamic/person_workAt_organisation_0_0.csv": {Lines: 486, New: 485, Skipped: 1},
			},
		},
		{
			"ldbc", "ldbc-snb-sf0.1",
			map[string]int{"Person": 1528, "Organization": 7955, "Topic": 16080, "Message": 135701 + 151043, "TO": 151043, "ABOUT": 51118 + 191303, "REPLY_TO": 74256 + 76787, "RELATED_TO": 14073, "MEMBER_OF": 3313 + 1209}, 151043,
			map[string]seed.File{"person_0_0.csv": {Lines: 1529, New: 1528, Skipped: 1}},
		},
	} {
		t.Run(c.data, func(t *testing.T) {
			im, err := Open(examples+c.mapping+"/mapping.yaml", testdata.Dir(t, c.data))
			require.NoError(t, err)
			store := newRecorder()
			first, err := seed.Run(context.Background(), store, im, seed.Options{Parallel: 4})
			require.NoError(t, err)
			require.Empty(t, first.Problems)
			for name, n := range c.created {
				require.Equal(t, graph.Count{Created: n, Existing: first.Written[name].Existing}, first.Written[name], name)
			}
			require.Equal(t, c.contacts, store.contacts)
			require.Zero(t, first.Total.Malformed)
			require.Zero(t, first.Total.Duplicate)
			for _, f := range first.Files {
				if want, ok := c.lines[f.Name]; ok {
					want.Name = f.Name
					require.Equal(t, want, f)
					delete(c.lines, f.Name)
				}
			}
			require.Empty(t, c.lines, "files without a report")

			second, err := seed.Run(context.Background(), store, im, seed.Options{Parallel: 4})
			require.NoError(t, err)
			require.Equal(t, first.Total.Lines, second.Total.Lines)
			require.Zero(t, second.Total.New)
			require.Equal(t, first.Total.Lines-first.Total.Skipped, second.Total.Duplicate)
			for name, w := range second.Written {
				require.Zero(t, w.Created, name)
			}
		})
	}
}

func TestAcceptanceEnron(t *testing.T) {
	im, err := Open(examples+"enron/mapping.yaml", testdata.Dir(t, "enron"))
	require.NoError(t, err)
	store := newRecorder()
	_, err = seed.Run(context.Background(), store, im, seed.Options{})
	require.NoError(t, err)
	require.Equal(t, graph.Actor{
		ID: "1", Kind: graph.Person, Name: "John Arnold", Roles: []string{"VP Trading"},
		Attributes: map[string]string{"gender": "Male", "department": "Trading", "long_department": "ENA Gas Financial", "title": "VP Trading", "seniority": "Senior"},
		Citations:  []graph.Citation{{SourceID: "enron/employees.tsv", Paragraph: 1, Modality: graph.Stated}},
	}, store.actors["1"])
	m := store.messages["1"]
	require.Equal(t, "Cd$ CME letter", m.Subject)
	require.Equal(t, []string{"138"}, m.Senders)
	require.EqualValues(t, 910930020, m.Sent.Earliest.Unix())
	require.Equal(t, "59", m.Recipients[0].Actor)
	require.Equal(t, []graph.Citation{{SourceID: "enron/recipients.tsv", Paragraph: 1, Modality: graph.Stated}}, m.Recipients[0].Citations)
}

func BenchmarkEnron(b *testing.B) {
	benchmark(b, "enron", testdata.Dir(b, "enron"))
}

func BenchmarkEmailEu(b *testing.B) {
	benchmark(b, "snap", testdata.Dir(b, "email-eu-temporal/email-Eu-core-temporal.txt"))
}

// benchmark turns files into batches, without a store.
func benchmark(b *testing.B, mapping, path string) {
	b.ReportAllocs()
	s := &sink{}
	for b.Loop() {
		im, err := Open(examples+mapping+"/mapping.yaml", path)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := seed.Run(context.Background(), s, im, seed.Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(s.contacts)/b.Elapsed().Seconds(), "contacts/s")
}
