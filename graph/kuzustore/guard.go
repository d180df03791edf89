package kuzustore

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// guard keeps a copy of the graph while the engine does what it cannot be killed
// in. Kuzu's checkpoint, which COPY ends with too, changes the file in place
// before its own means of recovery are on the disk: killed in it, the engine
// comes back with half of it, or not at all. Its write-ahead log by itself is
// sound, so all else needs no guard.
//
// The copy is made by the store's process, never by the engine's: closing the
// file there would give up the engine's lock. On file systems that share blocks
// between files it costs nothing.
type guard struct{ path string }

func (g guard) graph() string   { return g.path + ".before" } // there when the copy is complete
func (g guard) log() string     { return g.path + ".before.wal" }
func (g guard) wal() string     { return g.path + ".wal" }
func (g guard) unready() string { return g.path + ".before.part" }

// set makes the copy. No write may be under way.
func (g guard) set() error {
	if err := copyFile(g.wal(), g.log()); err != nil {
		return err
	}
	if err := copyFile(g.path, g.unready()); err != nil {
		return err
	}
	return os.Rename(g.unready(), g.graph())
}

// isSet tells whether there is a copy.
func (g guard) isSet() bool {
	_, err := os.Stat(g.graph())
	return err == nil
}

// restore brings the graph back as it was at set. No engine may be running. It
// may be repeated until lift.
func (g guard) restore() error {
	for _, name := range []string{g.path + ".shadow", g.wal()} {
		if err := remove(name); err != nil {
			return err
		}
	}
	if err := copyFile(g.graph(), g.path); err != nil {
		return err
	}
	return copyFile(g.log(), g.wal())
}

// lift gives the copy up.
func (g guard) lift() error {
	for _, name := range []string{g.graph(), g.log(), g.unready()} {
		if err := remove(name); err != nil {
			return err
		}
	}
	return nil
}

func remove(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// copyFile makes to what from is, also if that is nothing, and waits for the disk.
func copyFile(from, to string) error {
	src, err := os.Open(from)
	if errors.Is(err, fs.ErrNotExist) {
		return remove(to)
	}
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.Create(to)
	if err != nil {
		return err
	}
	defer dst.Close()
	if _, err := io.Copy(dst, src); err != nil {
		return err
	}
	if err := dst.Sync(); err != nil {
		return err
	}
	return dst.Close()
}
