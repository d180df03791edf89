// Package hypotheses holds the hypotheses that the program ships with. It imports
// nothing of the program.
package hypotheses

import "embed"

// Files are the hypotheses, each in a folder named after what it is about.
//
//go:embed */*.yaml
var Files embed.FS
