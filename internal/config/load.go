package config

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"backchannel/graph"
)

// FileName is what the configuration file is called where it is looked for.
const FileName = "backchannel.yaml"

// Loaded is a configuration that knows where it came from.
type Loaded struct {
	Config
	File   string // that was read; "" if there is none
	origin map[string]string
}

// Origin tells where the setting of that key got its value: "flag --store",
// "environment BACKCHANNEL_STORE", "file PATH" or "default".
func (l *Loaded) Origin(key string) string { return l.origin[key] }

// Set tells whether the setting of that key was set anywhere.
func (l *Loaded) Set(key string) bool { return l.origin[key] != byDefault }

const byDefault = "default"

// Load reads the configuration and verifies it. File is the one that the user
// named; if it is empty, backchannel.yaml in the working directory counts, else
// the one in the user's configuration folder, else none. Flags that were not
// given do not count. The error is invalid, or not_found for a named file.
func Load(file string, flags *pflag.FlagSet) (*Loaded, error) {
	v := viper.New()
	l := &Loaded{Config: Default(), origin: map[string]string{}}
	var err error
	if l.File, err = readFile(v, file); err != nil {
		return nil, err
	}
	for _, s := range Settings {
		_ = v.BindEnv(s.Key, s.Env()) // fails for an empty key only
		if s.Secret {
			_ = v.BindEnv(s.FileKey(), s.FileEnv())
		}
		if f := flags.Lookup(s.Flag); s.Flag != "" && f != nil {
			_ = v.BindPFlag(s.Key, f) // fails for no flag only
		}
	}
	if err := unknownKeys(v, l.File); err != nil {
		return nil, err
	}
	if err := misspelt(os.Environ()); err != nil {
		return nil, err
	}
	for _, s := range Settings {
		if err := l.take(v, flags, s); err != nil {
			return nil, err
		}
	}
	if err := l.Verify(); err != nil {
		return nil, err
	}
	return l, nil
}

// readFile finds and reads the file, and returns its path.
func readFile(v *viper.Viper, named string) (string, error) {
	path := named
	if path == "" {
		if path = findFile(); path == "" {
			return "", nil
		}
	}
	v.SetConfigFile(path)
	v.SetConfigType("yaml")
	err := v.ReadInConfig()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", graph.Wrap(graph.NotFound, err, "there is no configuration file %q", path)
	case err != nil:
		return "", graph.Wrap(graph.Invalid, err, "cannot read the configuration file %q: %s", path, firstLine(err))
	}
	return filepath.Abs(path)
}

func findFile() string {
	places := []string{FileName}
	if dir, err := os.UserConfigDir(); err == nil {
		places = append(places, filepath.Join(dir, "backchannel", FileName))
	}
	for _, p := range places {
		if info, err := os.Stat(p); err == nil && !info.IsDir() {
			return p
		}
	}
	return ""
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// unknownKeys keeps a mistyped setting from being passed over in silence.
func unknownKeys(v *viper.Viper, file string) error {
	var known []string
	for _, s := range Settings {
		known = append(known, s.Key)
		if s.Secret {
			known = append(known, s.FileKey())
		}
	}
	keys := v.AllKeys()
	slices.Sort(keys)
	for _, key := range keys {
		if !slices.Contains(known, key) {
			return graph.Errorf(graph.Invalid, "the configuration file %s sets %q, which is no setting: use %s", file, key, strings.Join(known, ", "))
		}
	}
	return nil
}

// misspelt keeps a slip of the pen in the environment from being passed over in
// silence. Variables that are like none of ours may be another program's.
func misspelt(environment []string) error {
	var known []string
	for _, s := range Settings {
		known = append(known, s.Env())
		if s.Secret {
			known = append(known, s.FileEnv())
		}
	}
	slices.Sort(environment)
	for _, variable := range environment {
		name, value, _ := strings.Cut(variable, "=")
		if value == "" || !strings.HasPrefix(name, envPrefix) || slices.Contains(known, name) {
			continue
		}
		for _, k := range known {
			if levenshtein.Distance(name, k, nil) <= 2 {
				return graph.Errorf(graph.Invalid, "the environment sets %s, which is no setting: did you mean %s?", name, k)
			}
		}
	}
	return nil
}

// take gives a setting its value and notes where from.
func (l *Loaded) take(v *viper.Viper, flags *pflag.FlagSet, s Setting) error {
	key, env, fromFile := s.Key, s.Env(), false
	if s.Secret && v.IsSet(s.FileKey()) {
		if v.IsSet(s.Key) {
			return graph.Errorf(graph.Invalid, "both %s and %s are set: keep one", s.Key, s.FileKey())
		}
		key, env = s.FileKey(), s.FileEnv()
	}
	switch {
	case s.Flag != "" && flags.Changed(s.Flag):
		l.origin[s.Key] = "flag --" + s.Flag
	case os.Getenv(env) != "":
		l.origin[s.Key] = "environment " + env
	case v.IsSet(key):
		l.origin[s.Key], fromFile = "file "+l.File, true
	default:
		l.origin[s.Key] = byDefault
		return nil
	}
	field, value := s.field(&l.Config), v.Get(key)
	if key == s.FileKey() {
		path := v.GetString(key)
		if fromFile {
			path = l.beside(path)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return graph.Wrap(graph.Invalid, err, "cannot read the file %q that %s names: check that it is there and readable", path, key)
		}
		l.origin[s.Key] += ", in " + path
		value = strings.TrimRight(string(text), "\r\n")
	}
	if err := assign(field, value); err != nil {
		return graph.Wrap(graph.Invalid, err, "%s, set by %s, cannot be read: %s", s.Key, l.origin[s.Key], firstLine(err))
	}
	if path, embedded := strings.CutPrefix(l.Store, "kuzu:"); embedded && fromFile && s.Key == "store" {
		l.Store = "kuzu:" + l.beside(path)
	}
	if fromFile && s.Key == "views" {
		l.Views = l.beside(l.Views)
	}
	return nil
}

// beside reads a path in the configuration file from the file's own folder, so
// that it means the same wherever the program runs.
func (l *Loaded) beside(path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(l.File), path)
}

// Level is the least that is logged.
func (l *Loaded) Level() slog.Level {
	level, err := l.Log.level()
	if err != nil {
		panic(err) // Load has verified it
	}
	return level
}
