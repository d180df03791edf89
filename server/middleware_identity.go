package server

import (
	"context"
	"crypto/rand"
	"log/slog"
	"regexp"
	"sync"

	"github.com/gin-gonic/gin"
)

const idHeader = "X-Request-ID"

var saneID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// exchange is one request and its answer, as the log tells it.
type exchange struct {
	id string

	mu    sync.Mutex
	notes []slog.Attr
}

type exchangeKey struct{}

// identify gives the request an id, the caller's own if it is one that a log can
// hold, and sends it back.
func identify(c *gin.Context) {
	id := c.GetHeader(idHeader)
	if !saneID.MatchString(id) {
		id = rand.Text()
	}
	c.Header(idHeader, id)
	c.Request = c.Request.WithContext(context.WithValue(c.Request.Context(), exchangeKey{}, &exchange{id: id}))
}

func requestID(ctx context.Context) string {
	if e, ok := ctx.Value(exchangeKey{}).(*exchange); ok {
		return e.id
	}
	return ""
}

// note adds to what the log will tell of the request.
func note(ctx context.Context, name string, value any) {
	if e, ok := ctx.Value(exchangeKey{}).(*exchange); ok {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.notes = append(e.notes, slog.Any(name, value))
	}
}
