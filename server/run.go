package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"backchannel/graph"
)

// Bounds of a connection.
const (
	headerTime  = 10 * time.Second
	headerBytes = 64 << 10
	idleTime    = 2 * time.Minute
	lastTime    = 2 * time.Second // that cancelled requests have to end in
)

// Run serves on l until ctx ends, and closes l. Requests under way may then
// finish within Options.Drain; after that their contexts are cancelled. It
// returns nil after such an end. A listener that other machines can reach needs
// Options.Token, else Run returns invalid.
func (s *Server) Run(ctx context.Context, l net.Listener) error {
	if !local(l.Addr()) && s.options.Token == "" {
		l.Close()
		return graph.Errorf(graph.Invalid, "%s can be reached from other machines: set a token, or listen on 127.0.0.1", l.Addr())
	}
	base, stop := context.WithCancelCause(context.WithoutCancel(ctx))
	defer stop(nil)
	h := &http.Server{
		Handler: s, ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, MaxHeaderBytes: headerBytes,
		BaseContext: func(net.Listener) context.Context { return base },
		ErrorLog:    slog.NewLogLogger(s.options.Logger.Handler(), slog.LevelWarn),
	}
	served := make(chan error, 1)
	go func() { served <- h.Serve(l) }()
	select {
	case err := <-served:
		return graph.Wrap(graph.Unavailable, err, "the service cannot accept connections on %s", l.Addr())
	case <-ctx.Done():
	}
	err := shutdown(h, s.options.Drain)
	if errors.Is(err, context.DeadlineExceeded) {
		stop(graph.Errorf(graph.Unavailable, "the service is stopping: ask again when it is back"))
		err = shutdown(h, lastTime)
	}
	if err != nil {
		s.options.Logger.Warn("connections cut off", "error", err)
		h.Close()
	}
	<-served
	return nil
}

func shutdown(h *http.Server, within time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	return h.Shutdown(ctx)
}

// local tells whether only this machine can reach an address.
func local(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return !ok || tcp.IP.IsLoopback()
}
