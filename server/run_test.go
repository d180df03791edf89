package server_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/internal/enginetest"
	"backchannel/server"
	"backchannel/server/imports"
)

// running is a service on a port of its own.
type running struct {
	address string
	stop    context.CancelFunc
	ended   chan error
	client  *http.Client
}

func run(t *testing.T, s *server.Server) *running {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	r := &running{address: "http://" + l.Addr().String(), stop: stop, ended: make(chan error, 1), client: &http.Client{Transport: &http.Transport{}}}
	go func() { r.ended <- s.Run(ctx, l) }()
	t.Cleanup(func() { stop(); r.client.CloseIdleConnections() })
	return r
}

type result struct {
	status int
	body   string
	err    error
}

func (r *running) post(ctx context.Context, body io.Reader) chan result {
	return r.postTo(ctx, "/api/v1/cypher", "", body)
}

func (r *running) postTo(ctx context.Context, path, kind string, body io.Reader) chan result {
	out := make(chan result, 1)
	go func() {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, r.address+path, body)
		if err != nil {
			out <- result{err: err}
			return
		}
		req.Header.Set("Content-Type", kind)
		res, err := r.client.Do(req)
		if err != nil {
			out <- result{err: err}
			return
		}
		defer res.Body.Close()
		text, err := io.ReadAll(res.Body)
		out <- result{res.StatusCode, string(text), err}
	}()
	return out
}

// endless never ends by itself; a while takes some tenths of a second.
const (
	endless = `{"query": "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN count(*)", "timeout_ms": 300000}`
	aWhile  = `{"query": "UNWIND range(1, 20000) AS x UNWIND range(1, 3000) AS y RETURN count(*)", "timeout_ms": 300000}`
)

// awaitUnderway waits until so many requests are under way.
func awaitUnderway(t *testing.T, s *server.Server, n int) {
	t.Helper()
	gauge := regexp.MustCompile(`(?m)^backchannel_requests_underway (\d+)$`)
	require.Eventually(t, func() bool {
		m := gauge.FindStringSubmatch(get(s, "/metrics").Body.String())
		now, err := strconv.Atoi(m[1])
		return err == nil && now == n+1 // this one too
	}, time.Minute, 5*time.Millisecond)
}

func TestStoppingLetsRequestsFinish(t *testing.T) {
	s := server.New(story(t, enginetest.Kuzu(t)), quiet(server.Options{Drain: time.Minute}))
	r := run(t, s)
	answer := r.post(t.Context(), strings.NewReader(aWhile))
	awaitUnderway(t, s, 1)
	r.stop()
	got := <-answer
	assert.NoError(t, got.err)
	assert.Equal(t, http.StatusOK, got.status, got.body)
	assert.Contains(t, got.body, "[[60000000]]")
	assert.NoError(t, <-r.ended)
	_, err := r.client.Get(r.address + "/healthz")
	assert.Error(t, err, "the service has stopped")
}

func TestStoppingCancelsWhatDoesNotFinish(t *testing.T) {
	s := server.New(story(t, enginetest.Kuzu(t)), quiet(server.Options{Drain: time.Millisecond}))
	r := run(t, s)
	answer := r.post(t.Context(), strings.NewReader(endless))
	awaitUnderway(t, s, 1)
	r.stop()
	got := <-answer
	assert.NoError(t, got.err)
	assert.Equal(t, http.StatusServiceUnavailable, got.status)
	assert.Contains(t, got.body, `"code":"unavailable"`)
	assert.NoError(t, <-r.ended)
}

func TestCancelledRequestStopsItsQuery(t *testing.T) {
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		s := server.New(story(t, store), quiet(server.Options{}))
		r := run(t, s)
		ctx, cancel := context.WithCancel(t.Context())
		answer := r.post(ctx, strings.NewReader(endless))
		awaitUnderway(t, s, 1)
		cancel()
		assert.ErrorIs(t, (<-answer).err, context.Canceled)
		awaitUnderway(t, s, 0)
		r.stop()
		assert.NoError(t, <-r.ended)
	})
}

