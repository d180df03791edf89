package dossier

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// The example in the guide is a dossier, and its table names every field.
func TestGuide(t *testing.T) {
	text, err := os.ReadFile("../../docs/dossier.md")
	if err != nil {
		t.Fatal(err)
	}
	guide := string(text)
	_, after, _ := strings.Cut(guide, "## A small one\n\n```yaml\n")
	example, _, _ := strings.Cut(after, "```")
	if b := parse(t, example); len(b.Messages) != 2 || len(b.Orders) != 1 {
		t.Errorf("the example has %d messages and %d orders", len(b.Messages), len(b.Orders))
	}
	for _, section := range schema().Fields("") {
		row := regexp.MustCompile("(?m)^\\| `" + section + "` \\|(.*)$").FindString(guide)
		def := strings.TrimSuffix(section, "s")
		for _, field := range schema().Fields("#/$defs/" + def) {
			if !regexp.MustCompile(`[ *]` + field + `\b`).MatchString(row) {
				t.Errorf("the table of the guide leaves out %s of %s", field, section)
			}
		}
	}
}
