// Package layers holds the rule of who may import whom. It has no code of its own.
package layers

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// allowed lists, for each package, which packages of ours it may import. A
// trailing /... stands for all below. cmd and internal/ put the program together
// and may import anything.
var allowed = map[string][]string{
	"graph":                     {},
	"graph/cypher":              {"graph"},
	"graph/cypher/cyphertest":   {"graph", "graph/cypher"},
	"graph/model":               {"graph"},
	"graph/kuzustore":           {"graph", "graph/model", "graph/cypher", "graph/kuzustore/..."},
	"graph/kuzustore/protocol":  {"graph"},
	"graph/kuzustore/engine":    {"graph", "graph/cypher", "graph/kuzustore/protocol"},
	"graph/neo4jstore":          {"graph", "graph/model"},
	"graph/storetest":           {"graph", "graph/model", "graph/cypher/...", "graph/storetest/..."},
	"graph/storetest/reference": {"graph"},
	"graph/answer":              {"graph", "graph/cypher"},
	"seed":                      {"graph"},
	"seed/dossier":              {"graph", "seed"},
	"seed/table":                {"graph", "seed"},
	"server":                    {"graph", "graph/answer", "graph/cypher"},
}

// owners lists foreign modules that one package alone may import, test files apart.
var owners = map[string][]string{
	"github.com/kuzudb/go-kuzu":                 {"graph/kuzustore/engine"},
	"github.com/neo4j/neo4j-go-driver/v5/neo4j": {"graph/neo4jstore"},
	"github.com/gin-gonic/gin":                  {"server"},
	"github.com/spf13/cobra":                    {"cmd/backchannel"},
}

const module = "backchannel/"

type pkg struct {
	ImportPath string
	Imports    []string
}

func TestImportsPointInward(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p pkg
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(p.ImportPath, module)
		may, listed := allowed[name]
		outer := strings.HasPrefix(name, "cmd/") || strings.HasPrefix(name, "internal/")
		if !listed && !outer {
			t.Errorf("%s is not in the table: say what it may import", name)
		}
		for _, imp := range p.Imports {
			if ours, ok := strings.CutPrefix(imp, module); ok && !outer && !matches(may, ours) {
				t.Errorf("%s imports %s", name, ours)
			}
			if who, owned := owners[imp]; owned && !outer && !slices.Contains(who, name) {
				t.Errorf("%s imports %s, which belongs to %v", name, imp, who)
			}
		}
	}
}

func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		below, all := strings.CutSuffix(p, "/...")
		return name == p || all && (name == below || strings.HasPrefix(name, below+"/"))
	})
}