func TestHeavyQuestionsWaitTheirTurn(t *testing.T) {
	s := server.New(story(t, enginetest.Kuzu(t)), quiet(server.Options{Heavy: 1, HeavyWait: time.Millisecond}))
	r := run(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	first := r.post(ctx, strings.NewReader(endless))
	awaitUnderway(t, s, 1)
	w := send(s, httptest.NewRequest(http.MethodPost, "http://127.0.0.1/api/v1/cypher", strings.NewReader(`{"query": "RETURN 1"}`)))
	assert.Equal(t, http.StatusServiceUnavailable, w.Code)
	assert.Equal(t, "1", w.Header().Get("Retry-After"))
	assert.Equal(t, http.StatusServiceUnavailable, get(s, "/api/v1/paths?from=ada&to=ben").Code)
	assert.Equal(t, http.StatusOK, get(s, "/api/v1/contacts").Code, "light questions go on")
	cancel()
	<-first
	awaitUnderway(t, s, 0)
	assert.Equal(t, http.StatusOK, get(s, "/api/v1/paths?from=ada&to=ben").Code)
	r.stop()
	assert.NoError(t, <-r.ended)
}

func TestDeadline(t *testing.T) {
	s := server.New(story(t, enginetest.Kuzu(t)), quiet(server.Options{Deadline: time.Nanosecond}))
	w := get(s, "/api/v1/contacts")
	assert.Equal(t, http.StatusGatewayTimeout, w.Code)
	assert.Contains(t, w.Body.String(), "narrow the question")
}

func TestBodyMustArriveInTime(t *testing.T) {
	s := server.New(story(t, enginetest.Kuzu(t)), quiet(server.Options{BodyTime: 50 * time.Millisecond}))
	r := run(t, s)
	never, write := io.Pipe()
	defer write.Close()
	late := <-r.post(t.Context(), never)
	assert.NoError(t, late.err)
	assert.Equal(t, http.StatusGatewayTimeout, late.status)
	// The time for the body is none for the question.
	got := <-r.post(t.Context(), strings.NewReader(aWhile))
	assert.NoError(t, got.err)
	assert.Equal(t, http.StatusOK, got.status, got.body)
	r.stop()
	assert.NoError(t, <-r.ended)
}

// Whoever announces a body and does not send it is answered all the same.
func TestNoAnswerWaitsForABodyThatDoesNotCome(t *testing.T) {
	jobs := imports.New(t.Context(), enginetest.Kuzu(t), imports.Options{Folder: t.TempDir()})
	defer jobs.Close()
	s := server.New(nil, quiet(server.Options{BodyTime: 50 * time.Millisecond, Token: "secret", Imports: jobs}))
	r := run(t, s)
	for _, c := range []struct {
		path, host, token, kind string
		status                  int
	}{
		{"/api/v1/cypher", "localhost", "secret", "application/json", http.StatusGatewayTimeout},
		{"/api/v1/imports", "localhost", "secret", "multipart/form-data; boundary=x", http.StatusGatewayTimeout},
		{"/api/v1/imports", "localhost", "secret", "text/plain", http.StatusBadRequest},
		{"/api/v1/imports", "localhost", "wrong", "text/plain", http.StatusUnauthorized},
		{"/nowhere", "elsewhere.example", "secret", "text/plain", http.StatusForbidden},
	} {
		connection, err := net.Dial("tcp", strings.TrimPrefix(r.address, "http://"))
		require.NoError(t, err)
		require.NoError(t, connection.SetDeadline(time.Now().Add(time.Minute)))
		_, err = fmt.Fprintf(connection, "POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: 1000\r\n\r\n-", c.path, c.host, c.token, c.kind)
		require.NoError(t, err)
		answer, err := http.ReadResponse(bufio.NewReader(connection), nil)
		require.NoError(t, err, c)
		assert.Equal(t, c.status, answer.StatusCode, c)
		require.NoError(t, answer.Body.Close())
		require.NoError(t, connection.Close())
	}
	r.stop()
	assert.NoError(t, <-r.ended)
}

func TestOtherMachinesNeedAToken(t *testing.T) {
	l, err := net.Listen("tcp", "0.0.0.0:0")
	require.NoError(t, err)
	err = storeless(server.Options{}).Run(t.Context(), l)
	assert.Equal(t, graph.Invalid, graph.CodeOf(err))
	assert.ErrorContains(t, err, "token")
	_, err = l.Accept()
	assert.ErrorIs(t, err, net.ErrClosed)

	l, err = net.Listen("tcp", "0.0.0.0:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- storeless(server.Options{Token: "sesame"}).Run(ctx, l) }()
	stop()
	assert.NoError(t, <-ended)
}

func TestLogTellsNoQuery(t *testing.T) {
	var log lockedBuffer
	s := server.New(story(t, enginetest.Kuzu(t)), server.Options{Logger: slog.New(slog.NewJSONHandler(&log, nil))})
	for _, query := range []string{"MATCH (p:Person) WHERE p.name = 'secret' RETURN p", "CREATE (:Secret)", "RETURN secret", "secret"} {
		send(s, httptest.NewRequest(http.MethodPost, "http://127.0.0.1/api/v1/cypher", strings.NewReader(`{"query": "`+query+`"}`)))
	}
	get(s, "/api/v1/contacts?about=secret")
	assert.Equal(t, 5, strings.Count(log.String(), `"msg":"request"`))
	assert.Contains(t, log.String(), `"route":"/api/v1/cypher","path":"/api/v1/cypher","status":403`)
	assert.Contains(t, log.String(), `"code":"refused"`)
	assert.NotContains(t, strings.ToLower(log.String()), "secret")
}

type lockedBuffer struct {
	sync.Mutex
	b bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.Lock()
	defer l.Unlock()
	return l.b.String()
}

func TestMetricsCountByRoute(t *testing.T) {
	s := server.New(story(t, enginetest.Kuzu(t)), quiet(server.Options{}))
	get(s, "/api/v1/messages/letter")
	get(s, "/api/v1/messages/none")
	get(s, "/any/path")
	send(s, httptest.NewRequest("BREW", "http://127.0.0.1/", nil))
	text := get(s, "/metrics").Body.String()
	for _, line := range []string{
		`backchannel_requests_total{method="GET",route="/api/v1/messages/:id",status="200"} 1`,
		`backchannel_requests_total{method="GET",route="/api/v1/messages/:id",status="404"} 1`,
		`backchannel_requests_total{method="GET",route="none",status="404"} 1`,
		`backchannel_requests_total{method="other",route="none",status="405"} 1`,
		`backchannel_request_duration_seconds_count{route="/api/v1/messages/:id"} 2`,
		`go_goroutines`,
	} {
		assert.Contains(t, text, line)
	}
}

func TestHeadIsGetWithoutTheBody(t *testing.T) {
	r := run(t, storeless(server.Options{}))
	res, err := r.client.Head(r.address + "/openapi.json")
	require.NoError(t, err)
	body, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	res.Body.Close()
	assert.Equal(t, http.StatusOK, res.StatusCode)
	assert.Empty(t, body)
	assert.Positive(t, res.ContentLength)
	r.stop()
	assert.NoError(t, <-r.ended)
}

func BenchmarkContacts(b *testing.B) {
	answers := story(b, enginetest.Kuzu(b))
	s := server.New(answers, quiet(server.Options{}))
	b.Run("health", func(b *testing.B) {
		for b.Loop() {
			get(s, "/healthz")
		}
	})
	b.Run("refused", func(b *testing.B) { // all the way to the question, without a store
		for b.Loop() {
			get(s, "/api/v1/contacts?since=yesterday")
		}
	})
	b.Run("contacts", func(b *testing.B) {
		for b.Loop() {
			get(s, "/api/v1/contacts?about=will")
		}
	})
}
