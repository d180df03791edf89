//go:build unix

package kuzustore

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lock takes the graph for this process until the file is closed. It returns nil
// if another process has it. The engine has a lock of its own, on the graph's
// file, but it comes and goes with the engine.
func lock(path string) (*os.File, error) {
	f, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		f.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			return nil, nil
		}
		return nil, err
	}
	return f, nil
}

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
