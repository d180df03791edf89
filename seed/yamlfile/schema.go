package yamlfile

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"backchannel/graph"
)

// Schema says what a kind of file may hold. It is safe for concurrent use.
type Schema struct {
	compiled *jsonschema.Schema
	document any      // the schema itself, to look up what it allows
	needs    []string // fields that every file must have
}

// Compile reads a JSON Schema (draft 2020-12). It is part of the program, so
// that a fault in it is a fault of the program, and Compile panics.
func Compile(name string, text []byte) *Schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		panic(err)
	}
	url := "urn:backchannel:" + name
	c := jsonschema.NewCompiler()
	if err := c.AddResource(url, doc); err != nil {
		panic(err)
	}
	compiled := c.MustCompile(url)
	return &Schema{compiled: compiled, document: doc, needs: compiled.Required}
}

// Validate holds nodes to the schema. It returns nil if they keep to it, and a
// *jsonschema.ValidationError if they depart from it; any other error is a fault
// of the program.
func (s *Schema) Validate(root *yaml.Node) (*jsonschema.ValidationError, error) {
	err := s.compiled.Validate(value(root))
	var invalid *jsonschema.ValidationError
	if err == nil || errors.As(err, &invalid) {
		return invalid, nil
	}
	return nil, graph.Wrap(graph.Internal, err, "the file could not be held to its schema")
}

// Fields lists in order what the schema allows at a location: the URL of a part
// of it, as a validation error tells it, or only what stands behind the #.
func (s *Schema) Fields(location string) []string {
	_, pointer, _ := strings.Cut(location, "#")
	node := s.document
	for _, step := range strings.Split(strings.Trim(pointer, "/"), "/") {
		switch n := node.(type) {
		case map[string]any:
			if step != "" {
				node = n[step]
			}
		case []any:
			if i, err := strconv.Atoi(step); err == nil && i < len(n) {
				node = n[i]
			}
		}
	}
	object, _ := node.(map[string]any)
	properties, _ := object["properties"].(map[string]any)
	return slices.Sorted(maps.Keys(properties))
}
