package neo4jstore

import (
	"context"
	"errors"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/graph"
)

// failure gives an error of the driver its code. ctx is the one that the work had:
// why it ended tells more than how the driver noticed.
func (s *Store) failure(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	var coded *graph.Error
	if errors.As(err, &coded) {
		return coded
	}
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errClosed):
		return graph.Wrap(graph.Unavailable, err, "the store is closed: open it again")
	case errors.Is(cause, errUnreachable):
		return s.unreachable(err)
	case errors.Is(cause, context.DeadlineExceeded):
		return graph.Wrap(graph.Timeout, errors.Join(cause, err), "Neo4j did not answer in the time given: ask for less, or allow more time")
	case cause != nil:
		return graph.Wrap(graph.Timeout, errors.Join(cause, err), "the question was cancelled")
	}
	if n := databaseError(err); n != nil {
		return s.refusal(n)
	}
	// The driver has several types for it, not all of them exported.
	return s.unreachable(err)
}

// unreachable tells a server that is not there from one that is, and is silent.
func (s *Store) unreachable(err error) error {
	if s.listens() {
		return graph.Wrap(graph.Unavailable, err, "Neo4j at %s takes connections and does not answer: it may be busy, perhaps with earlier queries, or starting; it is tried again with every question, and if it stays so, restart it or check the address", s.target)
	}
	return graph.Wrap(graph.Unavailable, err, "Neo4j cannot be reached at %s: start it, or check the address and the network; it is tried again with every question", s.target)
}

// knock is how long a server on the network may take to take a connection.
const knock = 200 * time.Millisecond

// listens tells whether anything takes connections at the store's address.
func (s *Store) listens() bool {
	u, err := url.Parse(s.target)
	if err != nil {
		return false
	}
	address := u.Host
	if u.Port() == "" {
		address = net.JoinHostPort(u.Hostname(), "7687")
	}
	c, err := net.DialTimeout("tcp", address, knock)
	if err != nil {
		return false
	}
	c.Close()
	return true
}

// databaseError finds what the server itself answered.
func databaseError(err error) *neo4j.Neo4jError {
	var limit *neo4j.TransactionExecutionLimit
	if errors.As(err, &limit) { // the driver gave up repeating: the last reason counts
		for i := len(limit.Errors) - 1; i >= 0; i-- {
			if n := databaseError(limit.Errors[i]); n != nil {
				return n
			}
		}
	}
	var n *neo4j.Neo4jError
	if errors.As(err, &n) {
		return n
	}
	return nil
}

// refusal gives an answer of the server its code, by the status that it carries.
func (s *Store) refusal(n *neo4j.Neo4jError) error {
	code := strings.TrimPrefix(n.Code, "Neo.")
	short := *n // its words may hold a value of any length
	short.Msg = graph.Brief(n.Msg)
	err := &short
	switch {
	case code == "ClientError.Security.AuthenticationRateLimit":
		return graph.Wrap(graph.Unavailable, err, "Neo4j at %s turns the user %q away for some seconds after wrong passwords: check BACKCHANNEL_NEO4J_PASSWORD, wait, and try again", s.target, s.options.Username)
	case strings.HasPrefix(code, "ClientError.Security.") && !strings.HasSuffix(code, ".Forbidden"):
		if s.options.Username == "" {
			return graph.Wrap(graph.Unavailable, err, "Neo4j at %s wants a user: set BACKCHANNEL_NEO4J_USERNAME and BACKCHANNEL_NEO4J_PASSWORD", s.target)
		}
		return graph.Wrap(graph.Unavailable, err, "Neo4j at %s does not accept the user %q: check BACKCHANNEL_NEO4J_USERNAME and BACKCHANNEL_NEO4J_PASSWORD", s.target, s.options.Username)
	case code == "ClientError.Security.Forbidden", code == "ClientError.Statement.AccessMode":
		return graph.Wrap(graph.Refused, err, "Neo4j does not allow it: %s", firstLine(n.Msg))
	case strings.HasPrefix(code, "ClientError.Database."), code == "TransientError.Database.DatabaseUnavailable":
		return graph.Wrap(graph.Unavailable, err, "Neo4j at %s does not have the database open: %s; check BACKCHANNEL_NEO4J_DATABASE", s.target, firstLine(n.Msg))
	case strings.Contains(code, "OutOfMemory"), strings.Contains(code, "MemoryLimit"), strings.Contains(code, "StackOverFlow"),
		strings.Contains(code, "ResultLimit"):
		return graph.Wrap(graph.TooLarge, err, "it needs more memory than Neo4j allows: ask for less, or narrow it")
	case strings.Contains(code, "TimedOut"), strings.Contains(code, "Timeout"):
		return graph.Wrap(graph.Timeout, err, "Neo4j did not answer in the time given: ask for less, or allow more time")
	case code == "ClientError.Transaction.Terminated", code == "TransientError.Transaction.Terminated", code == "ClientError.Transaction.LockClientStopped":
		return graph.Wrap(graph.Timeout, err, "Neo4j ended the work before it was done: ask again")
	case strings.Contains(n.Msg, "too large to index"):
		return graph.Wrap(graph.TooLarge, err, "an id or a thread's id is longer than Neo4j can index, about 8,000 bytes: shorten it")
	case strings.HasPrefix(code, "TransientError."):
		return graph.Wrap(graph.Unavailable, err, "Neo4j could not do it now: try again in a moment")
	case strings.HasPrefix(code, "ClientError."):
		return &graph.Error{Code: graph.Invalid, Detail: "Neo4j cannot run it: " + firstLine(n.Msg), Position: position(n.Msg), Err: err}
	case code == "DatabaseError.Statement.ExecutionFailed" && strings.ContainsFunc(n.Msg, unicode.IsLetter): // a value that a function does not take
		return graph.Wrap(graph.Invalid, err, "Neo4j cannot run it: %s", firstSentence(n.Msg))
	}
	return graph.Wrap(graph.Internal, err, "Neo4j failed: its log says more")
}

// firstLine is what the server says without the place, which it shows below.
func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return graph.Brief(ofJava.ReplaceAllString(placeNote.ReplaceAllString(line, ""), ""))
}

// firstSentence is for words that go on over lines.
func firstSentence(s string) string {
	line := firstLine(s)
	if end := strings.LastIndex(line, ". "); end > 0 {
		return line[:end+1]
	}
	return line
}

// ofJava is the server's own reason within its words.
var ofJava = regexp.MustCompile(`Caused by: [\w.$]+: `)

var placeNote = regexp.MustCompile(`\s*\(line (\d+), column (\d+) \(offset: \d+\)\)\s*$`)
var placeAnywhere = regexp.MustCompile(`\(line (\d+), column (\d+) \(offset: \d+\)\)`)

// position reads where in the query the server found its fault.
func position(message string) *graph.Position {
	m := placeAnywhere.FindStringSubmatch(message)
	if m == nil {
		return nil
	}
	line, _ := strconv.Atoi(m[1])
	column, _ := strconv.Atoi(m[2])
	return &graph.Position{Line: line, Column: column}
}
