package server

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"backchannel/graph"
)

// Beyond a question's deadline: a Cypher query's own limit with some time to end
// in, what the most permutations of a test take, and how long a slow reader may
// take for the answer.
const (
	cypherTime = 5*time.Minute + 10*time.Second
	testTime   = 10 * time.Minute
	writeTime  = time.Minute
)

// limitTime gives each request a deadline, which reaches the store by the context.
func limitTime(deadline time.Duration) gin.HandlerFunc {
	return func(c *gin.Context) {
		limit, late := deadline, "the answer took longer than %s: narrow the question, to a shorter period for instance"
		switch route := c.FullPath(); {
		case route == cypherRoute:
			limit = max(cypherTime, deadline)
		case route == importsRoute:
			limit, late = max(uploadTime, deadline), "the upload took longer than %s: bring the files in by several imports"
		case route == eventsRoute:
			limit = max(eventsTime, deadline)
		case tests(route):
			limit = max(testTime, deadline)
		}
		ctx, cancel := context.WithTimeoutCause(c.Request.Context(), limit, graph.Errorf(graph.Timeout, late, limit))
		defer cancel()
		c.Request = c.Request.WithContext(ctx)
		// Not every writer knows deadlines, those of tests for instance.
		_ = http.NewResponseController(c.Writer).SetWriteDeadline(time.Now().Add(limit + writeTime))
		c.Next()
	}
}
