package server

import (
	"time"

	"github.com/gin-gonic/gin"

	"backchannel/graph"
)

// limitHeavy lets so many Cypher and path questions, pictures and tests run at once;
// others wait for a while.
func limitHeavy(most int, wait time.Duration) gin.HandlerFunc {
	turns := make(chan struct{}, most)
	return func(c *gin.Context) {
		if route := c.FullPath(); route != cypherRoute && route != pathsRoute && !pictured(route) && !tests(route) {
			return
		}
		patience := time.NewTimer(wait)
		defer patience.Stop()
		ctx := c.Request.Context()
		select {
		case turns <- struct{}{}:
			defer func() { <-turns }()
			c.Next()
		case <-patience.C:
			refuse(c, NewProblem(graph.Errorf(graph.Unavailable, "too many heavy questions are under way: ask again in a moment")))
		case <-ctx.Done():
			refuse(c, problemOf(ctx, ctx.Err()))
		}
	}
}
