package kuzustore_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"time"

	gopsutil "github.com/shirou/gopsutil/v4/process"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/kuzustore"
)

func TestAQueryThatCrashesTheEngineIsRefused(t *testing.T) {
	s := open(t, quiet())
	_, err := s.Write(t.Context(), mails("m", 3))
	require.NoError(t, err)
	_, err = query(t, s, crashing)
	coded(t, err, graph.Refused)
	require.EqualValues(t, 3, number(t, s, "MATCH (m:Message) RETURN count(*)"))

	// It is remembered: the engine is spared a second time.
	before := s.EnginePID()
	_, err = query(t, s, crashing)
	coded(t, err, graph.Refused)
	require.Equal(t, before, s.EnginePID())
}

func TestTheInnocentAreAnsweredWhileOthersCrash(t *testing.T) {
	s := open(t, quiet())
	_, err := s.Write(t.Context(), mails("m", 50))
	require.NoError(t, err)
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for j := range 10 {
				list, err := s.Contacts(t.Context(), graph.Filter{}, graph.Page{Limit: 100})
				if assert.NoError(t, err, "reader %d, question %d", i, j) {
					assert.Len(t, list.Items, 50)
				}
			}
		})
	}
	for i := range 3 {
		all.Go(func() {
			_, err := query(t, s, fmt.Sprintf("WITH %d AS a WHERE a > 0 RETURN a", i+1))
			assert.Equal(t, graph.Refused, graph.CodeOf(err), "%v", err)
		})
	}
	all.Wait()
}

func TestAQueryThatEatsMemoryIsEnded(t *testing.T) {
	o := quiet()
	o.Memory = 512 << 20
	s := open(t, o)
	_, err := s.Query(t.Context(), graph.Statement{Text: devouring}, graph.Limits{Time: 20 * time.Second})
	coded(t, err, graph.TooLarge, graph.Timeout)
	require.EqualValues(t, 0, number(t, s, "MATCH (m:Message) RETURN count(*)"))
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	require.Less(t, mem.HeapSys, uint64(256<<20), "the store's own memory")
}

func TestAQueryThatDoesNotEndRunsOutOfTime(t *testing.T) {
	s := open(t, quiet())
	_, err := s.Query(t.Context(), graph.Statement{Text: endless}, graph.Limits{Time: 100 * time.Millisecond})
	coded(t, err, graph.Timeout)
	require.EqualValues(t, 1, number(t, s, "RETURN 1"))
}

func TestCancellingEndsTheEnginesWork(t *testing.T) {
	s := open(t, quiet())
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error)
	go func() {
		_, err := s.Query(ctx, graph.Statement{Text: endless}, graph.Limits{})
		failed <- err
	}()
	engine, err := gopsutil.NewProcess(int32(s.EnginePID()))
	require.NoError(t, err)
	used := func() float64 {
		times, err := engine.Times()
		if err != nil {
			return 0 // it was ended
		}
		return times.User + times.System
	}
	before := used()
	require.Eventually(t, func() bool { return used() > before+0.2 }, time.Minute, 10*time.Millisecond, "the engine is at work")
	cancel()
	coded(t, <-failed, graph.Timeout)
	require.Eventually(t, func() bool {
		before := used()
		time.Sleep(300 * time.Millisecond)
		return used() <= before
	}, time.Minute, time.Millisecond, "the engine rests")
	require.EqualValues(t, 1, number(t, s, "RETURN 1"))
}

func TestAFileHasOneStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph")
	s := openAt(t, path, quiet())
	_, err := kuzustore.Open(t.Context(), path, quiet())
	coded(t, err, graph.Conflict)
	require.ErrorContains(t, err, "API")
	require.ErrorContains(t, err, fmt.Sprint(os.Getpid()))
	require.EqualValues(t, 1, number(t, s, "RETURN 1"))
}

func TestWhatCannotBeOpened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph")
	require.NoError(t, os.WriteFile(path, []byte("this is a letter to the editor, and not a graph at all\n"), 0o644))
	_, err := kuzustore.Open(t.Context(), path, quiet())
	coded(t, err, graph.Unavailable)

	_, err = kuzustore.Open(t.Context(), filepath.Join(t.TempDir(), "graph"), kuzustore.Options{Command: []string{"/no/such/program"}})
	coded(t, err, graph.Unavailable)
}

func TestAClosedStoreIsUnavailable(t *testing.T) {
	s := open(t, quiet())
	pid := s.EnginePID()
	require.NoError(t, s.Close())
	require.NoError(t, s.Close())
	coded(t, s.Ready(t.Context()), graph.Unavailable)
	_, err := s.Write(t.Context(), mails("m", 1))
	coded(t, err, graph.Unavailable)
	require.False(t, alive(pid))
}

func TestTheEngineDiesWithTheProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph")
	program := exec.Command(os.Args[0], victimRole, path)
	out, err := program.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, program.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	var pid int
	_, err = fmt.Sscanf(line, "open %d", &pid)
	require.NoError(t, err, "%q", line)
	require.NoError(t, program.Process.Kill())
	_ = program.Wait()

	s := openAt(t, path, quiet()) // the graph is free at once
	require.False(t, alive(pid))
	require.EqualValues(t, 3, number(t, s, "MATCH (m:Message) RETURN count(*)"))
}

