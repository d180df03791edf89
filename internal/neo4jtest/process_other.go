//go:build !linux

package neo4jtest

import "os/exec"

// dieWithParent has no counterpart outside Linux: there a killed test leaves its server.
func dieWithParent(*exec.Cmd) {}
