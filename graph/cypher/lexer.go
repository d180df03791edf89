package cypher

import (
	"slices"
	"strings"
	"unicode"

	"backchannel/graph"
)

// lex cuts the text of a query into tokens, the last of which is the end.
//
// Where the engines would read a text otherwise than one another, or than
// people, it is stricter than both: it takes no character that one of them
// overlooks, no number that runs into a word, and in Kuzu no comment that ends
// elsewhere than it seems to.
func lex(d graph.Dialect, text string) ([]token, error) {
	s, err := read(d, text)
	if err != nil {
		return nil, err
	}
	l := lexer{source: s, dialect: d}
	for {
		t, err := l.next()
		if err != nil {
			return nil, err
		}
		l.tokens = append(l.tokens, t)
		if t.kind == end {
			return l.tokens, nil
		}
	}
}

type lexer struct {
	source
	dialect graph.Dialect
	i       int // the next character
	tokens  []token
}

func (l *lexer) next() (token, error) {
	if err := l.blank(); err != nil {
		return token{}, err
	}
	from := l.i
	make := func(k kind, value string) (token, error) {
		return token{kind: k, value: value, from: l.at[from], to: l.at[l.i]}, nil
	}
	r := l.peek(l.i)
	switch {
	case l.i >= len(l.runes):
		return make(end, "")
	case r == '\'' || r == '"':
		value, err := l.literal(r)
		if err != nil {
			return token{}, err
		}
		return make(text, value)
	case r == '`':
		value, err := l.name()
		if err != nil {
			return token{}, err
		}
		return make(quoted, value)
	case r == '$' && isDigit(l.peek(l.i+1)):
		l.i++
		return make(parameter, l.while(isDigit))
	case r == '$' && isStart(l.peek(l.i+1)):
		l.i++
		return make(parameter, l.while(isPart))
	case r == '$' && l.peek(l.i+1) == '`':
		l.i++
		value, err := l.name()
		if err != nil {
			return token{}, err
		}
		return make(parameter, value)
	case isDigit(r) || r == '.' && isDigit(l.peek(l.i+1)):
		value, err := l.number()
		if err != nil {
			return token{}, err
		}
		return make(number, value)
	case isStart(r):
		return make(word, l.while(isPart))
	}
	if op := l.operator(); op != "" {
		return make(symbol, op)
	}
	return token{}, l.fail(l.i, "the character %q (U+%04X) has no meaning here: remove it, or put it into a string or a name in backticks", r, r)
}

func (l *lexer) fail(i int, format string, args ...any) error {
	return fail(graph.Invalid, l.text, l.at[i], format, args...)
}

func (l *lexer) while(class func(rune) bool) string {
	from := l.i
	for l.i < len(l.runes) && class(l.runes[l.i]) {
		l.i++
	}
	return string(l.runes[from:l.i])
}

// blank passes over white space and comments.
func (l *lexer) blank() error {
	for {
		switch from := l.i; {
		case isSpace(l.peek(l.i)):
			l.i++
		case l.starts(l.i, "//"):
			l.while(func(r rune) bool { return r != '\n' && r != '\r' })
			if l.dialect == graph.KuzuDialect && l.peek(l.i) == '\r' && l.i+1 < len(l.runes) && l.peek(l.i+1) != '\n' {
				return l.fail(l.i, "a carriage return alone does not end a comment in Kuzu: end the line with a line feed")
			}
		case l.starts(l.i, "/*"):
			for l.i += 2; !l.starts(l.i, "*/"); l.i++ {
				if l.i >= len(l.runes) {
					return l.fail(from, "this comment is not closed: end it with */")
				}
			}
			stars := 0
			for l.i-stars > from+2 && l.runes[l.i-stars-1] == '*' {
				stars++
			}
			// Kuzu reads a star and the character after it as a pair.
			if l.dialect == graph.KuzuDialect && stars%2 == 1 {
				return l.fail(from, "Kuzu does not end this comment where it seems to end: put a space before */")
			}
			l.i += 2
		default:
			return nil
		}
	}
}

// literal reads a string. Kuzu lets a backslash stand before the few characters
// of an escape and reads them as themselves, also n in \n; Neo4j decodes those
// that it knows and keeps the backslash before any other character.
func (l *lexer) literal(quote rune) (string, error) {
	from := l.i
	var b strings.Builder
	for l.i++; l.i < len(l.runes); l.i++ {
		r := l.runes[l.i]
		switch {
		case r == quote:
			l.i++
			return b.String(), nil
		case r == 0:
			return "", l.fail(l.i, "a query cannot hold the character zero: pass the string as a parameter")
		case r != '\\':
			b.WriteRune(r)
			continue
		}
		l.i++
		escaped := l.peek(l.i)
		switch decoded, known := neo4jEscapes[escaped]; {
		case l.i >= len(l.runes):
		case l.dialect == graph.Neo4jDialect && known:
			b.WriteRune(decoded)
		case l.dialect == graph.Neo4jDialect:
			b.WriteRune('\\')
			l.i--
		case !l.kuzuEscape():
			return "", l.fail(l.i-1, `Kuzu does not know the escape \%c: write \\ for a backslash`, escaped)
		default:
			b.WriteRune(escaped)
		}
	}
	return "", l.fail(from, "this string is not closed: end it with %c", quote)
}

