package kuzustore

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"backchannel/graph"
	"backchannel/graph/cypher"
	"backchannel/graph/kuzustore/protocol"
)

// maxInlined is how many values a statement's parameters may hold, those in lists
// and maps counted, to be written into its text.
const maxInlined = 256

// reads makes a request of a statement that reads. Few parameters are written
// into the text: Kuzu crashes on a parameter inside a subquery, and takes none
// inside a recursive pattern. Many are bound: parsing ten thousand literals takes
// it a second.
func reads(st graph.Statement) (protocol.Request, error) {
	text, parameters := st.Text, st.Parameters
	for name, v := range parameters {
		if err := representable(v); err != nil {
			return protocol.Request{}, graph.Errorf(graph.Invalid, "the parameter $%s cannot be given to Kuzu: %w", name, err)
		}
	}
	if values(parameters) <= maxInlined {
		var err error
		if text, err = cypher.Inline(graph.KuzuDialect, st); err != nil {
			return protocol.Request{}, err
		}
		parameters = nil
	} else {
		parameters = sendable(parameters).(map[string]any)
	}
	return protocol.Request{Op: protocol.Run, Statements: []protocol.Statement{{Text: text, Parameters: parameters}}}, nil
}

// sendable puts times into the form in which parameters are sent.
func sendable(v any) any {
	switch v := v.(type) {
	case time.Time:
		return protocol.Instant(v.UnixMicro())
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = sendable(x)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, x := range v {
			out[k] = sendable(x)
		}
		return out
	}
	return v
}

// values counts the values in v.
func values(v any) int {
	n := 0
	switch v := v.(type) {
	case map[string]any:
		for _, x := range v {
			n += values(x)
		}
	case []any:
		for _, x := range v {
			n += values(x)
		}
	case []string:
		n = len(v)
	default:
		n = 1
	}
	return n
}

// keeps tells whether Kuzu can keep every text in v as it is.
func keeps(v any) bool {
	switch v := v.(type) {
	case string:
		return utf8.ValidString(v) && !strings.Contains(v, "\x00")
	case []any:
		return !slices.ContainsFunc(v, func(x any) bool { return !keeps(x) })
	case []string:
		return !slices.ContainsFunc(v, func(x string) bool { return !keeps(x) })
	case map[string]any:
		for _, x := range v {
			if !keeps(x) {
				return false
			}
		}
	}
	return true
}

// representable refuses what Kuzu would silently make something else of: maps in
// one list whose fields differ take one another's, and a backtick in a field's
// name is doubled.
func representable(v any) error {
	switch v := v.(type) {
	case []any:
		var fields []string
		for _, x := range v {
			if err := representable(x); err != nil {
				return err
			}
			m, ok := x.(map[string]any)
			if !ok {
				continue
			}
			names := slices.Sorted(maps.Keys(m))
			if fields != nil && !slices.Equal(fields, names) {
				return errors.New("the maps of a list must have the same fields; give each all of them, with null where there is nothing")
			}
			fields = names
		}
	case map[string]any:
		for k, x := range v {
			if strings.ContainsAny(k, "`\x00") {
				return fmt.Errorf("the field %q has a name that Kuzu does not take", k)
			}
			if err := representable(x); err != nil {
				return err
			}
		}
	}
	return nil
}
