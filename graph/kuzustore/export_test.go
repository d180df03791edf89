package kuzustore

import (
	"context"
	"testing"
)

// EnginePID returns the process that the engine runs in, 0 if none does.
func (s *Store) EnginePID() int {
	s.engine.mu.Lock()
	defer s.engine.mu.Unlock()
	if p := s.engine.current; p != nil {
		return p.cmd.Process.Pid
	}
	return 0
}

// Script runs statements as the store itself does.
func (s *Store) Script(ctx context.Context, statements ...string) error {
	return s.script(ctx, statements)
}

// WriteSheet exposes the file that a table is handed over in.
var WriteSheet = writeSheet

// SetCheckpoint makes checkpoints more frequent until the test ends.
func SetCheckpoint(t *testing.T, bytes int64) {
	at, onClose := checkpointAt, checkpointOnClose
	checkpointAt, checkpointOnClose = bytes, bytes
	t.Cleanup(func() { checkpointAt, checkpointOnClose = at, onClose })
}
