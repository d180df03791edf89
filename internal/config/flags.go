package config

import (
	"time"

	"github.com/spf13/pflag"
)

// AddFlags adds the flags of the settings: those of serve alone, or those of
// every command. Help shows their defaults.
func AddFlags(flags *pflag.FlagSet, serve bool) {
	c := Default()
	for _, s := range Settings {
		if s.Flag == "" || s.Serve != serve {
			continue
		}
		switch f := s.field(&c).(type) {
		case *[]string:
			flags.StringSlice(s.Flag, *f, s.Usage)
		case *int:
			flags.Int(s.Flag, *f, s.Usage)
		case *time.Duration:
			flags.Duration(s.Flag, *f, s.Usage)
		default:
			flags.String(s.Flag, format(f), s.Usage)
		}
	}
}
