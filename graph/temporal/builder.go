package temporal

import (
	"context"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"backchannel/graph"
)

// Options say what an index is built with.
type Options struct {
	Revision int64         // of the store that streams
	Orders   []graph.Order // known orders between messages and events
	Events   []graph.Event // those that Orders name; others are left out
	// Messages that Orders name and that the stream leaves out, such as posts, which
	// make no contact: their ids and times are read.
	Messages []graph.Message
	Budget   int64 // bytes that building and the index may hold; 0 for any
	Progress func(contacts int)
}

// progressEvery is how many contacts lie between two reports of progress.
const progressEvery = stride

// Build reads a stream of contacts in the order of graph.Reader.Contacts to its end.
//
// Beyond the budget it fails with too_large and says how many bytes all of the
// contacts would need, about; it reads the rest of the stream to know. An error of
// the stream comes back as it is. A stream that is out of order is an internal error.
func Build(ctx context.Context, contacts iter.Seq2[graph.Contact, error], o Options) (*Index, error) {
	b := newBuilder(o)
	n := 0
	over := 0.0 // bytes for each contact, once they are beyond the budget
	for c, err := range contacts {
		if err != nil {
			return nil, err
		}
		if over == 0 {
			if err := b.add(&c); err != nil {
				return nil, err
			}
		}
		if n++; n%progressEvery != 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if o.Progress != nil {
			o.Progress(n)
		}
		if o.Budget > 0 && over == 0 && b.need() > o.Budget {
			over = float64(b.need()) / float64(n)
			b = nil // what it holds can go
		}
	}
	if err := ctx.Err(); err != nil { // a stream may end early when it is cancelled
		return nil, err
	}
	if o.Progress != nil {
		o.Progress(n)
	}
	if over == 0 && o.Budget > 0 && b.need() > o.Budget {
		over = float64(b.need()) / float64(n)
	}
	if over > 0 {
		return nil, graph.Errorf(graph.TooLarge, "the contact index of %d contacts needs about %d MB of memory and may hold %d MB: narrow the period or the topic, or raise the budget", n, int64(over*float64(n))>>20+1, o.Budget>>20)
	}
	return b.finish(ctx)
}

// builder takes contacts one by one. Actors are numbered as they come and
// renumbered at the end.
type builder struct {
	options Options

	actors *interner // ids
	asks   []ask
	names  []string // "" where the name is the id
	text   int64    // bytes in names
	kinds  []byte

	class   map[class]uint16
	classes []class

	exact, vague part
	times        []int64
	bounds       []Bounds
	named        map[string]*place // messages that orders name

	message string // of the contact before
	inExact bool   // likewise
}

// place is where a message went.
type place struct {
	here, exact bool
	number      uint32
}

// part is the columns of the exact or of the vague contacts.
type part struct {
	n        int
	messages int
	hot      column[triple]
	class    column[uint16]
	starts   []uint64
	ids      dictionary
	topics   map[string]*roaring.Bitmap // message numbers within the part
}

func newBuilder(o Options) *builder {
	b := &builder{options: o, actors: newInterner(), asks: make([]ask, 0, internBatch), class: map[class]uint16{}, named: map[string]*place{}}
	for _, p := range []*part{&b.exact, &b.vague} {
		p.topics = map[string]*roaring.Bitmap{}
	}
	for _, order := range o.Orders {
		for _, r := range []graph.Ref{order.Later, order.Earlier} {
			if r.Label == graph.MessageLabel {
				b.named[r.ID] = &place{}
			}
		}
	}
	return b
}

// column grows without copying what it holds.
type column[T any] struct {
	full [][]T
	last []T
}

const columnChunk = 1 << 16

// add appends v and says where it is.
func (c *column[T]) add(v T) *T {
	if len(c.last) == cap(c.last) {
		if c.last != nil {
			c.full = append(c.full, c.last)
		}
		c.last = make([]T, 0, columnChunk)
	}
	c.last = append(c.last, v)
	return &c.last[len(c.last)-1]
}

