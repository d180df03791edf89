package command

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"backchannel/graph"
)

// misunderstood says in our own words what is wrong with the arguments of a command.
func misunderstood(cmd *cobra.Command, err error) *graph.Error {
	text, see := complaint(cmd, err), ": see"
	if strings.HasSuffix(text, "?") {
		see = " See"
	}
	e := graph.Wrap(graph.Invalid, err, "%s%s %s --help", text, see, cmd.CommandPath())
	var ours *graph.Error
	if errors.As(err, &ours) {
		e.Code = ours.Code
	}
	return e
}

func complaint(cmd *cobra.Command, err error) string {
	var (
		value   *pflag.InvalidValueError
		missing *pflag.ValueRequiredError
		unknown *pflag.NotExistError
		syntax  *pflag.InvalidSyntaxError
		ours    *graph.Error
	)
	switch {
	case errors.As(err, &value):
		return fmt.Sprintf("--%s is %q: %s", value.GetFlag().Name, value.GetValue(), wanted(value))
	case errors.As(err, &missing):
		return fmt.Sprintf("--%s has no value: give it one", missing.GetFlag().Name)
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return fmt.Sprintf("%s has no flag -%s: flags have two dashes and their whole name", cmd.CommandPath(), unknown.GetSpecifiedShortnames())
	case errors.As(err, &unknown):
		return fmt.Sprintf("%s has no flag --%s", cmd.CommandPath(), unknown.GetSpecifiedName())
	case errors.As(err, &syntax):
		return fmt.Sprintf("%q is no flag: write --NAME VALUE", syntax.GetSpecifiedFlag())
	case errors.As(err, &ours):
		return ours.Detail
	}
	var name string
	if n, _ := fmt.Sscanf(err.Error(), "unknown command %q", &name); n == 1 {
		cmd.SuggestionsMinimumDistance = max(cmd.SuggestionsMinimumDistance, 2)
		if near := cmd.SuggestionsFor(name); len(near) > 0 {
			return fmt.Sprintf("there is no command %q: did you mean %s?", name, strings.Join(near, " or "))
		}
		return fmt.Sprintf("there is no command %q", name)
	}
	text, _, _ := strings.Cut(err.Error(), "\n")
	return text
}

// wanted says what a flag takes.
func wanted(e *pflag.InvalidValueError) string {
	if _, ours := e.GetFlag().Value.(*number); ours {
		return e.Unwrap().Error()
	}
	switch e.GetFlag().Value.Type() {
	case "int":
		return "give a whole number"
	case "uint64":
		return "give a whole number that is not negative"
	case "duration":
		return "write a time such as 500ms, 30s or 2m"
	case "bool":
		return "write true or false, or nothing behind the flag"
	}
	return e.Unwrap().Error()
}

// takes wraps how a command checks its arguments, so that a fault shows how it is written.
func takes(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		err := check(cmd, args)
		if err == nil {
			return nil
		}
		given := "nothing is"
		if len(args) > 0 {
			given = strconv.Quote(strings.Join(args, " ")) + " is"
		}
		return graph.Wrap(graph.Invalid, err, "%s given to %s, which is written %q", given, cmd.CommandPath(), cmd.Parent().CommandPath()+" "+cmd.Use)
	}
}

// number is the value of a flag that takes a whole number from 1 up. Zero, which
// stands for the default, can only be left out.
type number struct {
	value *int
	most  int // 0 is without a bound
}

// numberFlag adds a flag for a number; *value is its default.
func numberFlag(f *pflag.FlagSet, value *int, name string, most int, usage string) {
	f.Var(&number{value, most}, name, usage)
}

// String implements pflag.Value.
func (n *number) String() string {
	if n.value == nil {
		return "0"
	}
	return strconv.Itoa(*n.value)
}

// Type implements pflag.Value.
func (n *number) Type() string { return "int" }

// Set implements pflag.Value.
func (n *number) Set(text string) error {
	v, err := strconv.Atoi(text)
	switch {
	case err == nil && v >= 1 && (n.most == 0 || v <= n.most):
		*n.value = v
		return nil
	case n.most == 0:
		return fmt.Errorf("give a whole number from 1")
	}
	return fmt.Errorf("give a whole number from 1 to %d", n.most)
}

// The API's names in an answer's complaint become those of the command line.
var (
	apiNames   = regexp.MustCompile(`\b(max_hops|min_wait|max_wait)\b`)
	apiTimeout = regexp.MustCompile(`^timeout_ms is (-?\d+): give a number from 1 to (\d+)$`)
)

// onCommandLine says a complaint with the names of flags.
func onCommandLine(detail string) string {
	if m := apiTimeout.FindStringSubmatch(detail); m != nil {
		return fmt.Sprintf("--timeout is %s: give a time from 1ms to %s", milliseconds(m[1]), milliseconds(m[2]))
	}
	detail = strings.Replace(detail, "which has no value: give it in parameters", "which has no value: give it with --param NAME=VALUE", 1)
	return apiNames.ReplaceAllStringFunc(detail, func(name string) string { return "--" + strings.ReplaceAll(name, "_", "-") })
}

func milliseconds(digits string) string {
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return digits + "ms"
	}
	return span(n / 1000)
}
