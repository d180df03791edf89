package yamlfile

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"backchannel/graph"
)

// Place is where a node begins.
func Place(n *yaml.Node) graph.Position { return graph.Position{Line: n.Line, Column: n.Column} }

// Locate follows a path of fields and indexes, as a validation error tells it,
// and names the last field on it. It goes as far as the path leads.
func Locate(n *yaml.Node, path []string) (at *yaml.Node, field string) {
	for _, step := range path {
		switch n.Kind {
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				if n.Content[i].Value == step {
					n, field = n.Content[i+1], step
					break
				}
			}
		case yaml.SequenceNode:
			if i, err := strconv.Atoi(step); err == nil && i < len(n.Content) {
				n = n.Content[i]
			}
		}
	}
	return n, field
}

// Key is the node that names a field of a mapping: of several the first in the
// file. It is the mapping itself if that has none of them.
func Key(n *yaml.Node, fields ...string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if slices.Contains(fields, n.Content[i].Value) {
			return n.Content[i]
		}
	}
	return n
}
