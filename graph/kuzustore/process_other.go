//go:build !linux

package kuzustore

import "syscall"

// attributes has nothing to ask for here: the engine ends when its pipe does.
func attributes() *syscall.SysProcAttr { return nil }
