package command

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/internal/stores"
)

// shown is an answer in the three ways that it can be shown.
type shown struct {
	value  any // what the API returns
	cypher string
	note   string // why there is no Cypher, or what it leaves out
	text   func(*printer)
}

// listed is a list, shown as a table.
func listed[T any](l answer.List[T], one, many string, table func([]T) grid) shown {
	return shown{value: l, cypher: l.Cypher, text: func(p *printer) { p.list(table(l.Items), l.Total, one, many, l.NextCursor, l.Coverage) }}
}

type asker func(ctx context.Context, a *answer.Service, args []string) (shown, error)

// question makes a command that asks the store one thing that Cypher can say too.
func (s *session) question(cmd *cobra.Command, ask asker) *cobra.Command {
	cmd.Flags().BoolVar(&s.cypher, "cypher", false, "print the same question in the engine's Cypher, and no more")
	return s.plain(cmd, ask)
}

// plain makes a command that asks the store one thing.
func (s *session) plain(cmd *cobra.Command, ask asker) *cobra.Command {
	cmd.GroupID = questions
	cmd.Flags().BoolVar(&s.json, "json", false, "print what the API returns")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return s.withStore(cmd.Context(), func(ctx context.Context, store graph.Store) error {
			out, err := ask(ctx, answer.New(store, s.answering()), args)
			if err != nil {
				return err
			}
			return s.show(out)
		})
	}
	return cmd
}

func (s *session) show(out shown) error {
	switch {
	case s.json:
		return writeJSON(s.Out, out.value)
	case s.cypher && out.cypher == "" && out.note != "":
		return graph.Errorf(graph.Unsupported, "%s", out.note)
	case s.cypher:
		_, err := fmt.Fprintln(s.Out, out.cypher)
		return err
	}
	p := newPrinter(s.Out)
	out.text(p)
	return p.err
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// withStore opens the store for one question, with the time that a question has.
func (s *session) withStore(ctx context.Context, work func(context.Context, graph.Store) error) (err error) {
	if !stores.Exists(s.config.Config) {
		return graph.Errorf(graph.NotFound, "there is no graph at %s: make one with `backchannel seed`, the built-in case with `backchannel seed dossier`, or name another with --store", s.config.Store)
	}
	limit := s.config.Query.Time
	ctx, cancel := context.WithTimeoutCause(ctx, limit, graph.Errorf(graph.Timeout, "the answer took longer than %s: narrow the question, or allow more time with --query-time", limit))
	defer cancel()
	store, err := stores.Open(ctx, s.config.Config, s.log)
	if err != nil {
		return endedBy(ctx, err)
	}
	defer closeStore(store, &err)
	return endedBy(ctx, work(ctx, store))
}

// endedBy prefers the reason why ctx ended to what that led to.
func endedBy(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

func closeStore(store graph.Store, err *error) {
	if failed := store.Close(); *err == nil {
		*err = failed
	}
}

// answering is how questions are answered under the settings.
func (s *session) answering() answer.Options {
	return answer.Options{Version: s.Version, IndexMemory: int64(s.config.Index.Memory)}
}
