package server

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/gin-gonic/gin"

	"backchannel/graph"
)

// limitBody takes in the whole body before anything else happens, within bounds
// of size and time. The time must be over before the question is asked: a read
// deadline that passes later would end the request's context.
func limitBody(most int64, within time.Duration) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.Request.Body == nil || c.Request.Body == http.NoBody {
			return
		}
		connection := http.NewResponseController(c.Writer)
		_ = connection.SetReadDeadline(time.Now().Add(within)) // not every writer knows deadlines
		body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, most))
		_ = connection.SetReadDeadline(time.Time{})
		var tooLarge *http.MaxBytesError
		switch {
		case errors.As(err, &tooLarge):
			refuse(c, NewProblem(graph.Errorf(graph.TooLarge, "the request's body has more than %d bytes: send less", most)))
		case errors.Is(err, os.ErrDeadlineExceeded):
			refuse(c, NewProblem(graph.Errorf(graph.Timeout, "the request's body took longer than %s to arrive: send it at once", within)))
		case err != nil:
			refuse(c, NewProblem(graph.Errorf(graph.Invalid, "the request's body broke off: send it again")))
		default:
			c.Request.Body = io.NopCloser(bytes.NewReader(body))
		}
	}
}
