package graph

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Code names what went wrong, in a word that scripts can rely on.
type Code string

// The codes.
const (
	Invalid     Code = "invalid"     // the question or the input cannot be understood
	NotFound    Code = "not_found"   // nothing has that id or name
	Ambiguous   Code = "ambiguous"   // a name means several; the error carries the candidates
	Conflict    Code = "conflict"    // the store is in use or has changed under the caller
	Refused     Code = "refused"     // the query guard or the engine will not run it
	TooLarge    Code = "too_large"   // beyond a limit of size or memory
	Timeout     Code = "timeout"     // beyond a limit of time
	Unsupported Code = "unsupported" // this build or engine cannot do it
	Unavailable Code = "unavailable" // the store cannot be reached
	Internal    Code = "internal"    // a fault of ours
)

// Outcome is what a code becomes at the edges of the program.
type Outcome struct {
	Status int    // of HTTP (RFC 9110)
	Exit   int    // of the process
	Title  string // of the problem document (RFC 9457)
}

// Outcomes is the one table from code to HTTP status and exit status.
var Outcomes = map[Code]Outcome{
	Invalid:     {400, 2, "The request cannot be understood"},
	NotFound:    {404, 3, "Not found"},
	Ambiguous:   {409, 4, "The name means several"},
	Conflict:    {409, 8, "Conflict"},
	Refused:     {403, 5, "Refused"},
	TooLarge:    {413, 6, "Too large"},
	Timeout:     {504, 6, "Out of time"},
	Unsupported: {501, 9, "Not supported"},
	Unavailable: {503, 7, "The store cannot be reached"},
	Internal:    {500, 1, "Internal error"},
}

// Position is a place in a text, counted from 1. A zero Column means the line.
type Position struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line"`
	Column int    `json:"column,omitempty"`
}

// String is the usual file:line:column.
func (p Position) String() string {
	s := p.File
	if s == "" {
		s = "line"
	}
	if p.Line > 0 {
		s += fmt.Sprintf(":%d", p.Line)
	}
	if p.Column > 0 {
		s += fmt.Sprintf(":%d", p.Column)
	}
	return s
}

// Error is an error with a code. Detail is for the user: it says what is wrong
// and what to do next. The wrapped error is for the log and is never shown.
type Error struct {
	Code       Code
	Detail     string
	Candidates []ActorRef // when Code is Ambiguous
	Position   *Position  // where in the user's text, if known
	Err        error

	// Template is the detail with verbs in the place of its values, for those who word
	// it in another language; empty where there is none.
	Template string
	Values   []string
}

// Errorf makes an error whose detail the user sees; %w wraps a cause that they do not lose.
func Errorf(code Code, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	return &Error{Code: code, Detail: err.Error(), Err: errors.Unwrap(err), Template: format, Values: values(args)}
}

// Wrap hides cause behind detail.
func Wrap(code Code, cause error, format string, args ...any) *Error {
	return &Error{Code: code, Detail: fmt.Sprintf(format, args...), Err: cause, Template: format, Values: values(args)}
}

func values(args []any) []string {
	var out []string
	for _, a := range args {
		out = append(out, fmt.Sprint(a))
	}
	return out
}

// maxBrief is how many characters of an engine's own words a detail may hold.
const maxBrief = 300

// Brief puts an engine's own words on one line and cuts them short: they may hold
// a value from the query, of any length.
func Brief(words string) string {
	const most = maxBrief * utf8.UTFMax
	cut := len(words) > most
	if cut {
		words = words[:most]
	}
	runes := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(words, "")), " "))
	if cut || len(runes) > maxBrief {
		return string(runes[:min(len(runes), maxBrief)]) + "…"
	}
	return string(runes)
}

// Error is the detail, with its place in front.
func (e *Error) Error() string {
	if e.Position != nil {
		return e.Position.String() + ": " + e.Detail
	}
	return e.Detail
}

// Unwrap returns the hidden cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the code of err: its own if it has one, timeout for a deadline
// that passed, internal for anything else.
func CodeOf(err error) Code {
	var e *Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &e):
		return e.Code
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return Timeout
	}
	return Internal
}
