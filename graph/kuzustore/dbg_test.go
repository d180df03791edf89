package kuzustore_test
import ("testing"; "time"; "syscall"; "fmt"; "path/filepath"; "os"; "backchannel/graph"; "math/rand")
func wals(p string) string { a, _ := os.Stat(p); out := ""; if a != nil { out = fmt.Sprint("db ", a.Size()) }; m, _ := filepath.Glob(p+".*"); for _, f := range m { i, e := os.Stat(f); if e == nil { out += fmt.Sprint(" ", filepath.Base(f), " ", i.Size()) } }; return out }
func TestDbgC(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph")
	s := openAt(t, path, quiet())
	n := int64(0)
	for round := range 60 {
		d := time.Duration(rand.Intn(250)) * time.Millisecond
		log := ""
		killer := make(chan bool)
		pid := s.EnginePID()
		go func() { time.Sleep(d); log += wals(path); syscall.Kill(pid, syscall.SIGKILL); time.Sleep(3*time.Millisecond); log += " -> " + wals(path); close(killer) }()
		w, err := s.Write(t.Context(), mails(fmt.Sprint("round ", round), 300))
		<-killer
		if err != nil { t.Log(round, err); continue }
		n += 300
		log += " | " + wals(path)
		a := number(t, s, "MATCH (m:Message) RETURN count(*)")
		syscall.Kill(s.EnginePID(), syscall.SIGKILL)
		b := number(t, s, "MATCH (m:Message) RETURN count(*)")
		syscall.Kill(s.EnginePID(), syscall.SIGKILL)
		c := number(t, s, "MATCH (m:Message) RETURN count(*)")
		log += " | " + wals(path)
		if a != n || b != n || c != n { t.Error(round, d, n, a, b, c, w["Message"], log); n = c }
	}
}
var _ = graph.Timeout
