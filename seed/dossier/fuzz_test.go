package dossier

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"backchannel/graph"
)

// whole reports what a batch refers to and does not hold, or leaves uncited.
func whole(b *graph.Batch) error {
	have := map[graph.Ref]bool{}
	sources := map[string]bool{}
	for _, s := range b.Sources {
		sources[s.ID] = true
	}
	kinds := map[string]graph.Label{}
	for _, a := range b.Actors {
		kinds[a.ID] = a.Kind.Label()
		have[graph.Ref{Label: a.Kind.Label(), ID: a.ID}] = true
	}
	for _, x := range b.Topics {
		have[graph.Ref{Label: graph.TopicLabel, ID: x.ID}] = true
	}
	for _, e := range b.Events {
		have[graph.Ref{Label: graph.EventLabel, ID: e.ID}] = true
	}
	for _, m := range b.Messages {
		have[graph.Ref{Label: graph.MessageLabel, ID: m.ID}] = true
	}
	for _, c := range b.Claims {
		have[graph.Ref{Label: graph.ClaimLabel, ID: c.ID}] = true
	}
	var bad []string
	ref := func(label graph.Label, id string) {
		if !have[graph.Ref{Label: label, ID: id}] {
			bad = append(bad, fmt.Sprintf("no %s %q", label, id))
		}
	}
	actor := func(id string) { ref(kinds[id], id) }
	cites := func(what string, list []graph.Citation) {
		if len(list) == 0 {
			bad = append(bad, what+" cites nothing")
		}
		for _, c := range list {
			if !sources[c.SourceID] {
				bad = append(bad, fmt.Sprintf("no source %q", c.SourceID))
			}
		}
	}
	for _, a := range b.Actors {
		cites(a.ID, a.Citations)
	}
	for _, e := range b.Events {
		cites(e.ID, e.Citations)
	}
	for _, m := range b.Messages {
		cites(m.ID, m.Citations)
		if len(m.Senders) == 0 {
			bad = append(bad, m.ID+" has no sender")
		}
		for _, id := range m.Senders {
			actor(id)
		}
		for _, r := range m.Recipients {
			actor(r.Actor)
		}
		for _, id := range m.Topics {
			ref(graph.TopicLabel, id)
		}
		if (m.Answered == graph.AnsweredUnknown) != (len(m.AnsweredBy) == 0) {
			bad = append(bad, m.ID+" is answered and nobody says so, or the other way")
		}
	}
	for _, c := range b.Claims {
		cites(c.ID, c.Citations)
		for _, id := range c.MadeBy {
			actor(id)
		}
		for _, r := range c.Concerns {
			ref(r.Label, r.ID)
		}
		for _, id := range c.ConflictsWith {
			ref(graph.ClaimLabel, id)
		}
	}
	for _, m := range b.Memberships {
		cites("a membership", m.Citations)
		ref(graph.PersonLabel, m.Person)
		ref(graph.OrganizationLabel, m.Organization)
	}
	for _, r := range b.Relations {
		cites("a relation", r.Citations)
		actor(r.From)
		actor(r.To)
	}
	for _, r := range b.Replies {
		cites("a reply", r.Citations)
		ref(graph.MessageLabel, r.Message)
		ref(graph.MessageLabel, r.To)
	}
	for _, m := range b.Mentions {
		cites("a mention", m.Citations)
		ref(m.From.Label, m.From.ID)
		ref(m.To.Label, m.To.ID)
	}
	for _, x := range b.Identities {
		cites("an identity", x.Citations)
		ref(graph.MessageLabel, x.Message)
		actor(x.Actor)
	}
	for _, o := range b.Orders {
		cites("an order", o.Citations)
		ref(o.Later.Label, o.Later.ID)
		ref(o.Earlier.Label, o.Earlier.ID)
	}
	if len(bad) > 0 {
		return fmt.Errorf("%s", strings.Join(bad, "; "))
	}
	return nil
}

