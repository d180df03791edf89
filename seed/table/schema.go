package table

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"backchannel/graph"
)

//go:embed mapping.schema.json
var schemaText []byte

// Schema is the JSON Schema of mappings, for editors.
func Schema() []byte { return bytes.Clone(schemaText) }

const schemaURL = "urn:backchannel:mapping"

var schema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaText))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(schemaURL, doc); err != nil {
		return nil, err
	}
	return c.Compile(schemaURL)
})

// maxMapping bounds a mapping file.
const maxMapping = 1 << 20

// load reads a mapping file and holds it to the schema.
func load(path string) (*mapping, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, cannotRead(err, path)
	}
	if info.Size() > maxMapping {
		return nil, graph.Errorf(graph.TooLarge, "%s has more than 1 MiB: is it a mapping?", path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, cannotRead(err, path)
	}
	return parseMapping(path, data)
}

func parseMapping(name string, data []byte) (*mapping, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, notYAML(name, err)
	}
	if len(doc.Content) == 0 {
		return nil, text{line: 1}.fail(name, "the mapping is empty: it needs id and tables")
	}
	root := doc.Content[0]
	if err := plain(name, root); err != nil {
		return nil, err
	}
	sch, err := schema()
	if err != nil {
		return nil, graph.Wrap(graph.Internal, err, "the mapping schema is broken in this build")
	}
	if err := sch.Validate(value(root)); err != nil {
		var invalid *jsonschema.ValidationError
		if !errors.As(err, &invalid) {
			return nil, graph.Wrap(graph.Internal, err, "the mapping could not be held to its schema")
		}
		return nil, explain(name, root, invalid)
	}
	m := &mapping{}
	if err := root.Decode(m); err != nil {
		return nil, notYAML(name, err)
	}
	return m, nil
}

// notYAML moves the line that the parser tells into the position.
func notYAML(name string, err error) error {
	what := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if rest, ok := strings.CutPrefix(what, "line "); ok {
		if number, why, ok := strings.Cut(rest, ": "); ok {
			if n, err := strconv.Atoi(number); err == nil {
				line, what = n, why
			}
		}
	}
	e := graph.Wrap(graph.Invalid, err, "this is not YAML: %s", what)
	e.Position = &graph.Position{File: name, Line: line}
	return e
}

// plain refuses what a mapping does not need and cannot point at: aliases,
// merges, and keys that stand twice or are no text.
func plain(name string, n *yaml.Node) error {
	if n.Kind == yaml.AliasNode {
		return textOf(n).fail(name, "a mapping takes no YAML aliases: write it out")
	}
	if n.Kind == yaml.MappingNode {
		seen := map[string]bool{}
		for i := 0; i < len(n.Content); i += 2 {
			k := n.Content[i]
			if k.Kind != yaml.ScalarNode || k.ShortTag() == "!!merge" {
				return textOf(k).fail(name, "a name is expected here")
			}
			if seen[k.Value] {
				return textOf(k).fail(name, "%q stands twice: remove one", k.Value)
			}
			seen[k.Value] = true
		}
	}
	for _, c := range n.Content {
		if err := plain(name, c); err != nil {
			return err
		}
	}
	return nil
}

// value is the node as JSON knows it. Times stay text.
func value(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = value(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		l := make([]any, len(n.Content))
		for i, c := range n.Content {
			l[i] = value(c)
		}
		return l
	}
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		var b bool
		if n.Decode(&b) == nil {
			return b
		}
	case "!!int", "!!float":
		if json.Valid([]byte(n.Value)) {
			return json.Number(n.Value)
		}
		return json.Number("0") // .inf and 0x1F are numbers too
	}
	return n.Value
}

