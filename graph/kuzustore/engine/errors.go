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
	f := &protocol.Failure{Cause: message}
	kind, rest, ok := strings.Cut(message, ": ")
	if !ok {
		kind, rest = "", message
	}
	rest, _, _ = strings.Cut(rest, "\n")
	rest, _, _ = strings.Cut(rest, " Supported inputs are")
	if i := strings.Index(rest, " expecting {"); i > 0 { // a list of all there is
		if m := place.FindString(message); m != "" {
			rest = rest[:i] + " " + m
		} else {
			rest = rest[:i]
		}
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
	case kind == "Parser exception", kind == "Binder exception", kind == "Catalog exception", kind == "Function exception",
		kind == "Conversion exception", kind == "Overflow exception", kind == "Runtime exception" && !strings.Contains(rest, "transaction"),
		kind == "Extension exception", kind == "Property exception":
		f.Code, f.Detail = graph.Invalid, "the query is not understood: "+rest
		if kind == "Runtime exception" || kind == "Conversion exception" || kind == "Overflow exception" {
			f.Detail = "the query failed on a value: " + rest
		}
		if m := place.FindStringSubmatch(message); m != nil {
			f.Line, _ = strconv.Atoi(m[1])
			f.Column, _ = strconv.Atoi(m[2])
			f.Column++
			f.Detail = strings.TrimSpace(place.ReplaceAllString(f.Detail, ""))
		}
	default:
		f.Code, f.Detail = graph.Refused, "the engine cannot run this query"
	}
	return f
}
