//go:build unix

package kuzustore

import (
	"os"
	"syscall"
)

// killed tells whether the process ended by SIGKILL, which is never its own doing.
func killed(s *os.ProcessState) bool {
	w, ok := s.Sys().(syscall.WaitStatus)
	return ok && w.Signaled() && w.Signal() == syscall.SIGKILL
}
