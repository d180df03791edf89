package hypothesis

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
	english "golang.org/x/text/message"

	"backchannel/graph"
	"backchannel/seed/yamlfile"
)

// Mistakes collects what is wrong with a file.
type Mistakes struct {
	File   string // what places call it
	What   string // it is to be: hypothesis, matrix
	Schema *yamlfile.Schema

	list []*graph.Error
}

// maxMistakes bounds the list of what is wrong with a file.
const maxMistakes = 50

// Document reads the one document of a file of at most so many bytes.
func (m *Mistakes) Document(r io.Reader, most int64) (*yaml.Node, error) {
	text, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, graph.Wrap(graph.Invalid, err, "%s cannot be read to its end: check the file and try again", m.File)
	}
	if int64(len(text)) > most {
		return nil, graph.Errorf(graph.TooLarge, "%s is larger than %d MiB, which is the most that a %s may have", m.File, most>>20, m.What)
	}
	root := m.Schema.Read(text, m.Add)
	if root == nil {
		return nil, m.Err()
	}
	return root, nil
}

// Validate holds a node to the schema, and adds where it departs from it. An error is
// a fault of the program.
func (m *Mistakes) Validate(root *yaml.Node) (bool, error) {
	before := len(m.list)
	invalid, err := m.Schema.Validate(root)
	if err != nil {
		return false, err
	}
	if invalid != nil {
		m.explain(invalid, root)
		if len(m.list) == before {
			m.Add(yamlfile.Place(root), "this is not a %s: %s", m.What, invalid)
		}
		return false, nil
	}
	keysAreText(root) // or the field null would be nothing
	return true, nil
}

func keysAreText(n *yaml.Node) {
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			c.Tag = "!!str"
		}
		keysAreText(c)
	}
}

// Add is a yamlfile.Report.
func (m *Mistakes) Add(at graph.Position, format string, args ...any) {
	at.File = m.File
	m.list = append(m.list, &graph.Error{Code: graph.Invalid, Detail: fmt.Sprintf(format, args...), Position: &at})
}

// Err is nil if nothing is wrong, the mistake itself if it is the only one, and
// else one error that lists them in the order of the file.
func (m *Mistakes) Err() error {
	switch len(m.list) {
	case 0:
		return nil
	case 1:
		return m.list[0]
	}
	slices.SortStableFunc(m.list, func(a, b *graph.Error) int {
		return cmp.Or(cmp.Compare(a.Position.Line, b.Position.Line), cmp.Compare(a.Position.Column, b.Position.Column))
	})
	var text strings.Builder
	fmt.Fprintf(&text, "%s has %d mistakes:", m.File, len(m.list))
	var all []error
	for _, one := range m.list[:min(len(m.list), maxMistakes)] {
		fmt.Fprintf(&text, "\n  %s", one)
		all = append(all, one)
	}
	return &graph.Error{Code: graph.Invalid, Detail: text.String(), Position: m.list[0].Position, Err: errors.Join(all...)}
}

// explain turns the leaves of a validation error into mistakes.
func (m *Mistakes) explain(e *jsonschema.ValidationError, root *yaml.Node) {
	if len(e.Causes) > 0 {
		for _, c := range e.Causes {
			m.explain(c, root)
		}
		return
	}
	at, field := yamlfile.Locate(root, e.InstanceLocation)
	if field == "" {
		field = "the " + m.What
	}
	switch k := e.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		for _, name := range k.Properties {
			m.Add(yamlfile.Place(yamlfile.Key(at, name)), "%s has no field %q: use one of %s", field, name, strings.Join(m.Schema.Fields(e.SchemaURL), ", "))
		}
	case *kind.Required:
		slices.Sort(k.Missing)
		m.Add(yamlfile.Place(at), "%s needs %s: add it", field, strings.Join(k.Missing, " and "))
	case *kind.Type:
		if k.Got == "null" {
			m.Add(yamlfile.Place(at), "%s is empty: give it a value, or remove the line", field)
			break
		}
		m.Add(yamlfile.Place(at), "%s must be %s, not %s", field, yamlfile.Types(k.Want...), yamlfile.Types(k.Got))
	case *kind.Enum:
		want := make([]string, len(k.Want))
		for i, w := range k.Want {
			want[i] = fmt.Sprint(w)
		}
		m.Add(yamlfile.Place(at), "%s is %q: write one of %s", field, at.Value, strings.Join(want, ", "))
	case *kind.Pattern:
		hint := "an id begins with a letter or digit and goes on with these and . _ : @ + -"
		switch {
		case strings.HasSuffix(e.SchemaURL, "duration"):
			hint = "write whole numbers with units, largest first, as in 15m, 900s or 120d"
		case field == "motif":
			hint = `write row and column from 1 to 6, as in "1,6", or all`
		}
		m.Add(yamlfile.Place(at), "%s is %q: %s", field, at.Value, hint)
	default:
		m.Add(yamlfile.Place(at), "%s: %s", field, k.LocalizedString(english.NewPrinter(language.English)))
	}
}
