//go:build unix

package engine

import (
	"os"

	"golang.org/x/sys/unix"
)

// lockHolder returns the process that has locked the graph, 0 if none has or it
// cannot be told. Only a process without a lock of its own may ask: closing the
// file would give it up.
func lockHolder(path string) int {
	f, err := os.Open(path)
	if err != nil {
		return 0
	}
	defer f.Close()
	lock := unix.Flock_t{Type: unix.F_WRLCK}
	if unix.FcntlFlock(f.Fd(), unix.F_GETLK, &lock) != nil || lock.Type == unix.F_UNLCK {
		return 0
	}
	return int(lock.Pid)
}
