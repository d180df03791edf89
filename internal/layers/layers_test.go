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
	"graph/kuzustore/engine":    {"graph", "graph/kuzustore/protocol"},
	"graph/neo4jstore":          {"graph", "graph/model"},
	"graph/storetest":           {"graph", "graph/model", "graph/cypher/...", "graph/temporal", "graph/storetest/..."},
	"graph/storetest/reference": {"graph"},
	"graph/layout":              {},
	"graph/temporal":            {"graph"},
	"graph/temporal/reference":  {"graph"},
	"graph/hypothesis":          {"graph", "graph/cypher", "graph/temporal", "seed/yamlfile"},
	"graph/hypothesis/matrix":   {"graph", "graph/hypothesis", "seed/yamlfile"},
	"graph/hypothesis/report":   {"graph", "graph/hypothesis", "graph/wording"},
	"graph/answer":              {"graph", "graph/cypher", "graph/layout", "graph/temporal", "graph/hypothesis/...", "examples/hypotheses", "examples/matrices"},
	"graph/wording":             {"graph", "graph/answer"},
	"seed":                      {"graph"},
	"seed/yamlfile":             {"graph"},
	"seed/dossier":              {"graph", "seed/yamlfile"},
	"seed/table":                {"graph", "seed", "seed/yamlfile"},
	"examples/hypotheses":       {},
	"examples/matrices":         {},
	"web":                       {},
	"server":                    {"graph", "graph/answer", "graph/hypothesis/...", "graph/wording", "seed", "server/..."},
	"server/imports":            {"graph", "seed", "seed/dossier", "seed/table"},
	"server/views":              {"graph"},
}

// owners lists foreign modules that these packages alone may import, test files apart.
var owners = map[string][]string{
	"github.com/kuzudb/go-kuzu":           {"graph/kuzustore/engine"},
	"github.com/neo4j/neo4j-go-driver/v5": {"graph/neo4jstore", "internal/neo4jtest"},
	"github.com/danielgtaylor/huma/v2":    {"server"},
	"github.com/gin-gonic/gin":            {"server"},
	"github.com/spf13/cobra":              {"internal/command"},
	"github.com/spf13/viper":              {"internal/config"},
	"github.com/jedib0t/go-pretty/v6":     {"internal/command"},
}

const module = "backchannel/"

type pkg struct {
	ImportPath string
	Imports    []string
}

func TestImportsPointInward(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		may, listed := allowed[name]
		if strings.HasPrefix(name, "cmd/") || strings.HasPrefix(name, "internal/") {
			continue
		}
		if !listed {
			t.Errorf("%s is not in the table: say what it may import", name)
		}
		for _, imp := range p.Imports {
			if ours, ok := strings.CutPrefix(imp, module); ok && !matches(may, ours) {
				t.Errorf("%s imports %s", name, ours)
			}
		}
	}
}

func TestForeignModulesHaveTheirOwners(t *testing.T) {
	users := map[string][]string{}
	for _, p := range packages(t) {
		for owned := range owners {
			if slices.ContainsFunc(p.Imports, func(imp string) bool { return matches([]string{owned + "/..."}, imp) }) {
				users[owned] = append(users[owned], strings.TrimPrefix(p.ImportPath, module))
			}
		}
	}
	for owned, who := range owners {
		if slices.Sort(users[owned]); !slices.Equal(users[owned], who) {
			t.Errorf("%s is imported by %v and belongs to %v", owned, users[owned], who)
		}
	}
}

func packages(t *testing.T) (ps []pkg) {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p pkg
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		ps = append(ps, p)
	}
	return ps
}

func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		below, all := strings.CutSuffix(p, "/...")
		return name == p || all && (name == below || strings.HasPrefix(name, below+"/"))
	})
}
