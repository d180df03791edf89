//go:build acceptance

package dossier

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"backchannel/graph"
)

// seeds is the folder of the two texts: BACKCHANNEL_SEEDS, or beside BACKCHANNEL_DATA.
func seeds(t *testing.T) map[string]string {
	t.Helper()
	dir := os.Getenv("BACKCHANNEL_SEEDS")
	if data := os.Getenv("BACKCHANNEL_DATA"); dir == "" && data != "" {
		dir = filepath.Join(data, "..", "seeds")
	}
	if dir == "" {
		t.Fatal("set BACKCHANNEL_SEEDS to the folder with the texts of the dossier")
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no texts in %s: set BACKCHANNEL_SEEDS to the folder with the texts of the dossier (%v)", dir, err)
	}
	texts := map[string]string{}
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		texts[hex.EncodeToString(sum[:])] = string(text)
	}
	return texts
}

// The sources of the dossier are these very texts, with as many paragraphs.
func TestAcceptanceSourcesAreTheTexts(t *testing.T) {
	texts := seeds(t)
	blocks := map[string]int{"french": 5, "vg": 16}
	for _, s := range builtin(t).Sources {
		text, ok := texts[s.SHA256]
		if !ok {
			t.Errorf("no text has the SHA-256 of %s", s.ID)
			continue
		}
		if n := len(regexp.MustCompile(`\n\s*\n`).Split(strings.TrimSpace(text), -1)); n != blocks[s.ID] {
			t.Errorf("%s has %d paragraphs, and %d are counted here", s.ID, n, blocks[s.ID])
		}
	}
}

// Facts carry over, sentences do not.
func TestAcceptanceNothingIsQuoted(t *testing.T) {
	const run = 8
	quoted := map[string]bool{}
	shingles := func(text string, each func(string)) {
		words := strings.Fields(graph.Fold(text))
		for i := 0; i+run <= len(words); i++ {
			each(strings.Join(words[i:i+run], " "))
		}
	}
	for _, text := range seeds(t) {
		shingles(text, func(s string) { quoted[s] = true })
	}
	for _, name := range []string{BuiltinFile, "questions.yaml", "builtin_test.go", "../../docs/dossier.md"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		shingles(string(text), func(s string) {
			if quoted[s] {
				t.Errorf("%s quotes a source: %s", name, s)
			}
		})
	}
}
