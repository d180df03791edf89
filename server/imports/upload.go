package imports

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"backchannel/graph"
	"backchannel/seed"
	"backchannel/seed/dossier"
	"backchannel/seed/table"
)

// Bounds of an upload, besides that of its bytes.
const (
	maxFiles   = 1000
	maxField   = 1000 // bytes of a field that is no file
	batchNodes = 50_000
)

// Take spools an upload and queues its import. The form has files, a name, and which
// of the files is the mapping: that may be left out where one file alone is YAML,
// which is then the mapping of the others, or a dossier if there are none.
func (j *Jobs) Take(form *multipart.Reader) (_ Import, err error) {
	leave, err := j.enter()
	if err != nil {
		return Import{}, err
	}
	defer leave()
	spooled, err := newSpool(j.options.Folder)
	if err != nil {
		return Import{}, err
	}
	kept := false
	defer func() {
		if !kept {
			err = scrubbed(errors.Join(err, spooled.remove()), spooled.files)
		}
	}()
	u := upload{dir: spooled.files}
	if err := u.read(form); err != nil {
		return Import{}, err
	}
	im, err := u.importer()
	if err != nil {
		return Import{}, err
	}
	now, err := j.start(u.name, spooled, u.files, im)
	kept = err == nil
	return now, err
}

// upload is a form as it comes in.
type upload struct {
	dir     string
	files   []string
	name    string
	mapping string
}

func (u *upload) read(form *multipart.Reader) error {
	for {
		part, err := form.NextPart()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return broken(err)
		}
		switch part.FormName() {
		case "files":
			err = u.spool(part)
		case "name":
			u.name, err = field(part)
		case "mapping":
			u.mapping, err = field(part)
		default:
			err = graph.Errorf(graph.Invalid, "the form has a field %q: it may have files, name and mapping", part.FormName())
		}
		if err != nil {
			return err
		}
	}
}

func field(part *multipart.Part) (string, error) {
	text, err := io.ReadAll(io.LimitReader(part, maxField+1))
	if err != nil {
		return "", broken(err)
	}
	if len(text) > maxField {
		return "", graph.Errorf(graph.TooLarge, "the field %s has more than %d bytes", part.FormName(), maxField)
	}
	return strings.TrimSpace(string(text)), nil
}

// spool writes a file under its bare name.
func (u *upload) spool(part *multipart.Part) error {
	name := part.FileName() // without any folders
	switch {
	case name == "" || strings.HasPrefix(name, ".") || !filepath.IsLocal(name) || strings.ContainsAny(name, "/\\\x00") || len(name) > 200:
		return graph.Errorf(graph.Invalid, "%q cannot be the name of a file: give it a plain one", name)
	case slices.Contains(u.files, name):
		return graph.Errorf(graph.Invalid, "two files are called %q: rename one", name)
	case len(u.files) == maxFiles:
		return graph.Errorf(graph.TooLarge, "there are more than %d files: bring them in by several imports", maxFiles)
	}
	f, err := os.OpenFile(filepath.Join(u.dir, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return graph.Wrap(graph.Unavailable, err, "the upload cannot be kept: see that the disk of temporary files is not full")
	}
	in := &source{Reader: part}
	_, err = io.Copy(f, in)
	err = errors.Join(err, f.Close())
	switch {
	case in.err != nil:
		return broken(in.err)
	case err != nil:
		return graph.Wrap(graph.Unavailable, err, "the upload cannot be kept: the disk of temporary files may be full")
	}
	u.files = append(u.files, name)
	return nil
}

// source remembers that reading failed, and not writing.
type source struct {
	io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// broken says why a form could not be read to its end.
func broken(err error) error {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return graph.Wrap(graph.TooLarge, err, "the upload has more than %d bytes: bring the files in by several imports, or raise import.bytes", tooLarge.Limit)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return graph.Wrap(graph.Timeout, err, "the upload stood still for too long: send it again")
	}
	return graph.Wrap(graph.Invalid, err, "the upload cannot be read, or broke off: send it again, as multipart/form-data")
}

// importer reads the mapping, or the dossier.
func (u *upload) importer() (seed.Importer, error) {
	var yaml []string
	for _, f := range u.files {
		if ext := strings.ToLower(filepath.Ext(f)); ext == ".yaml" || ext == ".yml" {
			yaml = append(yaml, f)
		}
	}
	switch {
	case len(u.files) == 0:
		return nil, graph.Errorf(graph.Invalid, "there are no files: send a dossier, or tables with their mapping")
	case u.mapping != "" && !slices.Contains(u.files, u.mapping):
		return nil, graph.Errorf(graph.Invalid, "mapping is %q, and no file is called that: name one of the files sent", u.mapping)
	case u.mapping == "" && len(yaml) != 1:
		return nil, graph.Errorf(graph.Invalid, "%d of the files are YAML: send one dossier alone, or tables with a mapping, and say which file is the mapping", len(yaml))
	case u.mapping == "" && len(u.files) == 1:
		return u.dossier(yaml[0])
	case u.mapping == "":
		u.mapping = yaml[0]
	}
	if u.name == "" {
		u.name = u.mapping
	}
	im, err := table.Open(filepath.Join(u.dir, u.mapping), u.dir)
	if err != nil {
		return nil, err
	}
	im.BatchSize = batchNodes
	return im, nil
}

func (u *upload) dossier(name string) (seed.Importer, error) {
	if u.name == "" {
		u.name = name
	}
	f, err := os.Open(filepath.Join(u.dir, name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := dossier.Parse(name, f)
	if err != nil {
		return nil, err
	}
	return seed.Single(name, b), nil
}

// shown is a text without the folder that files were spooled in.
func shown(text, dir string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, dir+string(filepath.Separator), ""), dir, "the upload")
}

// scrubbed is an error for the user without that folder.
func scrubbed(err error, dir string) error {
	var e *graph.Error
	if !errors.As(err, &e) {
		return err
	}
	clean := *e
	clean.Detail, clean.Values = shown(e.Detail, dir), nil
	for _, v := range e.Values {
		clean.Values = append(clean.Values, shown(v, dir))
	}
	if e.Position != nil {
		at := *e.Position
		at.File = shown(at.File, dir)
		clean.Position = &at
	}
	return &clean
}
