package hypothesis

import (
	_ "embed"
	"io"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"backchannel/seed/yamlfile"
)

// SchemaText is the JSON Schema of a hypothesis. Editors that know YAML complete
// and check a file by it.
//
//go:embed schema.json
var SchemaText []byte

var schema = sync.OnceValue(func() *yamlfile.Schema { return yamlfile.Compile("hypothesis", SchemaText) })

// MaxSize bounds a hypothesis, in bytes.
const MaxSize = 1 << 20

// MaxBatch bounds how many hypotheses one file may hold.
const MaxBatch = 1000

// Parse reads a hypothesis in YAML, or in JSON, which is YAML too. name is what
// places call the file. An error is invalid (too_large beyond MaxSize) and lists
// every mistake with its line and column. What Parse returns has its defaults
// filled in and keeps to the rules of its test; names are not yet looked up.
func Parse(name string, r io.Reader) (*Hypothesis, error) {
	m := mistakesIn(name)
	root, err := m.Document(r, MaxSize)
	if err != nil {
		return nil, err
	}
	h, err := fromNode(m, root)
	if err != nil {
		return nil, err
	}
	return h, m.Err()
}

// ParseBatch reads a list of hypotheses, or a single one, as Parse does. No two may
// have the same id.
func ParseBatch(name string, r io.Reader) ([]*Hypothesis, error) {
	m := mistakesIn(name)
	root, err := m.Document(r, MaxSize)
	if err != nil {
		return nil, err
	}
	items := []*yaml.Node{root}
	if root.Kind == yaml.SequenceNode {
		items = root.Content
	}
	if len(items) == 0 || len(items) > MaxBatch {
		m.Add(yamlfile.Place(root), "the list has %d hypotheses: give from 1 to %d", len(items), MaxBatch)
		return nil, m.Err()
	}
	var batch []*Hypothesis
	for _, item := range items {
		h, err := fromNode(m, item)
		if err != nil {
			return nil, err
		}
		if h != nil && slices.ContainsFunc(batch, func(other *Hypothesis) bool { return other.ID == h.ID }) {
			m.Add(yamlfile.Place(yamlfile.Key(item, "id")), "another hypothesis has the id %q: give each its own", h.ID)
		}
		if h != nil {
			batch = append(batch, h)
		}
	}
	if err := m.Err(); err != nil {
		return nil, err
	}
	return batch, nil
}

// FromNode reads a hypothesis that stands within another file. What is wrong with
// it is reported, and makes it nil; an error is a fault of the program.
func FromNode(root *yaml.Node, report yamlfile.Report) (*Hypothesis, error) {
	m := mistakesIn("")
	h, err := fromNode(m, root)
	for _, one := range m.list {
		report(*one.Position, "%s", one.Detail)
	}
	if len(m.list) > 0 {
		return nil, err
	}
	return h, err
}

// mistakesIn collects those of a file with hypotheses.
func mistakesIn(file string) *Mistakes {
	return &Mistakes{File: file, What: "hypothesis", Schema: schema()}
}

// fromNode reads one; it is nil if that shows mistakes, which m keeps.
func fromNode(m *Mistakes, root *yaml.Node) (*Hypothesis, error) {
	before := len(m.list)
	if fits, err := m.Validate(root); err != nil || !fits {
		return nil, err
	}
	h := &Hypothesis{}
	if err := root.Decode(h); err != nil {
		m.Add(yamlfile.Place(root), "the hypothesis cannot be read: %s", strings.TrimPrefix(err.Error(), "yaml: "))
		return nil, nil
	}
	h.check(func(field, format string, args ...any) {
		m.Add(yamlfile.Place(yamlfile.Key(root, field)), format, args...)
	})
	if len(m.list) > before {
		return nil, nil
	}
	h.withDefaults()
	return h, nil
}
