// Package container holds the tests of Dockerfile and docker-compose.yml: what
// their own parsers, the settings that they name and the linker can tell without
// an engine that runs containers.
package container

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/stretchr/testify/require"
)

const root = "../.."

func composition(t *testing.T) *types.Project {
	t.Helper()
	dir, err := filepath.Abs(root)
	require.NoError(t, err)
	project, err := loader.LoadWithContext(t.Context(), types.ConfigDetails{
		WorkingDir:  dir,
		ConfigFiles: []types.ConfigFile{{Filename: filepath.Join(dir, "docker-compose.yml")}},
	})
	require.NoError(t, err)
	return project
}

func stages(t *testing.T) []instructions.Stage {
	t.Helper()
	f, err := os.Open(filepath.Join(root, "Dockerfile"))
	require.NoError(t, err)
	defer f.Close()
	parsed, err := parser.Parse(f)
	require.NoError(t, err)
	require.Empty(t, parsed.Warnings)
	stages, _, err := instructions.Parse(parsed.AST, nil)
	require.NoError(t, err)
	return stages
}

func TestTheServiceWaitsForAHealthyNeo4j(t *testing.T) {
	p := composition(t)
	service, neo4j := p.Services["backchannel"], p.Services["neo4j"]
	require.Equal(t, types.ServiceConditionHealthy, service.DependsOn["neo4j"].Condition)
	require.NotNil(t, neo4j.HealthCheck)
	require.Contains(t, strings.Join(neo4j.HealthCheck.Test, " "), "cypher-shell")
	require.Regexp(t, regexp.MustCompile(`^(docker.io/library/)?neo4j:5\.26`), neo4j.Image)
	require.Equal(t, "neo4j://neo4j:7687", *service.Environment["BACKCHANNEL_STORE"])
}

func TestNeo4jKeepsItsDataInAVolume(t *testing.T) {
	p := composition(t)
	for _, v := range p.Services["neo4j"].Volumes {
		require.Equal(t, types.VolumeTypeVolume, v.Type)
		require.Contains(t, p.Volumes, v.Source)
		if v.Target == "/data" {
			return
		}
	}
	t.Fatal("no volume at /data")
}

func TestSecretsComeFromFilesAndNothingElse(t *testing.T) {
	p := composition(t)
	text, err := os.ReadFile(filepath.Join(root, "docker-compose.yml"))
	require.NoError(t, err)
	require.NotContains(t, string(text), "NEO4J_AUTH: ")
	service := p.Services["backchannel"]
	require.NotContains(t, service.Environment, "BACKCHANNEL_NEO4J_PASSWORD")
	require.NotContains(t, service.Environment, "BACKCHANNEL_TOKEN")
	for _, setting := range []string{"BACKCHANNEL_NEO4J_PASSWORD_FILE", "BACKCHANNEL_TOKEN_FILE"} {
		name := strings.TrimPrefix(*service.Environment[setting], "/run/secrets/")
		require.NotEmpty(t, p.Secrets[name].File, setting)
		require.True(t, has(service.Secrets, name), "%s is not given to the service", name)
	}
	require.True(t, has(p.Services["neo4j"].Secrets, "neo4j_password"))
}

func has(secrets []types.ServiceSecretConfig, name string) bool {
	for _, s := range secrets {
		if s.Source == name {
			return true
		}
	}
	return false
}

func TestPortsAreOpenToThisMachineOnly(t *testing.T) {
	for name, s := range composition(t).Services {
		for _, port := range s.Ports {
			require.Equal(t, "127.0.0.1", port.HostIP, name)
		}
	}
}

// The shell lines are real ones: bash reads them, after Compose has undone its $$.
func TestShellLinesParse(t *testing.T) {
	neo4j := composition(t).Services["neo4j"]
	for _, line := range []string{neo4j.Command[0], neo4j.HealthCheck.Test[1]} {
		out, err := exec.Command("bash", "-n", "-c", strings.ReplaceAll(line, "$$", "$")).CombinedOutput()
		require.NoError(t, err, "%s: %s", line, out)
	}
}

// Every setting that the files name is one that the configuration's page lists.
func TestSettingsExist(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(root, "docs", "configuration.md"))
	require.NoError(t, err)
	for _, name := range []string{"Dockerfile", "docker-compose.yml"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		require.NoError(t, err)
		for _, setting := range regexp.MustCompile(`BACKCHANNEL_[A-Z0-9_]+`).FindAllString(string(text), -1) {
			require.Contains(t, string(page), "`"+setting+"`", name)
		}
	}
}

func TestTheImageIsSmallAndItsUserIsNotRoot(t *testing.T) {
	all := stages(t)
	require.Len(t, all, 3)
	build, final := stage(t, "build"), all[2]
	require.Regexp(t, `^golang:`+goVersion(t), build.BaseName)
	copied := map[string]string{}
	user := ""
	for _, c := range final.Commands {
		switch c := c.(type) {
		case *instructions.CopyCommand:
			require.Equal(t, "build", c.From)
			copied[c.SourcePaths[0]] = c.DestPath
		case *instructions.UserCommand:
			user = c.User
		case *instructions.RunCommand:
			t.Errorf("the final image has no shell to run %v", c)
		}
	}
	require.NotEmpty(t, user)
	require.NotContains(t, []string{"root", "0", "0:0"}, user)
	require.Equal(t, map[string]string{
		"/out/bin/backchannel": "/usr/local/bin/backchannel",
		"/out/lib/libkuzu.so":  "/usr/local/lib/libkuzu.so",
		"/out/data":            "/data",
	}, copied)
}

// The view is built first, and where web/embed.go looks for it.
func TestTheImageHasTheView(t *testing.T) {
	view := stage(t, "view")
	require.Regexp(t, `^node:2[0-9]`, view.BaseName)
	var lines []string
	for _, c := range view.Commands {
		if run, ok := c.(*instructions.RunCommand); ok {
			lines = append(lines, strings.Join(run.CmdLine, " "))
		}
	}
	all := strings.Join(lines, "; ")
	for _, command := range []string{"npm ci", "npm run types", "npm run build"} {
		require.Contains(t, all, command)
	}
	var taken []string
	for _, c := range stage(t, "build").Commands {
		if c, ok := c.(*instructions.CopyCommand); ok && c.From == "view" {
			taken = append(taken, c.SourcePaths[0], c.DestPath)
		}
	}
	require.Equal(t, []string{"/src/web/dist", "web/dist"}, taken)
}

// stage returns the stage of the Dockerfile with a name.
func stage(t *testing.T, name string) instructions.Stage {
	t.Helper()
	for _, s := range stages(t) {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("the Dockerfile has no stage %q", name)
	return instructions.Stage{}
}

func goVersion(t *testing.T) string {
	t.Helper()
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	require.NoError(t, err)
	return string(regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(mod)[1])
}
