package report

import (
	"encoding/json"

	"go.yaml.in/yaml/v3"

	"backchannel/graph/hypothesis"
)

// definition writes a hypothesis as a file that can be run again. JSON leaves out
// what is not there, so that the way leads over it.
func definition(h *hypothesis.Hypothesis) (string, error) {
	text, err := json.Marshal(h)
	if err != nil {
		return "", err
	}
	var n yaml.Node
	if err := yaml.Unmarshal(text, &n); err != nil {
		return "", err
	}
	plain(&n)
	out, err := yaml.Marshal(&n)
	return string(out), err
}

// plain takes away the quotes and braces of JSON, as far as YAML does without.
func plain(n *yaml.Node) {
	n.Style = 0
	for _, c := range n.Content {
		plain(c)
	}
}
