package views

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

func view(id, state string) View {
	return View{Head: Head{ID: id, Name: "Name of " + id, Notes: "n"}, State: json.RawMessage(state)}
}

func TestAViewComesBackAsItWasSaved(t *testing.T) {
	f := In(filepath.Join(t.TempDir(), "deep", "views"))
	none, err := f.List()
	require.NoError(t, err)
	require.Empty(t, none)
	saved, err := f.Put(view("first", `{"b":1,"a":[9007199254740993,"<a&b@c>"]}`), 0)
	require.NoError(t, err)
	require.Equal(t, 1, saved.Version)
	again, err := f.Get("first")
	require.NoError(t, err)
	require.Equal(t, saved, again)
	_, err = f.Put(view("another", `{}`), 0)
	require.NoError(t, err)
	heads, err := f.List()
	require.NoError(t, err)
	require.Equal(t, "another", heads[0].ID)
	require.Equal(t, saved.Head, heads[1])
	require.NoError(t, f.Delete("first"))
	_, err = f.Get("first")
	require.Equal(t, graph.NotFound, graph.CodeOf(err))
	require.Equal(t, graph.NotFound, graph.CodeOf(f.Delete("first")))
}

func TestVersions(t *testing.T) {
	f := In(t.TempDir())
	_, err := f.Put(view("v", `{}`), 1)
	require.Equal(t, graph.Conflict, graph.CodeOf(err), "it is not there")
	_, err = f.Put(view("v", `{}`), 0)
	require.NoError(t, err)
	_, err = f.Put(view("v", `{}`), 0)
	require.Equal(t, graph.Conflict, graph.CodeOf(err), "it is there")
	two, err := f.Put(view("v", `{}`), 1)
	require.NoError(t, err)
	require.Equal(t, 2, two.Version)
	three, err := f.Put(view("v", `{}`), AnyVersion)
	require.NoError(t, err)
	require.Equal(t, 3, three.Version)
}

// In a file that somebody mended, the fields may stand in another order.
func TestTheVersionCountsWhereverItStands(t *testing.T) {
	dir := t.TempDir()
	f := In(dir)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "v.json"), []byte(`{"id":"v","more":[1],"name":"V","state":{"a":1},"version":2}`), 0o600))
	heads, err := f.List()
	require.NoError(t, err)
	require.Equal(t, []Head{{ID: "v", Name: "V", Version: 2}}, heads)
	_, err = f.Put(view("v", `{}`), 0)
	require.Equal(t, graph.Conflict, graph.CodeOf(err), "it is there")
	three, err := f.Put(view("v", `{}`), 2)
	require.NoError(t, err)
	require.Equal(t, 3, three.Version)
}

// Of many who save the same version at once, one does.
func TestOneOfManySaves(t *testing.T) {
	f := In(t.TempDir())
	var all sync.WaitGroup
	codes := make([]graph.Code, 20)
	for i := range codes {
		all.Go(func() {
			_, err := f.Put(view("v", fmt.Sprintf(`{"i":%d}`, i)), 0)
			codes[i] = graph.CodeOf(err)
		})
	}
	all.Wait()
	saved := 0
	for _, c := range codes {
		if c == "" {
			saved++
		} else {
			require.Equal(t, graph.Conflict, c)
		}
	}
	require.Equal(t, 1, saved)
}

func TestWhatCannotBeSaved(t *testing.T) {
	f := In(t.TempDir())
	long := view("v", `{}`)
	long.Name = strings.Repeat("é", maxName+1)
	nameless := view("v", `{}`)
	nameless.Name = ""
	noted := view("v", `{}`)
	noted.Notes = strings.Repeat("n", maxNotes+1)
	for _, c := range []struct {
		v    View
		code graph.Code
	}{
		{view("../up", `{}`), graph.Invalid}, {view("", `{}`), graph.Invalid}, {view("A", `{}`), graph.Invalid}, {view("a.b", `{}`), graph.Invalid}, {view("-a", `{}`), graph.Invalid},
		{view(strings.Repeat("a", 65), `{}`), graph.Invalid}, {view("v", `[]`), graph.Invalid}, {view("v", `{"a":`), graph.Invalid}, {view("v", ``), graph.Invalid},
		{view("v", `{"a":"`+strings.Repeat("a", MaxState)+`"}`), graph.TooLarge}, {long, graph.Invalid}, {nameless, graph.Invalid}, {noted, graph.TooLarge},
	} {
		_, err := f.Put(c.v, 0)
		require.Equal(t, c.code, graph.CodeOf(err), "%.100v", c.v)
	}
	heads, err := f.List()
	require.NoError(t, err)
	require.Empty(t, heads)
}

func TestTheNumberIsBounded(t *testing.T) {
	dir := t.TempDir()
	f := In(dir)
	for i := range MaxViews {
		require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("v%d.json", i)), []byte(`{"version":1}`), 0o600))
	}
	_, err := f.Put(view("more", `{}`), 0)
	require.Equal(t, graph.TooLarge, graph.CodeOf(err))
	_, err = f.Put(view("v7", `{}`), 1)
	require.NoError(t, err, "one that is there can still be saved")
}

func TestADamagedFileIsToldAndCanBeDeleted(t *testing.T) {
	for _, text := range []string{`{"name": "x", "ver`, ``, `null`, `{"name":"x","state":{}}`} {
		dir := t.TempDir()
		f := In(dir)
		require.NoError(t, os.WriteFile(filepath.Join(dir, "v.json"), []byte(text), 0o600))
		_, err := f.Get("v")
		require.Equal(t, graph.Conflict, graph.CodeOf(err), text)
		require.NotContains(t, err.Error(), dir)
		heads, err := f.List()
		require.NoError(t, err)
		require.Equal(t, []Head{{ID: "v", Name: "v", Damaged: true}}, heads, text)
		_, err = f.Put(view("v", `{}`), 0)
		require.Equal(t, graph.Conflict, graph.CodeOf(err), text)
		require.NoError(t, f.Delete("v"))
	}
}

func TestNothingIsLeftBehindBySaving(t *testing.T) {
	dir := t.TempDir()
	_, err := In(dir).Put(view("v", `{}`), 0)
	require.NoError(t, err)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 2, "the view, and the lock of the folder")
}

// Two programs with one folder are two Folders.
func TestTwoProgramsDoNotLoseEachOthersViews(t *testing.T) {
	path := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(path, ".saving-1"), []byte("{"), 0o600))
	one, other := In(path), In(path)
	saved, err := one.Put(view("a", `{}`), 0)
	require.NoError(t, err)
	for range 50 {
		var wins atomic.Int32
		var both sync.WaitGroup
		for _, f := range []*Folder{one, other} {
			both.Go(func() {
				if _, err := f.Put(view("a", `{}`), saved.Version); err == nil {
					wins.Add(1)
				} else if graph.CodeOf(err) != graph.Conflict {
					t.Error(err)
				}
			})
		}
		both.Wait()
		require.Equal(t, int32(1), wins.Load())
		saved.Version++
	}
	left, err := filepath.Glob(filepath.Join(path, ".saving-*"))
	require.NoError(t, err)
	require.Empty(t, left)
}
