package command

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the reference anew")

const reference = "../../docs/cli.md"

// The documented commands, flags and defaults are those of the program.
func TestReference(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", "/data-home")
	want := []byte(strings.ReplaceAll(referenceText(), "/data-home", "$XDG_DATA_HOME"))
	if *update {
		require.NoError(t, os.WriteFile(reference, want, 0o644))
	}
	have, err := os.ReadFile(reference)
	require.NoError(t, err)
	require.True(t, bytes.Equal(want, have), "%s differs from the commands: go test ./internal/command -run TestReference -update", reference)
}

func referenceText() string {
	var b strings.Builder
	root := (&session{}).root()
	fmt.Fprintf(&b, "# The command line\n\nThis page is written from the commands themselves. %s\n", root.Long)
	b.WriteString("\nEvery command that answers prints a table for people or, with `--json`, what the API returns. `--cypher` prints the same question in the engine's Cypher. On a terminal, or where `COLUMNS` is set, text is wrapped; elsewhere a row is one line.\n")
	b.WriteString(exitTable)
	b.WriteString("\n## Flags of every command\n\n")
	flagTable(&b, root.PersistentFlags())
	describe(&b, root)
	b.WriteString("\n`backchannel completion bash|zsh|fish|powershell` prints a completion script for the shell, and says how to load it.\n")
	return b.String()
}

// describe writes about the commands below one.
func describe(b *strings.Builder, parent *cobra.Command) {
	for _, c := range parent.Commands() {
		if !c.IsAvailableCommand() || c.Name() == "help" {
			continue
		}
		fmt.Fprintf(b, "\n## %s %s\n\n%s.\n", parent.CommandPath(), c.Use, c.Short)
		if c.Long != "" {
			fmt.Fprintf(b, "\n%s\n", c.Long)
		}
		if c.Example != "" {
			fmt.Fprintf(b, "\n```sh\n%s\n```\n", strings.ReplaceAll(c.Example, "  backchannel", "backchannel"))
		}
		if c.LocalNonPersistentFlags().HasAvailableFlags() {
			b.WriteByte('\n')
			flagTable(b, c.LocalNonPersistentFlags())
		}
		describe(b, c)
	}
}

func flagTable(b *strings.Builder, flags *pflag.FlagSet) {
	b.WriteString("| flag | default | what it is |\n|---|---|---|\n")
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		kind := f.Value.Type()
		value := strings.Trim(f.DefValue, "[]")
		if value == "0" || value == "0s" || value == "false" {
			value = ""
		}
		if value != "" {
			value = "`" + value + "`"
		}
		name := "--" + f.Name
		if kind != "bool" {
			name += " " + map[string]string{"string": "TEXT", "stringArray": "TEXT", "stringSlice": "TEXT,…", "int": "N", "duration": "TIME"}[kind]
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", name, value, strings.ReplaceAll(f.Usage, "|", `\|`))
	})
}

const exitTable = `
## Exit status

| status | code | meaning |
|---|---|---|
| 0 | | answered; an honest "no" is an answer |
| 1 | ` + "`internal`" + ` | a fault of the program, or an interrupt |
| 2 | ` + "`invalid`" + ` | the arguments or the input cannot be understood |
| 3 | ` + "`not_found`" + ` | nothing has that id or name |
| 4 | ` + "`ambiguous`" + ` | a name means several; they are listed with their ids |
| 5 | ` + "`refused`" + ` | a query that does more than read, or that the engine cannot run |
| 6 | ` + "`timeout`, `too_large`" + ` | beyond a limit of time or size |
| 7 | ` + "`unavailable`" + ` | the store cannot be reached |
| 8 | ` + "`conflict`" + ` | another program has the store, or the data has changed since the first page |
| 9 | ` + "`unsupported`" + ` | this version or engine cannot do it |

Errors go to standard error and say what to do next; with ` + "`--json`" + ` as the problem document of the API.
`

// Every command says what it does, and shows it.
func TestEveryCommandHasHelp(t *testing.T) {
	helped(t, (&session{}).root())
}

func helped(t *testing.T, parent *cobra.Command) {
	for _, c := range parent.Commands() {
		if c.Hidden || c.Name() == "help" || c.Name() == "completion" {
			continue
		}
		helped(t, c)
		require.NotEmpty(t, c.Short, c.Name())
		require.Contains(t, c.Example, c.CommandPath(), c.Name())
		require.NotNil(t, c.Args, "%s takes any arguments", c.Name())
		c.Flags().VisitAll(func(f *pflag.Flag) { require.NotEmpty(t, f.Usage, "%s --%s", c.Name(), f.Name) })
	}
}

func find(t *testing.T, root *cobra.Command, name string) *cobra.Command {
	t.Helper()
	c, _, err := root.Find(strings.Fields(name))
	require.NoError(t, err)
	require.Equal(t, root.Name()+" "+name, c.CommandPath())
	return c
}
