package server

import (
	"net"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"backchannel/graph"
)

// checkHost answers only under names that are the service's own. Otherwise any
// web page could have its own name point to this machine and read the answers
// (DNS rebinding).
func checkHost(hosts []string) gin.HandlerFunc {
	return func(c *gin.Context) {
		name := hostname(c.Request.Host)
		if loopback(name) || slices.ContainsFunc(hosts, func(h string) bool { return strings.EqualFold(h, name) || strings.EqualFold(h, c.Request.Host) }) {
			return
		}
		refuse(c, NewProblem(graph.Errorf(graph.Refused, "the service does not go by the name %q: call it by 127.0.0.1 or localhost, or add the name to its hosts", name)))
	}
}

// hostname is a Host header without port and brackets.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.TrimSuffix(strings.Trim(host, "[]"), ".")
}

func loopback(name string) bool {
	ip := net.ParseIP(name)
	return strings.EqualFold(name, "localhost") || ip != nil && ip.IsLoopback()
}
