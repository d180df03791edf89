// Package cyphertest holds texts that the query guard is tried with: hostile
// ones and honest ones for each dialect, as data, with what the hostile ones did
// to the engine when nothing stood before it.
//
// It imports graph alone, so that the suites of the guard and of the stores can
// both use it.
package cyphertest

import (
	"embed"
	"fmt"

	"go.yaml.in/yaml/v3"

	"backchannel/graph"
)

// Costly is the category of hostile texts that the guard may let through: they
// read, but without end or measure. Each must be ended by the store's limits.
const Costly = "costly"

// Case is a text and what is to become of it.
type Case struct {
	Name       string         `yaml:"name"`
	Category   string         `yaml:"category,omitempty"`   // of hostile texts
	Query      string         `yaml:"query"`                // what the user sends
	Parameters map[string]any `yaml:"parameters,omitempty"` // values that the query needs to run
	Seen       string         `yaml:"seen,omitempty"`       // what a hostile text did unguarded
}

//go:embed *.yaml
var files embed.FS

// Hostile are the texts for d that must be refused, or ended on time if costly.
func Hostile(d graph.Dialect) []Case { return read(d, "hostile") }

// Honest are the texts for d that must run, on the graph that Canary makes or on
// any other.
func Honest(d graph.Dialect) []Case { return read(d, "honest") }

func read(d graph.Dialect, side string) []Case {
	name := fmt.Sprintf("%s_%s.yaml", d, side)
	content, err := files.ReadFile(name)
	if err != nil {
		panic(err) // embedded when the program is built
	}
	var cases []Case
	if err := yaml.Unmarshal(content, &cases); err != nil {
		panic(fmt.Sprintf("%s: %v", name, err))
	}
	return cases
}
