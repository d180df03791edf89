package config

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"backchannel/graph"
)

// load reads the configuration in an empty working directory with an empty home.
func load(t *testing.T, file string, args ...string) (*Loaded, error) {
	t.Helper()
	flags := pflag.NewFlagSet("test", pflag.ContinueOnError)
	AddFlags(flags, false)
	AddFlags(flags, true)
	require.NoError(t, flags.Parse(args))
	return Load(file, flags)
}

func alone(t *testing.T) (dir string) {
	t.Helper()
	for _, s := range Settings {
		t.Setenv(s.Env(), "")
		if s.Secret {
			t.Setenv(s.FileEnv(), "")
		}
	}
	dir = t.TempDir()
	t.Setenv("HOME", dir)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "settings"))
	t.Setenv("XDG_DATA_HOME", filepath.Join(dir, "data"))
	t.Chdir(dir)
	return dir
}

func write(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
}

func TestDefaultsAreValidAndNothingElse(t *testing.T) {
	dir := alone(t)
	l, err := load(t, "")
	require.NoError(t, err)
	require.Equal(t, Default(), l.Config)
	require.Equal(t, "kuzu:"+filepath.Join(dir, "data", "backchannel", "graph.kuzu"), l.Store)
	for _, s := range Settings {
		require.Equal(t, "default", l.Origin(s.Key), s.Key)
		require.False(t, l.Set(s.Key), s.Key)
	}
}

func TestWhatWinsAndWhereItCameFrom(t *testing.T) {
	dir := alone(t)
	write(t, FileName, "store: neo4j://file\nlisten: 127.0.0.1:1\nquery:\n  time: 1s\nhosts: [a.example, b.example]\n")
	t.Setenv("BACKCHANNEL_LISTEN", "127.0.0.1:2")
	t.Setenv("BACKCHANNEL_QUERY_TIME", "2s")
	l, err := load(t, "", "--query-time", "3s")
	require.NoError(t, err)
	require.Equal(t, "neo4j://file", l.Store)
	require.Equal(t, "file "+filepath.Join(dir, FileName), l.Origin("store"))
	require.Equal(t, "127.0.0.1:2", l.Listen)
	require.Equal(t, "environment BACKCHANNEL_LISTEN", l.Origin("listen"))
	require.Equal(t, 3*time.Second, l.Query.Time)
	require.Equal(t, "flag --query-time", l.Origin("query.time"))
	require.Equal(t, []string{"a.example", "b.example"}, l.Hosts)
}

func TestAFlagThatRepeatsTheDefaultStillCameFromTheFlag(t *testing.T) {
	alone(t)
	t.Setenv("BACKCHANNEL_QUERY_ROWS", "7")
	l, err := load(t, "", "--query-rows", "10000")
	require.NoError(t, err)
	require.Equal(t, 10000, l.Query.Rows)
	require.Equal(t, "flag --query-rows", l.Origin("query.rows"))
}

func TestEverySettingCanBeSetInTheEnvironment(t *testing.T) {
	values := map[string]string{
		"store": "bolt://h", "listen": "127.0.0.1:9", "hosts": "a.example,b.example", "token": "t", "views": "/v", "import.bytes": "1GiB",
		"query.time": "5s", "query.rows": "5", "neo4j.username": "u", "neo4j.password": "p", "neo4j.database": "d",
		"kuzu.memory": "4GiB", "kuzu.buffer_pool": "1GiB", "index.memory": "3GiB", "log.level": "debug", "log.format": "json",
	}
	require.Len(t, values, len(Settings))
	alone(t)
	t.Setenv("BACKCHANNEL_NEO4J_USERNAME", "u") // a password without a user is a mistake
	for _, s := range Settings {
		t.Run(s.Key, func(t *testing.T) {
			t.Setenv(s.Env(), values[s.Key])
			l, err := load(t, "")
			require.NoError(t, err)
			require.Equal(t, "environment "+s.Env(), l.Origin(s.Key))
			given := values[s.Key]
			if s.Key == "hosts" {
				given = "a.example, b.example"
			}
			require.Equal(t, given, s.Value(l.Config))
		})
	}
}