// drain gives away the chunks in turn.
func (c *column[T]) drain(yield func([]T) bool) {
	for i, chunk := range append(c.full, c.last) {
		if i < len(c.full) {
			c.full[i] = nil
		}
		if !yield(chunk) {
			break
		}
	}
	*c = column[T]{}
}

// ask is an actor whose number is wanted, and where it is to be put.
type ask struct {
	actor  graph.ActorRef
	number *uint32
}

// number sees to the number of an actor.
func (b *builder) number(a *graph.ActorRef, to *uint32) {
	if len(b.asks) == internBatch {
		b.answer()
	}
	b.asks = append(b.asks, ask{*a, to})
}

// answer gives the numbers that were asked for.
func (b *builder) answer() {
	b.actors.ready(b.asks)
	for i := range b.asks {
		a := &b.asks[i].actor
		n, fresh := b.actors.number(a.ID, b.actors.hashes[i])
		if fresh {
			name := ""
			if a.Name != a.ID {
				name = strings.Clone(a.Name)
			}
			b.names = append(b.names, name)
			b.text += int64(len(name))
			b.kinds = append(b.kinds, byte(max(0, slices.Index(actorKinds, a.Kind))))
		}
		*b.asks[i].number = n
	}
	b.asks = b.asks[:0]
}

func (b *builder) classOf(c *graph.Contact) (uint16, error) {
	k := class{c.Role, c.Channel, c.Answered}
	if len(b.classes) > 0 && b.classes[0] == k {
		return 0, nil
	}
	n, ok := b.class[k]
	if !ok {
		if len(b.classes) > math.MaxUint16 {
			return 0, graph.Errorf(graph.TooLarge, "the contact index holds at most %d combinations of role, channel and answered: narrow the channels", math.MaxUint16+1)
		}
		n = uint16(len(b.classes))
		k.channel = graph.Channel(strings.Clone(string(k.channel)))
		b.class[k] = n
		b.classes = append(b.classes, k)
	}
	return n, nil
}

func (b *builder) add(c *graph.Contact) error {
	p := &b.exact
	first := b.exact.n+b.vague.n == 0 || c.MessageID != b.message
	if first {
		at := BoundsOf(c.At)
		if b.inExact = at.Exact(); b.inExact {
			if n := len(b.times); n == 0 || at.Earliest > b.times[n-1] {
				b.times = append(b.times, at.Earliest)
			} else if at.Earliest < b.times[n-1] {
				return graph.Errorf(graph.Internal, "the contacts came out of order at message %q", c.MessageID)
			}
		} else {
			b.bounds = append(b.bounds, at)
		}
		b.message = c.MessageID
	}
	if !b.inExact {
		p = &b.vague
	}
	if b.exact.n+b.vague.n == none-1 {
		return graph.Errorf(graph.TooLarge, "the contact index holds at most %d contacts: narrow the period or the topic", none-1)
	}
	if first {
		b.begin(p, c)
	}
	hot := p.hot.add(triple{at: uint32(len(b.times) - 1)})
	if !b.inExact {
		hot.at = uint32(len(b.bounds) - 1)
	}
	b.number(&c.From, &hot.from)
	b.number(&c.To, &hot.to)
	k, err := b.classOf(c)
	if err != nil {
		return err
	}
	p.class.add(k)
	p.n++
	return nil
}

// begin takes note of a message at its first contact.
func (b *builder) begin(p *part, c *graph.Contact) {
	number := uint32(p.messages)
	p.messages++
	if named, ok := b.named[c.MessageID]; ok {
		*named = place{here: true, exact: b.inExact, number: number}
	}
	for p.n/64 >= len(p.starts) {
		p.starts = append(p.starts, 0)
	}
	p.starts[p.n/64] |= 1 << (p.n % 64)
	p.ids.add(c.MessageID)
	for _, id := range c.Topics {
		t := p.topics[id]
		if t == nil {
			t = roaring.New()
			p.topics[strings.Clone(id)] = t
		}
		t.Add(number)
	}
}
