package kuzustore

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"backchannel/graph"
)

// signature is what a file of Kuzu begins with.
const signature = "KUZU"

// opens refuses a path at which there is something else than a graph. Where there
// is nothing, or an empty file, a graph can be made; one whose copy is still there
// was broken off, and is brought back from it.
func opens(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) || (guard{path}).isSet() {
		return nil
	}
	if err != nil {
		return graph.Wrap(graph.Unavailable, err, "the graph %s cannot be read: see that you may read it", path)
	}
	defer f.Close()
	start := make([]byte, len(signature))
	switch n, err := io.ReadFull(f, start); {
	case err == io.EOF && n == 0:
		return nil
	case err != nil || string(start) != signature:
		return graph.Wrap(graph.Unavailable, err, "%s is no graph of Kuzu's: give the path of one, or of a file that is not there yet", path)
	}
	return nil
}
