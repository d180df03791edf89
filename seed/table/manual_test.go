package table

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

const manualPath = "../../docs/tables.md"

// The manual's first mapping does what the manual says, on the manual's rows.
func TestManualsFirstMapping(t *testing.T) {
	data, err := os.ReadFile(manualPath)
	require.NoError(t, err)
	_, section, ok := strings.Cut(string(data), "## A first mapping")
	require.True(t, ok)
	var rows strings.Builder
	for line := range strings.Lines(section) {
		if cell, ok := strings.CutPrefix(line, "    "); ok {
			rows.WriteString(cell)
		} else if strings.HasPrefix(line, "```yaml") {
			break
		}
	}
	_, mapping, _ := strings.Cut(section, "```yaml\n")
	mapping, _, ok = strings.Cut(mapping, "```")
	require.True(t, ok)

	im, err := mapped(t, mapping, map[string]string{"mail.csv": rows.String()})
	require.NoError(t, err)
	store := newRecorder()
	require.Empty(t, seedInto(t, im, store).Problems)
	m := store.messages["1"]
	require.Equal(t, []string{"ann@example.org"}, m.Senders)
	require.Equal(t, []graph.Recipient{{Actor: "bo@example.org", Role: graph.To}, {Actor: "cy@example.org", Role: graph.To}}, m.Recipients)
	require.Equal(t, "2001-07-11T07:30Z", m.Sent.String())
}

// Every field of the schema is in the manual.
func TestManualIsComplete(t *testing.T) {
	data, err := os.ReadFile(manualPath)
	require.NoError(t, err)
	var node any
	require.NoError(t, json.Unmarshal(schemaText, &node))
	var walk func(any)
	walk = func(n any) {
		switch n := n.(type) {
		case map[string]any:
			if properties, ok := n["properties"].(map[string]any); ok {
				for name := range properties {
					if !strings.Contains(string(data), "`"+name+"`") && !strings.Contains(string(data), name+":") {
						t.Errorf("%s does not speak of %q", manualPath, name)
					}
				}
			}
			for _, v := range n {
				walk(v)
			}
		case []any:
			for _, v := range n {
				walk(v)
			}
		}
	}
	walk(node)
}

// The mappings in examples are understood. What they make of the real data is
// told by the acceptance tests.
func TestExamples(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"enron": {"employees.tsv": "7\tAnn\tLegal\tENA Legal\tVP\tFemale\tSenior\n", "messages.tsv": "1\tann/1\t60\tRe: \"5\" pipe\t7\n", "recipients.tsv": "1\t1\t7\n"},
		"snap":  {"list.txt": "# a comment\n1 2 60\n"},
		"ldbc": {
			"person_0_0.csv":                      "id|firstName|lastName|gender|language|email\n1|A|B|f|en|a@x;b@x\n2|C|D|m|en|\n",
			"x/post_hasCreator_person_0_0.csv":    "Post.id|Person.id\n10|1\n",
			"x/comment_hasCreator_person_0_0.csv": "Comment.id|Person.id\n12|1\n11|2\n",
			"x/comment_replyOf_post_0_0.csv":      "Comment.id|Post.id\n11|10\n",
			"x/comment_replyOf_comment_0_0.csv":   "Comment.id|Comment.id\n12|11\n",
			"x/comment_hasTag_tag_0_0.csv":        "Comment.id|Tag.id\n12|1\n", "x/post_hasTag_tag_0_0.csv": "Post.id|Tag.id\n",
			"tag_0_0.csv": "id|name|url\n1|Two_words|\n", "organisation_0_0.csv": "id|type|name|url\n1|company|Kam_Air|\n",
			"person_knows_person_0_0.csv":         "Person.id|Person.id|creationDate\n1|2|1000\n",
			"person_workAt_organisation_0_0.csv":  "Person.id|Organisation.id|workFrom\n1|1|2001\n",
			"person_studyAt_organisation_0_0.csv": "Person.id|Organisation.id|classYear\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			im, err := Open("../../examples/"+name+"/mapping.yaml", folderWith(t, files))
			require.NoError(t, err)
			store := newRecorder()
			require.Empty(t, seedInto(t, im, store).Problems)
			if name == "ldbc" {
				require.Equal(t, "10", store.messages["12"].ThreadID)
				require.Equal(t, "2", store.messages["12"].Recipients[0].Actor)
				require.Equal(t, "Kam Air", store.actors["organisation-1"].Name)
				require.Equal(t, graph.Channel("post"), store.messages["10"].Channel)
				require.Empty(t, store.messages["10"].Recipients)
			}
		})
	}
}
