//go:build unix

package kuzustore

import (
	"os"

	"golang.org/x/sys/unix"
)

// engineOf returns the engine that has the graph open, 0 if none has or it cannot
// be told.
func engineOf(path string) int {
	f, err := os.Open(path)
	if err != nil {
		return 0
	}
	defer f.Close()
	l := unix.Flock_t{Type: unix.F_WRLCK}
	if unix.FcntlFlock(f.Fd(), unix.F_GETLK, &l) != nil || l.Type == unix.F_UNLCK {
		return 0
	}
	return int(l.Pid)
}
