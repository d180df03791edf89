package neo4jtest

import (
	"sync"
	"testing"
)

var shared struct {
	sync.Mutex
	server *Server
	err    error
}

// Shared returns the server that all tests of this program share. It starts at
// the first call and ends with Main. Tests that share it clean up by Wipe.
func Shared(tb testing.TB) *Server {
	tb.Helper()
	shared.Lock()
	defer shared.Unlock()
	if shared.server == nil && shared.err == nil {
		if shared.server, shared.err = newServer(); shared.err == nil {
			shared.err = shared.server.start()
		}
	}
	if shared.err != nil {
		tb.Fatal(shared.err)
	}
	return shared.server
}

// Main wraps a package's tests so that the shared server ends after them:
//
//	func TestMain(m *testing.M) { goleak.VerifyTestMain(neo4jtest.Main(m)) }
func Main(m *testing.M) Runner { return Runner{m} }

// Runner runs a package's tests.
type Runner struct{ m *testing.M }

// Run runs the tests, ends the shared server, and returns the exit status.
func (r Runner) Run() int {
	defer func() {
		shared.Lock()
		defer shared.Unlock()
		if shared.server != nil {
			shared.server.close()
			shared.server = nil
		}
	}()
	return r.m.Run()
}
