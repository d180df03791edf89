package neo4jstore

import (
	"context"
	"crypto/rand"
	"errors"
	"regexp"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/graph"
)

// errLate is why a query's context ends when its own time is up. The context has
// no such deadline: the driver misreads a connection whose deadline has just passed.
var errLate = errors.New("the query's time is up")

// mark is the transaction metadata by which a query is found in the database.
const mark = "backchannel"

// Query runs a user's statement, once, in a transaction of its own that can only
// read. EXPLAIN says first what kind of statement it is; what would do more than
// read the graph is refused.
func (s *Store) Query(ctx context.Context, st graph.Statement, l graph.Limits) (*graph.Table, error) {
	l = bounded(l, s.options.Limits)
	ctx, leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	late := time.AfterFunc(l.Time, func() { cancel(errLate) })
	defer late.Stop()

	if err := s.queries.enter(ctx); err != nil {
		return nil, s.failure(ctx, err)
	}
	id := rand.Text()
	table, over, err := s.query(ctx, id, st, l)
	if over {
		s.queries.leave()
	} else {
		s.follow(id)
	}
	if err != nil {
		return nil, s.queryFailure(ctx, err, l)
	}
	return table, nil
}

// query tells also whether the transaction is known to be over in the database.
// It has connections of its own, since giving up means closing one, and a driver
// whose connection breaks drops all that it has to that server.
func (s *Store) query(ctx context.Context, id string, st graph.Statement, l graph.Limits) (table *graph.Table, over bool, err error) {
	ctx, watch := watchReach(ctx)
	defer watch.stop()
	driver, err := s.connect()
	if err != nil {
		return nil, true, err
	}
	defer driver.Close(ctx)
	session := s.session(ctx, driver, neo4j.AccessModeRead)
	defer session.Close(ctx)
	tx, err := session.BeginTransaction(ctx, neo4j.WithTxTimeout(l.Time), neo4j.WithTxMetadata(map[string]any{mark: id}))
	if err != nil {
		if context.Cause(ctx) == errUnreachable {
			return nil, true, s.unreachable(err)
		}
		return nil, databaseError(err) != nil, err
	}
	watch.reached()
	ctx, giveUp := context.WithCancel(ctx)
	defer func() {
		// Giving up closes the connection, whereupon the database ends the transaction;
		// a rollback would wait behind the row that it is working on.
		if !over {
			giveUp()
		}
		tx.Close(ctx)
		giveUp()
	}()
	table, err = answer(ctx, tx, st.Text, parameters(st.Parameters), l)
	switch {
	case err == nil:
		return table, !table.Truncated, nil
	case graph.CodeOf(err) == graph.Refused, databaseError(err) != nil:
		return nil, true, err
	case ctx.Err() == nil && s.Ready(ctx) == nil:
		// The server is there and has dropped the connection: it does so when its own
		// memory runs out.
		return nil, false, graph.Wrap(graph.TooLarge, err, "Neo4j broke the query off, most likely because it needs more memory than there is: ask for less, or narrow it")
	}
	return nil, false, err
}

// answer explains the query, checks it, and runs it.
func answer(ctx context.Context, tx neo4j.ExplicitTransaction, text string, params map[string]any, l graph.Limits) (*graph.Table, error) {
	mode, body := planMode(text)
	plan, err := explain(ctx, tx, body, params)
	if err != nil {
		return nil, err
	}
	if mode == explainOnly {
		return planTable(plan), nil
	}
	result, err := tx.Run(ctx, text, params)
	if err != nil {
		return nil, err
	}
	if mode == profile {
		for result.Next(ctx) { // to measure all of it, it has to be read
		}
		summary, err := result.Consume(ctx)
		if err != nil {
			return nil, err
		}
		return profileTable(summary.Profile()), nil
	}
	return collect(ctx, result, l)
}

// collect reads rows up to the limits.
func collect(ctx context.Context, result neo4j.ResultWithContext, l graph.Limits) (*graph.Table, error) {
	columns, err := result.Keys()
	if err != nil {
		return nil, err
	}
	table := &graph.Table{Columns: columns, Rows: [][]any{}}
	var bytes int64
	var record *neo4j.Record
	for result.NextRecord(ctx, &record) {
		row := values(record.Values)
		bytes += weight(row)
		if len(table.Rows) == l.Rows || bytes > l.Bytes {
			table.Truncated = true
			return table, nil
		}
		table.Rows = append(table.Rows, row)
	}
	return table, result.Err()
}