// sound holds what Parse promises, whatever it is given.
func sound(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string) {
	t.Helper()
	b, err := Parse("case.yaml", strings.NewReader(text))
	if (b == nil) == (err == nil) {
		t.Fatalf("a batch and an error, or neither: %v", err)
	}
	if err == nil {
		if err := whole(b); err != nil {
			t.Fatalf("accepted, but: %v\n%s", err, text)
		}
		return
	}
	lines := strings.Count(text, "\n") + 2
	list := listed(err)
	if len(list) == 0 || len(list) > maxProblems {
		t.Fatalf("%d problems: %v", len(list), err)
	}
	for _, p := range list {
		if p.Position == nil || p.Position.Line < 1 || p.Position.Line > lines || p.Code != graph.Invalid {
			t.Fatalf("a problem without a place in the file: %v", p)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(string(builtinText))
	f.Add(small)
	for _, text := range []string{
		"", "null", "---\n---\n", "a: &a [*a]", "<<: {sources: 1}", "? [a]\n: b", "sources: [{id: a, title: b}]\nmessages: [null]",
		"sources: [{id: a, title: b}]\nmessages: [{id: m, channel: post, cite: [a 1 stated], to: [null], from: [x], between: [null, [y]]}]",
		"sources: [{id: a, title: b, paragraphs: 1e400}]", "sources: [{id: a, title: .inf, paragraphs: .nan}]",
		"sources: [{id: a, title: b}]\norders: [{earlier: {}, later: [], at_least: -1, at_most: 0x10, cite: [a 99999999999 stated]}]",
		"!!binary aGk=", "\ufeffsources: []", "sources: !!set {a, b}", "{sources: {a: b}}", strings.Repeat("[", 9000),
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { sound(t, text) })
}

// Whatever slip of the hand happens to a good file, Parse still keeps its promises.
func TestSlipsOfTheHand(t *testing.T) {
	lines := strings.Split(string(builtinText), "\n")
	rapid.Check(t, func(t *rapid.T) {
		now := slices.Clone(lines)
		for range rapid.IntRange(1, 4).Draw(t, "slips") {
			i := rapid.IntRange(0, len(now)-1).Draw(t, "line")
			switch rapid.SampledFrom([]string{"lose", "repeat", "swap", "cut", "indent", "borrow"}).Draw(t, "slip") {
			case "lose":
				now = slices.Delete(now, i, i+1)
			case "repeat":
				now = slices.Insert(now, i, now[i])
			case "swap":
				j := rapid.IntRange(0, len(now)-1).Draw(t, "with")
				now[i], now[j] = now[j], now[i]
			case "cut":
				now[i] = now[i][:rapid.IntRange(0, len(now[i])).Draw(t, "at")]
			case "indent":
				now[i] = "  " + now[i]
			case "borrow": // a value from elsewhere
				j := rapid.IntRange(0, len(now)-1).Draw(t, "from")
				key, _, ok := strings.Cut(now[i], ": ")
				_, value, ok2 := strings.Cut(now[j], ": ")
				if ok && ok2 {
					now[i] = key + ": " + value
				}
			}
		}
		sound(t, strings.Join(now, "\n"))
	})
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"0": 0, "0s": 0, "15m": 15 * time.Minute, "1h30m": 90 * time.Minute, "120d": 120 * 24 * time.Hour, "2w1d": 15 * 24 * time.Hour,
	} {
		if got, ok := parseDuration(text); !ok || got != want {
			t.Errorf("%q is %s %t, want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "5", "-1h", "1.5h", "30m1h", "1 h", "h", "99999999w", "15250w1000000d"} {
		if d, ok := parseDuration(text); ok {
			t.Errorf("%q is taken for %s", text, d)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := time.Duration(rapid.Int64Range(0, math.MaxInt64/int64(time.Second)).Draw(t, "seconds")) * time.Second
		if got, ok := parseDuration(d.String()); !ok || got != d {
			t.Fatalf("%s comes back as %s %t", d, got, ok)
		}
	})
}
