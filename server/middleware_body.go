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
	"backchannel/server/views"
)

// Bounds of bodies that hold more than a question.
const (
	graphBytes = 16 << 20 // 100,000 nodes
	viewBytes  = views.MaxState + 1<<20
)

// limitBody takes in the whole body before anything else happens, within bounds
// of size and time. The time must be over before the question is asked: a read
// deadline that passes later would end the request's context. Uploads alone are
// read as they come in, and end when nothing comes for as long as that.
func limitBody(most, upload int64, within time.Duration) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.Request.Body == nil || c.Request.Body == http.NoBody {
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
			body := http.MaxBytesReader(c.Writer, c.Request.Body, upload)
			c.Request.Body = &moving{body, connection, within}
			c.Next()
			_ = connection.SetReadDeadline(time.Time{})
			return
		}
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

// moving is a body that must not stand still.
type moving struct {
	io.ReadCloser
	connection *http.ResponseController
	within     time.Duration
}

func (m *moving) Read(p []byte) (int, error) {
	_ = m.connection.SetReadDeadline(time.Now().Add(m.within)) // not every writer knows deadlines
	n, err := m.ReadCloser.Read(p)
	if err == io.EOF {
		_ = m.connection.SetReadDeadline(time.Time{})
	}
	return n, err
}
