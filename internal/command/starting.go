package command

import (
	"io"

	"github.com/spf13/cobra"

	"backchannel/graph"
)

// showExample makes a command that prints the file of an example that ships. The
// text that find gives is empty where there is none.
func (s *session) showExample(of, one string, find func(id string) (string, error)) *cobra.Command {
	return &cobra.Command{
		Use:     "show EXAMPLE",
		Short:   "Print an example's file",
		Example: "  backchannel " + of + " show " + one,
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := find(args[0])
			if err != nil {
				return err
			}
			if text == "" {
				return graph.Errorf(graph.NotFound, "no example is called %q: see `backchannel %s list`", args[0], of)
			}
			_, err = io.WriteString(s.Out, text)
			return err
		},
	}
}

// schema makes a command that prints a JSON Schema.
func (s *session) schema(of string, text []byte) *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "Print the JSON Schema of a " + of + ", for an editor",
		Example: "  backchannel " + of + " schema > " + of + ".schema.json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := s.Out.Write(text)
			return err
		},
	}
}
