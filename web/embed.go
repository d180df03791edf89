// Package web holds the browser view as it was built into dist. The view's source
// is beside it, in TypeScript. It may import nothing of ours.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// View is the built view: index.html, and what that asks for. A program that was
// built without it finds no index.html in there.
func View() fs.FS {
	view, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return view
}
