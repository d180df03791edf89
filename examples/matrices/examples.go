// Package matrices holds the matrices of competing hypotheses that the program ships
// with. It imports nothing of the program.
package matrices

import "embed"

// Files are the matrices, each in a folder named after what it is about.
//
//go:embed */*.yaml
var Files embed.FS
