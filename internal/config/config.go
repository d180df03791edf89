package config

import (
	"log/slog"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"backchannel/graph"
)

// Config is every setting's value.
type Config struct {
	Store  string
	Listen string
	Hosts  []string
	Token  string
	Views  string
	Import Import
	Query  Query
	Neo4j  Neo4j
	Kuzu   Kuzu
	Index  Index
	Log    Log
}

// Import bounds what is brought in over HTTP.
type Import struct {
	Bytes Size
}

// Query bounds questions.
type Query struct {
	Time time.Duration
	Rows int
}

// Neo4j tells how to reach a Neo4j.
type Neo4j struct {
	Username string
	Password string
	Database string
}

// Kuzu tells how much the embedded engine may use.
type Kuzu struct {
	Memory     Size
	BufferPool Size
}

// Index tells how much the contact index may use.
type Index struct {
	Memory Size
}

// Log tells what is logged.
type Log struct {
	Level  string
	Format string
}

// Default is what holds where nothing is set.
func Default() Config {
	return Config{
		Store:  "kuzu:" + filepath.Join(dataFolder(), "graph.kuzu"),
		Listen: "127.0.0.1:8080",
		Hosts:  []string{},
		Import: Import{Bytes: 2 << 30},
		Query:  Query{Time: 30 * time.Second, Rows: 10_000},
		Kuzu:   Kuzu{Memory: 2 << 30, BufferPool: 512 << 20},
		Index:  Index{Memory: 1 << 30},
		Log:    Log{Level: "info", Format: "text"},
	}
}

// dataFolder is where the system keeps a user's data of this program: a graph
// that is made in one working directory is there in the next. Without a home it
// is the working directory.
func dataFolder() string {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) { // the specification says to ignore others
		return filepath.Join(dir, "backchannel")
	}
	if dir := os.Getenv("LOCALAPPDATA"); runtime.GOOS == "windows" && dir != "" {
		return filepath.Join(dir, "backchannel")
	}
	home, err := os.UserHomeDir()
	switch {
	case err != nil:
		return ""
	case runtime.GOOS == "darwin":
		return filepath.Join(home, "Library", "Application Support", "backchannel")
	}
	return filepath.Join(home, ".local", "share", "backchannel")
}

// ViewsFolder is where named views are kept: where Views says, or else beside an
// embedded graph, because a view is of one case, or in the user's data folder.
func (c Config) ViewsFolder() string {
	if c.Views != "" {
		return c.Views
	}
	if path, embedded := strings.CutPrefix(c.Store, "kuzu:"); embedded {
		return path + ".views"
	}
	return filepath.Join(dataFolder(), "views")
}

// Verify tells what is wrong with the values, as far as that can be told without
// opening anything. The scheme of the store is the business of who opens it.
func (c Config) Verify() error {
	switch {
	case c.Store == "":
		return graph.Errorf(graph.Invalid, "store is empty: write kuzu:PATH or neo4j://HOST")
	case c.Import.Bytes < minImport:
		return graph.Errorf(graph.Invalid, "import.bytes is %s: give at least %s", c.Import.Bytes, minImport)
	case c.Query.Time <= 0:
		return graph.Errorf(graph.Invalid, "query.time is %s: give a positive time such as 30s", c.Query.Time)
	case c.Query.Rows < 1 || c.Query.Rows > maxRows:
		return graph.Errorf(graph.Invalid, "query.rows is %d: give a number from 1 to %d", c.Query.Rows, maxRows)
	case c.Kuzu.BufferPool < minBufferPool:
		return graph.Errorf(graph.Invalid, "kuzu.buffer_pool is %s: give at least %s", c.Kuzu.BufferPool, minBufferPool)
	case c.Kuzu.Memory < 2*c.Kuzu.BufferPool:
		return graph.Errorf(graph.Invalid, "kuzu.memory is %s: give at least twice kuzu.buffer_pool, which is %s; queries need room beside it", c.Kuzu.Memory, c.Kuzu.BufferPool)
	case c.Neo4j.Password != "" && c.Neo4j.Username == "":
		return graph.Errorf(graph.Invalid, "neo4j.password is set and neo4j.username is not: set %s too", envName("neo4j.username"))
	case c.Index.Memory < minIndex:
		return graph.Errorf(graph.Invalid, "index.memory is %s: give at least %s", c.Index.Memory, minIndex)
	case c.Log.Format != "text" && c.Log.Format != "json":
		return graph.Errorf(graph.Invalid, "log.format is %q: use text or json", c.Log.Format)
	}
	if _, err := c.Log.level(); err != nil {
		return err
	}
	return c.verifyListen()
}

const (
	maxRows            = 1_000_000
	minBufferPool Size = 64 << 20
	minIndex      Size = 1 << 20
	minImport     Size = 1 << 10
)

func (c Config) verifyListen() error {
	host, port, err := net.SplitHostPort(c.Listen)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil {
		return graph.Wrap(graph.Invalid, err, "listen is %q: write HOST:PORT, such as 127.0.0.1:8080", c.Listen)
	}
	if !loopback(host) && c.Token == "" {
		return graph.Errorf(graph.Invalid, "listen is %s, which others can reach: set a token in %s or %s, or listen on 127.0.0.1", c.Listen, envName("token"), envName("token_file"))
	}
	return nil
}

// loopback tells whether only this machine reaches host. A name other than
// localhost may mean anything, and counts as reachable.
func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

func (l Log) level() (slog.Level, error) {
	levels := []string{"debug", "info", "warn", "error"}
	var v slog.Level
	if !slices.Contains(levels, l.Level) || v.UnmarshalText([]byte(l.Level)) != nil {
		return v, graph.Errorf(graph.Invalid, "log.level is %q: use debug, info, warn or error", l.Level)
	}
	return v, nil
}
