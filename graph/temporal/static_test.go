package temporal

import (
	"cmp"
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"backchannel/graph"
)

// chains lists every loopless chain of actors between two, the shortest first,
// then in the order of the actors.
func chains(ix *Index, w Question, contacts []graph.Contact) [][]uint32 {
	next := map[uint32]map[uint32]bool{}
	for _, c := range contacts {
		if admitted(w, c) {
			from, _ := ix.ActorNumber(c.From.ID)
			to, _ := ix.ActorNumber(c.To.ID)
			if next[from] == nil {
				next[from] = map[uint32]bool{}
			}
			next[from][to] = true
		}
	}
	start, _ := ix.ActorNumber(w.From)
	end, _ := ix.ActorNumber(w.To)
	var all [][]uint32
	var on func(chain []uint32)
	on = func(chain []uint32) {
		last := chain[len(chain)-1]
		if last == end {
			all = append(all, slices.Clone(chain))
			return
		}
		if w.MaxHops > 0 && len(chain) > w.MaxHops {
			return
		}
		for v := range next[last] {
			if !slices.Contains(chain, v) {
				on(append(chain, v))
			}
		}
	}
	on([]uint32{start})
	slices.SortFunc(all, func(a, b []uint32) int { return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b)) })
	return all
}

func TestStaticSearchesAgreeWithAListOfAllChains(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		contacts := smallGraph(t)
		for range rapid.IntRange(0, 2).Draw(t, "more") { // up to three times as many contacts
			for _, c := range smallGraph(t) {
				c.MessageID = "n" + c.MessageID + rapid.StringMatching("[a-z]{8}").Draw(t, "id")
				contacts = append(contacts, c)
			}
		}
		ix := indexOf(t, contacts...)
		w := smallQuestion(t, ix)
		if rapid.Bool().Draw(t, "all contacts") {
			w = Question{From: w.From, To: w.To, MaxHops: w.MaxHops}
		}
		if w.From == w.To {
			return
		}
		q, err := ix.Query(context.Background(), w)
		require.NoError(t, err)
		want := chains(ix, w, contacts)

		p, found, err := q.FewestContacts(context.Background())
		require.NoError(t, err)
		require.Equal(t, len(want) > 0, found)
		if found {
			require.Contains(t, want, chainOf(ix, p))
			require.Len(t, p.Hops, len(want[0])-1)
			for _, h := range p.Hops {
				require.Equal(t, hopBetween(ix, w, contacts, h.Contact), h)
			}
		}

		var shortest [][]uint32
		for _, c := range want {
			if len(c) == len(want[0]) {
				shortest = append(shortest, c)
			}
		}
		limit := rapid.IntRange(1, 4).Draw(t, "limit")
		paths, total, err := q.AllFewestContacts(context.Background(), limit)
		require.NoError(t, err)
		require.Equal(t, len(shortest), total)
		require.Equal(t, shortest[:min(limit, len(shortest))], chainsOf(ix, paths))

		k := rapid.IntRange(1, 12).Draw(t, "k")
		paths, err = q.ShortestPaths(context.Background(), k)
		require.NoError(t, err)
		require.Equal(t, want[:min(k, len(want))], chainsOf(ix, paths))
	})
}

func chainOf(ix *Index, p Path) []uint32 {
	from, _ := ix.Ends(p.Hops[0].Contact)
	chain := []uint32{from}
	for _, h := range p.Hops {
		_, to := ix.Ends(h.Contact)
		chain = append(chain, to)
	}
	return chain
}

func chainsOf(ix *Index, paths []Path) [][]uint32 {
	var out [][]uint32
	for _, p := range paths {
		out = append(out, chainOf(ix, p))
	}
	return out
}

// hopBetween names the first admitted contact between the two of contact c.
func hopBetween(ix *Index, w Question, contacts []graph.Contact, c uint32) Hop {
	h := Hop{Contact: none, Alternatives: -1}
	for d := range uint32(ix.Contacts()) {
		was := slices.IndexFunc(contacts, func(x graph.Contact) bool {
			return x.MessageID == ix.MessageID(ix.Message(d)) && x.From.ID == ix.Contact(d).From.ID && x.To.ID == ix.Contact(d).To.ID && x.Role == ix.Contact(d).Role
		})
		if contacts[was].From == ix.Contact(c).From && contacts[was].To == ix.Contact(c).To && admitted(w, contacts[was]) {
			if h.Alternatives++; h.Contact == none {
				h.Contact = d
			}
		}
	}
	return h
}

// A ladder of diamonds has very many shortest paths; counting them does not list them.
func TestShortestPathsAreCountedWithoutListingThem(t *testing.T) {
	var contacts []graph.Contact
	name := func(level, side int) string {
		return string([]byte{'a' + byte(level/26), 'a' + byte(level%26), '0' + byte(side)})
	}
	for level := range 80 {
		for side := 1; side <= 2; side++ {
			contacts = append(contacts, contact(name(level, side), name(level, 0), name(level, side), 0), contact(name(level, side)+"x", name(level, side), name(level+1, 0), 0))
		}
	}
	ix := indexOf(t, contacts...)
	q, err := ix.Query(context.Background(), Question{From: name(0, 0), To: name(40, 0)})
	require.NoError(t, err)
	paths, total, err := q.AllFewestContacts(context.Background(), 3)
	require.NoError(t, err)
	require.Len(t, paths, 3)
	require.Equal(t, 1<<40, total)
	q, err = ix.Query(context.Background(), Question{From: name(0, 0), To: name(80, 0)})
	require.NoError(t, err)
	_, total, err = q.AllFewestContacts(context.Background(), 1)
	require.NoError(t, err)
	require.Equal(t, int(^uint(0)>>1), total, "more than fit")
}
