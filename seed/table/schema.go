package table

import (
	_ "embed"
	"fmt"
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
	"backchannel/seed/yamlfile"
)

// schemaText is the JSON Schema of mappings. Editors that know YAML complete and
// check a file by it.
//
//go:embed mapping.schema.json
var schemaText []byte

var schema = sync.OnceValue(func() *yamlfile.Schema { return yamlfile.Compile("mapping", schemaText) })

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
	var first error
	root := schema().Read(data, func(at graph.Position, format string, args ...any) {
		if first == nil {
			first = failAt(name, at, format, args...)
		}
	})
	if root == nil {
		return nil, first
	}
	switch invalid, err := schema().Validate(root); {
	case err != nil:
		return nil, err
	case invalid != nil:
		return nil, explain(name, root, invalid)
	}
	m := &mapping{}
	if err := root.Decode(m); err != nil {
		return nil, failAt(name, yamlfile.Place(root), "the mapping cannot be read: %w", err)
	}
	return m, nil
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
	at, field := yamlfile.Locate(root, best.InstanceLocation)
	here := textOf(at)
	if field == "" {
		field = "the mapping"
	} else {
		field = strconv.Quote(field)
	}
	switch k := best.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		here = textOf(yamlfile.Key(at, k.Properties...))
		return here.fail(name, "%s has no field %q: use one of %s", field, here.value, strings.Join(schema().Fields(best.SchemaURL), ", "))
	case *kind.Required:
		slices.Sort(k.Missing)
		if slices.Contains(k.Missing, "person") { // the first of the things that a row may be
			return here.fail(name, "%s does not say what its rows are: add person, organization, topic, event, source, message, reply, membership, relation or mention", field)
		}
		return here.fail(name, "%s needs %s: add it", field, strings.Join(k.Missing, " and "))
	case *kind.DependentRequired:
		return here.fail(name, "%q goes with %q: add it", k.Prop, strings.Join(k.Missing, ", "))
	case *kind.Type:
		return here.fail(name, "%s must be %s, not %s", field, yamlfile.Types(k.Want...), yamlfile.Types(k.Got))
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
