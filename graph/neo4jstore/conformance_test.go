package neo4jstore

import (
	"testing"

	"backchannel/graph"
	"backchannel/graph/storetest"
	"backchannel/internal/neo4jtest"
)

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) graph.Store { return open(t, Options{}) })
}

// forQueries bears with two that the server goes on with, which leaves it the time
// to answer others also where it has two processors.
func forQueries(t testing.TB) graph.Store { return open(t, Options{MaxStrays: 2}) }

// restarted lets go of everything.
func restarted(t testing.TB) { neo4jtest.Shared(t).Restart(t) }

func TestCorpus(t *testing.T) { storetest.RunCorpus(t, forQueries, restarted) }

func FuzzGuard(f *testing.F) { storetest.FuzzGuard(f, forQueries, restarted) }
