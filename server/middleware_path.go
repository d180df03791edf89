package server

import (
	"net/url"

	"github.com/gin-gonic/gin"

	"backchannel/graph"
)

// unescapeParams decodes path parameters. Gin's own way takes a plus for a
// space, and many message ids hold one.
func unescapeParams(c *gin.Context) {
	for i, p := range c.Params {
		value, err := url.PathUnescape(p.Value)
		if err != nil {
			refuse(c, NewProblem(graph.Errorf(graph.Invalid, "the path cannot be read: write special characters as %%XX")))
			return
		}
		c.Params[i].Value = value
	}
}
