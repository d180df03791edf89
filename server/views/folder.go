package views

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"backchannel/graph"
)

// Folder keeps views, or other things in the same manner, each in a file of its own. It is safe for concurrent use, also
// by several programs with the same folder.
type Folder struct {
	path string
	what string
	mu   sync.Mutex
}

// In returns the Folder of views at a path. The folder is made when the first view is
// saved.
func In(path string) *Folder { return &Folder{path: path, what: "view"} }

// Queries returns the Folder of queries beside the views at a path.
func Queries(path string) *Folder {
	return &Folder{path: filepath.Join(path, "queries"), what: "query"}
}

const suffix = ".json"

func (f *Folder) file(id string) string { return filepath.Join(f.path, id+suffix) }

// List returns the heads of all views, by name. One whose file is damaged is among
// them, by its id.
func (f *Folder) List() ([]Head, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	ids, err := f.ids()
	if err != nil {
		return nil, err
	}
	heads := make([]Head, 0, len(ids))
	for _, id := range ids {
		h, err := f.head(id)
		switch {
		case err == nil:
		case graph.CodeOf(err) == graph.Conflict:
			h = Head{ID: id, Name: id, Damaged: true}
		case errors.Is(err, fs.ErrNotExist): // deleted meanwhile, by another program
			continue
		default:
			return nil, err
		}
		heads = append(heads, h)
	}
	slices.SortFunc(heads, func(a, b Head) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return heads, nil
}

func (f *Folder) ids() (ids []string, err error) {
	entries, err := os.ReadDir(f.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, f.fault(err)
	}
	for _, e := range entries {
		if id, ok := strings.CutSuffix(e.Name(), suffix); ok && e.Type().IsRegular() && checkID(id) == nil {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// head reads no further than it must: the state may be long, and stands last unless
// somebody else wrote the file.
func (f *Folder) head(id string) (h Head, err error) {
	file, err := os.Open(f.file(id))
	if err != nil {
		return h, f.fault(err)
	}
	defer file.Close()
	d := json.NewDecoder(file)
	if _, err = d.Token(); err != nil {
		return h, f.damaged(id, err)
	}
	missing := map[string]any{"id": &h.ID, "name": &h.Name, "notes": &h.Notes, "version": &h.Version, "saved": &h.Saved}
	for d.More() && len(missing) > 0 {
		name, err := d.Token()
		if err != nil {
			return h, f.damaged(id, err)
		}
		key, _ := name.(string)
		field, wanted := missing[key]
		if !wanted {
			field = new(json.RawMessage)
		}
		if err := d.Decode(field); err != nil {
			return h, f.damaged(id, err)
		}
		delete(missing, key)
	}
	if h.Version < 1 {
		return h, f.damaged(id, errVersion)
	}
	h.ID = id
	return h, nil
}

// errVersion is damage too: without a version nobody would know that there is a view
// to be saved over.
var errVersion = errors.New("it has no version from 1 on")

// Get returns the view with an id, or not_found.
func (f *Folder) Get(id string) (View, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.get(id)
}

func (f *Folder) get(id string) (v View, err error) {
	if err := checkID(id); err != nil {
		return v, err
	}
	text, err := os.ReadFile(f.file(id))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return v, graph.Errorf(graph.NotFound, "no %s has the id %q: list them to see their ids", f.what, id)
	case err != nil:
		return v, f.fault(err)
	}
	if err := json.Unmarshal(text, &v); err != nil {
		return v, f.damaged(id, err)
	}
	if v.Version < 1 {
		return v, f.damaged(id, errVersion)
	}
	v.ID = id
	return v, nil
}

// AnyVersion saves over whatever is there.
const AnyVersion = -1

// Put saves a view in place of the version that it was made from, 0 for none. It is
// a conflict if another version is there. Saved and Version are set anew.
func (f *Folder) Put(v View, from int) (View, error) {
	if err := v.check(); err != nil {
		return v, err
	}
	release, err := f.alone()
	if err != nil {
		return v, err
	}
	defer release()
	ids, err := f.ids()
	if err != nil {
		return v, err
	}
	there := 0
	if slices.Contains(ids, v.ID) {
		h, err := f.head(v.ID)
		if err != nil {
			return v, err
		}
		there = h.Version
	}
	switch {
	case from != AnyVersion && from != there && there == 0:
		return v, graph.Errorf(graph.Conflict, "the %s %q is no longer there: save it without a version to have it again", f.what, v.ID)
	case from != AnyVersion && from != there:
		return v, graph.Errorf(graph.Conflict, "the %s %q has been saved by somebody else and has version %d now: load it, or save under another id", f.what, v.ID, there)
	case there == 0 && len(ids) >= MaxViews:
		return v, graph.Errorf(graph.TooLarge, "%d are kept already: delete a %s that is not needed", len(ids), f.what)
	}
	v.Version, v.Saved = there+1, time.Now().UTC().Truncate(time.Second)
	return v, f.write(v)
}

// unfinished is how the files begin that are being written.
const unfinished = ".saving-"

// alone keeps others, in this program and in others, from changing the folder until
// it is released, and clears up after a program that was killed.
func (f *Folder) alone() (release func(), err error) {
	f.mu.Lock()
	if err := os.MkdirAll(f.path, 0o700); err != nil {
		f.mu.Unlock()
		return nil, f.fault(err)
	}
	lock := flock.New(filepath.Join(f.path, ".lock"))
	if err := lock.Lock(); err != nil {
		f.mu.Unlock()
		return nil, f.fault(err)
	}
	if left, err := filepath.Glob(filepath.Join(f.path, unfinished+"*")); err == nil {
		for _, file := range left {
			_ = os.Remove(file)
		}
	}
	return func() { _ = lock.Unlock(); f.mu.Unlock() }, nil
}

// write leaves the whole file or, if it cannot, the one before.
func (f *Folder) write(v View) error {
	file, err := os.CreateTemp(f.path, unfinished+"*")
	if err != nil {
		return f.fault(err)
	}
	defer os.Remove(file.Name()) // of no effect once it is renamed
	text := json.NewEncoder(file)
	text.SetEscapeHTML(false) // it would make the state longer
	if err = errors.Join(text.Encode(v), file.Sync(), file.Close()); err == nil {
		err = os.Rename(file.Name(), f.file(v.ID))
	}
	if err != nil {
		return f.fault(err)
	}
	return nil
}

// Delete forgets a view. It is not_found if there is none.
func (f *Folder) Delete(id string) error {
	if err := checkID(id); err != nil {
		return err
	}
	release, err := f.alone()
	if err != nil {
		return err
	}
	defer release()
	if _, err := f.get(id); err != nil && graph.CodeOf(err) != graph.Conflict { // a damaged one can be deleted
		return err
	}
	if err := os.Remove(f.file(id)); err != nil {
		return f.fault(err)
	}
	return nil
}

func (f *Folder) fault(err error) error {
	return graph.Wrap(graph.Unavailable, err, "the folder of views cannot be used: see that it may be written to, and that the disk is not full")
}

func (f *Folder) damaged(id string, err error) error {
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return graph.Wrap(graph.Conflict, err, "the file of the %s %q is damaged: mend it, or delete the %[1]s", f.what, id)
}
