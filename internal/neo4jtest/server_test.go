package neo4jtest

import (
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(Main(m)) }

func TestServerKeepsItsDataOverARestart(t *testing.T) {
	s := Start(t, WithPassword("open sesame"))
	s.Run(t, "CREATE (:Kept {id: 1})", nil)
	address := s.Address()
	s.Stop()
	if err := s.ask(t.Context(), "RETURN 1", nil); err == nil {
		t.Fatal("a stopped server answers")
	}
	s.Restart(t)
	if s.Address() != address {
		t.Fatalf("restarted on %s, was on %s", s.Address(), address)
	}
	s.Run(t, "MATCH (k:Kept) WITH count(k) AS n RETURN 1/n", nil)
	s.Wipe(t)
	if err := s.ask(t.Context(), "MATCH (k:Kept) WITH count(k) AS n RETURN 1/n", nil); err == nil {
		t.Fatal("wiped, and the node is still there")
	}
}

func TestSharedIsOneServer(t *testing.T) {
	one, other := Shared(t), Shared(t)
	if one != other {
		t.Fatal("two servers")
	}
}
