package command

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/graph/answer"
	"backchannel/graph/wording"
)

func (s *session) store() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "store",
		Short:   "What is in the store",
		Long:    "Counts what the store holds, and says which engine keeps it.",
		Example: `  backchannel store`,
		Args:    cobra.NoArgs,
	}
	return s.plain(cmd, func(ctx context.Context, a *answer.Service, _ []string) (shown, error) {
		c, err := a.Contents(ctx)
		return shown{value: c, text: func(p *printer) { printContents(p, c) }}, err
	})
}

func printContents(p *printer, c answer.Contents) {
	engine := strings.TrimSpace(c.Store.Engine + " " + c.Store.Version)
	p.line("%s, revision %d", engine, c.Revision)
	t := grid{header: []string{"in the store", "how many"}}
	for _, n := range []struct {
		what string
		many int
	}{
		{"people", c.People}, {"organizations", c.Orgs}, {"messages", c.Messages}, {"contacts", c.Contacts},
		{"topics", c.Topics}, {"events", c.Events}, {"claims", c.Claims}, {"sources", c.Sources},
	} {
		t.row(n.what, strconv.Itoa(n.many))
	}
	p.table(t)
	if c.People+c.Orgs+c.Messages+c.Sources == 0 {
		p.line("It is empty: seed it with `backchannel seed`, the built-in case with `backchannel seed dossier`.")
	}
	if dated := wording.Compact.Period(c.First, c.Last); dated != "" {
		p.line("Messages %s, %d of them undated.", dated, c.Undated)
	}
}
