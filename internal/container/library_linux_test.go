package container

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/stretchr/testify/require"
)

// The build's own commands put a binary and a library in place that find each
// other where the image has them.
func TestTheBinaryFindsItsLibraryBesideIt(t *testing.T) {
	out := t.TempDir()
	for _, c := range stage(t, "build").Commands {
		run, ok := c.(*instructions.RunCommand)
		if !ok {
			continue
		}
		line := strings.Join(run.CmdLine, " ")
		if !strings.Contains(line, "go build") {
			continue
		}
		cmd := exec.Command("bash", "-c", strings.ReplaceAll(line, "/out/", out+"/"))
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "CGO_ENABLED=1", "VERSION=test")
		text, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s", text)
	}
	text, err := exec.Command("ldd", filepath.Join(out, "bin", "backchannel")).CombinedOutput()
	require.NoError(t, err, "%s", text)
	require.Contains(t, string(text), filepath.Join(out, "bin")+"/../lib/libkuzu.so")
}
