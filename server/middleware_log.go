package server

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// logRequests writes a line for each request. Of a query in a body it tells the
// length alone, because what people look for is their secret.
func logRequests(log *slog.Logger) gin.HandlerFunc {
	return func(c *gin.Context) {
		started := time.Now()
		e := c.Request.Context().Value(exchangeKey{}).(*exchange)
		defer func() { // also when the connection is cut
			log.LogAttrs(c.Request.Context(), level(c), "request", e.line(c, time.Since(started))...)
		}()
		c.Next()
	}
}

func level(c *gin.Context) slog.Level {
	switch c.FullPath() {
	case healthRoute, readyRoute, metricsRoute:
		return slog.LevelDebug
	}
	if c.Writer.Status() >= http.StatusInternalServerError {
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

func (e *exchange) line(c *gin.Context, took time.Duration) []slog.Attr {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([]slog.Attr{
		slog.String("id", e.id), slog.String("method", c.Request.Method), slog.String("route", c.FullPath()), slog.String("path", c.Request.URL.Path),
		slog.Int("status", c.Writer.Status()), slog.Duration("took", took),
		slog.Int64("bytes_in", c.Request.ContentLength), slog.Int("bytes_out", c.Writer.Size()), slog.String("peer", c.Request.RemoteAddr),
	}, e.notes...)
}
