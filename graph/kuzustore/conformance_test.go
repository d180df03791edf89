package kuzustore_test

import (
	"testing"

	"backchannel/graph"
	"backchannel/graph/kuzustore"
	"backchannel/graph/storetest"
)

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) graph.Store { return open(t, kuzustore.Options{}) })
}

// Queries that end the engine are meant to, and need not be logged.
func forQueries(t testing.TB) graph.Store { return open(t, quiet()) }

func TestCorpus(t *testing.T) { storetest.RunCorpus(t, forQueries, nil) }

func FuzzGuard(f *testing.F) { storetest.FuzzGuard(f, forQueries, nil) }
