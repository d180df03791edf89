package neo4jstore

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/graph/model"
)

// schemaStatements make what writes and questions rely on. All of them do nothing
// where it is there. There is no text index on words: one holds at most 32 KB of
// a value and a longer letter could not be written.
func schemaStatements() []string {
	var out []string
	unique := func(label string) {
		out = append(out, fmt.Sprintf("CREATE CONSTRAINT backchannel_%s_id IF NOT EXISTS FOR (n:%s) REQUIRE n.id IS UNIQUE", strings.ToLower(label), label))
	}
	for _, t := range model.Nodes {
		unique(string(t.Label))
	}
	unique("Revision")
	for _, p := range []string{"sent_earliest", "thread_id"} {
		out = append(out, fmt.Sprintf("CREATE INDEX backchannel_message_%s IF NOT EXISTS FOR (n:Message) ON (n.%s)", p, p))
	}
	return append(out, "CALL db.awaitIndexes(300)")
}

// gate lets everyone through once one has succeeded.
type gate struct {
	mu   sync.Mutex
	open bool
}

// pass runs prepare unless it has succeeded before.
func (g *gate) pass(prepare func() error) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.open {
		return nil
	}
	if err := prepare(); err != nil {
		return err
	}
	g.open = true
	return nil
}

// prepare makes the schema before the first write; a graph that is only read may
// belong to a user who is not allowed to.
func (s *Store) prepare(ctx context.Context) error {
	return s.schema.pass(func() error {
		for _, text := range schemaStatements() {
			err := s.transaction(ctx, neo4j.AccessModeWrite, func(ctx context.Context, tx neo4j.ManagedTransaction, _ int) error {
				result, err := tx.Run(ctx, text, nil)
				if err != nil {
					return err
				}
				_, err = result.Consume(ctx)
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