func TestTheFileIsFoundInTheWorkingDirectoryThenInTheUsersFolder(t *testing.T) {
	dir := alone(t)
	user := filepath.Join(dir, "settings", "backchannel", FileName)
	write(t, user, "log: {level: error}\n")
	l, err := load(t, "")
	require.NoError(t, err)
	require.Equal(t, user, l.File)
	write(t, FileName, "log: {level: debug}\n")
	l, err = load(t, "")
	require.NoError(t, err)
	require.Equal(t, "debug", l.Log.Level)
}

func TestPathsInTheFileAreReadFromItsFolder(t *testing.T) {
	dir := alone(t)
	write(t, "case/backchannel.yaml", "store: kuzu:case.kuzu\ntoken_file: secret\n")
	write(t, "case/secret", "s3cret\n")
	l, err := load(t, "case/backchannel.yaml")
	require.NoError(t, err)
	require.Equal(t, "kuzu:"+filepath.Join(dir, "case", "case.kuzu"), l.Store)
	require.Equal(t, "s3cret", l.Token)
	l, err = load(t, "case/backchannel.yaml", "--store", "kuzu:here.kuzu")
	require.NoError(t, err)
	require.Equal(t, "kuzu:here.kuzu", l.Store)
}

func TestASecretComesFromAFile(t *testing.T) {
	dir := alone(t)
	path := filepath.Join(dir, "password")
	write(t, path, "open sesame\r\n")
	t.Setenv("BACKCHANNEL_NEO4J_USERNAME", "neo4j")
	t.Setenv("BACKCHANNEL_NEO4J_PASSWORD_FILE", path)
	l, err := load(t, "")
	require.NoError(t, err)
	require.Equal(t, "open sesame", l.Neo4j.Password)
	require.Equal(t, "environment BACKCHANNEL_NEO4J_PASSWORD_FILE, in "+path, l.Origin("neo4j.password"))
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct {
		name, file string
		env        map[string]string
		args       []string
		code       graph.Code
		says       string
	}{
		{name: "a file that is not there", args: []string{"named.yaml"}, code: graph.NotFound, says: `no configuration file "named.yaml"`},
		{name: "no YAML", file: "store: [", code: graph.Invalid, says: "cannot read the configuration file"},
		{name: "an unknown setting", file: "stroe: x", code: graph.Invalid, says: `sets "stroe", which is no setting: use store, listen`},
		{name: "an unknown setting in a section", file: "kuzu: {size: 1}", code: graph.Invalid, says: `sets "kuzu.size"`},
		{name: "a number that is none", env: map[string]string{"BACKCHANNEL_QUERY_ROWS": "many"}, code: graph.Invalid, says: "query.rows, set by environment BACKCHANNEL_QUERY_ROWS, cannot be read"},
		{name: "a time that is none", file: "query: {time: 30}", code: graph.Invalid, says: `"30" is not a time: write it like 30s`},
		{name: "a time of nothing", file: "query: {time: 0s}", code: graph.Invalid, says: "give a positive time"},
		{name: "a size that is none", file: "kuzu: {memory: lots}", code: graph.Invalid, says: `"lots" is not a size: write it like 512MiB`},
		{name: "no room for queries", file: "kuzu: {memory: 1GiB, buffer_pool: 1GiB}", code: graph.Invalid, says: "at least twice kuzu.buffer_pool"},
		{name: "a tiny buffer pool", file: "kuzu: {buffer_pool: 1MiB}", code: graph.Invalid, says: "give at least 64MiB"},
		{name: "too many rows", env: map[string]string{"BACKCHANNEL_QUERY_ROWS": "1000001"}, code: graph.Invalid, says: "from 1 to 1000000"},
		{name: "a level that is none", file: "log: {level: loud}", code: graph.Invalid, says: "use debug, info, warn or error"},
		{name: "a format that is none", file: "log: {format: xml}", code: graph.Invalid, says: "use text or json"},
		{name: "an address without a port", file: "listen: localhost", code: graph.Invalid, says: "write HOST:PORT"},
		{name: "an open door", env: map[string]string{"BACKCHANNEL_LISTEN": "0.0.0.0:8080"}, code: graph.Invalid, says: "set a token in BACKCHANNEL_TOKEN or BACKCHANNEL_TOKEN_FILE"},
		{name: "every address", env: map[string]string{"BACKCHANNEL_LISTEN": ":8080"}, code: graph.Invalid, says: "set a token"},
		{name: "a secret twice", env: map[string]string{"BACKCHANNEL_TOKEN": "a", "BACKCHANNEL_TOKEN_FILE": "b"}, code: graph.Invalid, says: "both token and token_file are set"},
		{name: "a secret's file that is not there", env: map[string]string{"BACKCHANNEL_TOKEN_FILE": "b"}, code: graph.Invalid, says: `cannot read the file "b" that token_file names`},
		{name: "a password for nobody", env: map[string]string{"BACKCHANNEL_NEO4J_PASSWORD": "p"}, code: graph.Invalid, says: "neo4j.username is not"},
		{name: "a slip in the environment", env: map[string]string{"BACKCHANNEL_STOER": "neo4j://h"}, code: graph.Invalid, says: "sets BACKCHANNEL_STOER, which is no setting: did you mean BACKCHANNEL_STORE?"},
		{name: "a letter too few in the environment", env: map[string]string{"BACKCHANNEL_HOST": "h"}, code: graph.Invalid, says: "did you mean BACKCHANNEL_HOSTS?"},
		{name: "no store", file: `store: ""`, code: graph.Invalid, says: "store is empty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			alone(t)
			for k, v := range c.env {
				t.Setenv(k, v)
			}
			if c.file != "" {
				write(t, FileName, c.file)
			}
			named := ""
			if len(c.args) > 0 {
				named = c.args[0]
			}
			_, err := load(t, named)
			require.ErrorContains(t, err, c.says)
			require.Equal(t, c.code, graph.CodeOf(err))
		})
	}
}

