package temporal

import (
	"context"
	"math/bits"
	"slices"
)

// A scan passes the admitted exact contacts with numbers from lo up to, but not
// including, hi, in order or back from the end, a block at a time: a stretch of the index itself
// where there are no conditions, else those that meet them, gathered. The loop
// over a block is the same either way, and so costs nothing for conditions.
type scan struct {
	q      *Query
	ctx    context.Context
	lo, hi uint32 // what is left

	block   []triple
	first   uint32 // number of the first in block, where number is nil
	numbers []uint32
	room    *gathered
}

// gathered is room for a block of contacts that meet conditions.
type gathered struct {
	block   [gatherLength]triple
	numbers [gatherLength]uint32
}

const gatherLength = 2048

func (q *Query) scan(ctx context.Context, s *scratch, lo, hi uint32) scan {
	return scan{q: q, ctx: ctx, lo: max(lo, q.first), hi: min(hi, q.end), room: &s.room}
}

// number of the contact at i in the block.
func (s *scan) number(i int) uint32 {
	if s.numbers == nil {
		return s.first + uint32(i)
	}
	return s.numbers[i]
}

// next goes on to the next block. It is false at the end, and when the context is.
func (s *scan) next() bool {
	for s.lo < s.hi {
		if s.ctx.Err() != nil {
			return false
		}
		end := min(s.hi, s.lo+stride)
		if s.q.selected == nil {
			s.first, s.block = s.lo, s.q.ix.hot[s.lo:end]
			s.lo = end
			return true
		}
		if s.gather(end) {
			return true
		}
	}
	return false
}

// gather fills the block from the contacts below end.
func (s *scan) gather(end uint32) bool {
	n, room, hot := 0, s.room, s.q.ix.hot
	for s.lo < end && n <= gatherLength-64 {
		w := s.q.selected[s.lo/64] >> (s.lo % 64) << (s.lo % 64)
		base := s.lo &^ 63
		if base+64 > end {
			w &= 1<<(end-base) - 1
		}
		for ; w != 0; w &= w - 1 {
			c := base + uint32(bits.TrailingZeros64(w))
			room.block[n], room.numbers[n] = hot[c], c
			n++
		}
		s.lo = min(base+64, end)
	}
	s.block, s.numbers = room.block[:n], room.numbers[:n]
	return n > 0
}

// back goes on to the block before. A block is in order all the same.
func (s *scan) back() bool {
	for s.lo < s.hi {
		if s.ctx.Err() != nil {
			return false
		}
		if s.q.selected == nil {
			begin := max(s.lo, s.hi-min(s.hi, stride))
			s.first, s.block = begin, s.q.ix.hot[begin:s.hi]
			s.hi = begin
			return true
		}
		begin, end := max(s.lo, (s.hi-min(s.hi, gatherLength)+63)&^63), s.hi
		if begin >= end {
			begin = s.lo
		}
		keep := s.lo
		s.lo = begin
		full := s.gather(end)
		s.lo, s.hi = keep, begin
		if full {
			return true
		}
	}
	return false
}

// firstFrom is the first admitted exact contact that an actor sends, and lastTo
// the last that one receives; none if there is none.
func (q *Query) firstFrom(actor uint32) uint32 {
	list := q.ix.sent.of(actor)
	i, _ := slices.BinarySearch(list, q.first)
	for _, c := range list[i:] {
		if c >= q.end {
			break
		}
		if q.admits(c) {
			return c
		}
	}
	return none
}

func (q *Query) lastTo(actor uint32) uint32 {
	list := q.ix.received.of(actor)
	for i := len(list) - 1; i >= 0 && list[i] >= q.first; i-- {
		if list[i] < q.ix.exact && q.admits(list[i]) {
			return list[i]
		}
	}
	return none
}
