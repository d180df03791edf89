package cypher

import (
	"embed"
	"strings"

	"backchannel/graph"
)

//go:embed allow/*.txt
var allowFiles embed.FS

// allowed is what a query may call, by dialect and section.
var allowed = map[graph.Dialect]map[string]map[string]bool{
	graph.Neo4jDialect: readAllow("allow/neo4j.txt"),
	graph.KuzuDialect:  readAllow("allow/kuzu.txt"),
}

func readAllow(file string) map[string]map[string]bool {
	content, err := allowFiles.ReadFile(file)
	if err != nil {
		panic(err) // embedded when the program is built
	}
	sections, section := map[string]map[string]bool{}, ""
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			section = strings.Trim(line, "[]")
			sections[section] = map[string]bool{}
		default:
			for name := range strings.FieldsSeq(line) {
				sections[section][name] = true
			}
		}
	}
	return sections
}

// calls tells whether a name in section may be called.
func calls(d graph.Dialect, section, name string) bool {
	return allowed[d][section][strings.ToLower(name)]
}
