package hypothesis

import (
	"embed"

	"backchannel/graph"
)

//go:embed starting/*.yaml
var starting embed.FS

// Starting is a commented file to begin a hypothesis with.
func Starting(t Test) (string, error) {
	text, err := starting.ReadFile("starting/" + string(t) + ".yaml")
	if err != nil {
		return "", graph.Errorf(graph.NotFound, "no test is called %q: use one of %s", t, testNames())
	}
	return string(text), nil
}
