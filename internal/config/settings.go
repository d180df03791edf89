package config

import (
	"reflect"
	"strings"
)

// Setting is one thing that can be set. The table of them is the only place that
// says what exists: flags, environment, file, help and documentation follow it.
type Setting struct {
	Key    string // in the file, with dots between sections
	Flag   string // "" if there is none: a secret does not belong on a command line
	Serve  bool   // the flag is one of serve alone; otherwise of every command
	Secret bool   // never printed; may also come from a file named by FileKey
	Usage  string // one sentence, without a full stop
	field  func(*Config) any
}

// Settings lists every setting in the order of the documentation.
var Settings = []Setting{
	{Key: "store", Flag: "store", Usage: "where the graph is: kuzu:PATH for an embedded one, or neo4j://HOST, bolt://HOST (+s for TLS, +ssc without checking the certificate)", field: func(c *Config) any { return &c.Store }},
	{Key: "listen", Flag: "listen", Serve: true, Usage: "address that the service listens on, HOST:PORT; port 0 takes a free one", field: func(c *Config) any { return &c.Listen }},
	{Key: "hosts", Flag: "host", Serve: true, Usage: "a further name that requests may address the service by in their Host header; may be given several times", field: func(c *Config) any { return &c.Hosts }},
	{Key: "token", Secret: true, Usage: "what requests must bring as a bearer token; needed when the service listens beyond loopback", field: func(c *Config) any { return &c.Token }},
	{Key: "views", Flag: "views", Serve: true, Usage: "folder that named views are kept in; without it that is PATH.views beside an embedded graph, or views in the user's data folder", field: func(c *Config) any { return &c.Views }},
	{Key: "import.bytes", Flag: "import-bytes", Serve: true, Usage: "how much one import over HTTP may upload", field: func(c *Config) any { return &c.Import.Bytes }},
	{Key: "query.time", Flag: "query-time", Usage: "how long a question may take", field: func(c *Config) any { return &c.Query.Time }},
	{Key: "query.rows", Flag: "query-rows", Usage: "how many rows the store returns for a query that sets no limit", field: func(c *Config) any { return &c.Query.Rows }},
	{Key: "neo4j.username", Usage: "user of Neo4j; without one there is no authentication", field: func(c *Config) any { return &c.Neo4j.Username }},
	{Key: "neo4j.password", Secret: true, Usage: "that user's password", field: func(c *Config) any { return &c.Neo4j.Password }},
	{Key: "neo4j.database", Usage: "database in Neo4j; without one it is the user's default database", field: func(c *Config) any { return &c.Neo4j.Database }},
	{Key: "kuzu.memory", Flag: "kuzu-memory", Usage: "memory that Kuzu's process may use in all before it is ended, such as 2GiB", field: func(c *Config) any { return &c.Kuzu.Memory }},
	{Key: "kuzu.buffer_pool", Flag: "kuzu-buffer-pool", Usage: "part of that memory in which Kuzu keeps the graph", field: func(c *Config) any { return &c.Kuzu.BufferPool }},
	{Key: "index.memory", Flag: "index-memory", Usage: "memory that the contact index may use; where the graph does not fit, it holds the period and topic asked for", field: func(c *Config) any { return &c.Index.Memory }},
	{Key: "log.level", Flag: "log-level", Usage: "how much is logged: debug, info, warn or error; unless it is set, commands other than serve log warnings and errors, and with --json nothing", field: func(c *Config) any { return &c.Log.Level }},
	{Key: "log.format", Flag: "log-format", Usage: "how it is logged: text or json", field: func(c *Config) any { return &c.Log.Format }},
}

// Env is the setting's environment variable.
func (s Setting) Env() string { return envName(s.Key) }

// FileKey is the setting that names a file with the secret in it, "" if it is none.
func (s Setting) FileKey() string {
	if !s.Secret {
		return ""
	}
	return s.Key + "_file"
}

// FileEnv is that setting's environment variable.
func (s Setting) FileEnv() string {
	if !s.Secret {
		return ""
	}
	return envName(s.FileKey())
}

// Type names the kind of value that the setting takes, for documentation.
func (s Setting) Type() string {
	switch v := s.field(&Config{}).(type) {
	case *[]string:
		return "list of texts"
	case *int:
		return "number"
	default:
		if name := reflect.TypeOf(v).Elem().Name(); name != "string" {
			return strings.ToLower(name)
		}
		return "text"
	}
}

// Value is the setting's value in c as text, without regard to secrecy.
func (s Setting) Value(c Config) string { return format(s.field(&c)) }

// envPrefix is what the names of our environment variables begin with.
const envPrefix = "BACKCHANNEL_"

func envName(key string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}
