package imports

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"backchannel/graph"
)

const (
	spoolPrefix = "backchannel-import-"
	// youth is how long a spool is let alone that nobody has locked: it may be one
	// that is being made.
	youth = time.Minute
)

// spool is a folder for the files of one upload. It is locked as long as the program
// that made it needs it.
type spool struct {
	dir   string
	files string // within dir: the uploaded files, and nothing else
	lock  *flock.Flock
}

// newSpool makes a spool in a folder; "" means the system's own for temporary files.
func newSpool(folder string) (_ *spool, err error) {
	dir, err := os.MkdirTemp(folder, spoolPrefix)
	if err != nil {
		return nil, noSpool(err)
	}
	s := &spool{dir: dir, files: filepath.Join(dir, "files"), lock: lockOf(dir)}
	if err = errors.Join(s.lock.Lock(), os.Mkdir(s.files, 0o700)); err != nil {
		return nil, noSpool(errors.Join(err, s.remove()))
	}
	return s, nil
}

func noSpool(err error) error {
	return graph.Wrap(graph.Unavailable, err, "the upload cannot be kept: see that the folder for temporary files may be written to, and that its disk is not full")
}

func lockOf(dir string) *flock.Flock { return flock.New(filepath.Join(dir, "lock")) }

// remove deletes the spool with all files.
func (s *spool) remove() error {
	return errors.Join(os.RemoveAll(s.dir), s.lock.Unlock())
}

// sweep deletes the spools in a folder that a program left behind which was killed.
// What cannot be deleted stays: it may be somebody else's.
func sweep(folder string) (swept []string) {
	if folder == "" {
		folder = os.TempDir()
	}
	found, err := filepath.Glob(filepath.Join(folder, spoolPrefix+"*"))
	if err != nil {
		return nil
	}
	for _, dir := range found {
		made, err := os.Lstat(dir)
		if err != nil || !made.IsDir() || time.Since(made.ModTime()) < youth {
			continue
		}
		s := spool{dir: dir, lock: lockOf(dir)}
		if free, err := s.lock.TryLock(); err != nil || !free {
			continue
		}
		if s.remove() == nil {
			swept = append(swept, dir)
		}
	}
	return swept
}
