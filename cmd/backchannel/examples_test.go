package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What help shows of a question works on the case that the program ships with.
func TestTheExamplesOfHelpRun(t *testing.T) {
	dir := t.TempDir()
	shell := func(line string) string {
		t.Helper()
		c := exec.Command("sh", "-c", line)
		c.Dir = dir
		c.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir, "BACKCHANNEL_STORE=")
		var errs strings.Builder
		c.Stderr = &errs
		out, err := c.Output()
		require.NoError(t, err, "%s\n%s", line, errs.String())
		require.NotEmpty(t, out, line)
		return string(out)
	}
	require.NoError(t, os.WriteFile(dir+"/query.cypher", []byte("MATCH (n) WHERE n.id IN $ids RETURN n.id LIMIT $n"), 0o600))
	shell("backchannel seed dossier")
	ran := 0
	for name := range strings.FieldsSeq("actors claims contacts cypher messages paths search sources store threads timeline topics config version") {
		_, examples, ok := strings.Cut(shell("backchannel "+name+" --help"), "\nExamples:\n")
		require.True(t, ok, name)
		examples, _, _ = strings.Cut(examples, "\n\n")
		for line := range strings.SplitSeq(examples, "\n") {
			if strings.Contains(line, "case.yaml") { // a file of the user's
				continue
			}
			out := shell(strings.TrimSpace(line))
			require.NotContains(t, out, "No: ", "%s finds nothing", line)
			ran++
		}
	}
	require.Greater(t, ran, 25)
}
