package server

import (
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/gin-gonic/gin"
)

// recoverPanics turns a panic into an internal problem, with the stack in the
// log. If part of the answer is out, the connection is cut: half an answer must
// not look like a whole one.
func recoverPanics(c *gin.Context) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		if r == http.ErrAbortHandler {
			panic(r)
		}
		ctx := c.Request.Context()
		note(ctx, "stack", string(debug.Stack()))
		p := problemOf(ctx, fmt.Errorf("panic: %v", r))
		if c.Writer.Written() {
			panic(http.ErrAbortHandler)
		}
		refuse(c, p)
	}()
	c.Next()
}
