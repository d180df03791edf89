package command

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// said is what a command line is told that cannot be understood.
func said(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	exit := Program{In: strings.NewReader(""), Out: &out, Err: &errs}.Run(context.Background(), args)
	require.Equal(t, 2, exit, errs.String())
	require.Empty(t, out.String())
	require.Equal(t, 1, strings.Count(errs.String(), "\n"), "one line: %q", errs.String())
	return strings.TrimSuffix(strings.TrimPrefix(errs.String(), "backchannel: "), "\n")
}

func TestMisunderstandingsAreSaidInOurWords(t *testing.T) {
	for line, want := range map[string]string{
		"contacts --limit abc":                   `--limit is "abc": give a whole number from 1 to 10000: see backchannel contacts --help`,
		"contacts --limit 0":                     `--limit is "0": give a whole number from 1 to 10000: see backchannel contacts --help`,
		"search x --limit 1.5":                   `--limit is "1.5": give a whole number from 1 to 10000: see backchannel search --help`,
		"seed x --batch 0":                       `--batch is "0": give a whole number from 1: see backchannel seed --help`,
		"contacts --query-time 5":                `--query-time is "5": write a time such as 500ms, 30s or 2m: see backchannel contacts --help`,
		"contacts --pairs=maybe":                 `--pairs is "maybe": write true or false, or nothing behind the flag: see backchannel contacts --help`,
		"contacts --about":                       `--about has no value: give it one: see backchannel contacts --help`,
		"contacts --nonsense":                    `backchannel contacts has no flag --nonsense: see backchannel contacts --help`,
		"contacts -x":                            `backchannel contacts has no flag -x: flags have two dashes and their whole name: see backchannel contacts --help`,
		"contacts surplus":                       `"surplus" is given to backchannel contacts, which is written "backchannel contacts": see backchannel contacts --help`,
		"threads":                                `nothing is given to backchannel threads, which is written "backchannel threads ID": see backchannel threads --help`,
		"messages a b":                           `"a b" is given to backchannel messages, which is written "backchannel messages [ID]": see backchannel messages --help`,
		"contats":                                `there is no command "contats": did you mean contacts? See backchannel --help`,
		"zzz":                                    `there is no command "zzz": see backchannel --help`,
		"seed dossier --rows 3":                  `--rows goes with --dry-run and --mapping: leave it out here`,
		"seed dossier --batch 3":                 `--batch goes with --mapping, and not with --dry-run: leave it out here`,
		"seed dossier --dry-run --report":        `--report has no value: give it one: see backchannel seed --help`,
		"seed dossier --dry-run --report x.json": `--report goes with an import, not with --dry-run: leave it out here`,
		"seed --mapping m.yaml x --dry-run --rows 3 --oops": `backchannel seed has no flag --oops: see backchannel seed --help`,
	} {
		require.Equal(t, want, said(t, strings.Fields(line)...), line)
	}
}

func TestComplaintsNameFlags(t *testing.T) {
	for detail, want := range map[string]string{
		"timeout_ms is 600000: give a number from 1 to 300000":                            "--timeout is 10 min: give a time from 1ms to 5 min",
		"the query uses the parameter $n, which has no value: give it in parameters":      "the query uses the parameter $n, which has no value: give it with --param NAME=VALUE",
		"max_hops goes from 1 to 64":                                                      "--max-hops goes from 1 to 64",
		"fewest-contacts does not look at time: leave out min_wait, max_wait and certain": "fewest-contacts does not look at time: leave out --min-wait, --max-wait and certain",
		"nobody is known as \"limit\"":                                                    "nobody is known as \"limit\"",
	} {
		require.Equal(t, want, onCommandLine(detail))
	}
}
