package dossier

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
	english "golang.org/x/text/message"

	"backchannel/graph"
)

// shape is the compiled schema, and the fields that each of its definitions has.
type shape struct {
	schema *jsonschema.Schema
	fields map[string][]string
}

var loadShape = sync.OnceValues(func() (*shape, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		return nil, err
	}
	const url = "urn:backchannel:dossier"
	c := jsonschema.NewCompiler()
	if err := c.AddResource(url, doc); err != nil {
		return nil, err
	}
	s := &shape{fields: map[string][]string{}}
	if s.schema, err = c.Compile(url); err != nil {
		return nil, err
	}
	var parts struct {
		Properties map[string]any `json:"properties"`
		Defs       map[string]struct {
			Properties map[string]any `json:"properties"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal(Schema(), &parts); err != nil {
		return nil, err
	}
	s.fields[""] = slices.Sorted(maps.Keys(parts.Properties))
	for name, def := range parts.Defs {
		s.fields[name] = slices.Sorted(maps.Keys(def.Properties))
	}
	return s, nil
})

// checkShape holds the nodes to the schema and reports where they depart from
// it. The error it returns is a fault of the program, not of the file.
func checkShape(root *yaml.Node, found *problems) error {
	s, err := loadShape()
	if err != nil {
		return graph.Wrap(graph.Internal, err, "the schema of dossiers is broken in this build")
	}
	var invalid *jsonschema.ValidationError
	switch err := s.schema.Validate(value(root)); {
	case err == nil:
	case errors.As(err, &invalid):
		before := found.total
		if s.report(invalid, root, found); found.total == before {
			found.add(place(root), "the file is not a dossier: %s", invalid)
		}
	default:
		return graph.Wrap(graph.Internal, err, "the dossier could not be held to its schema")
	}
	return nil
}

// value is the node as JSON knows it. Times stay text: "2017-07" has a meaning
// that a date has not.
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
		return n.Value == "true"
	case "!!int":
		if i, err := strconv.ParseInt(n.Value, 10, 64); err == nil {
			return json.Number(strconv.FormatInt(i, 10))
		}
	case "!!float":
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil && f-f == 0 {
			return json.Number(strconv.FormatFloat(f, 'g', -1, 64))
		}
	}
	return n.Value
}

// report turns the leaves of a validation error into problems.
func (s *shape) report(e *jsonschema.ValidationError, root *yaml.Node, found *problems) {
	if len(e.Causes) > 0 {
		for _, c := range e.Causes {
			s.report(c, root, found)
		}
		return
	}
	at, field := locate(root, e.InstanceLocation)
	_, def, _ := strings.Cut(e.SchemaURL, "#/$defs/")
	def, _, _ = strings.Cut(def, "/")
	switch k := e.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		for _, name := range k.Properties {
			if def == "attributes" {
				found.add(keyPlace(at, name), "%q cannot name an attribute: use a small letter, then small letters, digits and _, at most 50", name)
				continue
			}
			found.add(keyPlace(at, name), "%s has no field %q: use one of %s", thing(def), name, strings.Join(s.fields[def], ", "))
		}
	case *kind.Required:
		slices.Sort(k.Missing)
		found.add(place(at), "%s", missing(def, k.Missing))
	case *kind.Type:
		switch {
		case k.Got == "null":
			found.add(place(at), "%s is empty: give it a value, or remove the line", field)
		case def == "id" || def == "text":
			found.add(place(at), "%s must be text, not %s: %s", field, typeName(k.Got), textHint(at))
		default:
			found.add(place(at), "%s must be %s, not %s%s", field, alternatives(k.Want), typeName(k.Got), hint(def))
		}
	case *kind.Enum:
		want := make([]string, len(k.Want))
		for i, w := range k.Want {
			want[i] = fmt.Sprint(w)
		}
		found.add(place(at), "%s is %q: write one of %s", field, at.Value, strings.Join(want, ", "))
	case *kind.MinItems:
		switch def {
		case "cite":
			found.add(place(at), "this %s", citesNothing)
		case "message":
			found.add(place(at), "%s names %d: a call or a meeting is between two or more", field, k.Got)
		default:
			found.add(place(at), "%s is empty: give at least one", field)
		}
	case *kind.UniqueItems:
		found.add(place(at.Content[k.Duplicates[1]]), "%s says the same thing twice: remove one", field)
	case *kind.Pattern, *kind.MinLength, *kind.MaxLength, *kind.Minimum, *kind.Maximum:
		found.add(place(at), "%s is %q%s", field, at.Value, hint(def))
	default:
		found.add(place(at), "%s: %s", field, k.LocalizedString(english.NewPrinter(language.English)))
	}
}

// locate follows a path of fields and indexes, and tells the name of the last field.
func locate(n *yaml.Node, path []string) (*yaml.Node, string) {
	field := "the dossier"
	for _, step := range path {
		next := n
		switch n.Kind {
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				if n.Content[i].Value == step {
					next, field = n.Content[i+1], step
				}
			}
		case yaml.SequenceNode:
			if i, err := strconv.Atoi(step); err == nil && i < len(n.Content) {
				next = n.Content[i]
			}
		}
		n = next
	}
	return n, field
}

// keyPlace is where a mapping names a field.
func keyPlace(n *yaml.Node, key string) graph.Position {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return place(n.Content[i])
		}
	}
	return place(n)
}

// thing names what a definition of the schema defines, with its article.
func thing(def string) string {
	if def == "" {
		return "a dossier"
	}
	return article(def)
}

const citesNothing = "cites nothing: say where it is read, as in cite: [vg 9 stated]"

func missing(def string, fields []string) string {
	if len(fields) == 1 && fields[0] == "cite" {
		return thing(def) + " " + citesNothing
	}
	return thing(def) + " needs " + strings.Join(fields, " and ") + ": add it"
}

// hint says how to write what a definition defines.
func hint(def string) string {
	switch def {
	case "id", "reference":
		return ": an id begins with a letter or digit, goes on with these and . _ : @ + -, and has at most 200"
	case "citation":
		return `: write source, paragraph and stated or alleged, as in "vg 9 stated"`
	case "duration":
		return ": write whole numbers with units, largest first, as in 15m, 1h30m, 120d or 2w; or 0"
	case "sha256":
		return ": write the 64 hexadecimal digits, in small letters"
	case "text":
		return ": give it some text, or remove the line"
	case "source":
		return ": paragraphs are counted from 1"
	case "moment":
		return ": write a time such as 2017-07-11, 2017-07 or unknown"
	}
	return ""
}

// textHint tells how a scalar that YAML takes for a number or the like becomes text.
func textHint(n *yaml.Node) string {
	if n.Kind == yaml.ScalarNode {
		return fmt.Sprintf("put it in quotes, as in %q", n.Value)
	}
	return "write it on one line"
}

// article puts a or an before a word.
func article(word string) string {
	if strings.ContainsRune("aeiou", rune(word[0])) {
		return "an " + word
	}
	return "a " + word
}

func typeName(jsonType string) string {
	switch jsonType {
	case "string":
		return "text"
	case "array":
		return "a list"
	case "object":
		return "a group of fields"
	case "integer":
		return "a whole number"
	case "null":
		return "nothing"
	case "boolean":
		return "true or false"
	}
	return article(jsonType)
}

func alternatives(types []string) string {
	words := make([]string, len(types))
	for i, t := range types {
		words[i] = typeName(t)
	}
	return strings.Join(words, " or ")
}
