package kuzustore_test

import (
	"backchannel/graph"
	"backchannel/graph/kuzustore"
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

func causes(t *testing.T, err error) {
	for err != nil {
		t.Log(err)
		err = errors.Unwrap(err)
	}
}
func wals(p string) string {
	a, _ := os.Stat(p)
	out := ""
	if a != nil {
		out = fmt.Sprint("db ", a.Size())
	}
	m, _ := filepath.Glob(p + ".*")
	for _, f := range m {
		i, e := os.Stat(f)
		if e == nil {
			out += fmt.Sprint(" ", filepath.Base(f), " ", i.Size())
		}
	}
	return out
}
func TestDbgE(t *testing.T) {
	kuzustore.SetCheckpoint(1)
	path := filepath.Join(t.TempDir(), "graph")
	n, _ := strconv.Atoi(os.Getenv("N"))
	s, err := kuzustore.Open(t.Context(), path, quiet())
	states := map[string]int{}
	for round := range 300 {
		before := number(t, s, "MATCH (m:Message) RETURN count(*)")
		pid := s.EnginePID()
		ctx, cancel := context.WithCancel(t.Context())
		killed := make(chan bool)
		d := time.Duration(rand.Intn(80000)) * time.Microsecond
		go func() {
			time.Sleep(d)
			syscall.Kill(pid, syscall.SIGKILL)
			x := 0
			for _, e := range []string{".wal", ".shadow"} {
				x *= 2
				if _, err := os.Stat(path + e); err == nil {
					x++
				}
			}
			states[fmt.Sprint(x)]++
			cancel()
			close(killed)
		}()
		_, err1 := s.Write(ctx, mails(fmt.Sprint("round ", round), n))
		if err1 == nil {
			s.Write(ctx, mails(fmt.Sprint("round ", round, " b"), n))
			s.Write(ctx, mails(fmt.Sprint("round ", round, " b"), n))
		}
		<-killed
		state := wals(path)
		exec.Command("rm", "-rf", "/tmp/kx/keep").Run()
		os.MkdirAll("/tmp/kx/keep", 0o755)
		m, _ := filepath.Glob(path + "*")
		for _, f := range m {
			exec.Command("cp", f, "/tmp/kx/keep/").Run()
		}
		mid := number(t, s, "MATCH (m:Message) RETURN count(*)")
		_, err = s.Write(t.Context(), mails(fmt.Sprint("round ", round), n))
		if err == nil {
			_, err = s.Write(t.Context(), mails(fmt.Sprint("round ", round, " b"), n))
		}
		after := number(t, s, "MATCH (m:Message) RETURN count(*)")
		rels := number(t, s, "MATCH ()-[r:SENT]->() RETURN count(r)")
		w := int64(n)
		if err != nil || after != before+2*w || rels != after || (err1 == nil && mid < before+w) || (mid != before && mid != before+w && mid != after) {
			t.Errorf("%d kill after %v: write %v; %d -> %d -> %d %d; %s; %v", round, d, err1, before, mid, after, rels, state, err)
			causes(t, err)
			return
		}
	}
	t.Log(states, wals(path))
	s.Close()
}

var _ = graph.Timeout
