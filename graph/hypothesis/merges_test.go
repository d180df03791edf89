package hypothesis

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

// as records under which identity the actor took part in the latest contact.
func (m *memory) as(actor string, part graph.Part, identity string) {
	m.identity = append(m.identity, graph.Identity{Message: m.contacts[len(m.contacts)-1].MessageID, Actor: actor, Role: part, Identity: identity})
}

func (m *memory) sensitivity(t *testing.T, h *Hypothesis) (*Sensitivity, map[string]Removal) {
	t.Helper()
	out, err := (&Runner{Store: &sourced{memory: m}, Resolve: byID, Version: "test"}).Sensitivity(t.Context(), h)
	require.NoError(t, err)
	merges := map[string]Removal{}
	for _, r := range out.Removals {
		if r.Without == "merge" {
			merges[r.ID] = r
		}
	}
	return out, merges
}

// What is asked of b at work is answered from b's home: a finding that two
// addresses make, because they were taken for one actor.
func TestAFindingThatAMergeMakes(t *testing.T) {
	g := rand.New(rand.NewPCG(4, 4))
	m := &memory{}
	for i := range int64(30) {
		asker := fmt.Sprint("a", i%5)
		m.add(asker, "b", i*7200)
		m.as("b", graph.AsTo, "b@work.example")
		m.add("b", asker, i*7200+300)
		m.as("b", graph.AsSender, "b@home.example")
		m.add("c", fmt.Sprint("x", g.IntN(6)), i*7200+1000)
		if i%2 == 0 { // makes no difference
			m.as("c", graph.AsSender, "c@home.example")
		}
		m.add(asker, "d", i*7200+2000) // always under the same
		m.as("d", graph.AsTo, "d@home.example")
		m.as("a0", graph.AsSender, "a0") // the id itself
	}
	out, merges := m.sensitivity(t, answeredWithin(10*time.Minute, ShuffledTimestamps, 199))
	require.True(t, *out.Whole.Holds)
	require.Equal(t, 30.0, *out.Whole.Observed)
	require.Len(t, merges, 3)
	for _, id := range []string{"b@work.example = b", "b@home.example = b"} {
		require.Contains(t, merges, id)
		require.False(t, merges[id].Survives, id)
		require.Equal(t, out.Whole.Contacts, merges[id].Contacts, "nothing is left out")
		require.Zero(t, *merges[id].Observed)
	}
	require.True(t, merges["c@home.example = c"].Survives)
	require.Equal(t, *out.Whole.Observed, *merges["c@home.example = c"].Observed)
	require.False(t, out.Survives)
	require.Contains(t, []string{"actor", "merge"}, out.Removals[*out.Most].Without)
}

// A merge can also hide a finding; what filters say holds for the one that keeps
// the name.
func TestAFindingThatAMergeBreaks(t *testing.T) {
	m := &memory{actors: []graph.Actor{{ID: "a"}, {ID: "b"}}}
	for i := range int64(6) {
		m.add("a", "b", i*3600)
		if i%2 == 0 {
			m.as("a", graph.AsSender, "a@home.example")
		}
	}
	m.add("a", "a", 30_000) // from one address to two
	m.as("a", graph.AsTo, "a@home.example")
	m.as("a", graph.AsTo, "a@work.example")
	number := 5.0
	h := &Hypothesis{ID: "few", Test: Count, Of: &Filter{From: Names{"a"}, To: Names{"b"}}, Number: &number, Direction: Less}
	out, merges := m.sensitivity(t, h)
	require.False(t, *out.Whole.Holds)
	require.Len(t, merges, 2)
	home := merges["a@home.example = a"]
	require.Equal(t, 3.0, *home.Observed)
	require.True(t, *home.Holds)
	require.False(t, home.Survives)
	require.Equal(t, 8, home.Contacts, "the message to both addresses is two contacts")
	require.True(t, merges["a@work.example = a"].Survives)
}

// Labels belong to the actor, not to who may have been taken for it.
func TestAnUndoneMergeHasNoLabel(t *testing.T) {
	m := &memory{}
	for i := range 8 {
		m.actors = append(m.actors, graph.Actor{ID: fmt.Sprint(i), Attributes: map[string]string{"team": []string{"red", "blue"}[i%2]}})
	}
	for i := range int64(40) {
		m.add(fmt.Sprint(i%8), fmt.Sprint((i+2)%8), i*60)
		if i%8 == 0 && i > 10 {
			m.as("0", graph.AsSender, "nobody knows")
		}
	}
	out, merges := m.sensitivity(t, &Hypothesis{ID: "teams", Test: Mixing, Null: ShuffledLabels, Attribute: "team", Permutations: 99, Direction: Greater})
	require.Equal(t, 1.0, *out.Whole.Observed)
	require.Len(t, merges, 1)
	require.True(t, merges["nobody knows = 0"].EnoughData)
	require.Equal(t, 1.0, *merges["nobody knows = 0"].Observed)
}

func TestOfManyMergesSomeAreUndone(t *testing.T) {
	m := &memory{}
	for i := range int64(60) {
		m.add(fmt.Sprint("a", i%30), "b", i*600)
		if i < 30 {
			m.as(fmt.Sprint("a", i%30), graph.AsSender, "other")
		}
	}
	number := 5.0
	out, merges := m.sensitivity(t, &Hypothesis{ID: "x", Test: Count, Of: &Filter{}, Number: &number, Direction: Greater})
	require.Len(t, merges, maxMerges)
	require.Contains(t, out.Notes, "of 30 merges of identities, the 20 with most contacts are undone in turn")
}
