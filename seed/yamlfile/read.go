package yamlfile

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

// Report is told of a mistake: where it is (without the file's name), what is
// wrong there, and what to do about it.
type Report func(at graph.Position, format string, args ...any)

// Read reads one document into nodes. It returns nil, and has reported why, if
// the text is no YAML, is empty, or uses a part of YAML that such files do
// without: aliases, merges, a field twice.
func (s *Schema) Read(text []byte, report Report) *yaml.Node {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var doc, next yaml.Node
	switch err := decoder.Decode(&doc); {
	case errors.Is(err, io.EOF):
		report(graph.Position{Line: 1}, "the file is empty: it needs %s", strings.Join(s.needs, " and "))
		return nil
	case err != nil:
		notYAML(err, text, report)
		return nil
	}
	switch err := decoder.Decode(&next); {
	case err == nil:
		report(Place(&next), "a second document begins here: keep to one in a file")
		return nil
	case !errors.Is(err, io.EOF):
		notYAML(err, text, report)
		return nil
	}
	if !plain(&doc, report) {
		return nil
	}
	return doc.Content[0]
}

var (
	parserSays    = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)
	unknownAnchor = regexp.MustCompile(`unknown anchor '(.*)' referenced`)
)

// notYAML reports a fault that the parser found, with its line.
func notYAML(err error, text []byte, report Report) {
	at, what := graph.Position{Line: 1}, err.Error()
	if m := parserSays.FindStringSubmatch(strings.ReplaceAll(what, "\n", " ")); m != nil {
		what = m[2]
		if line, err := strconv.Atoi(m[1]); err == nil && line > 0 {
			at.Line = line
		}
	}
	if m := unknownAnchor.FindStringSubmatch(what); m != nil { // the parser does not say where
		if before, _, ok := bytes.Cut(text, []byte("*"+m[1])); ok {
			at.Line = 1 + bytes.Count(before, []byte("\n"))
		}
	}
	report(at, "this is not YAML: %s; look here and on the lines next to it for a colon, quote or indent that is missing or too many", what)
}

// maxFields bounds the fields of one mapping: the decoder compares each with
// each. A list without its dashes is the usual way to get there.
const maxFields = 1000

// plain tells whether the nodes keep to mappings, lists and scalars, each field
// once. Aliases are left out because they let a small file stand for a huge one.
func plain(n *yaml.Node, report Report) bool {
	ok := true
	switch n.Kind {
	case yaml.AliasNode:
		report(Place(n), "*%s repeats another part of the file: write it out", n.Value)
		return false
	case yaml.MappingNode:
		if len(n.Content)/2 > maxFields {
			report(Place(n), "there are more than %d fields here: is a dash missing in front of the items?", maxFields)
			return false
		}
		lines := map[string]int{}
		for i := 0; i < len(n.Content); i += 2 {
			key := n.Content[i]
			if key.Kind != yaml.ScalarNode || key.ShortTag() == "!!merge" {
				report(Place(key), "a field must have a simple name")
				ok = false
				continue
			}
			if line, twice := lines[key.Value]; twice {
				report(Place(key), "%q stands here a second time, after line %d: keep one, or begin a new item with a dash", key.Value, line)
				ok = false
			}
			lines[key.Value] = key.Line
		}
	}
	for _, c := range n.Content {
		ok = plain(c, report) && ok
	}
	return ok
}
