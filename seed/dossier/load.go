package dossier

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"backchannel/graph"
)

// load reads YAML into nodes, which know their places. It returns nil if the
// text is no YAML, or uses a part of YAML that a dossier does without.
func load(text []byte, found *problems) *yaml.Node {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var doc, next yaml.Node
	switch err := decoder.Decode(&doc); {
	case errors.Is(err, io.EOF):
		found.add(graph.Position{Line: 1}, "the file is empty: a dossier needs at least sources")
		return nil
	case err != nil:
		syntax(err, text, found)
		return nil
	}
	switch err := decoder.Decode(&next); {
	case err == nil:
		found.add(place(&next), "a second document begins here: keep one dossier to a file")
		return nil
	case !errors.Is(err, io.EOF):
		syntax(err, text, found)
		return nil
	}
	if !plain(&doc, found) {
		return nil
	}
	return doc.Content[0]
}

var (
	yamlLine      = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)
	unknownAnchor = regexp.MustCompile(`unknown anchor '(.*)' referenced`)
)

// syntax reports a fault that the YAML reader found, with its line.
func syntax(err error, text []byte, found *problems) {
	at, what := graph.Position{Line: 1}, err.Error()
	if m := yamlLine.FindStringSubmatch(strings.ReplaceAll(what, "\n", " ")); m != nil {
		what = m[2]
		if line, err := strconv.Atoi(m[1]); err == nil && line > 0 {
			at.Line = line
		}
	}
	if m := unknownAnchor.FindStringSubmatch(what); m != nil { // the reader does not say where
		if before, _, ok := bytes.Cut(text, []byte("*"+m[1])); ok {
			at.Line = 1 + bytes.Count(before, []byte("\n"))
		}
	}
	found.add(at, "this is not YAML: %s; look here and on the lines next to it for a colon, quote or indent that is missing or too many", what)
}

// maxFields bounds the fields of one mapping; the longest of the schema has 20.
const maxFields = 200

// plain tells whether the nodes keep to mappings, lists and scalars, each field
// once. Aliases are left out because they let a small file stand for a huge one.
func plain(n *yaml.Node, found *problems) bool {
	ok := true
	switch n.Kind {
	case yaml.AliasNode:
		found.add(place(n), "*%s repeats another part of the file: write it out", n.Value)
		return false
	case yaml.MappingNode:
		if len(n.Content)/2 > maxFields {
			found.add(place(n), "there are more than %d fields here: is a dash missing in front of the items?", maxFields)
			return false
		}
		lines := map[string]int{}
		for i := 0; i < len(n.Content); i += 2 {
			key := n.Content[i]
			if key.Kind != yaml.ScalarNode {
				found.add(place(key), "a field must have a simple name")
				ok = false
				continue
			}
			if line, twice := lines[key.Value]; twice {
				found.add(place(key), "%q stands here a second time, after line %d: keep one, or begin a new item with a dash", key.Value, line)
				ok = false
			}
			lines[key.Value] = key.Line
		}
	}
	for _, c := range n.Content {
		ok = plain(c, found) && ok
	}
	return ok
}
