package table

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"backchannel/graph"
)

// file is a file of the import, and the source that its rows cite.
type file struct {
	name   string // below the import's folder, with slashes; how reports call it
	path   string
	size   int64
	source string // id
}

// folder is what an import reads from: a folder, or a single file.
type folder struct {
	root  string
	files []*file // by name
	one   bool    // a single file was named
}

func openFolder(where string) (*folder, error) {
	info, err := os.Stat(where)
	if err != nil {
		return nil, cannotRead(err, where)
	}
	d := &folder{root: where}
	if !info.IsDir() {
		d.root, d.one = filepath.Dir(where), true
		d.files = []*file{{name: filepath.Base(where), path: where, size: info.Size()}}
		return d, nil
	}
	err = filepath.WalkDir(where, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return cannotRead(err, p)
		}
		if e.IsDir() {
			return nil
		}
		info, err := os.Stat(p) // follows a link
		if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
			return nil
		}
		if err != nil {
			return cannotRead(err, p)
		}
		name, err := filepath.Rel(where, p)
		if err != nil {
			return cannotRead(err, p)
		}
		d.files = append(d.files, &file{name: filepath.ToSlash(name), path: p, size: info.Size()})
		return nil
	})
	slices.SortFunc(d.files, func(a, b *file) int { return strings.Compare(a.name, b.name) })
	return d, err
}

func cannotRead(err error, where string) error {
	if errors.Is(err, fs.ErrNotExist) {
		return graph.Wrap(graph.NotFound, err, "there is no file or folder %q", where)
	}
	return graph.Wrap(graph.Invalid, err, "cannot read %q: check that it is readable and undamaged", where)
}

// match returns the files whose name matches a pattern, as in path.Match; a
// leading **/ stands for any folders, or none.
func (d *folder) match(pattern string) []*file {
	var out []*file
	for _, f := range d.files {
		name := f.name
		rest, deep := strings.CutPrefix(pattern, "**/")
		if deep || d.one {
			parts := strings.Split(name, "/")
			if n := strings.Count(rest, "/") + 1; len(parts) >= n {
				name = strings.Join(parts[len(parts)-n:], "/")
			}
			if d.one { // its folders are not known, only its name
				rest = path.Base(rest)
			}
		}
		if ok, _ := path.Match(rest, name); ok { // the pattern was checked with the mapping
			out = append(out, f)
		}
	}
	return out
}

// sum is the SHA-256 of the file's bytes, in hexadecimal.
func (f *file) sum() (string, error) {
	r, err := os.Open(f.path)
	if err != nil {
		return "", cannotRead(err, f.path)
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return "", cannotRead(err, f.path)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
