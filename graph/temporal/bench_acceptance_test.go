//go:build acceptance

package temporal

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"backchannel/graph"
	"backchannel/internal/testdata"
)

func BenchmarkEnron(b *testing.B) {
	benchmarkIndex(b, indexOf(b, enronContacts(b)...))
}

func BenchmarkCollegeMsg(b *testing.B) {
	benchmarkIndex(b, indexOf(b, tripleContacts(b, "collegemsg", "CollegeMsg.txt")...))
}

func BenchmarkEmailEu(b *testing.B) {
	benchmarkIndex(b, indexOf(b, tripleContacts(b, "email-eu-temporal", "email-Eu-core-temporal.txt")...))
}

// records reads a file of the data sets, each line in its fields.
func records(t testing.TB, separator string, below ...string) [][]string {
	text, err := os.ReadFile(filepath.Join(testdata.Dir(t), filepath.Join(below...)))
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for line := range strings.Lines(string(text)) {
		out = append(out, strings.Split(strings.TrimRight(line, "\r\n"), separator))
	}
	return out
}

func number(t testing.TB, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func numberedActor(s string) graph.ActorRef {
	return graph.ActorRef{ID: s, Name: s, Kind: graph.Person}
}

// triples reads lines of sender, recipient and seconds.
func tripleContacts(t testing.TB, below ...string) []graph.Contact {
	var out []graph.Contact
	for i, f := range records(t, " ", below...) {
		out = append(out, graph.Contact{
			MessageID: fmt.Sprintf("m%08d", i), At: graph.At(time.Unix(int64(number(t, f[2])), 0)),
			From: numberedActor(f[0]), To: numberedActor(f[1]), Role: graph.To, Channel: graph.Email, Answered: graph.AnsweredUnknown,
		})
	}
	return sorted(out)
}

func enronContacts(t testing.TB) []graph.Contact {
	messages := map[string]graph.Contact{}
	for _, f := range records(t, "\t", "enron", "messages.tsv") {
		messages[f[0]] = graph.Contact{
			MessageID: fmt.Sprintf("m%06d", number(t, f[0])), At: graph.At(time.Unix(int64(number(t, f[2])), 0)),
			From: numberedActor(f[4]), Channel: graph.Email, Answered: graph.AnsweredUnknown,
		}
	}
	var out []graph.Contact
	for _, f := range records(t, "\t", "enron", "recipients.tsv") {
		c := messages[f[0]]
		c.To, c.Role = numberedActor(f[2]), graph.To
		if number(t, f[1]) > 3 { // the data does not tell; some are to be copies
			c.Role = graph.Cc
		}
		out = append(out, c)
	}
	return sorted(out)
}
