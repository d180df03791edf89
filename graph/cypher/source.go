package cypher

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"backchannel/graph"
)

// source is a text as an engine's lexer sees it: characters, each with its place
// in what the user wrote.
type source struct {
	text  string
	runes []rune
	at    []int // byte offset of each rune, and of the end
}

// read turns text into characters. Neo4j decodes \uXXXX in the whole text before
// it looks for strings, names or comments; a backslash that follows another one
// begins no escape. Kuzu knows no such escapes.
func read(d graph.Dialect, text string) (source, error) {
	s := source{text: text}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			return s, fail(graph.Invalid, text, i, "the query is not valid UTF-8 here: send it as UTF-8")
		case d == graph.Neo4jDialect && strings.HasPrefix(text[i:], `\\`):
			s.add('\\', i)
			i++
		case d == graph.Neo4jDialect && strings.HasPrefix(text[i:], `\u`):
			if r, n = unescape(text[i:]); n == 0 {
				return s, fail(graph.Invalid, text, i, `\u needs four hexadecimal digits of a character: write \\u for a backslash followed by u`)
			}
		}
		s.add(r, i)
		i += n
	}
	s.at = append(s.at, len(text))
	return s, nil
}

func (s *source) add(r rune, at int) {
	s.runes = append(s.runes, r)
	s.at = append(s.at, at)
}

// unescape reads \uXXXX, or two of them that make one character, and returns the
// character and how many bytes it took; none if it cannot be read.
func unescape(s string) (rune, int) {
	hex := func(s string) rune {
		if len(s) < 6 || s[:2] != `\u` {
			return -1
		}
		v, err := strconv.ParseUint(s[2:6], 16, 16)
		if err != nil {
			return -1
		}
		return rune(v)
	}
	r := hex(s)
	switch {
	case r < 0:
		return 0, 0
	case !utf16.IsSurrogate(r):
		return r, 6
	}
	if pair := utf16.DecodeRune(r, hex(s[6:])); pair != utf8.RuneError {
		return pair, 12
	}
	return 0, 0
}

// peek returns the character at i, or 0 beyond the end.
func (s *source) peek(i int) rune {
	if i < len(s.runes) {
		return s.runes[i]
	}
	return 0
}

// starts tells whether the characters at i are those of prefix.
func (s *source) starts(i int, prefix string) bool {
	for _, r := range prefix {
		if s.peek(i) != r {
			return false
		}
		i++
	}
	return true
}
