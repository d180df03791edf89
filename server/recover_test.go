package server

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/stretchr/testify/assert"

	"backchannel/graph"
	"backchannel/graph/answer"
)

func TestFaultsOfOursAreLoggedAndNotShown(t *testing.T) {
	var log bytes.Buffer
	s := New(answer.New(nil, answer.Options{}), Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	s.router.GET("/panic", func(*gin.Context) { panic("secret panic") })
	s.router.GET("/halfway", func(c *gin.Context) { c.String(http.StatusOK, "half"); panic("secret panic") })
	s.router.GET("/error", func(c *gin.Context) {
		refuse(c, problemOf(c.Request.Context(), graph.Wrap(graph.Internal, errors.New("secret cause"), "secret detail")))
	})
	s.router.GET("/bare", func(c *gin.Context) { refuse(c, problemOf(c.Request.Context(), errors.New("secret error"))) })
	for path, told := range map[string]string{"/panic": "secret panic", "/error": "secret cause", "/bare": "secret error"} {
		log.Reset()
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil))
		assert.Equal(t, http.StatusInternalServerError, w.Code, path)
		assert.Equal(t, problemType, w.Header().Get("Content-Type"))
		assert.Contains(t, w.Body.String(), `"code":"internal"`)
		assert.NotContains(t, w.Body.String(), "secret", path)
		id := w.Header().Get(idHeader)
		assert.Contains(t, w.Body.String(), id, "the user can name the request")
		assert.Contains(t, log.String(), id)
		assert.Contains(t, log.String(), told)
	}
	log.Reset()
	assert.PanicsWithValue(t, http.ErrAbortHandler, func() {
		s.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "http://localhost/halfway", nil))
	}, "half an answer is cut off")
	assert.Contains(t, log.String(), "secret panic")
}
