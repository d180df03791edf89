package yamlfile

import (
	"encoding/json"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// value is the node as JSON knows it. Times stay text, because "2017-07" has a
// meaning that a date has not, and so do numbers as JSON does not write them,
// such as 0x1F, 007 and .inf.
func value(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = value(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		l := make([]any, len(n.Content))
		for i, c := range n.Content {
			l[i] = value(c)
		}
		return l
	}
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		var b bool
		if n.Decode(&b) == nil {
			return b
		}
	case "!!int", "!!float":
		if !json.Valid([]byte(n.Value)) {
			break
		}
		// The validator computes with a number's text: one that a float holds keeps
		// 1e-999999999 from becoming a fraction of a billion digits.
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return json.Number(strconv.FormatFloat(f, 'g', -1, 64))
		}
	}
	return n.Value
}
