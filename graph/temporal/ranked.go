package temporal

import (
	"math/bits"
	"sort"
)

// ranked is a set of numbers that counts its members below any number at once
// (Jacobson 1989, "Space-efficient static trees and graphs").
type ranked struct {
	words  []uint64
	before []uint32 // members below each word
}

func newRanked(words []uint64) ranked {
	r := ranked{words, make([]uint32, len(words))}
	sum := uint32(0)
	for i, w := range words {
		r.before[i] = sum
		sum += uint32(bits.OnesCount64(w))
	}
	return r
}

func (r ranked) bytes() int64 { return size(r.words) + size(r.before) }

// rank counts the members up to and including i.
func (r ranked) rank(i uint32) uint32 {
	return r.before[i/64] + uint32(bits.OnesCount64(r.words[i/64]<<(63-i%64)))
}

// position of the member of which k are below.
func (r ranked) position(k uint32) uint32 {
	i := sort.Search(len(r.before), func(i int) bool { return r.before[i] > k }) - 1
	w := r.words[i]
	for range k - r.before[i] {
		w &= w - 1
	}
	return uint32(i)*64 + uint32(bits.TrailingZeros64(w))
}

// next is the first member at or after i, or end if there is none below.
func (r ranked) next(i, end uint32) uint32 {
	for i < end {
		if w := r.words[i/64] >> (i % 64); w != 0 {
			return min(end, i+uint32(bits.TrailingZeros64(w)))
		}
		i = (i/64 + 1) * 64
	}
	return end
}
