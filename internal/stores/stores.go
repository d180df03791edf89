// Package stores opens the store that a URI names. It is the one place that
// knows which engines there are.
package stores

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"strings"

	"backchannel/graph"
	"backchannel/graph/kuzustore"
	"backchannel/graph/neo4jstore"
	"backchannel/internal/config"
)

// A builder opens a store of one engine. rest is the URI behind the scheme.
type builder func(ctx context.Context, uri, rest string, c config.Config, log *slog.Logger) (graph.Store, error)

// builders maps the scheme of a URI to its engine.
var builders = map[string]builder{
	"kuzu":      kuzu,
	"neo4j":     neo4j,
	"neo4j+s":   neo4j,
	"neo4j+ssc": neo4j,
	"bolt":      neo4j,
	"bolt+s":    neo4j,
	"bolt+ssc":  neo4j,
}

// Open opens the store that c names, and makes an embedded one that is not there
// yet. It is the caller's to close. A URI that names no engine is invalid.
func Open(ctx context.Context, c config.Config, log *slog.Logger) (graph.Store, error) {
	scheme, rest, _ := strings.Cut(c.Store, ":")
	build, known := builders[strings.ToLower(scheme)]
	if !known {
		return nil, graph.Errorf(graph.Invalid, "the store %q names no engine: write kuzu:PATH, neo4j://HOST:PORT or bolt://HOST:PORT, with +s for TLS", c.Store)
	}
	return build(ctx, c.Store, rest, c, log)
}

// Exists tells whether the store that c names is there to be asked. An embedded
// one is if its file is; of anything else only opening it can tell.
func Exists(c config.Config) bool {
	path, embedded := strings.CutPrefix(c.Store, "kuzu:")
	if !embedded || path == "" {
		return true
	}
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

func kuzu(ctx context.Context, uri, path string, c config.Config, log *slog.Logger) (graph.Store, error) {
	if path == "" || strings.HasPrefix(path, "//") {
		return nil, graph.Errorf(graph.Invalid, "the store %q names no file: write kuzu:PATH, such as kuzu:case.kuzu", uri)
	}
	s, err := kuzustore.Open(ctx, path, kuzustore.Options{
		Memory: uint64(c.Kuzu.Memory), BufferPool: uint64(c.Kuzu.BufferPool),
		Time: c.Query.Time, Rows: c.Query.Rows, Logger: log,
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

func neo4j(ctx context.Context, uri, _ string, c config.Config, _ *slog.Logger) (graph.Store, error) {
	s, err := neo4jstore.Open(ctx, uri, neo4jstore.Options{
		Username: c.Neo4j.Username, Password: c.Neo4j.Password, Database: c.Neo4j.Database,
		Limits: graph.Limits{Time: c.Query.Time, Rows: c.Query.Rows},
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Writers is how many batches it pays to write into a store at once: a server
// takes in the next while it answers for the last, an embedded engine writes one.
func Writers(s graph.Store) int {
	if s.Capabilities().Shared {
		return 2
	}
	return 1
}
