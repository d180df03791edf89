// Package dossier reads a case that a person wrote down by hand: a YAML file
// that tells, source by source and paragraph by paragraph, who wrote to whom
// about what. It also holds the case that the program ships with.
//
// It imports the domain alone: no engine, no HTTP, no command line.
package dossier

import (
	"bytes"
	"embed"
	"errors"
	"io"

	"backchannel/graph"
)

// BuiltinFile is the name of the dossier that the program ships with.
const BuiltinFile = "wikileaks-trump-jr.yaml"

//go:embed wikileaks-trump-jr.yaml schema.json
var files embed.FS

// maxSize bounds a dossier, in bytes. What is written by hand stays far below it.
const maxSize = 2 << 20

// Builtin returns the dossier that the program ships with.
func Builtin() (*graph.Batch, error) {
	text, err := files.ReadFile(BuiltinFile)
	if err != nil {
		return nil, graph.Wrap(graph.Internal, err, "the built-in dossier is missing from this build")
	}
	return Parse(BuiltinFile, bytes.NewReader(text))
}

// Schema returns the JSON Schema (draft 2020-12) of a dossier. Editors that know
// YAML complete and check a file by it.
func Schema() []byte {
	text, err := files.ReadFile("schema.json")
	if err != nil {
		panic(err) // the file is part of the program
	}
	return text
}

// Parse reads a dossier. It returns the whole of it or nothing: if there is any
// mistake, the batch is nil and the error (invalid) lists the mistakes in the
// order of the file, at most 50 of them, each with its place and what to do.
// Problems takes the list apart. name is what the places call the file.
func Parse(name string, r io.Reader) (*graph.Batch, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err != nil {
		return nil, graph.Wrap(graph.Invalid, err, "%s cannot be read to its end: check the file and try again", name)
	}
	if len(text) > maxSize {
		return nil, graph.Errorf(graph.TooLarge, "%s is larger than %d MiB, which is the most that a dossier may have: divide it, or import a table", name, maxSize>>20)
	}
	found := &problems{file: name}
	root := load(text, found)
	if root == nil {
		return nil, found.err()
	}
	if err := checkShape(root, found); err != nil {
		return nil, err
	}
	b := build(root, found)
	if err := found.err(); err != nil {
		return nil, err
	}
	return b, nil
}

// Problems lists what Parse found wrong, in the order of the file.
func Problems(err error) []*graph.Error {
	var e *graph.Error
	if !errors.As(err, &e) {
		return nil
	}
	joined, ok := e.Err.(interface{ Unwrap() []error })
	if !ok {
		return []*graph.Error{e}
	}
	var list []*graph.Error
	for _, one := range joined.Unwrap() {
		var p *graph.Error
		if errors.As(one, &p) {
			list = append(list, p)
		}
	}
	return list
}
