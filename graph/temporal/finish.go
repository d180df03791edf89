package temporal

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"math/bits"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"golang.org/x/sync/errgroup"

	"backchannel/graph"
)

// need is about how many bytes it takes at most to finish what has come so far.
func (b *builder) need() int64 {
	const (
		contact = 12 + 2 + 1 + 2*4 + 2*4 // hot, class, starts, who sent and received, who is next to whom
		copied  = 12                     // while columns become one array
		actor   = 4*4 + 2*16 + 40        // adjacency; names and what sorts the ids; the index's own tables
	)
	n := int64(b.exact.n + b.vague.n)
	need := n*(contact+copied) + int64(len(b.names))*actor + b.actors.bytes() + 2*b.text + size(b.times) + size(b.bounds)
	for _, p := range []*part{&b.exact, &b.vague} {
		need += p.ids.bytes()
		for _, t := range p.topics {
			need += int64(t.GetSizeInBytes())
		}
	}
	return need
}

// finish makes the index of what has come.
func (b *builder) finish(ctx context.Context) (*Index, error) {
	b.answer()
	ix := &Index{
		revision: b.options.Revision, classes: b.classes,
		exact: uint32(b.exact.n), exactMessages: uint32(b.exact.messages),
		times: newTimeline(b.times), vague: fitted(b.bounds),
		topics: map[string]*roaring.Bitmap{}, named: map[string]uint32{},
	}
	b.times = nil
	number := b.sortActors(ix)
	n := b.exact.n + b.vague.n
	ix.hot, ix.class = make([]triple, 0, n), make([]uint16, 0, n)
	for _, p := range []*part{&b.exact, &b.vague} {
		for chunk := range p.class.drain {
			ix.class = append(ix.class, chunk...)
		}
		for chunk := range p.hot.drain {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			for _, c := range chunk {
				ix.hot = append(ix.hot, triple{number[c.from], number[c.to], c.at})
			}
		}
	}
	b.joinMessages(ix)
	b.joinOrders(ix)
	implied, err := newImplied(ctx, ix)
	if err != nil {
		return nil, err
	}
	ix.implied = implied
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() (err error) {
		ix.sent, ix.out, err = adjacencies(ctx, ix.Actors(), ix.hot, func(c triple) (uint32, uint32) { return c.from, c.to })
		return err
	})
	work.Go(func() (err error) {
		ix.received, ix.in, err = adjacencies(ctx, ix.Actors(), ix.hot, func(c triple) (uint32, uint32) { return c.to, c.from })
		return err
	})
	if err := work.Wait(); err != nil {
		return nil, err
	}
	for a := range uint32(ix.Actors()) {
		if len(ix.received.of(a)) > 0 {
			ix.recipients++
		}
		if len(ix.sent.of(a)) > 0 {
			ix.senders++
		}
	}
	ix.pool.New = func() any { return newScratch(ix.Actors()) }
	return ix, nil
}

// sortActors fills the index's tables of actors, and returns each one's number in
// them by its number in the builder. The eight bytes after what all ids share
// settle most comparisons.
func (b *builder) sortActors(ix *Index) []uint32 {
	ids := make([][]byte, 0, b.actors.n)
	for _, id := range b.actors.all {
		ids = append(ids, id)
	}
	shared := 0
	if len(ids) > 0 {
		shared = len(ids[0])
	}
	for _, id := range ids {
		shared = min(shared, len(id))
		for !bytes.Equal(id[:shared], ids[0][:shared]) {
			shared--
		}
	}
	type key struct {
		head uint64
		i    uint32
	}
	keys := make([]key, len(ids))
	for i, id := range ids {
		var head [8]byte
		copy(head[:], id[shared:])
		keys[i] = key{binary.BigEndian.Uint64(head[:]), uint32(i)}
	}
	slices.SortFunc(keys, func(x, y key) int {
		if x.head != y.head {
			return cmp.Compare(x.head, y.head)
		}
		return bytes.Compare(ids[x.i], ids[y.i])
	})
	number := make([]uint32, len(keys))
	ix.kinds = make([]byte, len(keys))
	for n, k := range keys {
		number[k.i] = uint32(n)
		ix.actors.add(string(ids[k.i]))
		ix.names.add(b.names[k.i])
		ix.kinds[n] = b.kinds[k.i]
	}
	ix.actors.close()
	ix.names.close()
	b.names, b.actors = nil, nil
	return number
}

