package cypher

import (
	"math"
	"strconv"
	"strings"

	"backchannel/graph"
)

// Neo4j counts the memory of rows, but not that of a list which one expression
// makes, and does not heed a transaction's end while it makes one. A list of a
// hundred million numbers takes a server with 2 GB to the edge of its memory and
// keeps it there for minutes. So the guard counts, as far as numbers in the text
// and parameters tell: how long a range is, and how many values a comprehension
// makes with those inside of it. Kuzu runs in a process whose memory is watched.

// maxElements is how long a range may be in Neo4j, which makes its numbers as they
// are asked for, and how many values all lists of a query may have that are made.
const maxElements = 10_000_000

// sizes are what is known of numbers and of the lengths of lists.
type sizes struct {
	parameters map[string]any
	numbers    map[string]float64 // by the variable that holds them
	lengths    map[string]float64
	times      float64 // how often the list is made that is being read, to be kept
	made       float64 // values of all lists so far
}

func newSizes(parameters map[string]any) sizes {
	return sizes{parameters: parameters, numbers: map[string]float64{}, lengths: map[string]float64{}, times: 1}
}

// note remembers what a variable holds.
func (s *sizes) note(variable string, item []token) {
	delete(s.numbers, variable)
	delete(s.lengths, variable)
	if n, ok := s.number(item); ok {
		s.numbers[variable] = n
	}
	if n := s.elements(item); n > 1 {
		s.lengths[variable] = n
	}
}

// elements is how long a list is that an expression takes from ranges; 1 if that
// cannot be told.
func (s *sizes) elements(item []token) float64 {
	total := 0.0
	for i := range item {
		switch {
		case i > 0 && item[i-1].is("."):
		case isRange(item[i]) && i+1 < len(item) && item[i+1].is("("):
			total += s.rangeLength(item[i+2:])
		case item[i].isName():
			total += s.lengths[item[i].value]
		}
	}
	return max(total, 1)
}

func isRange(t token) bool { return t.isName() && strings.EqualFold(t.value, "range") }

// rangeLength is how many numbers a range has whose arguments begin at item[0]; 0
// if that cannot be told.
func (s *sizes) rangeLength(item []token) float64 {
	bounds, depth, from := []float64{}, 0, 0
	for i, t := range item {
		switch {
		case t.is("("), t.is("["), t.is("{"):
			depth++
		case depth > 0 && (t.is(")") || t.is("]") || t.is("}")):
			depth--
		case depth == 0 && (t.is(",") || t.is(")")):
			n, ok := s.number(item[from:i])
			if !ok {
				return 0
			}
			if bounds, from = append(bounds, n), i+1; t.is(",") {
				continue
			}
			if len(bounds) == 2 {
				bounds = append(bounds, 1)
			}
			if len(bounds) != 3 || bounds[2] == 0 {
				return 0
			}
			return max(0, math.Floor((bounds[1]-bounds[0])/bounds[2])+1)
		}
	}
	return 0
}

// number is what arithmetic on known numbers comes to.
func (s *sizes) number(item []token) (float64, bool) {
	a := arithmetic{sizes: s, rest: item, ok: true}
	n := a.sum()
	return n, a.ok && len(a.rest) == 0
}

// arithmetic reads a sum by recursive descent.
type arithmetic struct {
	*sizes
	rest []token
	ok   bool
}

func (a *arithmetic) accept(sign string) bool {
	if len(a.rest) == 0 || !a.rest[0].is(sign) {
		return false
	}
	a.rest = a.rest[1:]
	return true
}

func (a *arithmetic) sum() float64 {
	for n := a.product(); ; {
		switch {
		case a.accept("+"):
			n += a.product()
		case a.accept("-"):
			n -= a.product()
		default:
			return n
		}
	}
}

func (a *arithmetic) product() float64 {
	for n := a.power(); ; {
		switch {
		case a.accept("*"):
			n *= a.power()
		case a.accept("/"):
			n /= a.power()
		case a.accept("%"):
			n = math.Mod(n, a.power())
		default:
			return n
		}
	}
}

func (a *arithmetic) power() float64 {
	n := a.factor()
	if a.accept("^") {
		return math.Pow(n, a.power())
	}
	return n
}

func (a *arithmetic) factor() float64 {
	switch {
	case len(a.rest) == 0:
	case a.accept("+"):
		return a.factor()
	case a.accept("-"):
		return -a.factor()
	case a.accept("("):
		n := a.sum()
		a.ok = a.ok && a.accept(")")
		return n
	default:
		t := a.rest[0]
		a.rest = a.rest[1:]
		if n, ok := a.known(t); ok {
			return n
		}
	}
	a.ok = false
	return 0
}

// known is the number that a token stands for.
func (s *sizes) known(t token) (float64, bool) {
	switch t.kind {
	case number:
		if n, err := strconv.ParseInt(t.value, 0, 64); err == nil {
			return float64(n), true
		}
		n, err := strconv.ParseFloat(t.value, 64)
		return n, err == nil
	case parameter:
		switch n := s.parameters[t.value].(type) {
		case int64:
			return float64(n), true
		case int:
			return float64(n), true
		case float64:
			return n, true
		}
	case word, quoted:
		n, ok := s.numbers[t.value]
		return n, ok
	}
	return 0, false
}

// checkCall refuses a function, from start to here, that is or makes a list which
// is too long.
func (p *parser) checkCall(start int, name string) {
	call := p.tokens[start:p.i]
	switch {
	case isRange(call[0]):
		p.checkSize(start, p.sizes.rangeLength(call[2:]))
	case makesList[upper(name)]:
		p.checkMade(start, p.sizes.elements(call[1:]))
	}
}

// makesList are functions that make a list of the length of the one they are given.
var makesList = set("reverse toStringList toIntegerList toFloatList toBooleanList")

// checkMade counts a list of n values, as often as it is made, and refuses what
// becomes too much.
func (p *parser) checkMade(start int, n float64) {
	p.sizes.made += n * p.sizes.times
	p.checkSize(start, p.sizes.made)
}

// checkGrowth refuses a reduce from start to here whose text or list is put to
// itself, and so grows twofold or more, too often.
func (p *parser) checkGrowth(start int, times float64, body []token) {
	kept := p.tokens[start].value
	copies := 0.0
	for i, t := range body {
		joined := i > 0 && body[i-1].is("+") || i+1 < len(body) && body[i+1].is("+")
		if t.isName() && t.value == kept && joined {
			copies++
		}
	}
	if _, ok := p.sizes.number(p.tokens[start+2 : start+3]); copies > 1 && !ok {
		p.checkSize(start, math.Pow(copies, times))
	}
}

func (p *parser) checkSize(at int, n float64) {
	if p.dialect == graph.Neo4jDialect && n > maxElements {
		p.fail(graph.Refused, at, "the query makes lists or texts of %.3g values, and Neo4j cannot bear more than %d: take shorter ranges", n, maxElements)
	}
}

// repeated reads what is done for each of n values and kept.
func (p *parser) repeated(n float64, inside func()) {
	times := p.sizes.times
	p.sizes.times *= n
	inside()
	p.sizes.times = times
}

// takesOne are functions that keep nothing of a list but one value.
var takesOne = set("size head last isEmpty")

// alone reads what is thrown away once it has been looked at.
func (p *parser) alone(inside func()) {
	times := p.sizes.times
	p.sizes.times = 1
	inside()
	p.sizes.times = times
}