// explain turns the most telling leaf of a validation error into one with a
// place: the deepest, and of several there not the ones that only say that
// another of the allowed types was tried.
func explain(name string, root *yaml.Node, e *jsonschema.ValidationError) error {
	var best *jsonschema.ValidationError
	score := -1
	var walk func(e *jsonschema.ValidationError)
	walk = func(e *jsonschema.ValidationError) {
		_, name := e.ErrorKind.(*kind.PropertyNames)
		_, either := e.ErrorKind.(*kind.OneOf)
		if len(e.Causes) > 0 && !name && !either { // of these two the causes say less than they do
			for _, c := range e.Causes {
				walk(c)
			}
			return
		}
		s := 4 * len(e.InstanceLocation)
		switch e.ErrorKind.(type) {
		case *kind.AdditionalProperties:
			s += 3
		case *kind.Type:
		default:
			s++
		}
		if s > score {
			best, score = e, s
		}
	}
	walk(e)
	at, field := locate(root, best.InstanceLocation)
	here := textOf(at)
	if field == "" {
		field = "the mapping"
	} else {
		field = strconv.Quote(field)
	}
	switch k := best.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		unknown := k.Properties[0]
		for i := 0; i < len(at.Content); i += 2 {
			if slices.Contains(k.Properties, at.Content[i].Value) {
				here, unknown = textOf(at.Content[i]), at.Content[i].Value
				break
			}
		}
		return here.fail(name, "%s has no field %q: use one of %s", field, unknown, strings.Join(fields(best.SchemaURL), ", "))
	case *kind.Required:
		slices.Sort(k.Missing)
		if slices.Contains(k.Missing, "person") { // the first of the things that a row may be
			return here.fail(name, "%s does not say what its rows are: add person, organization, topic, event, source, message, reply, membership, relation or mention", field)
		}
		return here.fail(name, "%s needs %s: add it", field, strings.Join(k.Missing, " and "))
	case *kind.DependentRequired:
		return here.fail(name, "%q goes with %q: add it", k.Prop, strings.Join(k.Missing, ", "))
	case *kind.Type:
		return here.fail(name, "%s must be %s, not %s", field, jsonNames(k.Want...), jsonNames(k.Got))
	case *kind.Enum:
		want := make([]string, len(k.Want))
		for i, w := range k.Want {
			want[i] = fmt.Sprint(w)
		}
		return here.fail(name, "%s is %q: write one of %s", field, here.value, strings.Join(want, ", "))
	case *kind.Pattern:
		return here.fail(name, "%s is %q: use a short name without spaces, slashes, braces and #", field, here.value)
	case *kind.PropertyNames:
		if key := findKey(root, k.Property); key != nil { // the error does not say where
			here = textOf(key)
		}
		return here.fail(name, "%q cannot name an attribute: use small letters, digits and _, at most 50, a letter first", k.Property)
	case *kind.OneOf:
		return here.fail(name, "%s needs exactly one of actor and event", field)
	}
	return here.fail(name, "%s: %s", field, best.ErrorKind.LocalizedString(message.NewPrinter(language.English)))
}

// locate follows a path into the document, and names the last field on it.
func locate(n *yaml.Node, path []string) (at *yaml.Node, field string) {
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

// findKey returns the first key of this name.
func findKey(n *yaml.Node, name string) *yaml.Node {
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			if c.Value == name {
				return c
			}
			continue
		}
		if found := findKey(c, name); found != nil {
			return found
		}
	}
	return nil
}

// fields lists what the schema at a location allows.
func fields(location string) []string {
	var node any
	if json.Unmarshal(schemaText, &node) != nil {
		return nil
	}
	_, pointer, _ := strings.Cut(location, "#")
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

// jsonNames says in words what types are meant.
func jsonNames(types ...string) string {
	words := map[string]string{"string": "text", "object": "a mapping", "array": "a list", "boolean": "true or false", "number": "a number", "integer": "a number", "null": "nothing"}
	if slices.Contains(types, "string") { // a number will do, but is not what is meant
		return words["string"]
	}
	out := make([]string, len(types))
	for i, t := range types {
		out[i] = words[t]
	}
	return strings.Join(out, " or ")
}
