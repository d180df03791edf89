package server_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/internal/enginetest"
	"backchannel/server"
)

var script = strings.Repeat("console.log('of the view');\n", 100)

func built() fstest.MapFS {
	return fstest.MapFS{
		"index.html":               {Data: []byte("<!doctype html><title>The view</title>")},
		"favicon.svg":              {Data: []byte("<svg/>")},
		"site.webmanifest":         {Data: []byte("{}")},
		"assets/index-abc123_D.js": {Data: []byte(script)},
		"assets/index-abc123.css":  {Data: []byte("a{}")},
		".keep":                    {},
	}
}

func TestView(t *testing.T) {
	h := storeless(server.Options{View: built()})
	for path, kind := range map[string]string{
		"/": "text/html; charset=utf-8", "/favicon.svg": "image/svg+xml", "/site.webmanifest": "application/manifest+json",
		"/assets/index-abc123_D.js": "text/javascript; charset=utf-8", "/assets/index-abc123.css": "text/css; charset=utf-8",
	} {
		w := get(h, path)
		assert.Equal(t, http.StatusOK, w.Code, path)
		assert.Equal(t, kind, w.Header().Get("Content-Type"), path)
		caching := "no-store"
		if strings.HasPrefix(path, "/assets/") {
			caching = "public, max-age=31536000, immutable"
		}
		assert.Equal(t, caching, w.Header().Get("Cache-Control"), path)
		assert.Equal(t, "nosniff", w.Header().Get("X-Content-Type-Options"), path)
	}
	for _, path := range []string{"/.keep", "/index.html", "/assets/", "/assets/none.js"} {
		assert.Equal(t, http.StatusNotFound, get(h, path).Code, path)
	}
}

// What the view may do is written out: neither text in the page nor another host can
// add to it.
func TestPolicyOfTheView(t *testing.T) {
	h := storeless(server.Options{View: built()})
	const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	for _, path := range []string{"/", "/assets/index-abc123_D.js"} { // a worker has the policy of its script
		assert.Equal(t, policy, get(h, path).Header().Get("Content-Security-Policy"), path)
	}
}

func TestTheViewIsCompressedForWhoTakesIt(t *testing.T) {
	h := storeless(server.Options{View: built()})
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/assets/index-abc123_D.js", nil)
	r.Header.Set("Accept-Encoding", "gzip, br")
	w := send(h, r)
	require.Equal(t, "gzip", w.Header().Get("Content-Encoding"))
	assert.Less(t, w.Body.Len(), len(script)/10)
	z, err := gzip.NewReader(w.Body)
	require.NoError(t, err)
	text, err := io.ReadAll(z)
	require.NoError(t, err)
	assert.Equal(t, script, string(text))
	w = get(h, "/assets/index-abc123_D.js")
	assert.Empty(t, w.Header().Get("Content-Encoding"))
	assert.Equal(t, script, w.Body.String())
	assert.Equal(t, "Accept-Encoding", w.Header().Get("Vary"))
	r.URL.Path = "/favicon.svg"
	assert.Empty(t, send(h, r).Header().Get("Content-Encoding"), "it would be longer")
}

// A program that was built without the view shows the plain page, and one with it has
// that beside.
func TestThePlainPageStandsInForTheView(t *testing.T) {
	answers := story(t, enginetest.Kuzu(t))
	without := server.New(answers, quiet(server.Options{View: fstest.MapFS{".keep": {}}}))
	with := server.New(answers, quiet(server.Options{View: built()}))
	assert.Contains(t, get(without, "/").Body.String(), "Who contacted whom about what?")
	assert.Contains(t, get(with, "/").Body.String(), "The view")
	for _, h := range []http.Handler{with, without} {
		assert.Contains(t, get(h, "/plain").Body.String(), "Who contacted whom about what?")
		assert.Contains(t, get(h, "/plain").Header().Get("Content-Security-Policy"), "form-action 'self'")
	}
}
