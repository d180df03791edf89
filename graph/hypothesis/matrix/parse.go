package matrix

import (
	_ "embed"
	"io"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"backchannel/graph"
	"backchannel/graph/hypothesis"
	"backchannel/seed/yamlfile"
)

// SchemaText is the JSON Schema of a matrix. The tests in it keep to that of a
// hypothesis.
//
//go:embed schema.json
var SchemaText []byte

var schema = sync.OnceValue(func() *yamlfile.Schema { return yamlfile.Compile("matrix", SchemaText) })

// MaxSize bounds a matrix, in bytes.
const MaxSize = 4 << 20

// Parse reads a matrix in YAML or JSON. An error is invalid (too_large beyond
// MaxSize) and lists every mistake with its line and column.
func Parse(name string, r io.Reader) (*Matrix, error) {
	m := &hypothesis.Mistakes{File: name, What: "matrix", Schema: schema()}
	root, err := m.Document(r, MaxSize)
	if err != nil {
		return nil, err
	}
	fits, err := m.Validate(root)
	if err != nil {
		return nil, err
	}
	if !fits {
		return nil, m.Err()
	}
	out := &Matrix{}
	if err := root.Decode(out); err != nil {
		m.Add(yamlfile.Place(root), "the matrix cannot be read: %s", strings.TrimPrefix(err.Error(), "yaml: "))
		return nil, m.Err()
	}
	p := parser{m, out, root}
	if err := p.tests(); err != nil {
		return nil, err
	}
	p.check()
	if err := m.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

// parser is a matrix that is being read, with the nodes that it is read from.
type parser struct {
	mistakes *hypothesis.Mistakes
	matrix   *Matrix
	root     *yaml.Node
}

// items are the nodes of a list, in its order.
func (p *parser) items(field string) []*yaml.Node {
	list, _ := yamlfile.Locate(p.root, []string{field})
	return list.Content
}

// tests reads those within evidence and cells.
func (p *parser) tests() (err error) {
	for i, n := range p.items("evidence") {
		e := &p.matrix.Evidence[i]
		if e.Test, err = p.test(n, e.ID, e.Statement); err != nil {
			return err
		}
	}
	for i, n := range p.items("cells") {
		c := &p.matrix.Cells[i]
		if c.Test, err = p.test(n, c.Hypothesis+"."+c.Evidence, c.Evidence+" under "+c.Hypothesis); err != nil {
			return err
		}
	}
	return nil
}

// test reads the test that a node has, named after what it is in.
func (p *parser) test(in *yaml.Node, id, statement string) (*hypothesis.Hypothesis, error) {
	n, field := yamlfile.Locate(in, []string{"test"})
	if field == "" {
		return nil, nil
	}
	for _, given := range []struct{ field, value string }{{"id", id}, {"statement", statement}} {
		if yamlfile.Key(n, given.field) == n {
			text := func(s string) *yaml.Node {
				return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s, Line: n.Line, Column: n.Column}
			}
			n.Content = append(n.Content, text(given.field), text(given.value))
		}
	}
	return hypothesis.FromNode(n, p.mistakes.Add)
}

// check holds the matrix to what the schema cannot say.
func (p *parser) check() {
	hypotheses := p.unique("hypotheses", "hypothesis", func(i int) string { return p.matrix.Hypotheses[i].ID })
	evidence := p.unique("evidence", "piece of evidence", func(i int) string { return p.matrix.Evidence[i].ID })
	seen := map[[2]string]bool{}
	for i, n := range p.items("cells") {
		c := &p.matrix.Cells[i]
		if _, ok := hypotheses[c.Hypothesis]; !ok {
			p.mistakes.Add(place(n, "hypothesis"), "no hypothesis has the id %q", c.Hypothesis)
		}
		piece, ok := evidence[c.Evidence]
		if !ok {
			p.mistakes.Add(place(n, "evidence"), "no piece of evidence has the id %q", c.Evidence)
		}
		at := [2]string{c.Hypothesis, c.Evidence}
		if seen[at] {
			p.mistakes.Add(place(n, "hypothesis"), "there is another cell of %s and %s: keep one", c.Hypothesis, c.Evidence)
		}
		seen[at] = true
		p.checkCell(n, c, ok && has(p.items("evidence")[piece], "test"))
	}
}

func (p *parser) checkCell(n *yaml.Node, c *Cell, pieceTested bool) {
	tested := pieceTested || has(n, "test")
	switch {
	case len(c.Rule) > 0 && !tested:
		p.mistakes.Add(place(n, "rule"), "a rule needs a test: give one to the cell or to the evidence")
	case has(n, "test") && len(c.Rule) == 0:
		p.mistakes.Add(place(n, "test"), "a test needs a rule that turns its result into a rating")
	case len(c.Rule) == 0 && len(c.Judgements) == 0:
		p.mistakes.Add(yamlfile.Place(n), "a cell needs a rule or judgements")
	}
	authors := map[string]bool{}
	for _, j := range c.Judgements {
		if authors[j.Author] {
			p.mistakes.Add(place(n, "judgements"), "%s judges this cell twice: keep the later judgement", j.Author)
		}
		authors[j.Author] = true
	}
}

// unique finds the place of each id in a list, and reports those that come twice.
func (p *parser) unique(field, what string, id func(int) string) map[string]int {
	places := map[string]int{}
	for i, n := range p.items(field) {
		if _, twice := places[id(i)]; twice {
			p.mistakes.Add(place(n, "id"), "another %s has the id %q: give each its own", what, id(i))
		}
		places[id(i)] = i
	}
	return places
}

func place(n *yaml.Node, field string) graph.Position { return yamlfile.Place(yamlfile.Key(n, field)) }

func has(n *yaml.Node, field string) bool { return yamlfile.Key(n, field) != n }
