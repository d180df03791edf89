package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/internal/neo4jtest"
)

// await waits until something is so.
func await(t *testing.T, so func() bool) {
	t.Helper()
	for range 2400 {
		if so() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("it did not become so within two minutes")
}

// running counts the users' queries that the shared server works on.
func running(t *testing.T) int {
	t.Helper()
	s, err := Open(t.Context(), neo4jtest.Shared(t).BoltURI(), Options{})
	require.NoError(t, err)
	defer s.Close()
	n := 0
	require.NoError(t, s.Run(t.Context(), graph.Statement{Text: "SHOW TRANSACTIONS YIELD metaData WHERE metaData." + mark + " IS NOT NULL RETURN metaData"},
		func([]any) error { n++; return nil }))
	return n
}

// Queries that never end by themselves; Neo4j heeds the ending of the first only.
const (
	endless    = "UNWIND range(1, 1000000000) AS x UNWIND range(1, 1000) AS y RETURN count(*)"
	inOneGo    = "RETURN reduce(s = 0, x IN range(1, 100000000000) | (s + x) % 7)"
	forAWhile  = "RETURN reduce(s = 0, x IN range(1, %d) | (s + x) %% 7)"
	rowsThenNo = "UNWIND range(1, 10) AS x RETURN CASE WHEN x < 6 THEN x ELSE reduce(s = 0, y IN range(1, 100000000000) | (s + y) % 7) END"
)

func TestQueryRefusesAllButReading(t *testing.T) {
	s := open(t, Options{})
	_, err := s.Write(t.Context(), letter("m1"))
	require.NoError(t, err)
	before := one(t, s, "MATCH (n) RETURN count(n)")
	for _, text := range []string{
		"CREATE (:X)",
		"MATCH (n) DETACH DELETE n",
		"MATCH (n) SET n.x = 1",
		"MATCH (n) CALL (n) { CREATE (:X) } RETURN n",
		"EXPLAIN CREATE (:X)",
		"PROFILE CREATE (:X)",
		"CREATE INDEX x FOR (n:X) ON (n.x)",
		"DROP CONSTRAINT backchannel_person_id",
		"LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
		"LOAD CSV FROM 'http://127.0.0.1:1/' AS line RETURN line",
		"SHOW TRANSACTIONS",
		"SHOW USERS",
		"SHOW SETTINGS",
		"SHOW INDEXES",
		"TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
		"CALL db.createLabel('X')",
		"MATCH (n) CALL (n) { SET n.x = 1 } IN TRANSACTIONS",
	} {
		t.Run(text, func(t *testing.T) {
			_, err := s.Query(t.Context(), graph.Statement{Text: text}, graph.Limits{})
			requireCode(t, graph.Refused, err)
		})
	}
	require.Equal(t, before, one(t, s, "MATCH (n) RETURN count(n)"))
}

func TestQueryPointsAtTheFault(t *testing.T) {
	s := open(t, Options{})
	_, err := s.Query(t.Context(), graph.Statement{Text: "MATCH (n)\nRETURN m"}, graph.Limits{})
	requireCode(t, graph.Invalid, err)
	var e *graph.Error
	require.True(t, errors.As(err, &e))
	require.Equal(t, &graph.Position{Line: 2, Column: 8}, e.Position)
	_, err = s.Query(t.Context(), graph.Statement{Text: "RETURN nothing"}, graph.Limits{})
	require.True(t, errors.As(err, &e))
	require.Equal(t, &graph.Position{Line: 1, Column: 8}, e.Position)
	for _, text := range []string{"RETURN $missing", "RETURN 1/0", "MATCH (n", "RETURN nope(1)", "CALL nope()"} {
		_, err := s.Query(t.Context(), graph.Statement{Text: text}, graph.Limits{})
		requireCode(t, graph.Invalid, err)
	}
}

func TestQueryStopsAtItsLimits(t *testing.T) {
	s := open(t, Options{})
	table, err := s.Query(t.Context(), graph.Statement{Text: "UNWIND range(1, $n) AS x RETURN x", Parameters: map[string]any{"n": 10}}, graph.Limits{Rows: 10})
	require.NoError(t, err)
	require.Equal(t, []string{"x"}, table.Columns)
	require.Len(t, table.Rows, 10)
	require.False(t, table.Truncated)

	table, err = s.Query(t.Context(), graph.Statement{Text: "UNWIND range(1, 1000000000) AS x RETURN x"}, graph.Limits{Rows: 10})
	require.NoError(t, err)
	require.Len(t, table.Rows, 10)
	require.True(t, table.Truncated)

	table, err = s.Query(t.Context(), graph.Statement{Text: "UNWIND range(1, 100) AS x RETURN toString(10000 + x)"}, graph.Limits{Bytes: 1000})
	require.NoError(t, err)
	require.True(t, table.Truncated)
	require.NotEmpty(t, table.Rows)
	await(t, func() bool { return running(t) == 0 })

	table, err = s.Query(t.Context(), graph.Statement{Text: "MATCH (n:Nothing) RETURN n"}, graph.Limits{})
	require.NoError(t, err)
	require.Empty(t, table.Rows)
	require.NotNil(t, table.Rows)
}

func TestQueryAnswersOnTimeWhateverTheDatabaseDoes(t *testing.T) {
	server := neo4jtest.Start(t) // its own: it is left with work that cannot be stopped
	s := openAt(t, server.BoltURI(), Options{})
	for _, text := range []string{endless, inOneGo, rowsThenNo} {
		done := make(chan error, 1)
		go func() {
			_, err := s.Query(context.Background(), graph.Statement{Text: text}, graph.Limits{Time: 300 * time.Millisecond})
			done <- err
		}()
		select {
		case err := <-done:
			requireCode(t, graph.Timeout, err)
		case <-time.After(time.Minute):
			t.Fatalf("no answer to %s", text)
		}
	}
}

func TestStraysAreCapped(t *testing.T) {
	server := neo4jtest.Start(t)
	s := openAt(t, server.BoltURI(), Options{MaxStrays: 2, MaxQueries: 4})
	await(t, func() bool { // one that is ended before it has begun leaves nothing behind
		if s.queries.strays.Load() < 2 {
			_, err := s.Query(t.Context(), graph.Statement{Text: inOneGo}, graph.Limits{Time: 500 * time.Millisecond})
			require.Error(t, err)
		}
		return s.queries.strays.Load() >= 2
	})
	_, err := s.Query(t.Context(), graph.Statement{Text: "RETURN 1"}, graph.Limits{})
	requireCode(t, graph.Unavailable, err)
	require.Contains(t, err.Error(), "given up")
	await(t, func() bool { return s.Ready(t.Context()) == nil }) // only users' queries are turned away
	require.LessOrEqual(t, s.queries.strays.Load(), int64(4), "each keeps its place among the queries")

	server.Restart(t) // ends them
	await(t, func() bool { return s.queries.strays.Load() == 0 })
	require.Equal(t, int64(1), one(t, s, "RETURN 1"))
}

func TestAStrayThatEndsMakesPlace(t *testing.T) {
	s := open(t, Options{MaxStrays: 1, MaxQueries: 1})
	n := 50_000_000
	for ; ; n *= 2 { // long enough to be noticed on this machine
		require.Less(t, n, 1<<40)
		_, err := s.Query(t.Context(), graph.Statement{Text: fmt.Sprintf(forAWhile, n)}, graph.Limits{Time: 100 * time.Millisecond})
		if err != nil {
			requireCode(t, graph.Timeout, err)
			break
		}
	}
	await(t, func() bool { return s.queries.strays.Load() == 0 && len(s.queries.places) == 0 })
	require.Equal(t, int64(1), one(t, s, "RETURN 1"))
}

func TestCancellingEndsTheTransactionInTheDatabase(t *testing.T) {
	s := open(t, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := s.Query(ctx, graph.Statement{Text: endless}, graph.Limits{Time: time.Hour})
		done <- err
	}()
	await(t, func() bool { return running(t) == 1 })
	cancel()
	err := <-done
	requireCode(t, graph.Timeout, err)
	require.ErrorIs(t, err, context.Canceled)
	await(t, func() bool { return running(t) == 0 })
	await(t, func() bool { return len(s.queries.places) == 0 })
}

func TestCancellingEndsOurOwnStatementsToo(t *testing.T) {
	s := open(t, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	rows := 0
	err := s.Run(ctx, graph.Statement{Text: "UNWIND range(1, 1000000000) AS x RETURN x"}, func([]any) error {
		if rows++; rows == 3 {
			cancel()
		}
		return nil
	})
	requireCode(t, graph.Timeout, err)
	stop := errors.New("enough")
	require.Equal(t, stop, s.Run(t.Context(), graph.Statement{Text: "UNWIND range(1, 1000000000) AS x RETURN x"}, func([]any) error { return stop }))
	require.NoError(t, s.Ready(t.Context()))
}

func TestQueryThatNeedsTooMuchMemory(t *testing.T) {
	s := open(t, Options{})
	_, err := s.Query(t.Context(), graph.Statement{Text: "UNWIND range(1, 100000000) AS x WITH collect(toString(x)) AS xs RETURN size(xs)"}, graph.Limits{Time: time.Hour})
	requireCode(t, graph.TooLarge, err)
}

func TestAValueThatTheServerCannotSend(t *testing.T) {
	server := neo4jtest.Start(t) // its own: it runs out of memory
	s := openAt(t, server.BoltURI(), Options{})
	_, err := s.Query(t.Context(), graph.Statement{Text: "RETURN range(1, 300000000)"}, graph.Limits{Time: time.Hour})
	requireCode(t, graph.TooLarge, err)
	_, err = s.Query(t.Context(), graph.Statement{Text: "RETURN reduce(s = 'x', i IN range(1, 27) | s + s)"}, graph.Limits{Time: time.Hour})
	requireCode(t, graph.TooLarge, err)
	require.Equal(t, int64(1), one(t, s, "RETURN 1"))
}

func TestPlans(t *testing.T) {
	s := open(t, Options{})
	table, err := s.Query(t.Context(), graph.Statement{Text: "EXPLAIN MATCH (n:Person) RETURN n"}, graph.Limits{})
	require.NoError(t, err)
	require.Equal(t, []string{"operator", "details", "estimated_rows"}, table.Columns)
	require.Equal(t, "ProduceResults", table.Rows[0][0])
	table, err = s.Query(t.Context(), graph.Statement{Text: "profile UNWIND range(1, 5000) AS x RETURN x"}, graph.Limits{})
	require.NoError(t, err)
	require.Equal(t, []string{"operator", "details", "estimated_rows", "rows", "db_hits"}, table.Columns)
	require.Equal(t, int64(5000), table.Rows[0][3])
}

func TestValues(t *testing.T) {
	s := open(t, Options{})
	at := time.Date(2017, 7, 11, 9, 30, 0, 123456000, time.UTC)
	for text, want := range map[string]any{
		"RETURN null":             nil,
		"RETURN true":             true,
		"RETURN 1":                int64(1),
		"RETURN 1.5":              1.5,
		"RETURN 'é\n'":            "é\n",
		"RETURN [1, ['a', null]]": []any{int64(1), []any{"a", nil}},
		"RETURN {a: {b: 1}}":      map[string]any{"a": map[string]any{"b": int64(1)}},
		"RETURN datetime('2017-07-11T11:30:00.123456+02:00')":         at,
		"RETURN datetime('2017-07-11T11:30:00.123456[Europe/Oslo]')":  at,
		"RETURN date('2017-07-11')":                                   "2017-07-11",
		"RETURN localdatetime('2017-07-11T09:30:00')":                 "2017-07-11T09:30:00",
		"RETURN duration('PT15M')":                                    15 * time.Minute,
		"RETURN duration('P1M2D')":                                    "P1M2DT0S",
		"RETURN point({x: 1, y: 2})":                                  map[string]any{"srid": int64(7203), "x": 1.0, "y": 2.0},
		"RETURN $list":                                                []any{at, nil},
		"RETURN $at = datetime('2017-07-11T09:30:00.123456Z')":        true,
		"RETURN $nested.at = datetime('2017-07-11T09:30:00.123456Z')": true,
		"RETURN $wait = duration('PT1.5S')":                           true,
		"RETURN 'a' IN $words":                                        true,
		"RETURN [x IN range(1, 3) WHERE x <> 2 | {x: x}]":             []any{map[string]any{"x": int64(1)}, map[string]any{"x": int64(3)}},
	} {
		t.Run(text, func(t *testing.T) {
			table, err := s.Query(t.Context(), graph.Statement{Text: text, Parameters: map[string]any{
				"list": []any{at, nil}, "at": at, "nested": map[string]any{"at": at}, "wait": 1500 * time.Millisecond, "words": []string{"a"},
			}}, graph.Limits{})
			require.NoError(t, err)
			require.Equal(t, want, table.Rows[0][0])
		})
	}
	_, err := s.Write(t.Context(), letter("m1"))
	require.NoError(t, err)
	table, err := s.Query(t.Context(), graph.Statement{Text: "MATCH w = (a:Person)-[r:SENT]->(m) RETURN a, r, w"}, graph.Limits{})
	require.NoError(t, err)
	a, r, w := table.Rows[0][0].(graph.Node), table.Rows[0][1].(graph.Relationship), table.Rows[0][2].(graph.Walk)
	require.Equal(t, []string{"Person"}, a.Labels)
	require.Equal(t, "a", a.Properties["id"])
	require.Equal(t, "SENT", r.Type)
	require.Equal(t, a.Ref, r.From)
	require.Equal(t, a, w.Nodes[0])
	require.Equal(t, []graph.Relationship{r}, w.Relationships)
	require.Equal(t, r.To, w.Nodes[1].Ref)
}
