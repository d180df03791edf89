package command

import (
	"github.com/spf13/cobra"

	"backchannel/graph/kuzustore/engine"
)

// engineCommand is what a Kuzu store starts this program again with: the process
// that Kuzu runs in.
func engineCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "engine",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE:   func(*cobra.Command, []string) error { return engine.Main() },
	}
}
