package neo4jstore

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"backchannel/graph"
	"backchannel/internal/neo4jtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(neo4jtest.Main(m)) }

// open opens a store on the shared server and empties the graph. It goes there
// directly: the driver's routing table is not safe against connections that break
// while others are asked for (Router.InvalidateServer in 5.28), which is harmless
// where there is one server, but which the race detector rightly tells.
func open(t testing.TB, o Options) *Store {
	t.Helper()
	server := neo4jtest.Shared(t)
	server.Wipe(t)
	return openAt(t, server.BoltURI(), o)
}

func openAt(t testing.TB, uri string, o Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), uri, o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// requireCode checks an error's code and that its text says something to do.
func requireCode(t *testing.T, want graph.Code, err error) {
	t.Helper()
	require.Error(t, err)
	require.Equal(t, want, graph.CodeOf(err), "%v", err)
}

func one(t *testing.T, s *Store, text string) any {
	t.Helper()
	table, err := s.Query(t.Context(), graph.Statement{Text: text}, graph.Limits{})
	require.NoError(t, err)
	require.Len(t, table.Rows, 1)
	return table.Rows[0][0]
}

// letter is a batch of one message from one person to another.
func letter(id string) *graph.Batch {
	cited := []graph.Citation{{SourceID: "s", Paragraph: 1, Modality: graph.Stated}}
	return &graph.Batch{
		Sources: []graph.Source{{ID: "s", Title: "The source"}},
		Actors: []graph.Actor{
			{ID: "a", Kind: graph.Person, Name: "Ada", Citations: cited},
			{ID: "b", Kind: graph.Organization, Name: "Bureau", Citations: cited},
		},
		Messages: []graph.Message{{
			ID: id, Channel: graph.Letter, Sent: graph.At(time.Date(2017, 7, 11, 9, 0, 0, 0, time.UTC)), Answered: graph.AnsweredUnknown,
			Senders: []string{"a"}, Recipients: []graph.Recipient{{Actor: "b", Role: graph.To}}, Citations: cited,
		}},
	}
}

func TestOpenRefusesWhatItCannotRead(t *testing.T) {
	for _, uri := range []string{"", "localhost:7687", "kuzu:graph", "http://127.0.0.1:7687", "neo4j://", "bolt+unix:///tmp/x", "neo4j://user:secret@127.0.0.1"} {
		_, err := Open(t.Context(), uri, Options{})
		requireCode(t, graph.Invalid, err)
		require.NotContains(t, err.Error(), "driver")
	}
}

func TestBothSchemesReachTheServer(t *testing.T) {
	server := neo4jtest.Shared(t)
	for _, uri := range []string{server.URI(), server.BoltURI()} {
		s := openAt(t, uri, Options{})
		require.NoError(t, s.Ready(t.Context()))
		require.Equal(t, graph.Capabilities{Engine: "Neo4j", Version: "5.26.28", Dialect: graph.Neo4jDialect, Shared: true}, s.Capabilities())
	}
}

