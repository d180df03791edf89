package cypher

import (
	"strings"

	"backchannel/graph"
)

type kind uint8

const (
	end       kind = iota // after the last token
	word                  // an unquoted name or keyword
	quoted                // a name in backticks
	text                  // a string literal
	number                // an unsigned number
	parameter             // $name
	symbol                // an operator or a bracket
)

// token is a lexical unit. Its value is what the engine reads: a string without
// quotes and escapes, a name without backticks, a parameter without its sign.
type token struct {
	kind  kind
	value string
	from  int // where it begins in the source, in bytes
	to    int // where it ends

	tight bool // printed without a space before it
}

// is tells whether t is the keyword or symbol s, given in upper case.
func (t token) is(s string) bool {
	return (t.kind == word || t.kind == symbol) && strings.EqualFold(t.value, s)
}

// isName tells whether t can name something.
func (t token) isName() bool { return t.kind == word || t.kind == quoted }

// String is the token as messages show it.
func (t token) String() string {
	switch t.kind {
	case end:
		return "the end"
	case text:
		return "a string"
	case parameter:
		return "$" + t.value
	case quoted:
		return "`" + t.value + "`"
	}
	return t.value
}

// position is the place of byte offset at in source.
func position(source string, at int) *graph.Position {
	before := source[:min(at, len(source))]
	line := strings.LastIndexByte(before, '\n') + 1
	return &graph.Position{
		Line:   1 + strings.Count(before, "\n"),
		Column: 1 + len([]rune(before[line:])),
	}
}

// fail makes an error about the place at in source.
func fail(code graph.Code, source string, at int, format string, args ...any) *graph.Error {
	err := graph.Errorf(code, format, args...)
	err.Position = position(source, at)
	return err
}
