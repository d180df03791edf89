package server

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"backchannel/graph"
)

// checkOrigin refuses what another site's page sends, apart from plain reading,
// whose answers it cannot see.
func checkOrigin() gin.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	return func(c *gin.Context) {
		if protection.Check(c.Request) != nil {
			refuse(c, NewProblem(graph.Errorf(graph.Refused, "a page of another site sent this: send it from a page of this service, or from a program")))
		}
	}
}