func TestEveryMethodIsUnavailableWithoutAServerAndAnswersOnceThereIsOne(t *testing.T) {
	server := neo4jtest.Start(t)
	s := openAt(t, server.URI(), Options{})
	_, err := s.Write(t.Context(), letter("m1"))
	require.NoError(t, err)
	before := number(t, s)

	methods := map[string]func(context.Context) error{
		"Ready":    s.Ready,
		"Revision": func(ctx context.Context) error { _, err := s.Revision(ctx); return err },
		"Query": func(ctx context.Context) error {
			_, err := s.Query(ctx, graph.Statement{Text: "RETURN 1"}, graph.Limits{})
			return err
		},
		"Write": func(ctx context.Context) error { _, err := s.Write(ctx, letter("m2")); return err },
		"Contacts": func(ctx context.Context) error {
			_, err := s.Contacts(ctx, graph.Filter{}, graph.Page{Limit: 1})
			return err
		},
		"Stream": func(ctx context.Context) error {
			for _, err := range s.Stream(ctx, graph.Filter{}) {
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
	down := func(t *testing.T) {
		for name, method := range methods {
			t.Run(name, func(t *testing.T) {
				done := make(chan error, 1)
				ctx, cancel := context.WithCancel(t.Context())
				go func() { done <- method(ctx) }()
				select {
				case err := <-done:
					requireCode(t, graph.Unavailable, err)
					require.Contains(t, err.Error(), server.Address())
				case <-time.After(15 * time.Second): // two on an idle machine; the driver left to itself takes half a minute
					cancel()
					t.Fatalf("no answer; after cancelling: %v", <-done)
				}
				cancel()
			})
		}
	}
	server.Stop()
	t.Run("stopped", down)
	late := openAt(t, server.BoltURI(), Options{})
	requireCode(t, graph.Unavailable, late.Ready(t.Context()))
	require.Empty(t, late.Capabilities().Version)

	server.Restart(t)
	for name, method := range methods {
		require.NoError(t, method(t.Context()), name)
	}
	require.NoError(t, late.Ready(t.Context()))
	require.NotEmpty(t, late.Capabilities().Version)
	require.Greater(t, number(t, s), before, "m2 was written")

	server.Freeze(t)
	t.Run("frozen", down)
	server.Thaw(t)
	for name, method := range methods {
		require.NoError(t, method(t.Context()), name)
	}
}

func TestPassword(t *testing.T) {
	server := neo4jtest.Start(t, neo4jtest.WithPassword("open sesame"))
	s := openAt(t, server.URI(), Options{Username: "neo4j", Password: "open sesame", Database: "neo4j"})
	_, err := s.Write(t.Context(), letter("m1"))
	require.NoError(t, err)
	contacts, err := s.Contacts(t.Context(), graph.Filter{}, graph.Page{Limit: 10})
	require.NoError(t, err)
	require.Len(t, contacts.Items, 1)

	missing := openAt(t, server.URI(), Options{Username: "neo4j", Password: "open sesame", Database: "nowhere"})
	err = missing.Ready(t.Context())
	requireCode(t, graph.Unavailable, err)
	require.Contains(t, err.Error(), "BACKCHANNEL_NEO4J_DATABASE")

	for _, o := range []Options{{}, {Username: "neo4j", Password: "wrong"}} {
		s := openAt(t, server.URI(), o)
		err := s.Ready(t.Context())
		requireCode(t, graph.Unavailable, err)
		require.Contains(t, err.Error(), "BACKCHANNEL_NEO4J_PASSWORD")
		_, err = s.Write(t.Context(), letter("m1"))
		requireCode(t, graph.Unavailable, err)
	}
}

func TestCloseEndsWorkAndTwiceDoesNothing(t *testing.T) {
	s := open(t, Options{})
	done := make(chan error, 1)
	go func() {
		_, err := s.Query(context.Background(), graph.Statement{Text: "UNWIND range(1, 1000000000) AS x UNWIND range(1, 1000) AS y RETURN count(*)"}, graph.Limits{Time: time.Hour})
		done <- err
	}()
	await(t, func() bool { return running(t) > 0 })
	require.NoError(t, s.Close())
	requireCode(t, graph.Unavailable, <-done)
	require.NoError(t, s.Close())
	requireCode(t, graph.Unavailable, s.Ready(t.Context()))
	_, err := s.Write(t.Context(), letter("m1"))
	requireCode(t, graph.Unavailable, err)
	await(t, func() bool { return running(t) == 0 })
}

func TestAStoreSeesWhatItHasWrittenAtOnce(t *testing.T) {
	s := open(t, Options{})
	for i, id := range []string{"m1", "m2", "m3"} {
		_, err := s.Write(t.Context(), letter(id))
		require.NoError(t, err)
		bookmarks, err := s.bookmarks.GetBookmarks(t.Context())
		require.NoError(t, err)
		require.NotEmpty(t, bookmarks)
		require.Equal(t, int64(i+1), one(t, s, "MATCH (m:Message) RETURN count(m)"))
	}
}
