package server_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/storetest"
	"backchannel/internal/enginetest"
	"backchannel/server"
)

func TestMain(m *testing.M) { enginetest.Main(m) }

// story fills a store with the small case that the tests ask about.
func story(tb testing.TB, store graph.Store) *answer.Service {
	tb.Helper()
	b := storetest.Story()
	b.Messages = append(b.Messages, hostile())
	_, err := store.Write(tb.Context(), b)
	require.NoError(tb, err)
	return answers(store)
}

func answers(store graph.Store) *answer.Service { return answer.New(store, answer.Options{}) }

// hostile is a message with an id and texts that break careless paths and pages.
func hostile() graph.Message {
	return graph.Message{
		ID: `<a/b+c%2F@x?#"'>`, Channel: graph.Email, Sent: graph.Undated(), Subject: "<script>alert(1)</script>", Answered: graph.AnsweredUnknown,
		Senders: []string{"cleo"}, Recipients: []graph.Recipient{{Actor: "ben", Role: graph.To}}, ThreadID: "a/b c+d",
		Citations: []graph.Citation{{SourceID: "gazette", Paragraph: 10, Modality: graph.Stated}},
	}
}

func quiet(o server.Options) server.Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	return o
}

// get asks a handler as a client on this machine would.
func get(h http.Handler, target string) *httptest.ResponseRecorder {
	return send(h, httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+target, nil))
}

func send(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}
