package neo4jstore

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/model"
	"backchannel/internal/neo4jtest"
)

// crowd is a batch in which everyone writes to everyone, all of it cited from one
// source: chunks that write it at the same time want the same nodes.
func crowd(people, messages int) *graph.Batch {
	cited := func(i int) []graph.Citation {
		return []graph.Citation{{SourceID: "s", Paragraph: i + 1, Modality: graph.Stated}}
	}
	b := &graph.Batch{Sources: []graph.Source{{ID: "s", Title: "The source"}}, Topics: []graph.Topic{{ID: "t", Label: "All"}}}
	for i := range people {
		b.Actors = append(b.Actors, graph.Actor{ID: fmt.Sprint("p", i), Kind: graph.Person, Name: fmt.Sprint("Person ", i), Citations: cited(i)})
	}
	for i := range messages {
		m := graph.Message{ID: fmt.Sprint("m", i), Channel: graph.Email, Sent: graph.Undated(), Answered: graph.AnsweredUnknown,
			Senders: []string{fmt.Sprint("p", i%people)}, Topics: []string{"t"}, Citations: cited(i)}
		for j := range 3 {
			m.Recipients = append(m.Recipients, graph.Recipient{Actor: fmt.Sprint("p", (i*7+j+1)%people), Role: graph.Roles[j]})
		}
		b.Messages = append(b.Messages, m)
		if i > 0 {
			b.Replies = append(b.Replies, graph.Reply{Message: m.ID, To: fmt.Sprint("m", i/2), Citations: cited(i)})
		}
	}
	return b
}

// fingerprint writes the whole graph down, in order.
func fingerprint(t *testing.T, s *Store) string {
	t.Helper()
	var lines []string
	for _, n := range model.Nodes {
		returns := make([]string, len(n.Properties))
		for i, p := range n.Properties {
			returns[i] = "n." + p.Name
		}
		table, err := s.Query(t.Context(), graph.Statement{Text: fmt.Sprintf("MATCH (n:%s) RETURN %s ORDER BY n.id", n.Label, strings.Join(returns, ", "))}, graph.Limits{Rows: 1 << 20})
		require.NoError(t, err)
		for _, row := range table.Rows {
			lines = append(lines, fmt.Sprint(n.Label, row))
		}
	}
	table, err := s.Query(t.Context(), graph.Statement{Text: "MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, r.key, r.position, r.citations ORDER BY type(r), a.id, b.id, r.key"}, graph.Limits{Rows: 1 << 20})
	require.NoError(t, err)
	for _, row := range table.Rows {
		lines = append(lines, fmt.Sprint(row...))
	}
	return strings.Join(lines, "\n")
}

func number(t *testing.T, s *Store) int64 {
	t.Helper()
	n, err := s.Revision(t.Context())
	require.NoError(t, err)
	return n
}

// small makes transactions short for a test.
func small(t *testing.T, rows int) {
	was := chunkRows
	chunkRows = rows
	t.Cleanup(func() { chunkRows = was })
}

func TestWritingTwiceChangesNothing(t *testing.T) {
	small(t, 50)
	s := open(t, Options{})
	b := crowd(20, 500)
	first, err := s.Write(t.Context(), b)
	require.NoError(t, err)
	require.Equal(t, graph.Written{
		"Source": {Created: 1}, "Topic": {Created: 1}, "Person": {Created: 20}, "Message": {Created: 500},
		"SENT": {Created: 500}, "TO": {Created: 500}, "CC": {Created: 500}, "BCC": {Created: 500},
		"ABOUT": {Created: 500}, "REPLY_TO": {Created: 499}, "CITED_IN": {Created: 520},
	}, first)
	before, revision := fingerprint(t, s), number(t, s)
	again, err := s.Write(t.Context(), b)
	require.NoError(t, err)
	for name, c := range first {
		require.Equal(t, graph.Count{Existing: c.Created}, again[name], name)
	}
	require.Equal(t, before, fingerprint(t, s))
	require.Equal(t, revision, number(t, s))
}

func TestHalfAWriteRepeatedGivesTheWholeGraph(t *testing.T) {
	small(t, 50)
	s := open(t, Options{})
	b := crowd(20, 500)
	_, err := s.Write(t.Context(), b)
	require.NoError(t, err)
	want := fingerprint(t, s)
	for _, lost := range []string{
		"MATCH ()-[r:TO]->(p) WHERE p.id < 'p15' DELETE r",
		"MATCH (m:Message) WHERE m.id < 'm3' DETACH DELETE m",
		"MATCH ()-[r]->() DELETE r",
		"MATCH (n:Message) REMOVE n.words, n.channel",
	} {
		neo4jtest.Shared(t).Run(t, lost, nil)
		require.NotEqual(t, want, fingerprint(t, s))
		_, err := s.Write(t.Context(), b)
		require.NoError(t, err)
		require.Equal(t, want, fingerprint(t, s), lost)
	}
}

