package kuzustore

// EnginePID returns the process that the engine runs in, 0 if none does.
func (s *Store) EnginePID() int {
	s.engine.mu.Lock()
	defer s.engine.mu.Unlock()
	if p := s.engine.current; p != nil {
		return p.cmd.Process.Pid
	}
	return 0
}

// WriteSheet exposes the file that a table is handed over in.
var WriteSheet = writeSheet

// SetCheckpoint makes checkpoints as frequent as a test needs them.
func SetCheckpoint(bytes int64) { checkpointAt, checkpointOnClose = bytes, bytes }
