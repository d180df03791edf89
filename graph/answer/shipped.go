package answer

import (
	"bytes"
	"io"
	"io/fs"
	"path"
)

// shipped reads the examples among some files, each in a folder named after what it
// is about.
func shipped[T, E any](files fs.FS, parse func(name string, r io.Reader) (T, error), example func(read T, about, text string) E) ([]E, error) {
	names, err := fs.Glob(files, "*/*.yaml")
	if err != nil {
		return nil, err
	}
	var out []E
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		_, text, _ = bytes.Cut(text, []byte("\n")) // the first line is for editors, and names a schema beside the file
		read, err := parse(name, bytes.NewReader(text))
		if err != nil {
			return nil, err
		}
		out = append(out, example(read, path.Dir(name), string(text)))
	}
	return out, nil
}
