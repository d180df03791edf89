package answer

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

func TestRowsAreJSONWhateverTheyHold(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{nil, `null`}, {true, `true`}, {"ü\x00<", `"ü\u0000<"`}, {"\xff", `"\ufffd"`}, {1.5, `1.5`}, {1e300, `1e+300`},
		{int64(math.MaxInt64), `9223372036854775807`}, {int64(math.MinInt64), `-9223372036854775808`},
		{math.NaN(), `"NaN"`}, {math.Inf(1), `"Infinity"`}, {math.Inf(-1), `"-Infinity"`},
		{time.Date(2017, 7, 11, 11, 30, 0, 1000, time.FixedZone("", 7200)), `"2017-07-11T09:30:00.000001Z"`},
		{time.Date(20000, 1, 1, 0, 0, 0, 0, time.UTC), `"20000-01-01T00:00:00Z"`},
		{time.Duration(0), `"PT0S"`}, {90 * time.Second, `"PT1M30S"`}, {49*time.Hour + time.Millisecond, `"P2DT1H0.001S"`},
		{-time.Hour, `"-PT1H"`}, {24 * time.Hour, `"P1D"`}, {time.Duration(math.MinInt64), `"-P106751DT23H47M16.854775808S"`},
		{[]any{math.NaN(), []any{}, map[string]any{"a": math.Inf(1)}}, `["NaN",[],{"a":"Infinity"}]`}, {[]any(nil), `[]`}, {map[string]any(nil), `{}`},
		{graph.Node{Ref: "1"}, `{"id":"1","labels":[],"properties":{}}`},
		{graph.Relationship{Ref: "2", Type: "T", From: "1", To: "1", Properties: map[string]any{"w": math.NaN()}}, `{"id":"2","type":"T","start":"1","end":"1","properties":{"w":"NaN"}}`},
		{graph.Walk{}, `{"nodes":[],"relationships":[]}`},
		{struct{ X int }{1}, `"{1}"`},
	} {
		text, err := CypherAnswer{Rows: [][]any{{c.value}}}.MarshalJSON()
		require.NoError(t, err, "%v", c.value)
		var got struct{ Rows [][]json.RawMessage }
		require.NoError(t, json.Unmarshal(text, &got))
		assert.Equal(t, c.want, string(got.Rows[0][0]))
	}
}
