package temporal

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// spanOf some contacts, one after the other.
func (m measured) spanOf(of func(c uint32) bool) (s Span, n int) {
	for _, c := range m.admitted {
		if of(c) {
			s.add(m.ix.Bounds(c))
			n++
		}
	}
	return s, n
}

func (m measured) all() []uint32 {
	list := make([]uint32, m.ix.Actors())
	for i := range list {
		list[i] = uint32(i)
	}
	return list
}

// A picture says of some actors what one finds by looking through all contacts.
func TestPictureAgainstAllContacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMeasured(t)
		var actors []uint32
		for _, a := range m.all() {
			if rapid.Bool().Draw(t, "in?") {
				actors = append(actors, a)
			}
		}
		limit := rapid.IntRange(0, 6).Draw(t, "ties")
		p, err := m.q.Among(context.Background(), actors, limit)
		require.NoError(t, err)
		require.Len(t, p.Actors, len(actors))
		for i, s := range p.Actors {
			require.Equal(t, actors[i], s.Actor)
			span, n := m.spanOf(func(c uint32) bool { f, to := m.ix.Ends(c); return f != to && (f == s.Actor || to == s.Actor) })
			require.Equal(t, Standing{s.Actor, n, span}, s)
		}
		ties, contacts := 0, 0
		for pair, n := range m.counts() {
			if slices.Contains(actors, pair[0]) && slices.Contains(actors, pair[1]) {
				ties++
				contacts += n
			}
		}
		require.Len(t, p.Ties, min(limit, ties))
		require.Equal(t, ties-len(p.Ties), p.TiesLeft)
		for i, tie := range p.Ties {
			span, n := m.spanOf(func(c uint32) bool { f, to := m.ix.Ends(c); return f == tie.From && to == tie.To })
			require.Equal(t, Tie{tie.From, tie.To, n, span}, tie)
			require.True(t, i == 0 || p.Ties[i-1].Contacts >= n)
			contacts -= n
		}
		require.Equal(t, contacts, p.ContactsLeft)
	})
}

func TestBusiestAndNeighboursAgainstAllContacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMeasured(t)
		sum := map[uint32]int{}
		beside := map[[2]uint32]int{}
		total := 0
		for pair, n := range m.counts() {
			sum[pair[0]] += n
			sum[pair[1]] += n
			beside[pair] += n
			beside[[2]uint32{pair[1], pair[0]}] += n
			total += n
		}
		limit := rapid.IntRange(1, 5).Draw(t, "limit")
		busiest, of, contacts, err := m.q.Busiest(context.Background(), limit)
		require.NoError(t, err)
		require.Equal(t, len(sum), of)
		require.Equal(t, total, contacts)
		require.Len(t, busiest, min(limit, of))
		for a, n := range sum {
			if !slices.Contains(busiest, a) && len(busiest) > 0 {
				require.LessOrEqual(t, n, sum[busiest[len(busiest)-1]])
			}
		}
		for _, a := range m.all() {
			list, err := m.q.Neighbours(context.Background(), a)
			require.NoError(t, err)
			found := map[[2]uint32]int{}
			for i, n := range list {
				found[[2]uint32{a, n.Actor}] = n.Contacts
				require.True(t, i == 0 || list[i-1].Contacts >= n.Contacts)
			}
			for pair, n := range beside {
				if pair[0] == a {
					require.Equal(t, n, found[pair])
				} else {
					require.NotContains(t, found, pair)
				}
			}
			require.LessOrEqual(t, len(found), len(beside))
		}
	})
}

// Every contact is counted once, in the stretch that it belongs to or apart.
func TestHistogramAgainstAllContacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMeasured(t)
		buckets := rapid.IntRange(1, 12).Draw(t, "buckets")
		h, err := m.q.Histogram(context.Background(), buckets)
		require.NoError(t, err)
		require.LessOrEqual(t, len(h.Counts), buckets)
		counts := make([]int, len(h.Counts))
		undated, vague := 0, 0
		for _, c := range m.admitted {
			switch b := m.ix.Bounds(c); {
			case b.Earliest == OpenEarliest && b.Latest == OpenLatest:
				undated++
			case b.Earliest == OpenEarliest || b.Latest == OpenLatest || len(counts) == 0 || b.Latest-b.Earliest > h.Width:
				vague++
			default:
				counts[(b.Earliest+(b.Latest-b.Earliest)/2-h.First)/h.Width]++
			}
		}
		require.Equal(t, counts, append([]int{}, h.Counts...))
		require.Equal(t, []int{undated, vague}, []int{h.Undated, h.Vague})
		apart := 0 // with both ends
		for _, c := range m.admitted {
			if b := m.ix.Bounds(c); b.Earliest != OpenEarliest && b.Latest != OpenLatest {
				apart++
			}
		}
		for _, n := range counts {
			apart -= n
		}
		if apart > 0 {
			require.NotEmpty(t, counts, "what has two ends makes stretches")
		}
		if len(counts) > 0 {
			require.Positive(t, counts[0], "the first stretch begins with a contact")
		}
	})
}

// A query without some messages admits what the other one does, less these.
func TestExcept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMeasured(t)
		question := m.q.question
		var left []uint32
		for _, c := range m.admitted {
			if rapid.Bool().Draw(t, "out?") {
				question.Except = append(question.Except, m.ix.MessageID(m.ix.Message(c)))
			}
		}
		for _, c := range m.admitted {
			if !slices.Contains(question.Except, m.ix.MessageID(m.ix.Message(c))) {
				left = append(left, c)
			}
		}
		q, err := m.ix.Query(context.Background(), question)
		require.NoError(t, err)
		require.Equal(t, left, slices.Collect(q.contacts))
		n, _, err := q.Admitted(context.Background())
		require.NoError(t, err)
		require.Len(t, left, n)
	})
}
