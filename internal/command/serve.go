package command

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"

	"github.com/spf13/cobra"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/internal/config"
	"backchannel/internal/stores"
	"backchannel/server"
	"backchannel/server/imports"
	"backchannel/server/views"
	"backchannel/web"
)

const serveName = "serve"

func (s *session) serve() *cobra.Command {
	var in intake
	cmd := &cobra.Command{
		Use:   serveName,
		Short: "Answer questions over HTTP, and in the browser",
		Long: `Opens the store and serves the API, its documentation (/docs) and a page to ask on.
Other machines reach it only if it listens beyond 127.0.0.1, which needs a token. It
ends on an interrupt, after the questions under way.`,
		Example: `  backchannel serve --seed dossier
  backchannel serve --store neo4j://localhost:7687 --listen 127.0.0.1:9000
  BACKCHANNEL_TOKEN_FILE=token.txt backchannel serve --listen 0.0.0.0:8080 --host case.example.org`,
		GroupID: data,
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return s.runServe(cmd.Context(), in) },
	}
	config.AddFlags(cmd.Flags(), true)
	cmd.Flags().StringVar(&in.what, "seed", "", "what to seed an empty store with: dossier, or a dossier's file")
	return cmd
}

func (s *session) runServe(ctx context.Context, in intake) (err error) {
	l, err := listen(ctx, s.config.Listen)
	if err != nil {
		return err
	}
	defer l.Close()
	store, err := stores.Open(ctx, s.config.Config, s.log)
	if err != nil {
		return err
	}
	defer closeStore(store, &err)
	answers := answer.New(store, s.answering())
	if in.what != "" {
		if err := s.seedEmpty(ctx, store, answers, in); err != nil {
			return err
		}
	}
	jobs := imports.New(ctx, store, imports.Options{Parallel: stores.Writers(store), Logger: s.log})
	defer jobs.Close()
	service := server.New(answers, server.Options{Token: s.config.Token, Hosts: s.config.Hosts, Deadline: s.config.Query.Time, Logger: s.log,
		Imports: jobs, ImportBytes: int64(s.config.Import.Bytes), View: web.View(), Views: views.In(s.config.ViewsFolder()), Queries: views.Queries(s.config.ViewsFolder())})
	if _, err := fmt.Fprintf(s.Out, "Serving %s on http://%s\n", s.config.Store, l.Addr()); err != nil {
		return err
	}
	return service.Run(ctx, l)
}

func listen(ctx context.Context, address string) (net.Listener, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, graph.Wrap(graph.Conflict, err, "another program listens on %s: stop it, or choose another address with --listen", address)
	case errors.Is(err, syscall.EACCES):
		return nil, graph.Wrap(graph.Invalid, err, "you may not listen on %s: choose a port above 1023 with --listen", address)
	case err != nil:
		return nil, graph.Wrap(graph.Invalid, err, "cannot listen on %s: choose an address of this machine with --listen", address)
	}
	return l, nil
}

// seedEmpty seeds a store that holds nothing.
func (s *session) seedEmpty(ctx context.Context, store graph.Store, answers *answer.Service, in intake) error {
	im, err := in.importer()
	if err != nil {
		return err
	}
	c, err := answers.Contents(ctx)
	if err != nil || c.Sources+c.People+c.Orgs+c.Messages > 0 {
		return err
	}
	report, err := s.bringIn(ctx, store, im)
	if err != nil {
		return err
	}
	s.log.Info("seeded", "what", in.what, "new", report.Total.New)
	return nil
}
