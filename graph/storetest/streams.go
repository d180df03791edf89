package storetest

import (
	"testing"

	"backchannel/graph"
)

var streamCases = []testCase{
	{"a stream may be broken off and read again", on(brokenOff)},
}

// That a stream yields what Contacts lists, in its order, is part of Agrees.
func brokenOff(t *testing.T, s graph.Store) {
	write(t, s, Story())
	all := stream(t.Context(), t, s, graph.Filter{})
	for n := range len(all) {
		seq := s.Stream(t.Context(), graph.Filter{})
		for range 2 { // the same sequence twice
			var read []graph.Contact
			for c, err := range seq {
				if err != nil {
					t.Fatal(err)
				}
				if read = append(read, c); len(read) == n+1 {
					break
				}
			}
			same(t, "what was read before breaking off", all[:n+1], each(read, normalContact))
		}
	}
	// Questions go on inside the loop.
	for c, err := range s.Stream(t.Context(), graph.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if l := must[graph.List[graph.Message]](t, "messages")(s.Messages(t.Context(), graph.Filter{IDs: []string{c.MessageID}}, whole)); l.Total != 1 {
			t.Errorf("%s is %d messages", c.MessageID, l.Total)
		}
	}
}
