package config

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the table of settings into the documentation")

const documentation = "../../docs/configuration.md"

const begin, end = "<!-- settings: begin -->\n", "<!-- settings: end -->\n"

// The documented settings, and their defaults, are those of the program.
func TestDocumentation(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", "/data-home")
	text, err := os.ReadFile(documentation)
	require.NoError(t, err)
	before, rest, ok := strings.Cut(string(text), begin)
	require.True(t, ok, "%s has lost its mark", documentation)
	documented, after, ok := strings.Cut(rest, end)
	require.True(t, ok, "%s has lost its mark", documentation)
	if *update {
		require.NoError(t, os.WriteFile(documentation, []byte(before+begin+settingsTable()+end+after), 0o644))
		return
	}
	require.Equal(t, settingsTable(), documented, "go test ./internal/config -run TestDocumentation -update writes it anew")
}

func settingsTable() string {
	var b strings.Builder
	b.WriteString("| in the file | flag | environment | kind | default | what it is |\n|---|---|---|---|---|---|\n")
	c := Default()
	for _, s := range Settings {
		flag, env, value := "", "`"+s.Env()+"`", strings.ReplaceAll(s.Value(c), "/data-home", "$XDG_DATA_HOME")
		if s.Flag != "" {
			flag = "`--" + s.Flag + "`"
			if s.Serve {
				flag += " (serve)"
			}
		}
		if s.Secret {
			env += ", `" + s.FileEnv() + "`"
		}
		if value != "" {
			value = "`" + value + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", s.Key, flag, env, s.Type(), value, s.Usage)
	}
	return b.String()
}

// Help shows the defaults that hold.
func TestFlags(t *testing.T) {
	flags := pflag.NewFlagSet("test", pflag.ContinueOnError)
	AddFlags(flags, false)
	AddFlags(flags, true)
	c := Default()
	known := 0
	for _, s := range Settings {
		if s.Flag == "" {
			continue
		}
		known++
		f := flags.Lookup(s.Flag)
		require.NotNil(t, f, s.Flag)
		require.Equal(t, s.Usage, f.Usage)
		require.Equal(t, s.Value(c), strings.Trim(f.DefValue, "[]"), s.Flag)
		require.False(t, s.Secret, "%s would show on a command line", s.Key)
	}
	flags.VisitAll(func(*pflag.Flag) { known-- })
	require.Zero(t, known)
}
