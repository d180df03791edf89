//go:build !unix

package kuzustore

import "os"

// lock leaves it to the engine here.
func lock(path string) (*os.File, error) {
	return os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o644)
}

// engineOf cannot tell here which engine has the graph open.
func engineOf(string) int { return 0 }
