package hypothesis

import "math/bits"

// pairs numbers the pairs of actors that write to one another. The two directions
// of a pair have codes next to one another, the lower the one from the actor with
// the lower number, so that code^1 is the way back. It is kept and filled anew
// without allocating.
type pairs struct {
	code []uint32 // by place
	from []uint32 // by code; both directions, though nobody may write in one
	to   []uint32

	slot  []uint64 // open addressing; a slot holds the pair's key, plus 1
	value []uint32
	built bool
}

// build numbers the pairs of some contacts.
func (p *pairs) build(from, to []uint32) {
	if p.slot == nil {
		size := 1 << bits.Len(uint(2*len(from)+1))
		p.slot, p.value = make([]uint64, size), make([]uint32, size)
		p.code = make([]uint32, len(from))
	} else {
		clear(p.slot)
	}
	p.from, p.to = p.from[:0], p.to[:0]
	mask := uint64(len(p.slot) - 1)
	for i := range from {
		low, high, direction := from[i], to[i], uint32(0)
		if low > high {
			low, high, direction = high, low, 1
		}
		key := (uint64(low)<<32 | uint64(high)) + 1 // nobody is the highest number and never low
		at := mix(key) & mask
		for p.slot[at] != 0 && p.slot[at] != key {
			at = (at + 1) & mask
		}
		if p.slot[at] == 0 {
			p.slot[at], p.value[at] = key, uint32(len(p.from))
			p.from, p.to = append(p.from, low, high), append(p.to, high, low)
		}
		p.code[i] = p.value[at] | direction
	}
	p.built = true
}

// update builds if nothing has been built or recipients may have changed.
func (p *pairs) update(ev *events, to []uint32) (changed bool) {
	if p.built && (len(to) == 0 || &to[0] == &ev.to[0]) {
		return false
	}
	p.build(ev.from, to)
	return true
}
