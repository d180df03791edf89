package imports

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestUploadsOfAKilledProgramAreSweptAndOthersAreNot(t *testing.T) {
	folder := t.TempDir()
	aged := func(dir string) {
		old := time.Now().Add(-time.Hour)
		require.NoError(t, os.Chtimes(dir, old, old))
	}
	held, err := newSpool(folder)
	require.NoError(t, err)
	aged(held.dir)
	left, err := newSpool(folder)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(left.files, "mails.csv"), []byte("id\n1\n"), 0o600))
	require.NoError(t, left.lock.Unlock(), "as the system does when a program is killed")
	aged(left.dir)
	young := filepath.Join(folder, spoolPrefix+"young") // being made: not locked yet
	require.NoError(t, os.Mkdir(young, 0o700))
	other := filepath.Join(folder, "backchannel-other")
	require.NoError(t, os.Mkdir(other, 0o700))
	aged(other)

	require.Equal(t, []string{left.dir}, sweep(folder))
	require.NoDirExists(t, left.dir)
	for _, dir := range []string{held.files, young, other} {
		require.DirExists(t, dir)
	}
	require.NoError(t, held.remove())
	require.NoDirExists(t, held.dir)
}