// queryFailure gives a failed query its code.
func (s *Store) queryFailure(ctx context.Context, err error, l graph.Limits) error {
	if context.Cause(ctx) == errLate {
		return graph.Wrap(graph.Timeout, errors.Join(errLate, err), "the query ran longer than %s and was ended: ask for less, or allow more time", l.Time)
	}
	err = s.failure(ctx, err)
	var e *graph.Error
	if errors.As(err, &e) && e.Code == graph.Internal {
		return graph.Wrap(graph.Refused, e.Err, "the engine cannot run this query")
	}
	return err
}

// What stands in front of a query.
type planning int

const (
	run planning = iota
	explainOnly
	profile
)

var planPrefix = regexp.MustCompile(`(?i)^\s*(EXPLAIN|PROFILE)\s+`)

// planMode takes EXPLAIN or PROFILE off a query.
func planMode(text string) (planning, string) {
	m := planPrefix.FindStringSubmatch(text)
	switch {
	case m == nil:
		return run, text
	case strings.EqualFold(m[1], "EXPLAIN"):
		return explainOnly, text[len(m[0]):]
	}
	return profile, text[len(m[0]):]
}

// explain asks what the database would do and refuses all but reading the graph.
// The database counts as reading also what reads files or lists and ends the
// server's own doings; those are known by their operators.
func explain(ctx context.Context, tx neo4j.ExplicitTransaction, text string, params map[string]any) (neo4j.Plan, error) {
	result, err := tx.Run(ctx, "EXPLAIN\n"+text, params)
	if err != nil {
		return nil, above(err)
	}
	summary, err := result.Consume(ctx)
	if err != nil {
		return nil, above(err)
	}
	if summary.StatementType() != neo4j.StatementTypeReadOnly {
		return nil, graph.Errorf(graph.Refused, "the query would change the graph or the database: only reading is allowed")
	}
	if summary.Plan() == nil {
		return nil, graph.Errorf(graph.Refused, "the database does not say what the query would do")
	}
	return summary.Plan(), permitted(summary.Plan())
}

// permitted looks for operators that reach beyond the graph.
func permitted(p neo4j.Plan) error {
	operator, _, _ := strings.Cut(p.Operator(), "@")
	for _, beyond := range []string{"LoadCSV", "Show", "Terminate"} {
		if strings.HasPrefix(operator, beyond) {
			return graph.Errorf(graph.Refused, "the query does more than read the graph (%s)", operator)
		}
	}
	for _, child := range p.Children() {
		if err := permitted(child); err != nil {
			return err
		}
	}
	return nil
}

// above sets the place of an error right, which counts the line that explain put in front.
func above(err error) error {
	n := databaseError(err)
	if n == nil {
		return err
	}
	if p := position(n.Msg); p != nil && p.Line > 1 {
		moved := *n
		moved.Msg = placeAnywhere.ReplaceAllStringFunc(n.Msg, func(place string) string {
			p := position(place)
			p.Line--
			return placeText(*p)
		})
		return &moved
	}
	return err
}

// bounded fills the zero fields of l.
func bounded(l, with graph.Limits) graph.Limits {
	if l.Rows <= 0 {
		l.Rows = with.Rows
	}
	if l.Bytes <= 0 {
		l.Bytes = with.Bytes
	}
	if l.Time <= 0 {
		l.Time = with.Time
	}
	return l
}

// weight estimates the memory that a value takes.
func weight(v any) int64 {
	const header = 16
	switch v := v.(type) {
	case string:
		return header + int64(len(v))
	case []any:
		n := int64(header)
		for _, e := range v {
			n += weight(e)
		}
		return n
	case map[string]any:
		n := int64(header)
		for k, e := range v {
			n += header + int64(len(k)) + weight(e)
		}
		return n
	case graph.Node:
		n := int64(len(v.Ref)) + weight(v.Properties)
		for _, l := range v.Labels {
			n += header + int64(len(l))
		}
		return n
	case graph.Relationship:
		return int64(len(v.Ref)+len(v.Type)+len(v.From)+len(v.To)) + weight(v.Properties)
	case graph.Walk:
		n := int64(header)
		for _, e := range v.Nodes {
			n += weight(e)
		}
		for _, e := range v.Relationships {
			n += weight(e)
		}
		return n
	}
	return header
}
