package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"backchannel/graph"
)

var largeCases = []testCase{{"a large batch", on(largeBatch)}}

// The large batch has 20,000 messages, every second with a copy to a third actor.
const (
	manyMessages = 20_000
	manyContacts = manyMessages + manyMessages/2
	manyActors   = 50
)

func manyMails() *graph.Batch {
	b := &graph.Batch{Topics: []graph.Topic{{ID: "x", Label: "x"}}}
	actor := func(i int) string { return fmt.Sprintf("actor %02d", i%manyActors) }
	for i := range manyActors {
		b.Actors = append(b.Actors, people(actor(i))...)
	}
	start := time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range manyMessages {
		m := graph.Message{ID: fmt.Sprintf("message %05d", i), Channel: graph.Email, Sent: graph.At(start.Add(time.Duration(i) * time.Minute)), Subject: fmt.Sprint("number ", i),
			Body: "a body of some words, as mail has", Senders: []string{actor(i)}, Recipients: []graph.Recipient{{Actor: actor(i + 1), Role: graph.To}}}
		if i%2 == 0 {
			m.Recipients = append(m.Recipients, graph.Recipient{Actor: actor(i + 7), Role: graph.Cc})
		}
		if i%10 == 0 {
			m.Topics = []string{"x"}
		}
		b.Messages = append(b.Messages, m)
	}
	return b
}

func largeBatch(t *testing.T, s graph.Store) {
	b := manyMails()
	w := write(t, s, b)
	same(t, "messages made", graph.Count{Created: manyMessages}, w["Message"])
	same(t, "copies made", graph.Count{Created: manyMessages / 2}, w["CC"])

	e := must[graph.Extent](t, "extent")(s.Extent(t.Context(), graph.Filter{}))
	same(t, "extent", []int{manyMessages, manyContacts, 0}, []int{e.Messages, e.Contacts, e.Undated})

	// A page is never longer than MaxLimit, whatever is asked, and its total is true.
	l := must[graph.List[graph.Contact]](t, "contacts")(s.Contacts(t.Context(), graph.Filter{}, graph.Page{Limit: 10 * graph.MaxLimit}))
	same(t, "the longest page", []int{graph.MaxLimit, manyContacts}, []int{len(l.Items), l.Total})
	l = must[graph.List[graph.Contact]](t, "contacts")(s.Contacts(t.Context(), graph.Filter{}, graph.Page{Limit: 100, Offset: manyContacts - 10}))
	same(t, "the last page", []int{10, manyContacts}, []int{len(l.Items), l.Total})
	same(t, "the last contact", "message 19999", l.Items[9].MessageID)
	l = must[graph.List[graph.Contact]](t, "contacts")(s.Contacts(t.Context(), graph.Filter{Topics: []string{"x"}, Roles: []graph.Role{graph.Cc}}, graph.Page{Limit: 1}))
	same(t, "about x, as a copy", manyMessages/10, l.Total)
	pairs := must[graph.List[graph.Pair]](t, "pairs")(s.Pairs(t.Context(), graph.Filter{From: []string{"actor 07"}}, whole))
	same(t, "pairs of an actor", []int{1, manyMessages / manyActors}, []int{pairs.Total, pairs.Items[0].Count})
	same(t, "messages of a pair", 10, len(pairs.Items[0].Messages))

	n, last := 0, ""
	for c, err := range s.Stream(t.Context(), graph.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if key := c.MessageID + string(c.Role); key <= last {
			t.Fatalf("%q after %q", key, last)
		} else {
			last = key
		}
		n++
	}
	same(t, "streamed", manyContacts, n)
	cancelledStream(t, s)

	again := write(t, s, b)
	same(t, "messages the second time", graph.Count{Existing: manyMessages}, again["Message"])
	same(t, "extent the second time", e, must[graph.Extent](t, "extent")(s.Extent(t.Context(), graph.Filter{})))
}

// cancelledStream reads a little of a long stream: broken off, then cancelled.
func cancelledStream(t *testing.T, s graph.Store) {
	n := 0
	for _, err := range s.Stream(t.Context(), graph.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 10 {
			break
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n = 0
	var last error
	for _, err := range s.Stream(ctx, graph.Filter{}) {
		if last != nil {
			t.Error("the stream goes on after an error")
		}
		if last = err; err == nil {
			if n++; n == 10 {
				cancel()
			}
		}
	}
	if n == manyContacts {
		t.Error("a cancelled stream went on to its end")
	}
	coded(t, "a cancelled stream", last, graph.Timeout)
}