func TestWritersOfTwoProgramsAtOnce(t *testing.T) {
	small(t, 40)
	server := neo4jtest.Shared(t)
	one, other := open(t, Options{}), openAt(t, server.BoltURI(), Options{})
	b := crowd(10, 300)
	var wg sync.WaitGroup
	for _, s := range []*Store{one, other, one, other} {
		wg.Go(func() {
			_, err := s.Write(context.Background(), b)
			require.NoError(t, err)
		})
	}
	wg.Wait()
	got := fingerprint(t, one)
	server.Wipe(t)
	_, err := one.Write(t.Context(), b)
	require.NoError(t, err)
	require.Equal(t, fingerprint(t, one), got)
}

func TestAReferenceToNothingIsInvalidAndNamed(t *testing.T) {
	s := open(t, Options{})
	b := letter("m1")
	for i := range 12 {
		b.Messages[0].Topics = append(b.Messages[0].Topics, fmt.Sprintf("topic-%02d", i))
	}
	_, err := s.Write(t.Context(), b)
	requireCode(t, graph.Invalid, err)
	require.Contains(t, err.Error(), `Topic "topic-00"`)
	require.Contains(t, err.Error(), "2 more")
	require.Equal(t, int64(0), one(t, s, "MATCH (n) WHERE NOT n:Revision RETURN count(n)"))

	b = letter("m1")
	b.Messages[0].Senders = []string{"nobody"}
	_, err = s.Write(t.Context(), b)
	requireCode(t, graph.Invalid, err)
	require.Contains(t, err.Error(), `"nobody"`)
}

func TestACancelledWriteCanBeRepeated(t *testing.T) {
	small(t, 20)
	s := open(t, Options{})
	b := crowd(20, 500)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for s.Run(t.Context(), graph.Statement{Text: "MATCH (m:Message) RETURN m.id LIMIT 1"}, func([]any) error { cancel(); return nil }) == nil && ctx.Err() == nil {
		}
		cancel()
	}()
	_, err := s.Write(ctx, b)
	requireCode(t, graph.Timeout, err)
	_, err = s.Write(t.Context(), b)
	require.NoError(t, err)
	got := fingerprint(t, s)
	neo4jtest.Shared(t).Wipe(t)
	_, err = s.Write(t.Context(), b)
	require.NoError(t, err)
	require.Equal(t, fingerprint(t, s), got)
}

func TestAServerKilledInTheMiddleOfAWrite(t *testing.T) {
	small(t, 20)
	server := neo4jtest.Start(t)
	s := openAt(t, server.BoltURI(), Options{})
	b := crowd(20, 500)
	done := make(chan error, 1)
	go func() {
		_, err := s.Write(context.Background(), b)
		done <- err
	}()
	await(t, func() bool {
		var n int64
		err := s.Run(t.Context(), graph.Statement{Text: "MATCH ()-[r:SENT]->() RETURN count(r)"}, func(row []any) error { n = row[0].(int64); return nil })
		return err == nil && n > 0
	})
	server.Stop()
	requireCode(t, graph.Unavailable, <-done)
	server.Restart(t)
	_, err := s.Write(t.Context(), b)
	require.NoError(t, err)
	got := fingerprint(t, s)
	server.Wipe(t)
	_, err = s.Write(t.Context(), b)
	require.NoError(t, err)
	require.Equal(t, fingerprint(t, s), got)
}

func TestLongTextsAndHostileNames(t *testing.T) {
	s := open(t, Options{})
	long := strings.Repeat("lengthy words ", 20_000)
	b := letter("m1\u2028'`\"\\u0060}")
	b.Messages[0].Body = long
	b.Actors[0].Attributes = map[string]string{"a`}) DETACH DELETE n //": "x", `\u0060}) SET n.name = 'gone' //`: "y", "n.id": "z"}
	for range 2 {
		_, err := s.Write(t.Context(), b)
		require.NoError(t, err)
	}
	require.Equal(t, long, one(t, s, "MATCH (m:Message) RETURN m.body"))
	require.Equal(t, b.Messages[0].ID, one(t, s, "MATCH (m:Message) RETURN m.id"))
	p := one(t, s, "MATCH (p:Person) RETURN p").(graph.Node).Properties
	for k, v := range b.Actors[0].Attributes {
		require.Equal(t, v, p[k])
	}
	require.Equal(t, "Ada", p["name"])

	_, err := s.Write(t.Context(), letter(strings.Repeat("x", 50_000)))
	requireCode(t, graph.TooLarge, err)
}
