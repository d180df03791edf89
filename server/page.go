package server

import (
	"backchannel/graph/answer"

	"github.com/gin-gonic/gin"
)

type firstPage struct{ answers *answer.Service }

func newFirstPage(a *answer.Service) *firstPage { return &firstPage{answers: a} }
func (p *firstPage) show(c *gin.Context)        {}
