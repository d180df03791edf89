package engine

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"backchannel/graph"
	"backchannel/graph/kuzustore/protocol"
)

// place is where Kuzu's parser puts it: `(line: 1, offset: 23)`, the offset from 0.
var place = regexp.MustCompile(`\(line: (\d+), offset: (\d+)\)`)

// explain tells in the domain's words why a statement failed.
func explain(err error) *protocol.Failure {
	var own *graph.Error
	if errors.As(err, &own) {
		return &protocol.Failure{Code: own.Code, Detail: own.Detail}
	}
	message := err.Error()
	f := &protocol.Failure{Cause: graph.Brief(message)}
	kind, rest, ok := strings.Cut(message, ": ")
	if !ok {
		kind, rest = "", message
	}
	switch {
	case strings.HasPrefix(message, "Interrupted"):
		f.Code, f.Detail = graph.Timeout, "the query was ended before it was done"
	case strings.Contains(message, "buffer pool is full"), strings.Contains(message, "bad_alloc"), message == "out of memory":
		f.Code, f.Detail = graph.TooLarge, "the query needs more memory than the engine may use: narrow it, or give the store more memory"
	case strings.Contains(message, "Query is empty"), strings.Contains(message, "empty query"):
		f.Code, f.Detail = graph.Invalid, "the query is empty"
	case strings.Contains(message, "read-only transaction"), strings.Contains(message, "read only transaction"):
		f.Code, f.Detail = graph.Refused, "the query would write, and only reading is allowed"
	case strings.Contains(message, "does not support prepare multiple statements"), strings.Contains(message, "not support prepare multiple"):
		f.Code, f.Detail = graph.Refused, "only one statement at a time is allowed"
	case kind == "Parser exception" && unreadable.MatchString(rest):
		f.Code, f.Detail = graph.Invalid, "Kuzu cannot read the query from here on: check the spelling, and that Kuzu's Cypher has this form"
		f.Line, f.Column = placed(message)
	case kind == "Parser exception":
		f.Code, f.Detail = graph.Invalid, notUnderstood+graph.Brief(place.ReplaceAllString(firstLine(rest), ""))
		f.Line, f.Column = placed(message)
	case kind == "Conversion exception", kind == "Overflow exception", kind == "Runtime exception" && !strings.Contains(rest, "transaction"):
		f.Code, f.Detail = graph.Invalid, "the query failed on a value: "+graph.Brief(rest)
	case kind == "Binder exception", kind == "Catalog exception", kind == "Function exception", kind == "Extension exception", kind == "Property exception":
		rest, _, _ = strings.Cut(rest, " Supported inputs are") // a list of all there is
		f.Code, f.Detail = graph.Invalid, notUnderstood+graph.Brief(rest)
	default:
		f.Code, f.Detail = graph.Refused, "the engine cannot run this query"
	}
	return f
}

const notUnderstood = "the query is not understood: "

// unreadable are the words of the parser that tell of its grammar and not of the query.
var unreadable = regexp.MustCompile(`(?s)expected rule|expecting|extraneous input|mismatched input|no viable alternative`)

// firstLine leaves out the part of the query that the parser adds.
func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// placed is the line and the column, from 1, that the parser names; 0 if it names none.
func placed(message string) (line, column int) {
	if m := place.FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		column, _ = strconv.Atoi(m[2])
		column++
	}
	return line, column
}
