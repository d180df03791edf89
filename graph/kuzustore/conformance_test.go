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

func TestCorpus(t *testing.T) {
	storetest.RunCorpus(t, func(t *testing.T) graph.Store { return open(t, kuzustore.Options{}) })
}
