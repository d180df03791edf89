package kuzustore

import (
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
	if values(parameters) <= maxInlined {
		var err error
		if text, err = cypher.Inline(graph.KuzuDialect, st); err != nil {
			return protocol.Request{}, err
		}
		parameters = nil
	}
	return protocol.Request{Op: protocol.Run, Statements: []protocol.Statement{{Text: text, Parameters: parameters}}}, nil
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
