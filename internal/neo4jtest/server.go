package neo4jtest

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Server is a Neo4j on a free port of the loopback interface, with a data
// directory of its own. Its methods fail the test when the server will not.
type Server struct {
	dir      string
	port     int
	password string
	jvm      []string
	process  *process
}

// Option changes a server before it starts.
type Option func(*Server)

// WithPassword turns authentication on: the user is neo4j, with this password.
func WithPassword(password string) Option { return func(s *Server) { s.password = password } }

// ForBenchmarks gives the server the compiler and the memory that a deployed one has.
func ForBenchmarks() Option {
	return func(s *Server) { s.jvm = []string{"-Xms1g", "-Xmx1g"} }
}

// Start starts a server for one test, which stops it at its end.
func Start(tb testing.TB, options ...Option) *Server {
	tb.Helper()
	s, err := newServer(options...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(s.close)
	if err := s.start(); err != nil {
		tb.Fatal(err)
	}
	return s
}

func newServer(options ...Option) (*Server, error) {
	s := &Server{
		// The quick compiler and a small heap: a test's server lives for seconds.
		jvm: []string{"-Xms350m", "-Xmx350m", "-XX:TieredStopAtLevel=1"},
	}
	for _, o := range options {
		o(s)
	}
	var err error
	sweep()
	if s.dir, err = os.MkdirTemp("", fmt.Sprintf("%s%d-", prefix, os.Getpid())); err != nil {
		return nil, err
	}
	if s.port, err = freePort(); err != nil {
		return nil, err
	}
	return s, s.configure()
}

const prefix = "backchannel-neo4j-"

// sweep removes what programs left that were killed: directories name their maker.
func sweep() {
	left, _ := filepath.Glob(filepath.Join(os.TempDir(), prefix+"*"))
	for _, dir := range left {
		var pid int
		if _, err := fmt.Sscanf(filepath.Base(dir), prefix+"%d-", &pid); err == nil && !alive(pid) {
			os.RemoveAll(dir)
		}
	}
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func (s *Server) configure() error {
	address := s.Address()
	settings := map[string]string{
		"dbms.security.auth_enabled":     fmt.Sprint(s.password != ""),
		"server.bolt.listen_address":     address,
		"server.bolt.advertised_address": address,
		"server.http.enabled":            "false",
		"server.memory.pagecache.size":   "64m",
		"db.tx_log.preallocate":          "false",
		"db.logs.query.enabled":          "OFF",
		"dbms.usage_report.enabled":      "false",
	}
	var conf strings.Builder
	for k, v := range settings {
		fmt.Fprintf(&conf, "%s=%s\n", k, v)
	}
	if err := os.MkdirAll(filepath.Join(s.dir, "conf"), 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.dir, "conf", "neo4j.conf"), []byte(conf.String()), 0o600)
}

// start launches the process and waits until it answers.
func (s *Server) start() error {
	java, cache, err := installation()
	if err != nil {
		return err
	}
	args := append([]string{
		"-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xlog:disable",
		"-XX:SharedArchiveFile=" + filepath.Join(cache, "classes.jsa"),
		"--add-opens=java.base/java.nio=ALL-UNNAMED",
		"--add-opens=java.base/java.io=ALL-UNNAMED",
		"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
		"--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
	}, s.jvm...)
	args = append(args, "-cp", filepath.Join(cache, "lib", "*"), "org.neo4j.server.CommunityEntryPoint",
		"--home-dir="+s.dir, "--config-dir="+filepath.Join(s.dir, "conf"))
	log := filepath.Join(s.dir, "console.log")
	if s.process, err = launch(java, args, log); err != nil {
		return err
	}
	if err := s.await(); err != nil {
		s.process.kill()
		console, _ := os.ReadFile(log)
		own, _ := os.ReadFile(filepath.Join(s.dir, "logs", "neo4j.log"))
		return fmt.Errorf("neo4jtest: Neo4j did not start: %w\n%s\n%s", err, console, own)
	}
	return nil
}

// await returns once a query is answered, and sets the password the first time.
func (s *Server) await() error {
	deadline := time.Now().Add(2 * time.Minute)
	changed := s.password == ""
	for {
		err := s.ask(context.Background(), "RETURN 1", nil)
		if err == nil {
			return nil
		}
		if !changed {
			changed = run(context.Background(), s.BoltURI(), neo4j.BasicAuth("neo4j", "neo4j", ""), "system",
				"ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", map[string]any{"password": s.password}) == nil
			if changed {
				continue
			}
		}
		select {
		case <-s.process.done:
			return fmt.Errorf("it exited: %v", s.process.err)
		default:
		}
		if time.Now().After(deadline) {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// ask runs one statement as the server's user.
func (s *Server) ask(ctx context.Context, text string, parameters map[string]any) error {
	auth := neo4j.NoAuth()
	if s.password != "" {
		auth = neo4j.BasicAuth("neo4j", s.password, "")
	}
	return run(ctx, s.BoltURI(), auth, "", text, parameters)
}

func run(ctx context.Context, uri string, auth neo4j.AuthToken, database, text string, parameters map[string]any) error {
	// Refuse the connection by hand before the driver does: it would sleep.
	conn, err := net.Dial("tcp", strings.TrimPrefix(uri, "bolt://"))
	if err != nil {
		return err
	}
	conn.Close()
	driver, err := neo4j.NewDriverWithContext(uri, auth)
	if err != nil {
		return err
	}
	defer driver.Close(ctx)
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: database})
	defer session.Close(ctx)
	result, err := session.Run(ctx, text, parameters)
	if err != nil {
		return err
	}
	_, err = result.Consume(ctx)
	return err
}

// Address is the host and port that the server listens on.
func (s *Server) Address() string { return fmt.Sprintf("127.0.0.1:%d", s.port) }

// BoltURI reaches the server directly.
func (s *Server) BoltURI() string { return "bolt://" + s.Address() }

// URI reaches the server through its routing table, as a cluster is reached.
func (s *Server) URI() string { return "neo4j://" + s.Address() }

// Run runs one statement in the default database.
func (s *Server) Run(tb testing.TB, text string, parameters map[string]any) {
	tb.Helper()
	if err := s.ask(context.Background(), text, parameters); err != nil {
		tb.Fatalf("%s: %v", text, err)
	}
}

// Wipe deletes every node and relationship; constraints and indexes stay.
func (s *Server) Wipe(tb testing.TB) {
	tb.Helper()
	// In pieces that fit a small heap, relationships first: a node may have very many.
	s.Run(tb, "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS", nil)
	s.Run(tb, "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS", nil)
}

// Stop kills the server as a power cut would.
func (s *Server) Stop() { s.process.kill() }

// Restart starts a stopped server again, on the same port with the same data.
func (s *Server) Restart(tb testing.TB) {
	tb.Helper()
	s.Stop()
	if err := s.start(); err != nil {
		tb.Fatal(err)
	}
}

// Freeze stops the server's process without ending it, until Thaw: connections
// stay and nothing answers.
func (s *Server) Freeze(tb testing.TB) {
	tb.Helper()
	s.signal(tb, freeze)
	for { // its threads do not all stop at once
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		err := s.ask(ctx, "RETURN 1", nil)
		cancel()
		if err != nil {
			return
		}
	}
}

// Thaw ends Freeze.
func (s *Server) Thaw(tb testing.TB) { s.signal(tb, thaw) }

func (s *Server) signal(tb testing.TB, sig os.Signal) {
	tb.Helper()
	if err := s.process.cmd.Process.Signal(sig); err != nil {
		tb.Fatal(err)
	}
}

func (s *Server) close() {
	if s.process != nil {
		s.process.kill()
	}
	os.RemoveAll(s.dir)
}
