package server_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/graph/hypothesis/matrix"
	"backchannel/server"
)

const judged = `id: who
question: Who sent it?
hypotheses:
  - {id: ann, statement: Ann did}
  - {id: ben, statement: Ben did}
evidence:
  - {id: hand, statement: It is in Ann's hand}
cells:
  - {hypothesis: ann, evidence: hand, judgements: [{author: First, date: 2020-01-01, rating: CC, reason: It is hers}]}
  - {hypothesis: ben, evidence: hand, judgements: [{author: First, date: 2020-01-01, rating: I, reason: It is not his}]}
`

func TestAMatrixIsWeighedAgainAsAText(t *testing.T) {
	h := storeless(server.Options{})
	weigh := func(route, body string) *httptest.ResponseRecorder {
		return send(h, httptest.NewRequest(http.MethodPost, "http://127.0.0.1/api/v1/matrices/"+route, strings.NewReader(body)))
	}
	former := weigh("run", judged)
	require.Equal(t, http.StatusOK, former.Code, former.Body)
	again := func(file string) *httptest.ResponseRecorder {
		text, err := json.Marshal(file)
		require.NoError(t, err)
		return weigh("rerun", `{"matrix":`+string(text)+`,"former":`+former.Body.String()+`}`)
	}

	w := again(strings.Replace(judged, "rating: CC", "rating: II", 1))
	require.Equal(t, http.StatusOK, w.Code, w.Body)
	var r matrix.Result
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &r))
	require.NotNil(t, r.Moved)
	require.Len(t, r.Moved.Cells, 1)
	assert.Equal(t, matrix.VeryInconsistent, r.Moved.Cells[0].Now)
	assert.True(t, r.Moved.Changed)

	w = again(judged + "more: 1\n")
	assert.Equal(t, http.StatusBadRequest, w.Code)
	assert.Contains(t, w.Body.String(), `"line":11`, "places are those of the text")
}
