package neo4jstore

import (
	"testing"

	"backchannel/graph"
	"backchannel/graph/storetest"
)

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) graph.Store { return open(t, Options{}) })
}
