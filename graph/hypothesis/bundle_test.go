package hypothesis

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/internal/enginetest"
)

// A bundle written over one engine is verified over the other; what differs is named.
func TestABundleIsVerified(t *testing.T) {
	var first string
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		_, err := store.Write(t.Context(), letters(t))
		require.NoError(t, err)
		r := &Runner{Store: store, Resolve: byID, Version: "test"}
		h := answeredWithin(time.Hour, ShuffledTimestamps, 99)
		h.ID, h.Statement = "answered", "They answer within an hour"
		b, err := r.Bundle(t.Context(), h)
		require.NoError(t, err)
		require.NotEmpty(t, b.Messages)
		require.Len(t, b.Sources, 2)
		if first == "" {
			first = bytesOf(t, b)
		}
		require.Equal(t, first, bytesOf(t, b))
		read, err := ReadBundle("b.json", strings.NewReader(first))
		require.NoError(t, err)
		require.Equal(t, first, bytesOf(t, read))

		verify := func(text string) *Verification {
			t.Helper()
			v, err := r.Verify(t.Context(), "b.json", strings.NewReader(text))
			require.NoError(t, err)
			return v
		}
		v := verify(first)
		require.Equal(t, &Verification{ID: "answered", Same: true, SameData: true, SameVersion: true, Holds: v.Holds, Held: v.Holds, Differences: []Difference{}}, v)

		// Another version is told apart, and is no difference of the finding.
		v = verify(strings.Replace(first, `"version":"test"`, `"version":"older"`, 1))
		require.True(t, v.Same)
		require.False(t, v.SameVersion)

		// A number that someone changed.
		observed, err := json.Marshal(b.Result.Observed)
		require.NoError(t, err)
		v = verify(strings.Replace(first, `"observed":`+string(observed), `"observed":9999`, 1))
		require.False(t, v.Same)
		require.True(t, v.SameData)
		require.Equal(t, []Difference{{"result.observed", "9999", string(observed)}}, v.Differences)

		// Data that has changed since.
		_, err = store.Write(t.Context(), &graph.Batch{Messages: []graph.Message{{ID: "later", Channel: graph.Email, Sent: graph.At(second(5)), Answered: graph.AnsweredUnknown,
			Senders: b.Messages[0].Senders, Recipients: b.Messages[0].Recipients, Citations: b.Messages[0].Citations}}})
		require.NoError(t, err)
		v = verify(first)
		require.False(t, v.Same)
		require.False(t, v.SameData)
		var places []string
		for _, d := range v.Differences {
			places = append(places, d.Where)
		}
		require.Contains(t, places, "result.fingerprint")
		require.Contains(t, places, "result.searched.contacts")
	})

	for text, want := range map[string]graph.Code{
		"":                graph.Invalid,
		"{}":              graph.Invalid,
		`{"format": "x"}`: graph.Unsupported,
		strings.Replace(first, `"within":"1h"`, `"within":"soon"`, 1): graph.Invalid,
		strings.Replace(first, `"result":{`, `"outcome":{`, 1):        graph.Invalid,
	} {
		_, err := ReadBundle("b.json", strings.NewReader(text))
		require.Error(t, err)
		require.Equal(t, want, graph.CodeOf(err), err)
	}
}
