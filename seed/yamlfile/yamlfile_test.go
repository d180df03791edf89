package yamlfile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"backchannel/graph"
)

var schema = Compile("test", []byte(`{
	"required": ["id", "tables"],
	"properties": {
		"id": {"type": ["string", "number", "boolean"]},
		"on": {"type": "boolean"},
		"many": {"type": "integer", "maximum": 10},
		"tables": {"type": ["string", "object", "array"], "items": {"$ref": "#/$defs/table"}}
	},
	"additionalProperties": false,
	"$defs": {"table": {"type": "object", "properties": {"b": true, "a": true}, "additionalProperties": false}}
}`))

func read(t *testing.T, text string) (root *yaml.Node, mistakes []string) {
	t.Helper()
	root = schema.Read([]byte(text), func(at graph.Position, format string, args ...any) {
		mistakes = append(mistakes, fmt.Sprintf("%d:%d %s", at.Line, at.Column, fmt.Sprintf(format, args...)))
	})
	require.Equal(t, root == nil, len(mistakes) > 0)
	return root, mistakes
}

func TestWhatIsNoPlainYAMLIsRefusedWithItsPlace(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                    {"1:0 the file is empty: it needs id and tables"},
		"# nothing":                           {"1:0 the file is empty"},
		"id: x\ntables: [":                    {"2:0 this is not YAML: did not find"},
		"id: x\na: b: c":                      {"2:0 this is not YAML: mapping values"},
		"id: x\n\ntables: *y":                 {"3:0 this is not YAML: unknown anchor 'y'"},
		"id: x\n---\nid: y":                   {"2:1 a second document"},
		"id: x\n---\n- [":                     {"3:0 this is not YAML"},
		"id: &x y\ntables: *x":                {"2:9 *x repeats another part"},
		"id: x\n<<: {id: y}":                  {"2:1 a field must have a simple name"},
		"? [x]\n: y":                          {"1:3 a field must have a simple name"},
		"id: x\nid: y\nt: {id: 1, id: 2}":     {`2:1 "id" stands here a second time, after line 1`, `3:12 "id" stands here a second time, after line 3`},
		strings.Repeat("a: b\n", maxFields+1): {"1:1 there are more than 1000 fields here"},
	} {
		_, got := read(t, text)
		require.Len(t, got, len(want), "%q: %v", text, got)
		for i := range want {
			require.Contains(t, got[i], want[i], text)
		}
	}
}

// A scalar is what YAML takes it for, if JSON has that; else it stays text.
func TestScalarsAsJSON(t *testing.T) {
	for text, valid := range map[string]bool{
		"id: x": true, "id: 2017-07-11": true, "id: 1984": true, "id: true": true, "id: null": false, "id: ": false, "id: [x]": false,
		"on: true": true, "on: True": true, "on: yes": false, `on: "true"`: false, "on: !!bool x": false,
		"many: 10": true, "many: -10": true, "many: +10": false, "many: 010": false, "id: 007": true, "many: 1e1": true, "many: 11": false, "many: 1.5": false,
		"many: 0x1": false, "many: 1_0": false, "many: .inf": false, "many: .nan": false, "id: 0x1F": true, "id: .inf": true,
		"many: 1e-999999999": true, "many: 1e999999999": false, "many: 18446744073709551616": false,
	} {
		root, _ := read(t, text)
		require.NotNil(t, root, text)
		invalid, err := schema.Validate(root)
		require.NoError(t, err)
		wrong := 0
		if invalid != nil {
			for _, c := range invalid.Causes {
				if len(c.InstanceLocation) > 0 {
					wrong++
				}
			}
		}
		require.Equal(t, valid, wrong == 0, "%q: %v", text, invalid)
	}
}

func TestPlaces(t *testing.T) {
	root, _ := read(t, "id: x\ntables:\n  - a: 1\n  - {b: 2, c: 3, d: 4}\n")
	at, field := Locate(root, []string{"tables", "1", "c"})
	require.Equal(t, graph.Position{Line: 4, Column: 15}, Place(at))
	require.Equal(t, "c", field)
	at, field = Locate(root, []string{"tables", "7"})
	require.Equal(t, graph.Position{Line: 3, Column: 3}, Place(at))
	require.Equal(t, "tables", field)
	at, field = Locate(root, nil)
	require.Same(t, root, at)
	require.Empty(t, field)
	at, _ = Locate(root, []string{"tables", "1"})
	require.Equal(t, graph.Position{Line: 4, Column: 12}, Place(Key(at, "d", "c")))
	require.Same(t, at, Key(at, "e"))
}

func TestWhatASchemaAllowsAndMeans(t *testing.T) {
	require.Equal(t, []string{"id", "many", "on", "tables"}, schema.Fields("urn:backchannel:test#"))
	require.Equal(t, []string{"a", "b"}, schema.Fields("urn:backchannel:test#/$defs/table"))
	require.Empty(t, schema.Fields("urn:backchannel:test#/$defs/none"))
	require.Equal(t, "text", Types("boolean", "number", "string"))
	require.Equal(t, "text or a list or a group of fields", Types("string", "array", "object"))
	require.Equal(t, "a whole number", Types("integer"))
	require.Equal(t, "nothing", Types("null"))
}
