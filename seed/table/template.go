package table

import (
	"bytes"
	"strconv"
	"strings"

	"backchannel/graph"
	"backchannel/seed"
)

// A template makes text from a row: "{sender}" is a cell by its column's name,
// "{3}" by its number, "{recipients.actor}" a cell of a joined row, "{@file}" and
// "{@line}" the row's place, "{mail|lower}" a cell in lower case; all else
// stands for itself, braces doubled. The zero template is empty text.
type template struct {
	parts []part
	given bool
}

type part struct {
	literal []byte
	slot    int // 0 is the table's row, the others are joined ones; literalSlot
	column  int // from 0; or one of the below
	filter  filter
}

const (
	literalSlot = -1
	fileColumn  = -1
	lineColumn  = -2
)

type filter byte

const (
	asIs filter = iota
	lower
	spaces // underscores become spaces
)

var filters = map[string]filter{"lower": lower, "spaces": spaces}

// columns finds where a name in a template points. It is what a table or a
// lookup knows of itself and its joins.
type columns interface {
	find(name string) (slot, column int, problem string)
}

// parse compiles a template; problem says what is wrong with it.
func parse(s string, c columns) (t template, problem string) {
	t.given = true
	var literal []byte
	flush := func() {
		if len(literal) > 0 {
			t.parts = append(t.parts, part{literal: literal, slot: literalSlot})
			literal = nil
		}
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '{' && strings.HasPrefix(s[i:], "{{"), s[i] == '}' && strings.HasPrefix(s[i:], "}}"):
			literal = append(literal, s[i])
			i++
		case s[i] == '{':
			end := strings.IndexByte(s[i:], '}')
			if end < 0 {
				return t, `a "{" without "}": name a column as in "{sender}", or write "{{" for the brace itself`
			}
			flush()
			name, how, _ := strings.Cut(s[i+1:i+end], "|")
			p := part{}
			if how != "" {
				var ok bool
				if p.filter, ok = filters[how]; !ok {
					return t, "there is no filter " + strconv.Quote(how) + ": use lower or spaces"
				}
			}
			switch name {
			case "@file":
				p.column = fileColumn
			case "@line":
				p.column = lineColumn
			default:
				if p.slot, p.column, problem = c.find(name); problem != "" {
					return t, problem
				}
			}
			t.parts = append(t.parts, p)
			i += end
		case s[i] == '}':
			return t, `a "}" without "{": write "}}" for the brace itself`
		default:
			literal = append(literal, s[i])
		}
	}
	flush()
	return t, ""
}

// scope is what a template is filled from: the table's row in slot 0 and the
// joined rows in the others, nil where there is none.
type scope struct {
	rows    []*row
	scratch []byte
}

func (s *scope) reset() { s.scratch = s.scratch[:0] }

// fill returns the template's text, valid until the scope is reset.
func (s *scope) fill(t *template) []byte {
	if len(t.parts) == 1 && t.parts[0].column != lineColumn {
		return s.part(&t.parts[0])
	}
	start := len(s.scratch)
	for i := range t.parts {
		if p := &t.parts[i]; p.column == lineColumn {
			s.scratch = strconv.AppendInt(s.scratch, int64(s.rows[p.slot].line), 10)
		} else {
			s.scratch = append(s.scratch, s.part(p)...)
		}
	}
	return s.scratch[start:]
}

func (s *scope) part(p *part) []byte {
	if p.slot == literalSlot {
		return p.literal
	}
	r := s.rows[p.slot]
	if r == nil {
		return nil
	}
	if p.column == fileColumn {
		return []byte(r.file.name)
	}
	cell := r.cells[p.column]
	switch p.filter {
	case lower:
		return bytes.ToLower(cell)
	case spaces:
		return bytes.ReplaceAll(cell, []byte{'_'}, []byte{' '})
	}
	return cell
}

// problem is one with the first cell that the template takes.
func (s *scope) problem(t *template, reason string) seed.Problem {
	for _, p := range t.parts {
		if p.slot != literalSlot && s.rows[p.slot] != nil {
			r := s.rows[p.slot]
			if p.column < 0 {
				return seed.Problem{Position: graph.Position{File: r.file.name, Line: r.line}, Reason: reason}
			}
			return problemAt(r, r.starts[p.column], reason)
		}
	}
	return seed.Problem{Position: graph.Position{File: s.rows[0].file.name, Line: s.rows[0].line}, Reason: reason}
}
