package kuzustore

import (
	"log/slog"
	"os"
	"runtime"
	"time"

	"backchannel/graph"
)

// Options are the means of a store. The zero value stands for the defaults.
type Options struct {
	Command    []string      // starts the engine's process; default: this program with the argument "engine"
	Memory     uint64        // bytes that the engine's process may use in all; default 2 GiB
	BufferPool uint64        // bytes of the graph that the engine keeps in memory, part of Memory; default a quarter of it
	Threads    int           // of the engine; default one per processor
	Time       time.Duration // that a query may take when it says nothing else; default 30 s
	Rows       int           // that a query may return when it says nothing else; default graph.MaxLimit
	Bytes      int64         // the same in bytes of values; default 64 MiB
	Queries    int           // of users at the same time, others wait; default one per thread
	Logger     *slog.Logger  // default: slog.Default
}

func (o Options) withDefaults() (Options, error) {
	if len(o.Command) == 0 {
		self, err := os.Executable()
		if err != nil {
			return o, graph.Wrap(graph.Internal, err, "this program does not find itself to start its engine")
		}
		o.Command = []string{self, "engine"}
	}
	orElse(&o.Memory, 2<<30)
	orElse(&o.BufferPool, o.Memory/4)
	orElse(&o.Threads, max(2, runtime.NumCPU()))
	orElse(&o.Time, 30*time.Second)
	orElse(&o.Rows, graph.MaxLimit)
	orElse(&o.Bytes, 64<<20)
	orElse(&o.Queries, o.Threads)
	orElse(&o.Logger, slog.Default())
	return o, nil
}

func orElse[T comparable](v *T, otherwise T) {
	var zero T
	if *v == zero {
		*v = otherwise
	}
}
