package temporal

import (
	"math"
	"sort"
	"sync"
	"unsafe"

	"github.com/RoaringBitmap/roaring/v2"

	"backchannel/graph"
)

// An Index holds the contacts of one revision of a store. It never changes and is
// safe for concurrent use.
//
// Contacts, messages and actors go by number, from 0. Actors are numbered in the
// order of their ids. Contacts keep the order of the stream (by time, then message
// id, role, sender, recipient), those with one exact time first and those whose
// time is vague after them; the contacts of one message follow one another, and
// messages are numbered in the order of their contacts. Times are microseconds
// since 1970, UTC.
type Index struct {
	revision int64

	actors     dictionary // ids, sorted
	names      dictionary // by actor; "" where the name is the id
	kinds      []byte     // by actor, an index into actorKinds
	senders    int        // actors that send anything
	recipients int        // actors that receive anything

	// hot is what the scans read. The third number of an exact contact is the rank
	// of its time among the distinct ones; that of a vague contact is the place of
	// its message in vague.
	hot     []triple
	exact   uint32   // contacts below have one time each, those from here on are vague
	class   []uint16 // by contact, an index into classes
	classes []class

	messages      dictionary // ids
	starts        ranked     // which contacts are the first of their message
	exactMessages uint32     // messages below have exact times

	times timeline // by rank

	vague   []Bounds // by message number, less exactMessages
	orders  []graph.Order
	moments map[graph.Ref]graph.Moment // of what orders name and makes no contact
	named   map[string]uint32          // the number of each message that orders name and that is here
	implied *implied                   // what follows from these

	sent, received adjacency // contact numbers by sender and by recipient, in their order
	out, in        adjacency // the distinct actors one hop on, and one hop back, in their order

	topics map[string]*roaring.Bitmap // message numbers by topic id

	pool sync.Pool // of *scratch
}

// class is what many contacts have in common.
type class struct {
	role     graph.Role
	channel  graph.Channel
	answered graph.Answered
}

// Bounds of a time in microseconds since 1970, UTC; both belong to it.
type Bounds struct{ Earliest, Latest int64 }

// What an open bound is.
const (
	OpenEarliest int64 = math.MinInt64
	OpenLatest   int64 = math.MaxInt64
)

// Exact tells whether there is but one time.
func (b Bounds) Exact() bool { return b.Earliest == b.Latest }

// BoundsOf a moment, in microseconds since 1970.
func BoundsOf(m graph.Moment) Bounds {
	b := Bounds{OpenEarliest, OpenLatest}
	if m.Earliest != nil {
		b.Earliest = m.Earliest.UnixMicro()
	}
	if m.Latest != nil {
		b.Latest = m.Latest.UnixMicro()
	}
	return b
}

// none stands for no actor, no contact, no rank.
const none = math.MaxUint32

var actorKinds = []graph.Kind{graph.Person, graph.Organization}

// Revision of the store that the index was built from.
func (ix *Index) Revision() int64 { return ix.revision }

// Contacts is how many there are, vague ones included.
func (ix *Index) Contacts() int { return len(ix.hot) }

// Exact is how many contacts have an exact time; they have the lower numbers.
func (ix *Index) Exact() int { return int(ix.exact) }

// Messages is how many there are.
func (ix *Index) Messages() int { return ix.messages.len() }

// Actors is how many send or receive.
func (ix *Index) Actors() int { return ix.actors.len() }

// Actor names an actor by number.
func (ix *Index) Actor(a uint32) graph.ActorRef {
	ref := graph.ActorRef{ID: ix.actors.at(a), Kind: actorKinds[ix.kinds[a]]}
	if ref.Name = ix.names.at(a); ref.Name == "" {
		ref.Name = ref.ID
	}
	return ref
}

// ActorNumber finds an actor by id.
func (ix *Index) ActorNumber(id string) (uint32, bool) { return ix.actors.find(id) }

// Contact is what the index knows of a contact: message, time, sender, recipient,
// role, channel, whether it was answered. Topics, texts and citations are the
// store's. The precision of its time is Second or Between.
func (ix *Index) Contact(c uint32) graph.Contact {
	k := ix.classes[ix.class[c]]
	return graph.Contact{
		MessageID: ix.MessageID(ix.Message(c)), At: ix.Bounds(c).Moment(),
		From: ix.Actor(ix.hot[c].from), To: ix.Actor(ix.hot[c].to),
		Role: k.role, Channel: k.channel, Answered: k.answered,
	}
}

// Ends of a contact: sender and recipient.
func (ix *Index) Ends(c uint32) (from, to uint32) { return ix.hot[c].from, ix.hot[c].to }

// Message is the number of a contact's message.
func (ix *Index) Message(c uint32) uint32 { return ix.starts.rank(c) - 1 }

// MessageID names a message.
func (ix *Index) MessageID(m uint32) string { return ix.messages.at(m) }

// contactsOf a message: from the first up to, but not including, the end.
func (ix *Index) contactsOf(m uint32) (first, end uint32) {
	first = ix.starts.position(m)
	return first, ix.starts.next(first+1, uint32(len(ix.hot)))
}

// Bounds of a contact's time.
func (ix *Index) Bounds(c uint32) Bounds {
	if c < ix.exact {
		t := ix.times.at(ix.hot[c].at)
		return Bounds{t, t}
	}
	return ix.vague[ix.hot[c].at]
}

// after is the first exact contact at or after t.
func (ix *Index) after(t int64) uint32 {
	r := ix.times.search(t)
	return uint32(sort.Search(int(ix.exact), func(i int) bool { return ix.hot[i].at >= r }))
}

// Bytes is the memory that the index holds.
func (ix *Index) Bytes() int64 {
	b := int64(unsafe.Sizeof(*ix)) + ix.actors.bytes() + ix.names.bytes() + size(ix.kinds) +
		size(ix.hot) + size(ix.class) + ix.messages.bytes() + ix.starts.bytes() + ix.times.bytes() + size(ix.vague)
	for _, a := range []adjacency{ix.sent, ix.received, ix.out, ix.in} {
		b += size(a.start) + size(a.item)
	}
	for _, t := range ix.topics {
		b += int64(t.GetSizeInBytes())
	}
	const order = 400 // with its map entries, roughly
	return b + order*int64(len(ix.orders)+len(ix.moments)) + ix.implied.bytes()
}

func size[T any](s []T) int64 {
	var t T
	return int64(cap(s)) * int64(unsafe.Sizeof(t))
}

// adjacency lists something for each actor, one actor after the other
// (compressed sparse rows).
type adjacency struct {
	start []uint32 // one more than there are actors
	item  []uint32
}

func (a adjacency) of(actor uint32) []uint32 { return a.item[a.start[actor]:a.start[actor+1]] }