// alive tells whether a process runs; one that is dead and not yet taken note of
// by its parent does not.
func alive(pid int) bool {
	p, err := gopsutil.NewProcess(int32(pid))
	if err != nil {
		return false
	}
	status, err := p.Status()
	return err == nil && len(status) > 0 && status[0] != gopsutil.Zombie
}

// killing kills the store's engine as often as said, each one that long after it
// has been seen, until stopped.
func killing(s *kuzustore.Store, times int, pause time.Duration) (stop func()) {
	done, over := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(over)
		for last := 0; times > 0; {
			select {
			case <-done:
				return
			case <-time.After(pause):
			}
			if pid := s.EnginePID(); pid != 0 && pid != last && syscall.Kill(pid, syscall.SIGKILL) == nil {
				last = pid
				times--
			}
		}
	}()
	return func() { close(done); <-over }
}

// In every second round the batch goes in by COPY, else by the write-ahead log,
// and each round makes a checkpoint. A write bears with more deaths than two.
func TestKillingTheEngineLosesNothingAcknowledged(t *testing.T) {
	kuzustore.SetCheckpoint(t, 1)
	path := filepath.Join(t.TempDir(), "graph")
	s := openAt(t, path, quiet())
	acknowledged := 0
	for round := range 16 {
		size := []int{300, 10}[round%2]
		stop := killing(s, 2, time.Duration(5+round*11)*time.Millisecond)
		written, err := s.Write(t.Context(), mails(fmt.Sprint("round ", round), size))
		stop()
		require.NoError(t, err)
		require.Equal(t, graph.Count{Created: size}, written["Message"])
		acknowledged += size
		require.EqualValues(t, acknowledged, number(t, s, "MATCH (m:Message) RETURN count(*)"))
		for _, rel := range []string{"SENT", "TO"} {
			require.EqualValues(t, acknowledged, number(t, s, "MATCH ()-[r:"+rel+"]->() RETURN count(r)"), rel)
		}
	}
	require.NoError(t, s.Close())
	s = openAt(t, path, quiet())
	require.EqualValues(t, acknowledged, number(t, s, "MATCH (m:Message) RETURN count(*)"))
}

// An engine that is killed whenever it has just started answers nobody, and says so.
func TestAnEngineThatIsKilledAgainAndAgainIsUnavailable(t *testing.T) {
	s := open(t, quiet())
	var err error
	written := 0
	for err == nil { // a killer that gets no processor comes too late
		written++
		stop := killing(s, 1000, time.Millisecond)
		_, err = s.Write(t.Context(), mails(fmt.Sprint("batch ", written), 300))
		stop()
	}
	coded(t, err, graph.Unavailable)
	_, err = s.Write(t.Context(), mails(fmt.Sprint("batch ", written), 300)) // as the advice is
	require.NoError(t, err)
	require.EqualValues(t, 300*written, number(t, s, "MATCH (m:Message) RETURN count(*)"))
}

// TestAProgramKilledAtWorkLeavesASoundGraph kills the whole program while it
// writes, in the middle of each of its batches or between them, and writes the
// rest after it.
func TestAProgramKilledAtWorkLeavesASoundGraph(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph")
	openAt(t, path, quiet()).Close()
	for round := range 6 {
		program := exec.Command(os.Args[0], writerRole, path)
		out, err := program.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, program.Start())
		told := bufio.NewReader(out)
		for range 1 + round%len(writerSizes) { // it is open, and has written so many
			_, err := told.ReadString('\n')
			require.NoError(t, err)
		}
		time.Sleep(time.Duration(round*19) * time.Millisecond)
		require.NoError(t, program.Process.Kill())
		_ = program.Wait()

		s := openAt(t, path, quiet())
		for n, size := range writerSizes {
			_, err := s.Write(t.Context(), mails(fmt.Sprint("batch ", n), size))
			require.NoError(t, err)
		}
		messages := number(t, s, "MATCH (m:Message) RETURN count(*)")
		require.EqualValues(t, 300+10+400, messages)
		for _, rel := range []string{"SENT", "TO"} {
			require.Equal(t, messages, number(t, s, "MATCH ()-[r:"+rel+"]->() RETURN count(r)"), rel)
		}
		require.NoError(t, s.Close())
		for _, name := range []string{path, path + ".wal"} { // each round begins anew
			_ = os.Remove(name)
		}
	}
}

func TestKillingTheEngineIsNotNoticedByAQuestion(t *testing.T) {
	s := open(t, quiet())
	_, err := s.Write(t.Context(), mails("m", 200))
	require.NoError(t, err)
	for range 10 {
		require.NoError(t, syscall.Kill(s.EnginePID(), syscall.SIGKILL))
		list, err := s.Contacts(t.Context(), graph.Filter{}, graph.Page{Limit: 500})
		require.NoError(t, err)
		require.Len(t, list.Items, 200)
	}
	var killer sync.WaitGroup
	for n := range 24 {
		killer.Go(func() {
			time.Sleep(time.Duration(n) * time.Millisecond)
			if pid := s.EnginePID(); pid != 0 && n%4 != 0 {
				_ = syscall.Kill(pid, syscall.SIGKILL) // it may have died before
			}
		})
		require.EqualValues(t, 200, number(t, s, "MATCH (m:Message) RETURN count(*)"))
		killer.Wait()
	}
}
