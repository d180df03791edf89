package dossier

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
	english "golang.org/x/text/message"

	"backchannel/seed/yamlfile"
)

var schema = sync.OnceValue(func() *yamlfile.Schema { return yamlfile.Compile("dossier", schemaText) })

// checkShape holds the nodes to the schema and reports where they depart from
// it. The error it returns is a fault of the program, not of the file.
func checkShape(root *yaml.Node, found *problems) error {
	invalid, err := schema().Validate(root)
	if invalid == nil {
		return err
	}
	before := found.total
	if explain(invalid, root, found); found.total == before {
		found.add(yamlfile.Place(root), "the file is not a dossier: %s", invalid)
	}
	return nil
}

// explain turns the leaves of a validation error into problems.
func explain(e *jsonschema.ValidationError, root *yaml.Node, found *problems) {
	if len(e.Causes) > 0 {
		for _, c := range e.Causes {
			explain(c, root, found)
		}
		return
	}
	at, field := yamlfile.Locate(root, e.InstanceLocation)
	if field == "" {
		field = "the dossier"
	}
	_, def, _ := strings.Cut(e.SchemaURL, "#/$defs/")
	def, _, _ = strings.Cut(def, "/")
	switch k := e.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		for _, name := range k.Properties {
			if def == "attributes" {
				found.add(yamlfile.Place(yamlfile.Key(at, name)), "%q cannot name an attribute: use a small letter, then small letters, digits and _, at most 50", name)
				continue
			}
			found.add(yamlfile.Place(yamlfile.Key(at, name)), "%s has no field %q: use one of %s", thing(def), name, strings.Join(schema().Fields(e.SchemaURL), ", "))
		}
	case *kind.Required:
		slices.Sort(k.Missing)
		found.add(yamlfile.Place(at), "%s", missing(def, k.Missing))
	case *kind.Type:
		switch {
		case k.Got == "null":
			found.add(yamlfile.Place(at), "%s is empty: give it a value, or remove the line", field)
		case def == "id" || def == "text":
			found.add(yamlfile.Place(at), "%s must be text, not %s: %s", field, yamlfile.Types(k.Got), textHint(at))
		default:
			found.add(yamlfile.Place(at), "%s must be %s, not %s%s", field, yamlfile.Types(k.Want...), yamlfile.Types(k.Got), hint(def))
		}
	case *kind.Enum:
		want := make([]string, len(k.Want))
		for i, w := range k.Want {
			want[i] = fmt.Sprint(w)
		}
		found.add(yamlfile.Place(at), "%s is %q: write one of %s", field, at.Value, strings.Join(want, ", "))
	case *kind.MinItems:
		switch def {
		case "cite":
			found.add(yamlfile.Place(at), "this %s", citesNothing)
		case "message":
			found.add(yamlfile.Place(at), "%s names %d: a call or a meeting is between two or more", field, k.Got)
		default:
			found.add(yamlfile.Place(at), "%s is empty: give at least one", field)
		}
	case *kind.UniqueItems:
		found.add(yamlfile.Place(at.Content[k.Duplicates[1]]), "%s says the same thing twice: remove one", field)
	case *kind.Pattern, *kind.MinLength, *kind.MaxLength, *kind.Minimum, *kind.Maximum:
		found.add(yamlfile.Place(at), "%s is %q%s", field, at.Value, hint(def))
	default:
		found.add(yamlfile.Place(at), "%s: %s", field, k.LocalizedString(english.NewPrinter(language.English)))
	}
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
	case "id", "reference", "participant":
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
