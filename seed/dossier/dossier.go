// Package dossier reads a case that a person wrote down by hand: a YAML file
// that tells, source by source and paragraph by paragraph, who wrote to whom
// about what. It also holds the case that the program ships with.
//
// It imports the domain and package yamlfile: no engine, no HTTP, no command line.
package dossier

import (
	"bytes"
	_ "embed"
	"io"

	"backchannel/graph"
)

// BuiltinFile is the name of the dossier that the program ships with.
const BuiltinFile = "wikileaks-trump-jr.yaml"

//go:embed wikileaks-trump-jr.yaml
var builtinText []byte

// schemaText is the JSON Schema of a dossier. Editors that know YAML complete
// and check a file by it.
//
//go:embed schema.json
var schemaText []byte

// maxSize bounds a dossier, in bytes. What is written by hand stays far below it.
const maxSize = 2 << 20

// Builtin returns the dossier that the program ships with.
func Builtin() (*graph.Batch, error) {
	return Parse(BuiltinFile, bytes.NewReader(builtinText))
}

// Parse reads a dossier. It returns the whole of it or nothing: if there is any
// mistake, the batch is nil and the error (invalid) lists the mistakes in the
// order of the file, at most 50 of them, each with its place and what to do.
// name is what the places call the file.
func Parse(name string, r io.Reader) (*graph.Batch, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err != nil {
		return nil, graph.Wrap(graph.Invalid, err, "%s cannot be read to its end: check the file and try again", name)
	}
	if len(text) > maxSize {
		return nil, graph.Errorf(graph.TooLarge, "%s is larger than %d MiB, which is the most that a dossier may have: divide it, or import a table", name, maxSize>>20)
	}
	found := &problems{file: name}
	root := schema().Read(text, found.add)
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
