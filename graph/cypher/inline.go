package cypher

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"backchannel/graph"
)

// Inline returns the text of s with its parameters replaced by literals, ready
// to paste into the engine's own console. It takes nil, booleans, numbers,
// strings, times, durations, and lists and maps of them. A parameter without a
// value, or a value that the dialect has no literal for, is invalid.
func Inline(d graph.Dialect, s graph.Statement) (string, error) {
	tokens, err := lex(d, s.Text)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	done := 0
	for _, t := range tokens {
		if t.kind != parameter {
			continue
		}
		v, ok := s.Parameters[t.value]
		if !ok {
			return "", fail(graph.Invalid, s.Text, t.from, "the parameter $%s has no value: give it one", t.value)
		}
		literal, err := Literal(d, v)
		if err != nil {
			return "", fail(graph.Invalid, s.Text, t.from, "the parameter $%s cannot be written into the query: %w", t.value, err)
		}
		b.WriteString(s.Text[done:t.from])
		b.WriteString(literal)
		done = t.to
	}
	b.WriteString(s.Text[done:])
	return b.String(), nil
}

// Literal writes v as an expression of the dialect.
func Literal(d graph.Dialect, v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "null", nil
	case time.Time:
		if d == graph.Neo4jDialect {
			return "datetime(" + Quote(d, v.UTC().Format(time.RFC3339Nano)) + ")", nil
		}
		return "timestamp(" + Quote(d, v.UTC().Format("2006-01-02T15:04:05.999999Z")) + ")", nil
	case time.Duration:
		if d == graph.Neo4jDialect {
			return "duration({nanoseconds: " + integer(v.Nanoseconds()) + "})", nil
		}
		return "to_microseconds(" + integer(v.Microseconds()) + ")", nil
	}
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Bool:
		return strconv.FormatBool(r.Bool()), nil
	case reflect.String:
		return Quote(d, r.String()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return integer(r.Int()), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return strconv.FormatUint(r.Uint(), 10), nil
	case reflect.Float32, reflect.Float64:
		return float(d, r.Float()), nil
	case reflect.Pointer:
		if r.IsNil() {
			return "null", nil
		}
		return Literal(d, r.Elem().Interface())
	case reflect.Slice, reflect.Array:
		items := make([]string, r.Len())
		for i := range items {
			item, err := Literal(d, r.Index(i).Interface())
			if err != nil {
				return "", err
			}
			items[i] = item
		}
		return "[" + strings.Join(items, ", ") + "]", nil
	case reflect.Map:
		return mapping(d, r)
	}
	return "", graph.Errorf(graph.Invalid, "there is no literal for %T", v)
}

func mapping(d graph.Dialect, r reflect.Value) (string, error) {
	if r.Type().Key().Kind() != reflect.String {
		return "", graph.Errorf(graph.Invalid, "the keys of a map must be strings")
	}
	if r.Len() == 0 && d == graph.KuzuDialect {
		return "", graph.Errorf(graph.Invalid, "Kuzu has no literal for an empty map")
	}
	keys := r.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	fields := make([]string, len(keys))
	for i, k := range keys {
		item, err := Literal(d, r.MapIndex(k).Interface())
		if err != nil {
			return "", err
		}
		fields[i] = Identifier(d, k.String()) + ": " + item
	}
	return "{" + strings.Join(fields, ", ") + "}", nil
}

// integer puts a negative number in parentheses, so that it stays one operand.
func integer(v int64) string {
	if v < 0 {
		return fmt.Sprintf("(%d)", v)
	}
	return strconv.FormatInt(v, 10)
}

func float(d graph.Dialect, v float64) string {
	kuzu := d == graph.KuzuDialect
	switch {
	case math.IsNaN(v) && kuzu:
		return "cast('nan', 'DOUBLE')"
	case math.IsNaN(v):
		return "NaN"
	case math.IsInf(v, 1) && kuzu:
		return "cast('inf', 'DOUBLE')"
	case math.IsInf(v, -1) && kuzu:
		return "cast('-inf', 'DOUBLE')"
	case math.IsInf(v, 1):
		return "Infinity"
	case math.IsInf(v, -1):
		return "(-Infinity)"
	}
	s := strings.Replace(strconv.FormatFloat(v, 'g', -1, 64), "e+", "e", 1)
	if !strings.ContainsAny(s, ".e") {
		s += ".0"
	}
	if v < 0 {
		return "(" + s + ")"
	}
	return s
}
