package server

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"backchannel/graph"
)

// checkToken asks every request but those of health checks for the token, as a
// bearer's (RFC 6750), or as the password of any user, which browsers ask for.
// Without a token everyone may ask.
func checkToken(token string) gin.HandlerFunc {
	wanted := sha256.Sum256([]byte(token))
	return func(c *gin.Context) {
		route := c.FullPath()
		if token == "" || route == healthRoute || route == readyRoute {
			return
		}
		given := sha256.Sum256([]byte(givenToken(c.Request)))
		if subtle.ConstantTimeCompare(wanted[:], given[:]) == 1 {
			return
		}
		h := c.Writer.Header()
		h.Add("WWW-Authenticate", `Bearer realm="backchannel"`)
		h.Add("WWW-Authenticate", `Basic realm="backchannel", charset="UTF-8"`)
		p := NewProblem(graph.Errorf(graph.Refused, "a token is needed: send the header Authorization: Bearer TOKEN"))
		p.Status = http.StatusUnauthorized
		refuse(c, p)
	}
}

func givenToken(r *http.Request) string {
	if _, password, ok := r.BasicAuth(); ok {
		return password
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}
