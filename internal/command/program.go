package command

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"

	"github.com/spf13/cobra"

	"backchannel/graph"
	"backchannel/internal/config"
)

// Program is one run of the command.
type Program struct {
	Version string
	In      io.Reader
	Out     io.Writer // answers
	Err     io.Writer // errors, progress and the log
}

// Run runs the command with its arguments, without the program's name, and
// returns the exit status. When ctx ends, so does the command.
func (p Program) Run(ctx context.Context, args []string) int {
	s := &session{Program: p}
	root := s.root()
	root.SetArgs(args)
	root.SetIn(p.In)
	root.SetOut(p.Out)
	root.SetErr(p.Err)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return 0
	}
	if !s.began { // the arguments were not understood
		err = misunderstood(cmd, err)
		s.json = s.json || slices.Contains(args, "--json") // flags behind the fault were not read
	}
	return s.fail(ctx, err)
}

// session is what the commands of one run share.
type session struct {
	Program
	config *config.Loaded
	log    *slog.Logger
	file   string // --config
	json   bool
	cypher bool
	began  bool // the arguments were understood and the command has begun
}

func (s *session) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "backchannel",
		Short: "Who contacted whom about what, and which source says so",
		Long: `Backchannel is for people who investigate correspondence. It keeps people,
organizations and messages as a graph, and answers who contacted whom about what,
with the place in the source that says so. "No" is an answer too, and tells what
was searched.`,
		Example: `  backchannel seed dossier
  backchannel contacts --from WikiLeaks --to "Trump Jr."
  backchannel paths --from WikiLeaks --to "Natalia Veselnitskaya"
  backchannel cypher 'MATCH (p:Person) RETURN p.name ORDER BY p.name'
  backchannel serve`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return s.begin(cmd) },
	}
	root.PersistentFlags().StringVar(&s.file, "config", "", "configuration file; without it "+config.FileName+" in the working directory or the user's configuration folder")
	config.AddFlags(root.PersistentFlags(), false)
	root.AddGroup(&cobra.Group{ID: questions, Title: "Questions:"}, &cobra.Group{ID: data, Title: "Data:"})
	root.AddCommand(
		s.contacts(), s.paths(), s.reach(), s.motifs(), s.measures(), s.actors(), s.messages(), s.threads(), s.topics(), s.sources(),
		s.timeline(), s.events(), s.claims(), s.search(), s.cypherCommand(), s.hypothesis(), s.matrix(), s.store(),
		s.seed(), s.serve(), s.settings(), s.versionCommand(), engineCommand(),
	)
	explain(root)
	return root
}

// explain has every command say how it is written when its arguments are wrong.
func explain(parent *cobra.Command) {
	for _, c := range parent.Commands() {
		if c.HasSubCommands() {
			c.Args = noneBut
		} else if c.Args != nil {
			c.Args = takes(c.Args)
		}
		explain(c)
	}
}

// noneBut refuses a command that there is not below another.
func noneBut(cmd *cobra.Command, args []string) error {
	cmd.SuggestionsMinimumDistance = 2
	if len(args) > 0 {
		return fmt.Errorf("unknown command %q", args[0])
	}
	return nil
}

// Groups of commands in help.
const (
	questions = "questions"
	data      = "data"
)

// begin reads the configuration. Commands outside of the groups need none, and a
// mistake in it does not stop them.
func (s *session) begin(cmd *cobra.Command) (err error) {
	if s.began = true; cmd.GroupID == "" {
		return nil
	}
	if s.json && s.cypher {
		return graph.Errorf(graph.Invalid, "--json and --cypher cannot go together: the JSON has the Cypher in it")
	}
	if s.config, err = config.Load(s.file, cmd.Flags()); err != nil {
		return err
	}
	level := s.config.Level()
	if cmd.Name() != serveName && !s.config.Set("log.level") {
		level = slog.LevelWarn // what a person at a terminal wants to know of a question
		if s.json {
			level = slog.LevelError + 1 // a program reads the problem from standard error
		}
	}
	options := &slog.HandlerOptions{Level: level}
	if s.config.Log.Format == "json" {
		s.log = slog.New(slog.NewJSONHandler(s.Err, options))
	} else {
		s.log = slog.New(slog.NewTextHandler(s.Err, options))
	}
	return nil
}
