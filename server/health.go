package server

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// healthy tells that the service runs.
func healthy(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"status": "ok"}) }

// ready tells whether the store can answer now.
func (s *Server) ready(c *gin.Context) {
	ctx := c.Request.Context()
	if err := s.answers.Ready(ctx); err != nil {
		refuse(c, problemOf(ctx, err))
		return
	}
	healthy(c)
}
