package server

import (
	"io/fs"
	"log/slog"
	"runtime"
	"time"

	"backchannel/server/imports"
	"backchannel/server/views"
)

// Options are what a service may be told. The zero value stands for the defaults.
type Options struct {
	Token     string        // that requests must carry; needed to listen beyond loopback
	Hosts     []string      // names or addresses, besides those of loopback, by which the service may be called
	Deadline  time.Duration // of a question; default 30 s. A Cypher query has its own, timeout_ms, and a test ten minutes
	Drain     time.Duration // that questions under way may take when the service stops; default 10 s
	BodyTime  time.Duration // that a request's body may take to arrive; default 10 s
	BodyBytes int64         // of a request's body; default 1 MiB
	Heavy     int           // Cypher and path questions and tests at the same time; default two per processor
	HeavyWait time.Duration // that another one waits for its turn; default 5 s
	Logger    *slog.Logger  // default: slog.Default

	Imports     *imports.Jobs // runs imports; without it none are taken
	ImportBytes int64         // of an upload; default 2 GiB
	Views       *views.Folder // where views are kept; without it none are
	Queries     *views.Folder // where queries are kept; without it none are
	View        fs.FS         // the browser view as built: index.html and what it asks for; without it the root shows the plain page
}

// DefaultOptions are the defaults that the zero value stands for.
func DefaultOptions() Options { return Options{}.withDefaults() }

func (o Options) withDefaults() Options {
	orElse(&o.Deadline, 30*time.Second)
	orElse(&o.Drain, 10*time.Second)
	orElse(&o.BodyTime, 10*time.Second)
	orElse(&o.BodyBytes, 1<<20)
	orElse(&o.ImportBytes, 2<<30)
	orElse(&o.Heavy, 2*runtime.NumCPU())
	orElse(&o.HeavyWait, 5*time.Second)
	orElse(&o.Logger, slog.Default())
	return o
}

func orElse[T comparable](v *T, otherwise T) {
	var zero T
	if *v == zero {
		*v = otherwise
	}
}
