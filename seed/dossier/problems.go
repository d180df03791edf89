package dossier

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"backchannel/graph"
	"backchannel/seed/yamlfile"
)

// maxProblems bounds the list: nobody reads more at once, and the first ones
// often explain the rest.
const maxProblems = 50

// problems collects what is wrong with a file. Of several at one place the first
// is kept: it is the cause of the others.
type problems struct {
	file  string
	list  []*graph.Error
	seen  map[graph.Position]bool
	total int
}

func (p *problems) add(at graph.Position, format string, args ...any) {
	at.File = p.file
	if p.seen[at] {
		return
	}
	if p.seen == nil {
		p.seen = map[graph.Position]bool{}
	}
	p.seen[at] = true
	p.total++
	p.list = append(p.list, &graph.Error{Code: graph.Invalid, Detail: fmt.Sprintf(format, args...), Position: &at})
}

// at adds a problem with a node. A nil node has the wrong shape, and checkShape
// has said so.
func (p *problems) at(n *yaml.Node, format string, args ...any) {
	if n != nil {
		p.add(yamlfile.Place(n), format, args...)
	}
}

// err is nil if nothing is wrong, the problem itself if it is the only one, and
// else one error whose detail lists them and which wraps them all.
func (p *problems) err() error {
	if p.total == 0 {
		return nil
	}
	slices.SortStableFunc(p.list, func(a, b *graph.Error) int {
		return cmp.Or(cmp.Compare(a.Position.Line, b.Position.Line), cmp.Compare(a.Position.Column, b.Position.Column))
	})
	if p.total == 1 {
		return p.list[0]
	}
	shown := p.list[:min(len(p.list), maxProblems)]
	var text strings.Builder
	fmt.Fprintf(&text, "%s has %d problems, and nothing of it was taken:", p.file, p.total)
	all := make([]error, len(shown))
	for i, one := range shown {
		fmt.Fprintf(&text, "\n  %s", one)
		all[i] = one
	}
	if more := p.total - len(shown); more > 0 {
		fmt.Fprintf(&text, "\n  … and %d more: mend these first", more)
	}
	return &graph.Error{Code: graph.Invalid, Detail: text.String(), Err: errors.Join(all...)}
}
