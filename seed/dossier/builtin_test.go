package dossier

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"backchannel/graph"
)

func builtin(t testing.TB) *graph.Batch {
	t.Helper()
	b, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Each promise to the reader of an answer begins here: nothing without a place
// to read it.
func TestEverythingIsCited(t *testing.T) {
	blocks := map[string]int{"french": 5, "vg": 16}
	cited := map[string]bool{}
	check := func(what string, list []graph.Citation) {
		t.Helper()
		if len(list) == 0 {
			t.Errorf("%s cites nothing", what)
		}
		for _, c := range list {
			if c.Paragraph < 1 || c.Paragraph > blocks[c.SourceID] {
				t.Errorf("%s cites %s", what, c)
			}
			if c.Modality != graph.Stated && c.Modality != graph.Alleged {
				t.Errorf("%s is neither stated nor alleged: %s", what, c)
			}
			cited[fmt.Sprint(c.SourceID, " ", c.Paragraph)] = true
		}
	}
	b := builtin(t)
	for _, a := range b.Actors {
		check(a.ID, a.Citations)
	}
	for _, e := range b.Events {
		check(e.ID, e.Citations)
	}
	for _, m := range b.Messages {
		check(m.ID, m.Citations)
		if m.Answered != graph.AnsweredUnknown {
			check(m.ID+" answered", m.AnsweredBy)
		}
	}
	for _, c := range b.Claims {
		check(c.ID, c.Citations)
	}
	for _, m := range b.Memberships {
		check(m.Person+" in "+m.Organization, m.Citations)
	}
	for _, r := range b.Relations {
		check(r.From+" "+r.Kind+" "+r.To, r.Citations)
	}
	for _, r := range b.Replies {
		check(r.Message+" replies", r.Citations)
	}
	for _, m := range b.Mentions {
		check(m.From.ID+" mentions "+m.To.ID, m.Citations)
	}
	for _, o := range b.Orders {
		check(o.Later.ID+" after "+o.Earlier.ID, o.Citations)
	}
	// All that the texts say is in the dossier; the one block left out is a
	// heading that names nobody.
	for source, n := range blocks {
		for p := 1; p <= n; p++ {
			if place := fmt.Sprint(source, " ", p); !cited[place] && place != "vg 10" {
				t.Errorf("nothing is read from %s", place)
			}
		}
	}
}

// What is told of each message, at a glance: a change here changes the case.
const wantMessages = `
urge-sharing-content        direct-message wikileaks > donald-trump-jr            unknown        unknown  french#1 alleged
ask-sharing-links           direct-message wikileaks > donald-trump-jr            unknown        unknown  vg#3 stated
urge-contesting-result      direct-message wikileaks > donald-trump-jr            unknown        unknown  vg#3 stated
ask-tax-papers              direct-message wikileaks > donald-trump-jr            2016-10        no       french#2 stated, vg#8 stated
ask-anti-trump-website      direct-message wikileaks > donald-trump-jr            unknown        yes      vg#6 stated
send-search-link            direct-message wikileaks > donald-trump-jr            unknown        unknown  vg#6 stated
ask-ambassadorship          direct-message wikileaks > donald-trump-jr            after 2016-11-01T00:00:00Z unknown  french#3 alleged, vg#3 stated
ask-meeting-emails          direct-message wikileaks > donald-trump-jr            2017-07-11     no       vg#15 stated, vg#16 stated, french#4 alleged
reply-asking-around         direct-message donald-trump-jr > wikileaks            unknown        unknown  vg#6 stated
trump-shares-link           post           donald-trump >                         unknown        unknown  vg#5 stated, vg#6 stated
trump-jr-publishes-emails   post           donald-trump-jr >                      unknown        unknown  vg#16 stated, french#4 alleged
futerfas-statement          statement      alan-futerfas >                        unknown        unknown  vg#12 stated, vg#13 stated
schiff-statement            statement      adam-schiff >                          unknown        unknown  french#5 stated
meeting-with-russian-lawyer meeting        donald-trump-jr natalia-veselnitskaya > 2016-summer   unknown  french#4 stated, vg#15 stated
documents-for-congress      document       donald-trump-jr > congress-committees  unknown        unknown  vg#11 stated, vg#12 stated
`

func TestMessages(t *testing.T) {
	var got []string
	for _, m := range builtin(t).Messages {
		line := []string{m.ID, string(m.Channel)}
		line = append(append(line, m.Senders...), ">")
		for _, r := range m.Recipients {
			line = append(line, r.Actor)
		}
		cites := make([]string, len(m.Citations))
		for i, c := range m.Citations {
			cites[i] = c.String()
		}
		got = append(got, strings.Join(append(line, m.Sent.String(), string(m.Answered), strings.Join(cites, ", ")), " "))
	}
	want := strings.Split(strings.TrimSpace(wantMessages), "\n")
	for i := range want {
		want[i] = strings.Join(strings.Fields(want[i]), " ")
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestCounts(t *testing.T) {
	b := builtin(t)
	got := fmt.Sprintf("%d sources, %d topics, %d actors, %d events, %d messages, %d claims, %d memberships, %d relations, %d replies, %d mentions, %d orders",
		len(b.Sources), len(b.Topics), len(b.Actors), len(b.Events), len(b.Messages), len(b.Claims),
		len(b.Memberships), len(b.Relations), len(b.Replies), len(b.Mentions), len(b.Orders))
	const want = "2 sources, 12 topics, 23 actors, 7 events, 15 messages, 36 claims, 1 memberships, 11 relations, 1 replies, 16 mentions, 17 orders"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// The known distances, and that they follow for two posts that nobody dates.
func TestDistances(t *testing.T) {
	b := builtin(t)
	var line graph.Timeline
	message := func(id string) graph.Ref { return graph.Ref{Label: graph.MessageLabel, ID: id} }
	for _, m := range b.Messages {
		line.Place(message(m.ID), m.Sent)
	}
	for _, e := range b.Events {
		line.Place(graph.Ref{Label: graph.EventLabel, ID: e.ID}, e.At)
	}
	for _, o := range b.Orders {
		line.Add(o)
	}
	for _, c := range []struct{ earlier, later, want string }{
		{"send-search-link", "trump-shares-link", "15m0s to 15m0s"},
		{"ask-meeting-emails", "trump-jr-publishes-emails", "1h0m0s to 24h0m0s"},
	} {
		d, ok := line.Between(message(c.earlier), message(c.later))
		if !ok || d.AtLeast == nil || d.AtMost == nil {
			t.Fatalf("%s to %s: %v %t", c.earlier, c.later, d, ok)
		}
		if got := fmt.Sprintf("%s to %s", *d.AtLeast, *d.AtMost); got != c.want {
			t.Errorf("%s to %s: %s, want %s", c.earlier, c.later, got, c.want)
		}
	}
	if v := line.Precedes(message("meeting-with-russian-lawyer"), message("trump-jr-publishes-emails")); v != graph.Certain {
		t.Errorf("the meeting came %s before the publication", v)
	}
	if v := line.Precedes(message("ask-anti-trump-website"), message("send-search-link")); v != graph.Possible {
		t.Errorf("no text orders these two, yet their order is %s", v)
	}
}

// A surname that several bear must not be an alias of one of them alone.
func TestBareTrumpMeansNobodyAlone(t *testing.T) {
	for _, a := range builtin(t).Actors {
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			if graph.Fold(name) == graph.Fold("Trump") {
				t.Errorf("%s is called %q", a.ID, name)
			}
		}
	}
}
