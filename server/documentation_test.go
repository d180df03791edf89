package server_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"backchannel/server"
)

func TestDocumentationComesFromHere(t *testing.T) {
	h := storeless(server.Options{})
	page := get(h, "/docs")
	assert.Equal(t, "text/html; charset=utf-8", page.Header().Get("Content-Type"))
	assert.NotRegexp(t, `//`, page.Body.String(), "an address of another host")
	assert.NotContains(t, page.Header().Get("Content-Security-Policy"), "http")
	linked := regexp.MustCompile(`(?:src|href)="(/[^"]+)"`).FindAllStringSubmatch(page.Body.String(), -1)
	assert.Len(t, linked, 6)
	for _, m := range linked {
		assert.Equal(t, http.StatusOK, get(h, m[1]).Code, m[1])
	}
}

func TestAssetsCompressedOrNot(t *testing.T) {
	h := storeless(server.Options{})
	plain := get(h, "/docs/swagger-ui.css")
	assert.Empty(t, plain.Header().Get("Content-Encoding"))
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/docs/swagger-ui.css", nil)
	r.Header.Set("Accept-Encoding", "gzip, br")
	small := send(h, r)
	assert.Equal(t, "gzip", small.Header().Get("Content-Encoding"))
	z, err := gzip.NewReader(small.Body)
	require.NoError(t, err)
	unzipped, err := io.ReadAll(z)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(unzipped, plain.Body.Bytes()))
	assert.Contains(t, plain.Body.String(), ".swagger-ui")
}

func TestOpenAPIAsYAMLSaysTheSame(t *testing.T) {
	h := storeless(server.Options{})
	var fromJSON, fromYAML any
	require.NoError(t, yaml.Unmarshal(get(h, "/openapi.json").Body.Bytes(), &fromJSON))
	require.NoError(t, yaml.Unmarshal(get(h, "/openapi.yaml").Body.Bytes(), &fromYAML))
	assert.Equal(t, fromJSON, fromYAML)
}
