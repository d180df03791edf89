package hypothesis

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

const quarterHour = `id: answered-within-a-quarter-hour
statement: People here answer each other within a quarter of an hour more often than chance would have it
test: response
trigger: {}
response: {}
within: 15m
null: shuffled-timestamps
direction: greater
permutations: 999
seed: 7
`

func TestParse(t *testing.T) {
	h, err := Parse("h.yaml", strings.NewReader(quarterHour))
	require.NoError(t, err)
	require.Equal(t, &Hypothesis{ID: "answered-within-a-quarter-hour", Statement: h.Statement, Test: Response, Null: ShuffledTimestamps, Direction: Greater,
		Permutations: 999, Seed: 7, Alpha: 0.05, Trigger: &Filter{}, Response: &Filter{}, Within: lasting(15 * time.Minute), Link: Reply, Per: Duration(day)}, h)

	// What is written as JSON reads the same.
	text, err := json.Marshal(h)
	require.NoError(t, err)
	again, err := Parse("h.json", strings.NewReader(string(text)))
	require.NoError(t, err)
	require.Equal(t, h, again)

	h, err = Parse("h.yaml", strings.NewReader("id: 1\nstatement: x\ntest: count\nnumber: 3\nof: {from: 151, to: [a, 2], since: 2016-09-21, about: yes}\n"))
	require.NoError(t, err)
	require.Equal(t, &Filter{From: Names{"151"}, To: Names{"a", "2"}, Since: "2016-09-21", About: "yes"}, h.Of)
}

func TestMistakesAreNamedWithTheirPlace(t *testing.T) {
	for text, want := range map[string]string{
		"": "h.yaml:1: the file is empty: it needs id and statement and test",
		strings.Replace(quarterHour, "within: 15m", "within: 15", 1):                            "h.yaml:6:9: within must be text, not a number",
		strings.Replace(quarterHour, "within: 15m", "within: soon", 1):                          `h.yaml:6:9: within is "soon": write whole numbers with units`,
		strings.Replace(quarterHour, "within: 15m", "within: 0s", 1):                            "h.yaml:6:1: within is 0s",
		strings.Replace(quarterHour, "within: 15m", "within: 900000w", 1):                       "is longer than 292 years",
		strings.Replace(quarterHour, "null: shuffled-timestamps", "null: shuffled-labels", 1):   "h.yaml:7:1: shuffled-labels is no comparison",
		strings.Replace(quarterHour, "null: shuffled-timestamps", "null: bootstrap", 1):         `h.yaml:7:7: null is "bootstrap": write one of shuffled-timestamps,`,
		strings.Replace(quarterHour, "permutations: 999", "permutations: 0", 1):                 "h.yaml:9:15: permutations",
		strings.Replace(quarterHour, "permutations: 999", "permutations: 100001", 1):            "h.yaml:9:1: permutations is 100001",
		strings.Replace(quarterHour, "trigger: {}", "trigger: {form: a}", 1):                    `h.yaml:4:11: trigger has no field "form": use one of about, actor,`,
		strings.Replace(quarterHour, "trigger: {}", "trigger:", 1):                              "h.yaml:4:9: trigger is empty",
		strings.Replace(quarterHour, "seed: 7", "attribute: team", 1):                           "h.yaml:10:1: the test response has no use for attribute",
		strings.Replace(quarterHour, "test: response", "test: responses", 1):                    `h.yaml:3:7: test is "responses": write one of existence,`,
		strings.Replace(quarterHour, "id: answered-within-a-quarter-hour\n", "", 1):             "the hypothesis needs id",
		strings.Replace(quarterHour, "id: answered-within-a-quarter-hour", "id: two words", 1):  `h.yaml:1:5: id is "two words": an id begins`,
		strings.Replace(quarterHour, "direction: greater", "direction: [", 1):                   "this is not YAML",
		"id: x\nstatement: x\ntest: motif\nmotif: 7,1\nwithin: 1h\nnull: shuffled-timestamps\n": `motif is "7,1": write row and column`,
	} {
		_, err := Parse("h.yaml", strings.NewReader(text))
		require.ErrorContains(t, err, want, text)
		var e *graph.Error
		require.True(t, errors.As(err, &e))
		require.Equal(t, graph.Invalid, e.Code)
		require.NotNil(t, e.Position)
	}
	_, err := Parse("h.yaml", strings.NewReader(quarterHour+"alpha: 2\nlink: both\n"))
	require.ErrorContains(t, err, "h.yaml has 2 mistakes:\n  h.yaml:11:8: ")
	_, err = Parse("h.yaml", strings.NewReader(strings.Repeat("#", MaxSize+1)))
	require.Equal(t, graph.TooLarge, graph.CodeOf(err))
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]time.Duration{"15m": 15 * time.Minute, "900s": 900 * time.Second, "1h30m": 90 * time.Minute, "2w1d": 15 * day, "120d": 120 * day} {
		d, err := ParseDuration(text)
		require.NoError(t, err)
		require.Equal(t, Duration(want), d)
		again, err := ParseDuration(d.String())
		require.NoError(t, err)
		require.Equal(t, d, again)
	}
	for _, text := range []string{"", "15", "m", "30m1h", "1.5h", "-1h", "1y", "99999999999999999999s"} {
		_, err := ParseDuration(text)
		require.Error(t, err, text)
	}
}