func TestOthersVariablesAreTheirs(t *testing.T) {
	alone(t)
	t.Setenv("BACKCHANNEL_DATA", "/somewhere")
	t.Setenv("BACKCHANNEL_STOER", "")
	_, err := load(t, "")
	require.NoError(t, err)
}

func TestATokenOpensTheDoor(t *testing.T) {
	alone(t)
	t.Setenv("BACKCHANNEL_TOKEN", "t")
	l, err := load(t, "", "--listen", "0.0.0.0:8080")
	require.NoError(t, err)
	require.Equal(t, "0.0.0.0:8080", l.Listen)
}

func TestASizeIsReadAsItIsWritten(t *testing.T) {
	for text, want := range map[string]Size{"0": 0, "17": 17, "17B": 17, "1KiB": 1024, "2G": 2 << 30, "2 GiB": 2 << 30, "2GB": 2e9, "1TiB": 1 << 40} {
		got, err := ParseSize(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "-1", "1.5GiB", "GiB", "1 PiB", "999999999999TiB"} {
		_, err := ParseSize(text)
		require.Equal(t, graph.Invalid, graph.CodeOf(err), text)
	}
	rapid.Check(t, func(t *rapid.T) {
		size := Size(rapid.Uint64Range(0, 1<<39).Draw(t, "bytes"))
		back, err := ParseSize(size.String())
		if err != nil || back != size {
			t.Fatalf("%d is written %s and read %d, %v", size, size, back, err)
		}
	})
}
