package server

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/gin-gonic/gin"

	"backchannel/graph"
	"backchannel/server/views"
)

// Bounds of bodies that hold more than a question.
const (
	graphBytes = 16 << 20 // 100,000 nodes
	viewBytes  = views.MaxState + 1<<20
)

// awaitBody gives the body of a request its time to arrive, also if the request is
// refused before that is read: before an answer goes out, net/http reads what is left
// of the body, for as long as it takes to come.
func awaitBody(within time.Duration) gin.HandlerFunc {
	return func(c *gin.Context) {
		if hasBody(c) {
			_ = http.NewResponseController(c.Writer).SetReadDeadline(time.Now().Add(within)) // not every writer knows deadlines
		}
	}
}

func hasBody(c *gin.Context) bool { return c.Request.Body != nil && c.Request.Body != http.NoBody }

// limitBody takes in the whole body before anything else happens, within bounds
// of size, and of time by awaitBody. The time must be over before the question is
// asked: a read deadline that passes later would end the request's context. Where the
// body could not be read it stays, for what is left of it. Uploads alone are read as
// they come in, and end with the request or when nothing comes for as long as that.
func limitBody(most, upload int64, within time.Duration) gin.HandlerFunc {
	return func(c *gin.Context) {
		if !hasBody(c) {
			return
		}
		most := most
		switch c.FullPath() {
		case graphRoute:
			most = max(most, graphBytes)
		case viewPattern:
			most = max(most, viewBytes)
		}
		connection := http.NewResponseController(c.Writer)
		if c.FullPath() == importsRoute {
			ctx := c.Request.Context()
			leave := context.AfterFunc(ctx, func() { _ = connection.SetReadDeadline(time.Now()) })
			defer leave()
			body := http.MaxBytesReader(c.Writer, c.Request.Body, upload)
			c.Request.Body = &moving{body, ctx, connection, within}
			c.Next()
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, most))
		var tooLarge *http.MaxBytesError
		switch {
		case errors.As(err, &tooLarge):
			refuse(c, NewProblem(graph.Errorf(graph.TooLarge, "the request's body has more than %d bytes: send less", most)))
		case errors.Is(err, os.ErrDeadlineExceeded):
			refuse(c, NewProblem(graph.Errorf(graph.Timeout, "the request's body took longer than %s to arrive: send it at once", within)))
		case err != nil:
			refuse(c, NewProblem(graph.Errorf(graph.Invalid, "the request's body broke off: send it again")))
		default:
			_ = connection.SetReadDeadline(time.Time{})
			c.Request.Body = io.NopCloser(bytes.NewReader(body))
		}
	}
}

// moving is a body that must not stand still, nor go on when its request has ended.
type moving struct {
	io.ReadCloser
	ctx        context.Context
	connection *http.ResponseController
	within     time.Duration
}

func (m *moving) Read(p []byte) (int, error) {
	_ = m.connection.SetReadDeadline(time.Now().Add(m.within)) // not every writer knows deadlines
	if m.ctx.Err() != nil {
		_ = m.connection.SetReadDeadline(time.Now())
		return 0, context.Cause(m.ctx)
	}
	n, err := m.ReadCloser.Read(p)
	if err == io.EOF {
		_ = m.connection.SetReadDeadline(time.Time{})
	}
	return n, err
}
