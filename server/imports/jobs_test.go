package imports

import (
	"context"
	"io"
	"iter"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"backchannel/graph"
	"backchannel/seed"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// stumbling is an importer with a fault of ours in it.
type stumbling struct{}

func (stumbling) Size() int64 { return 1 }

func (stumbling) Parts(context.Context) iter.Seq2[seed.Part, error] {
	return func(func(seed.Part, error) bool) { panic("a row that nobody thought of") }
}

func TestAnImporterThatStumblesFailsItsImportAlone(t *testing.T) {
	j := New(t.Context(), nil, Options{Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
	defer j.Close()
	for range 2 { // the turn is given back
		spooled, err := newSpool(t.TempDir())
		require.NoError(t, err)
		started, err := j.start("x", spooled, nil, stumbling{})
		require.NoError(t, err)
		var last Import
		for now, err := range j.Watch(t.Context(), started.ID) {
			require.NoError(t, err)
			last = now
		}
		require.Equal(t, Failed, last.State)
		require.Equal(t, graph.Internal, last.Failure.Code)
		require.NotContains(t, last.Failure.Detail, "nobody thought of")
	}
}