var neo4jEscapes = map[rune]rune{
	'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', '\'': '\'', '"': '"', '\\': '\\',
}

// kuzuEscape tells whether Kuzu's lexer takes a backslash before the next
// character. After u there must be hexadecimal digits.
func (l *lexer) kuzuEscape() bool {
	r := l.peek(l.i)
	if r != 'u' && r != 'U' {
		return strings.ContainsRune(`\'"bBfFnNrRtT`, r)
	}
	for n := 1; n <= 4; n++ {
		if !unicode.Is(unicode.ASCII_Hex_Digit, l.peek(l.i+n)) {
			return false
		}
	}
	return true
}

// name reads a name in backticks. Two backticks are one in Neo4j and two in Kuzu.
func (l *lexer) name() (string, error) {
	from := l.i
	var b strings.Builder
	for l.i++; l.i < len(l.runes); l.i++ {
		switch r := l.runes[l.i]; {
		case r == 0:
			return "", l.fail(l.i, "a name cannot hold the character zero")
		case r != '`':
			b.WriteRune(r)
		case l.peek(l.i+1) == '`':
			l.i++
			b.WriteRune('`')
			if l.dialect == graph.KuzuDialect {
				b.WriteRune('`')
			}
		default:
			l.i++
			if b.Len() == 0 {
				return "", l.fail(from, "a name cannot be empty")
			}
			return b.String(), nil
		}
	}
	return "", l.fail(from, "this name is not closed: end it with a backtick")
}

// number reads an unsigned number. A dot that is not followed by a digit is none
// of its own: 1..3 is a range.
func (l *lexer) number() (string, error) {
	from := l.i
	neo4j := l.dialect == graph.Neo4jDialect
	digits := func() string {
		return l.while(func(r rune) bool { return isDigit(r) || neo4j && r == '_' })
	}
	if neo4j && (l.starts(l.i, "0x") || l.starts(l.i, "0o")) {
		l.i += 2
		l.while(isPart)
	} else {
		whole := digits()
		if l.peek(l.i) == '.' && isDigit(l.peek(l.i+1)) {
			l.i++
			digits()
		} else if len(whole) > 1 && whole[0] == '0' {
			return "", l.fail(from, "a number cannot begin with 0: leave it out")
		}
		l.exponent(digits)
	}
	if r := l.peek(l.i); isPart(r) || r == '`' {
		return "", l.fail(from, "this number runs into a word: put a space between them")
	}
	value := string(l.runes[from:l.i])
	if strings.Contains(value, "__") || strings.HasSuffix(value, "_") {
		return "", l.fail(from, "underscores in a number stand between digits")
	}
	return value, nil
}

func (l *lexer) exponent(digits func() string) {
	if r := l.peek(l.i); r != 'e' && r != 'E' {
		return
	}
	i := l.i + 1
	if r := l.peek(i); r == '-' || r == '+' && l.dialect == graph.Neo4jDialect {
		i++
	}
	if isDigit(l.peek(i)) {
		l.i = i
		digits()
	}
}

// operators, the longest first.
var (
	operators     = []string{"..", "<=", ">=", "<>", "!=", "=~", "+=", "::", ":="}
	kuzuOperators = append([]string{"<<", ">>"}, operators...)
	neo4jOnly     = append([]string{"||"}, operators...)
)

func (l *lexer) operator() string {
	long := kuzuOperators
	if l.dialect == graph.Neo4jDialect {
		long = neo4jOnly
	}
	if i := slices.IndexFunc(long, func(op string) bool { return l.starts(l.i, op) }); i >= 0 {
		l.i += len(long[i])
		return long[i]
	}
	r := l.peek(l.i)
	switch {
	case strings.ContainsRune("()[]{},.;:|&!%+-*/^=<>$", r) && r != 0:
	case strings.ContainsRune("\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", r):
		r = '-' // both engines take these for the line of an arrow
	case strings.ContainsRune("\u27e8\u3008\ufe64\uff1c", r):
		r = '<'
	case strings.ContainsRune("\u27e9\u3009\ufe65\uff1e", r):
		r = '>'
	default:
		return ""
	}
	l.i++
	return string(r)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isSpace holds what both engines take for white space.
func isSpace(r rune) bool {
	switch {
	case r >= '\t' && r <= '\r', r >= 0x1c && r <= ' ', r == 0xa0, r == 0x1680,
		r >= 0x2000 && r <= 0x200a, r == 0x2028, r == 0x2029, r == 0x202f, r == 0x205f, r == 0x3000:
		return true
	}
	return false
}

func isStart(r rune) bool { return unicode.In(r, unicode.L, unicode.Nl, unicode.Pc) }

func isPart(r rune) bool {
	return isStart(r) || unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Sc)
}
