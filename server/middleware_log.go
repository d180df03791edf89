package server

import (
	"log/slog"
	"time"

	"github.com/gin-gonic/gin"
)

// logRequests writes a line for each request. Of a query in a body it tells the
// length alone, because what people look for is their secret.
func logRequests(log *slog.Logger) gin.HandlerFunc {
	return func(c *gin.Context) {
		started := time.Now()
		e := c.Request.Context().Value(exchangeKey{}).(*exchange)
		c.Next()
		level, status := slog.LevelInfo, c.Writer.Status()
		switch route := c.FullPath(); {
		case status >= 500:
			level = slog.LevelWarn
		case route == healthRoute || route == readyRoute || route == metricsRoute:
			level = slog.LevelDebug
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		log.LogAttrs(c.Request.Context(), level, "request", append([]slog.Attr{
			slog.String("id", e.id), slog.String("method", c.Request.Method), slog.String("route", c.FullPath()), slog.String("path", c.Request.URL.Path),
			slog.Int("status", status), slog.Duration("took", time.Since(started)), slog.Int64("bytes_in", c.Request.ContentLength), slog.Int("bytes_out", c.Writer.Size()),
			slog.String("from", c.Request.RemoteAddr),
		}, e.notes...)...)
	}
}
