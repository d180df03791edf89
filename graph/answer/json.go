package answer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"backchannel/graph"
)

// MarshalJSON writes values that JSON has no form for as text: NaN, Infinity and
// -Infinity; a time as RFC 3339 in UTC; a duration by ISO 8601 (PT1M30S).
// Integers are exact whatever their size: a reader that takes numbers for floats
// loses digits beyond 2^53.
func (a CypherAnswer) MarshalJSON() ([]byte, error) {
	type plain CypherAnswer // without this method
	out := plain(a)
	out.Rows = make([][]any, len(a.Rows))
	for i, row := range a.Rows {
		out.Rows[i] = jsonList(row)
	}
	out.Graph = Subgraph{Nodes: make([]graph.Node, len(a.Graph.Nodes)), Relationships: make([]graph.Relationship, len(a.Graph.Relationships))}
	for i, n := range a.Graph.Nodes {
		out.Graph.Nodes[i] = jsonNode(n)
	}
	for i, r := range a.Graph.Relationships {
		out.Graph.Relationships[i] = jsonRelationship(r)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // no other answer does
	err := e.Encode(out)
	return b.Bytes(), err
}

// jsonValue turns a value of graph.Table into one that JSON can hold.
func jsonValue(v any) any {
	switch v := v.(type) {
	case nil, bool, int64, string:
		return v
	case float64:
		switch {
		case math.IsNaN(v):
			return "NaN"
		case math.IsInf(v, 1):
			return "Infinity"
		case math.IsInf(v, -1):
			return "-Infinity"
		}
		return v
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	case time.Duration:
		return isoDuration(v)
	case []any:
		return jsonList(v)
	case map[string]any:
		return jsonMap(v)
	case graph.Node:
		return jsonNode(v)
	case graph.Relationship:
		return jsonRelationship(v)
	case graph.Walk:
		w := graph.Walk{Nodes: make([]graph.Node, len(v.Nodes)), Relationships: make([]graph.Relationship, len(v.Relationships))}
		for i, n := range v.Nodes {
			w.Nodes[i] = jsonNode(n)
		}
		for i, r := range v.Relationships {
			w.Relationships[i] = jsonRelationship(r)
		}
		return w
	}
	return fmt.Sprint(v)
}

func jsonList(l []any) []any {
	out := make([]any, len(l))
	for i, v := range l {
		out[i] = jsonValue(v)
	}
	return out
}

func jsonMap(m map[string]any) map[string]any {
	out := make(map[string]any, len(m))
	for name, v := range m {
		out[name] = jsonValue(v)
	}
	return out
}

func jsonNode(n graph.Node) graph.Node {
	n.Properties = jsonMap(n.Properties)
	if n.Labels == nil {
		n.Labels = []string{}
	}
	return n
}

func jsonRelationship(r graph.Relationship) graph.Relationship {
	r.Properties = jsonMap(r.Properties)
	return r
}

// isoDuration writes a duration with a day of 24 hours: P2DT3H4M5.5S.
func isoDuration(d time.Duration) string {
	if d == 0 {
		return "PT0S"
	}
	var b strings.Builder
	left := uint64(d)
	if d < 0 {
		b.WriteByte('-')
		left = -left
	}
	b.WriteByte('P')
	const second = uint64(time.Second)
	if days := left / (24 * 3600 * second); days > 0 {
		fmt.Fprintf(&b, "%dD", days)
		left %= 24 * 3600 * second
	}
	if left == 0 {
		return b.String()
	}
	b.WriteByte('T')
	for _, unit := range []struct {
		size uint64
		name byte
	}{{3600 * second, 'H'}, {60 * second, 'M'}} {
		if n := left / unit.size; n > 0 {
			b.WriteString(strconv.FormatUint(n, 10))
			b.WriteByte(unit.name)
			left %= unit.size
		}
	}
	if left > 0 {
		seconds := fmt.Sprintf("%d.%09d", left/second, left%second)
		b.WriteString(strings.TrimRight(strings.TrimRight(seconds, "0"), "."))
		b.WriteByte('S')
	}
	return b.String()
}