// joinMessages puts the messages of the vague contacts after those of the exact ones.
func (b *builder) joinMessages(ix *Index) {
	words := make([]uint64, (len(ix.hot)+63)/64)
	copy(words, b.exact.starts)
	for i, w := range b.vague.starts {
		for ; w != 0; w &= w - 1 {
			c := uint32(b.exact.n + i*64 + bits.TrailingZeros64(w))
			words[c/64] |= 1 << (c % 64)
		}
	}
	ix.starts = newRanked(words)
	ix.messages = b.exact.ids
	for _, id := range b.vague.ids.each {
		ix.messages.add(string(id))
	}
	ix.messages.close()
	for id, t := range b.exact.topics {
		ix.topics[id] = t
	}
	for id, t := range b.vague.topics {
		t = roaring.AddOffset64(t, int64(ix.exactMessages))
		if before := ix.topics[id]; before != nil {
			t.Or(before)
		}
		ix.topics[id] = t
	}
	for _, t := range ix.topics {
		t.RunOptimize()
	}
	b.exact, b.vague = part{}, part{}
}

// joinOrders keeps the known orders and what they speak of.
func (b *builder) joinOrders(ix *Index) {
	ix.orders = b.options.Orders
	wanted := map[graph.Ref]bool{}
	for _, o := range ix.orders {
		wanted[o.Later], wanted[o.Earlier] = true, true
	}
	ix.moments = map[graph.Ref]graph.Moment{}
	for _, e := range b.options.Events {
		if r := (graph.Ref{Label: graph.EventLabel, ID: e.ID}); wanted[r] {
			ix.moments[r] = e.At
		}
	}
	for _, m := range b.options.Messages {
		if r := (graph.Ref{Label: graph.MessageLabel, ID: m.ID}); wanted[r] {
			ix.moments[r] = m.Sent
		}
	}
	for id, p := range b.named {
		switch {
		case p.here && p.exact:
			ix.named[id] = p.number
		case p.here:
			ix.named[id] = p.number + ix.exactMessages
		}
	}
}

// adjacencies sorts contacts by the actor at one end, keeping their order, and
// lists the distinct actors at the other.
func adjacencies(ctx context.Context, actors int, hot []triple, ends func(triple) (uint32, uint32)) (contacts, neighbours adjacency, err error) {
	start := make([]uint32, actors+1)
	next := start[1:] // counts, then where each actor's next goes, in the end where the next actor begins
	for rest := range slices.Chunk(hot, stride) {
		if err := ctx.Err(); err != nil {
			return contacts, neighbours, err
		}
		for _, c := range rest {
			a, _ := ends(c)
			next[a]++
		}
	}
	sum := uint32(0)
	for i, n := range next {
		next[i] = sum
		sum += n
	}
	item, other := make([]uint32, len(hot)), make([]uint32, len(hot))
	i := uint32(0)
	for rest := range slices.Chunk(hot, stride) {
		if err := ctx.Err(); err != nil {
			return contacts, neighbours, err
		}
		for _, c := range rest {
			a, b := ends(c)
			p := next[a]
			next[a] = p + 1
			item[p], other[p] = i, b
			i++
		}
	}
	contacts = adjacency{start, item}
	neighbours.start = make([]uint32, actors+1)
	w := uint32(0)
	for a := range actors {
		if a%stride == 0 && ctx.Err() != nil {
			return contacts, neighbours, ctx.Err()
		}
		s := other[start[a]:start[a+1]]
		slices.Sort(s)
		last := uint32(none)
		for _, x := range s {
			if x != last {
				other[w] = x
				w++
				last = x
			}
		}
		neighbours.start[a+1] = w
	}
	neighbours.item = fitted(other[:w])
	return contacts, neighbours, nil
}
