package server_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"backchannel/graph/answer"
	"backchannel/server"
)

// The requests of these tests never get as far as the store.
func storeless(o server.Options) *server.Server {
	return server.New(answer.New(nil, answer.Options{}), quiet(o))
}

func TestHost(t *testing.T) {
	h := storeless(server.Options{Hosts: []string{"graph.example", "10.1.2.3:9000"}})
	for host, admitted := range map[string]bool{
		"127.0.0.1": true, "127.0.0.1:8080": true, "127.9.9.9": true, "localhost": true, "LOCALHOST:1": true, "localhost.": true, "[::1]": true, "[::1]:8080": true,
		"graph.example": true, "Graph.Example:80": true, "10.1.2.3:9000": true,
		"10.1.2.3": false, "10.1.2.3:9001": false, "evil.example": false, "localhost.evil.example": false, "127.0.0.1.evil.example": false, "graph.example.evil.example": false, "": false, "0.0.0.0": false,
	} {
		r := httptest.NewRequest(http.MethodGet, "/healthz", nil)
		r.Host = host
		w := send(h, r)
		if admitted {
			assert.Equal(t, http.StatusOK, w.Code, host)
		} else {
			assert.Equal(t, http.StatusForbidden, w.Code, host)
			assert.Contains(t, w.Body.String(), `"code":"refused"`)
		}
	}
}

func TestOrigin(t *testing.T) {
	h := storeless(server.Options{})
	for _, c := range []struct {
		header, value string
		admitted      bool
	}{
		{"Origin", "http://evil.example", false}, {"Origin", "null", false}, {"Origin", "http://127.0.0.1:9999", false}, {"Sec-Fetch-Site", "cross-site", false}, {"Sec-Fetch-Site", "same-site", false},
		{"Origin", "http://127.0.0.1:8080", true}, {"Sec-Fetch-Site", "same-origin", true}, {"X", "", true},
	} {
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:8080/api/v1/cypher", strings.NewReader(`{"query": " "}`))
		r.Header.Set(c.header, c.value)
		w := send(h, r)
		if c.admitted { // as far as the question, which is empty
			assert.Equal(t, http.StatusBadRequest, w.Code, "%v", c)
		} else {
			assert.Equal(t, http.StatusForbidden, w.Code, "%v", c)
		}
	}
}

func TestToken(t *testing.T) {
	h := storeless(server.Options{Token: "sesame"})
	ask := func(path, authorization string) int {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+path, nil)
		r.Header.Set("Authorization", authorization)
		return send(h, r).Code
	}
	for _, path := range []string{"/docs", "/openapi.json", "/metrics"} {
		assert.Equal(t, http.StatusOK, ask(path, "Bearer sesame"), path)
		assert.Equal(t, http.StatusOK, ask(path, "bearer  sesame"), path)
		assert.Equal(t, http.StatusOK, ask(path, "Basic YW55b25lOnNlc2FtZQ=="), path)
		for _, wrong := range []string{"", "Bearer", "Bearer sesam", "Bearer sesame2", "Basic c2VzYW1lOg==", "sesame"} {
			assert.Equal(t, http.StatusUnauthorized, ask(path, wrong), "%s %q", path, wrong)
		}
	}
	assert.Equal(t, http.StatusUnauthorized, ask("/api/v1/store", ""))
	assert.Equal(t, http.StatusUnauthorized, ask("/nothing", ""))
	assert.Equal(t, http.StatusOK, ask("/healthz", ""), "health checks carry no token")

	w := get(h, "/api/v1/store")
	assert.Equal(t, "application/problem+json", w.Header().Get("Content-Type"))
	assert.Contains(t, w.Header().Values("WWW-Authenticate"), `Bearer realm="backchannel"`)
	assert.NotContains(t, w.Body.String(), "sesame")
}

func TestUnknownRoutesAndMethods(t *testing.T) {
	h := storeless(server.Options{})
	for _, path := range []string{"/nothing", "/api/v1", "/api/v1/", "/api/v1/contacts/", "/api/v2/contacts", "/%2e%2e/etc/passwd", "//", "/healthz/"} {
		w := get(h, path)
		assert.Equal(t, http.StatusNotFound, w.Code, path)
		assert.Equal(t, "application/problem+json", w.Header().Get("Content-Type"))
		assert.Contains(t, w.Body.String(), `"code":"not_found"`)
	}
	for _, method := range []string{http.MethodPost, http.MethodDelete, http.MethodOptions, "BREW"} {
		w := send(h, httptest.NewRequest(method, "http://127.0.0.1/api/v1/contacts", nil))
		assert.Equal(t, http.StatusMethodNotAllowed, w.Code, method)
		assert.Equal(t, "GET", w.Header().Get("Allow"))
		assert.Contains(t, w.Body.String(), `"code":"invalid"`)
	}
	assert.Equal(t, http.StatusMethodNotAllowed, get(h, "/api/v1/cypher").Code)
}

func TestRequestID(t *testing.T) {
	h := storeless(server.Options{})
	for given, kept := range map[string]bool{"abc-1.2_3": true, "": false, "a b": false, "a\tb": false, "ü": false, strings.Repeat("a", 65): false} {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/healthz", nil)
		r.Header.Set("X-Request-ID", given)
		id := send(h, r).Header().Get("X-Request-ID")
		if kept {
			assert.Equal(t, given, id)
		} else {
			assert.Regexp(t, "^[A-Z2-7]{26}$", id)
		}
	}
}

func TestSecurityHeaders(t *testing.T) {
	h := storeless(server.Options{})
	for _, path := range []string{"/healthz", "/nothing", "/docs", "/openapi.yaml", "/page.css"} {
		header := get(h, path).Header()
		assert.Contains(t, header.Get("Content-Security-Policy"), "default-src 'none'", path)
		assert.Contains(t, header.Get("Content-Security-Policy"), "frame-ancestors 'none'", path)
		assert.Equal(t, "nosniff", header.Get("X-Content-Type-Options"), path)
		assert.Equal(t, "no-referrer", header.Get("Referrer-Policy"), path)
		assert.Equal(t, "same-origin", header.Get("Cross-Origin-Resource-Policy"), path)
		assert.Empty(t, header.Get("Access-Control-Allow-Origin"), path)
	}
}

func TestBodyTooLarge(t *testing.T) {
	h := storeless(server.Options{BodyBytes: 100})
	ask := func(n int) *httptest.ResponseRecorder {
		body := `{"query": " "}`
		return send(h, httptest.NewRequest(http.MethodPost, "http://127.0.0.1/api/v1/cypher", strings.NewReader(body+strings.Repeat(" ", n-len(body)))))
	}
	assert.Equal(t, http.StatusBadRequest, ask(100).Code, "the question is empty, not too large")
	w := ask(101)
	assert.Equal(t, http.StatusRequestEntityTooLarge, w.Code)
	assert.Contains(t, w.Body.String(), `"code":"too_large"`)
}
