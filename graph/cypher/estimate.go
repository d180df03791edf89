package cypher

import (
	"math"
	"strconv"
	"strings"
)

// unknown is what a number or the length of a list is taken for that the text does
// not tell: enough that the product of several is seen to be large.
const unknown = 64

// estimate is what an expression comes to, as far as the numbers in it and in the
// parameters tell.
func (s *sizes) estimate(item []token) float64 {
	a := arithmetic{sizes: s, rest: item}
	n := a.sum()
	if len(a.rest) > 0 {
		return s.largest(item)
	}
	return n
}

// arithmetic reads a sum by recursive descent.
type arithmetic struct {
	*sizes
	rest []token
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
		return unknown
	case a.accept("+"):
		return a.factor()
	case a.accept("-"):
		return -a.factor()
	case a.rest[0].is("(") && len(a.rest) > closes(a.rest):
		inside := arithmetic{sizes: a.sizes, rest: a.rest[1:closes(a.rest)]}
		a.rest = a.rest[closes(a.rest)+1:]
		return inside.sum()
	}
	operand := a.rest[:operandLength(a.rest)]
	a.rest = a.rest[len(operand):]
	if len(operand) == 1 {
		if n, ok := a.known(operand[0]); ok {
			return n
		}
	}
	return a.largest(operand)
}

// operandLength is of how many tokens the operand at item[0] is: a value with the
// properties, arguments and indexes behind it.
func operandLength(item []token) int {
	n := 1
	if item[0].is("[") || item[0].is("{") {
		n = closes(item) + 1
	}
	for n < len(item) {
		switch {
		case item[n].is("."):
			n += 2
		case item[n].is("("), item[n].is("["), item[n].is("{"):
			n += closes(item[n:]) + 1
		default:
			return n
		}
	}
	return min(n, len(item))
}

// closes is where the bracket at item[0] is closed, or the end.
func closes(item []token) int {
	depth := 0
	for i, t := range item {
		switch {
		case t.kind != symbol:
		case t.is("("), t.is("["), t.is("{"):
			depth++
		case t.is(")"), t.is("]"), t.is("}"):
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(item)
}

// largest is the largest number that stands in an expression, which a function, an
// index or a property may pick; unknown if there is none.
func (s *sizes) largest(item []token) float64 {
	most := 0.0
	for i := 0; i < len(item); i++ {
		t := item[i]
		switch {
		case t.isName() && i > 0 && item[i-1].is("."):
			most = max(most, clock[strings.ToLower(t.value)])
		case t.isName() && i+1 < len(item) && item[i+1].is("("):
			most = max(most, clock[strings.ToLower(t.value)])
			if measures[upper(t.value)] {
				i += closes(item[i+1:]) + 1
			}
		default:
			most = max(most, s.holds(t))
		}
	}
	if most == 0 {
		return unknown
	}
	return most
}

// clock are the functions and properties that are large by themselves.
var clock = map[string]float64{
	"timestamp": 2e12, "epochmillis": 2e12, "milliseconds": 1e11, "microseconds": 1e14, "nanoseconds": 1e17,
	"epochseconds": 2e9, "nanosecond": 1e9,
}

// holds is the largest number that a token stands for or holds; 0 if it holds none.
func (s *sizes) holds(t token) float64 {
	if n, ok := s.known(t); ok {
		return n
	}
	switch t.kind {
	case text:
		return within(t.value)
	case parameter:
		return within(s.parameters[t.value])
	}
	return 0
}

// within is the largest number in a value.
func within(v any) float64 {
	most := 0.0
	switch v := v.(type) {
	case int:
		return float64(v)
	case int64:
		return float64(v)
	case float64:
		return v
	case string:
		if n, err := strconv.ParseFloat(v, 64); err == nil {
			return n
		}
	case []any:
		for _, item := range v {
			most = max(most, within(item))
		}
	case map[string]any:
		for _, item := range v {
			most = max(most, within(item))
		}
	}
	return most
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
