//go:build !unix

package kuzustore

import "os"

// killed cannot tell here an end by force from a fault.
func killed(*os.ProcessState) bool { return false }
