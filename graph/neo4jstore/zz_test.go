package neo4jstore

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"backchannel/graph"
	"backchannel/internal/neo4jtest"
)

func tsv(path string, f func([]string, int)) {
	fh, _ := os.Open(path)
	defer fh.Close()
	sc := bufio.NewScanner(fh)
	n := 0
	for sc.Scan() {
		n++
		f(strings.Split(sc.Text(), "\t"), n)
	}
}

func enronBatch() *graph.Batch {
	d := "/work/shared/data/enron/"
	b := &graph.Batch{Sources: []graph.Source{{ID: "messages.tsv", Title: "m"}, {ID: "employees.tsv", Title: "e"}, {ID: "recipients.tsv", Title: "r"}}}
	cite := func(s string, n int) []graph.Citation {
		return []graph.Citation{{SourceID: s, Paragraph: n, Modality: graph.Stated}}
	}
	tsv(d+"employees.tsv", func(f []string, n int) {
		b.Actors = append(b.Actors, graph.Actor{ID: f[0], Kind: graph.Person, Name: f[1], Attributes: map[string]string{"department": f[2], "gender": f[5], "seniority": f[6]}, Citations: cite("employees.tsv", n)})
	})
	idx := map[string]int{}
	tsv(d+"messages.tsv", func(f []string, n int) {
		u, _ := strconv.ParseInt(f[2], 10, 64)
		idx[f[0]] = len(b.Messages)
		b.Messages = append(b.Messages, graph.Message{ID: f[0], Channel: graph.Email, Sent: graph.At(time.Unix(u, 0)), Subject: f[3], Answered: graph.AnsweredUnknown, Senders: []string{f[4]}, Citations: cite("messages.tsv", n)})
	})
	tsv(d+"recipients.tsv", func(f []string, n int) {
		m := &b.Messages[idx[f[0]]]
		m.Recipients = append(m.Recipients, graph.Recipient{Actor: f[2], Role: graph.To, Citations: cite("recipients.tsv", n)})
	})
	return b
}


func cpu(srv *neo4jtest.Server) float64 {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", srv.PID()))
	f := strings.Fields(string(b))
	u, _ := strconv.Atoi(f[13])
	s, _ := strconv.Atoi(f[14])
	return float64(u+s) / 100
}

func TestZZEnron(t *testing.T) {
	var opts []neo4jtest.Option
	if os.Getenv("FULL") != "" {
		opts = append(opts, neo4jtest.ForBenchmarks())
	}
	srv := neo4jtest.Start(t, opts...)
	ctx := context.Background()
	s, err := Open(ctx, srv.BoltURI(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if v := os.Getenv("CHUNK"); v != "" {
		chunkRows, _ = strconv.Atoi(v)
	}
	if v := os.Getenv("WORKERS"); v != "" {
		workers, _ = strconv.Atoi(v)
	}
	b := enronBatch()
	n, _ := strconv.Atoi(os.Getenv("N"))
	last := 0.0
	Phase = func(p string) {
		c := cpu(srv)
		if p != "" && os.Getenv("PH") != "" {
			fmt.Printf("   %s %.2f\n", p, c-last)
		}
		last = c
	}
	for i := 0; i < n; i++ {
		Phase("")
		c0 := cpu(srv)
		t0 := time.Now()
		w, err := s.Write(ctx, b)
		if err != nil {
			t.Fatal(err)
		}
		_ = w
		d := time.Since(t0)
		fmt.Printf("chunk %d workers %d: %.2fs %.0f contacts/s server cpu %.1f\n", chunkRows, workers, d.Seconds(), 38388/d.Seconds(), cpu(srv)-c0)
		if i == n-1 && os.Getenv("AGAIN") != "" {
			c0 := cpu(srv)
			t0 := time.Now()
			s.Write(ctx, b)
			d := time.Since(t0)
			fmt.Printf("again: %.2fs %.0f contacts/s server cpu %.1f\n", d.Seconds(), 38388/d.Seconds(), cpu(srv)-c0)
		}
		srv.Wipe(t)
	}
}

func TestZZPeer(t *testing.T) {
	var opts []neo4jtest.Option
	if os.Getenv("FULL") != "" {
		opts = append(opts, neo4jtest.ForBenchmarks())
	}
	srv := neo4jtest.Start(t, opts...)
	c0 := cpu(srv)
	out, err := exec.Command("/tmp/exp/venv/bin/python", "/tmp/exp/peer.py", srv.BoltURI(), "/tmp/exp/enron.uvt", os.Getenv("N")).CombinedOutput()
	fmt.Println(string(out), err, "cpu", cpu(srv)-c0)
}

func TestZZMicro(t *testing.T) {
	srv := neo4jtest.Start(t)
	out, err := exec.Command("/tmp/exp/venv/bin/python", "/tmp/exp/micro.py", srv.BoltURI(), strconv.Itoa(srv.PID())).CombinedOutput()
	fmt.Println(string(out), err)
}
