package command

import (
	"github.com/spf13/cobra"

	"backchannel/internal/config"
)

// setting is a line of what config prints.
type setting struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Origin string `json:"origin"`
}

// masked stands for a secret.
const masked = "********"

func (s *session) settings() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Every setting with its value and where it comes from",
		Long: `Prints every setting with its value and its origin: a flag, the environment, the
configuration file or the default, in the order in which they win. Secrets are masked.`,
		Example: `  backchannel config
  BACKCHANNEL_STORE=neo4j://localhost backchannel config
  backchannel config --config case.yaml --json`,
		Args:    cobra.NoArgs,
		GroupID: data,
		RunE: func(*cobra.Command, []string) error {
			list := s.list()
			if s.json {
				return writeJSON(s.Out, list)
			}
			t := grid{header: []string{"setting", "value", "origin"}, wide: 1}
			for _, x := range list {
				t.row(x.Name, x.Value, x.Origin)
			}
			p := newPrinter(s.Out)
			p.table(t)
			return p.err
		},
	}
	config.AddFlags(cmd.Flags(), true)
	cmd.Flags().BoolVar(&s.json, "json", false, "print it as JSON")
	return cmd
}

func (s *session) list() []setting {
	var out []setting
	for _, x := range config.Settings {
		value := x.Value(s.config.Config)
		if x.Secret && value != "" {
			value = masked
		}
		out = append(out, setting{x.Key, value, s.config.Origin(x.Key)})
	}
	return out
}
