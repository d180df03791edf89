package exp

import (
	"os"
	"path/filepath"
	"testing"

	"backchannel/graph"
	"backchannel/graph/kuzustore"
	"backchannel/graph/kuzustore/engine"
	"backchannel/graph/storetest"
	"bufio"
	"strings"
	"fmt"
)

func TestMain(m *testing.M) {
	if os.Getenv("BACKCHANNEL_TEST_ENGINE") != "" {
		if engine.Main() != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Setenv("BACKCHANNEL_TEST_ENGINE", "1")
	os.Exit(m.Run())
}


func TestExp(t *testing.T) {
	s, err := kuzustore.Open(t.Context(), filepath.Join(t.TempDir(), "graph"), kuzustore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Write(t.Context(), storetest.Story()); err != nil {
		t.Fatal(err)
	}
	f, _ := os.Open(os.Getenv("QUERIES"))
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		q := sc.Text()
		if strings.TrimSpace(q) == "" {
			continue
		}
		tab, err := s.Query(t.Context(), graph.Statement{Text: q, Parameters: nil}, graph.Limits{})
		if err != nil {
			fmt.Println("ERR", q, "=>", err)
		} else {
			fmt.Println("OK ", q, "=>", len(tab.Rows), fmt.Sprint(tab.Rows)[:min(200, len(fmt.Sprint(tab.Rows)))])
		}
	}
}
