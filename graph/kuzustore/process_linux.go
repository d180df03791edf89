package kuzustore

import "syscall"

// attributes make the kernel end the engine with its parent, and keep the
// terminal's interrupt from it: the parent decides.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
}
