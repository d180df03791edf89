// Package protocol is what the store and its engine process say to each other:
// a sequence of CBOR items (RFC 8949) in each direction over a pipe, requests one
// way and replies the other, told apart by id so that many can be under way at
// once. Rows come in chunks, and only as many as the store has asked for.
//
// It knows neither engine nor store, so that another engine can speak it. It
// imports graph alone.
package protocol

import (
	"io"
	"reflect"
	"sync"
	"time"

	"github.com/fxamacker/cbor/v2"

	"backchannel/graph"
)

// Op tells what a request asks for.
type Op uint8

// The requests. Every one except Cancel and Grant is answered by a reply with Done.
const (
	Open       Op = iota + 1 // the first: open the graph at Request.Open
	Run                      // run Statements in one transaction
	Cancel                   // end the work of the request with this id; it still replies Done
	Grant                    // allow Credit more chunks of rows
	Checkpoint               // fold the write-ahead log into the graph
)

// Window is how many chunks of rows an engine may send ahead of Grant.
const Window = 4

// Request is what the store asks of its engine.
type Request struct {
	ID         uint64      `cbor:"1,keyasint"`
	Op         Op          `cbor:"2,keyasint"`
	Open       *Settings   `cbor:"3,keyasint,omitempty"`
	Write      bool        `cbor:"4,keyasint,omitempty"` // a transaction that may write
	Bulk       bool        `cbor:"7,keyasint,omitempty"` // a Write with COPY, whose commit suffers nobody else at work
	Statements []Statement `cbor:"5,keyasint,omitempty"`
	Credit     int         `cbor:"6,keyasint,omitempty"`
}

// Settings say which graph to open and with what means.
type Settings struct {
	Path       string `cbor:"1,keyasint"`
	BufferPool uint64 `cbor:"2,keyasint"` // bytes
	Threads    int    `cbor:"3,keyasint"`
}

// Statement is text with its parameters. A Script may be several statements or
// none that can be prepared, and has no parameters; it is never a user's.
type Statement struct {
	Text       string         `cbor:"1,keyasint"`
	Parameters map[string]any `cbor:"2,keyasint,omitempty"`
	Script     bool           `cbor:"3,keyasint,omitempty"`
}

// Reply is what the engine answers. Columns comes before the first rows; rows
// are those of the request's last statement that returns any.
type Reply struct {
	ID      uint64          `cbor:"1,keyasint"`
	Columns []string        `cbor:"2,keyasint,omitempty"`
	Rows    cbor.RawMessage `cbor:"3,keyasint,omitempty"` // see Rows
	Done    bool            `cbor:"4,keyasint,omitempty"`
	Failure *Failure        `cbor:"5,keyasint,omitempty"`
	Version string          `cbor:"6,keyasint,omitempty"` // of the engine; in the answer to Open
}

// Failure is why a request was not carried out. Its transaction is undone.
type Failure struct {
	Code   graph.Code `cbor:"1,keyasint"`
	Detail string     `cbor:"2,keyasint"` // for the user
	Line   int        `cbor:"3,keyasint,omitempty"`
	Column int        `cbor:"4,keyasint,omitempty"`
	Cause  string     `cbor:"5,keyasint,omitempty"` // the engine's own words, for the log
}

// Tags of the values that CBOR has no type for. A time in a row is tag 0, text.
const (
	NodeTag         = 60001
	RelationshipTag = 60002
	WalkTag         = 60003
	DurationTag     = 60004 // nanoseconds
	InstantTag      = 60005
)

// Instant is a time in a parameter, in microseconds since 1970: the codec makes
// null of the first moment of year 1, which is Go's zero time.
type Instant int64

var modes = sync.OnceValues(func() (cbor.EncMode, cbor.DecMode) {
	tags := cbor.NewTagSet()
	required := cbor.TagOptions{EncTag: cbor.EncTagRequired, DecTag: cbor.DecTagRequired}
	for n, v := range map[uint64]any{NodeTag: graph.Node{}, RelationshipTag: graph.Relationship{}, WalkTag: graph.Walk{}, DurationTag: time.Duration(0), InstantTag: Instant(0)} {
		must(tags.Add(required, reflect.TypeOf(v), n))
	}
	enc, err := cbor.EncOptions{Time: cbor.TimeRFC3339Nano, TimeTag: cbor.EncTagRequired}.EncModeWithTags(tags)
	must(err)
	dec, err := cbor.DecOptions{
		DefaultMapType:   reflect.TypeFor[map[string]any](),
		IntDec:           cbor.IntDecConvertSignedOrFail,
		UTF8:             cbor.UTF8DecodeInvalid,
		MaxArrayElements: 1<<31 - 1,
		MaxMapPairs:      1<<31 - 1,
		MaxNestedLevels:  256,
	}.DecModeWithTags(tags)
	must(err)
	return enc, dec
})

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// NewEncoder writes requests or replies to w.
func NewEncoder(w io.Writer) *cbor.Encoder { enc, _ := modes(); return enc.NewEncoder(w) }

// NewDecoder reads them from r.
func NewDecoder(r io.Reader) *cbor.Decoder { _, dec := modes(); return dec.NewDecoder(r) }

// Rows decodes a chunk of rows into values of the types that graph.Table names.
func Rows(chunk cbor.RawMessage) ([][]any, error) {
	_, dec := modes()
	var rows [][]any
	err := dec.Unmarshal(chunk, &rows)
	return rows, err
}
