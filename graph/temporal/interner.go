package temporal

import (
	"encoding/binary"
	"hash/maphash"
	"math/bits"
)

// An interner numbers strings as they come. Its table says where a string is, and
// beside the string stands its number, so that to find one is to look in two
// places of memory. Each is likely to be far away; for many strings at once, all
// the first places are looked at before all the second ones, so that the waits for
// memory overlap.
type interner struct {
	seed  maphash.Seed
	table []uint64 // 16 bits of the hash, and the place in data, and one more; 0 where there is none
	data  []byte   // of each string: its number in four bytes, its length, itself
	n     int

	hashes [internBatch]uint64
	places [internBatch]uint64
	warm   byte // keeps what is only looked at from being left out
}

// internBatch is how many strings are best numbered at once.
const internBatch = 128

func newInterner() *interner {
	return &interner{seed: maphash.MakeSeed(), table: make([]uint64, 1<<10)}
}

func (t *interner) bytes() int64 { return size(t.table) + size(t.data) }

const placeBits = 48

// ready looks at where the strings will be looked for; at most internBatch.
func (t *interner) ready(asks []ask) {
	mask := uint64(len(t.table) - 1)
	for i := range asks {
		t.hashes[i] = maphash.String(t.seed, asks[i].actor.ID)
	}
	for i, hash := range t.hashes[:len(asks)] {
		t.places[i] = t.table[hash&mask]
	}
	for _, e := range t.places[:len(asks)] {
		if p := int(e & (1<<placeBits - 1)); p < len(t.data) {
			t.warm ^= t.data[p]
		}
	}
}

// number of s, whose hash is given, and whether it is new.
func (t *interner) number(s string, hash uint64) (uint32, bool) {
	mask := uint64(len(t.table) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		e := t.table[i]
		if e == 0 {
			break
		}
		if e>>placeBits != hash>>placeBits {
			continue
		}
		p := e&(1<<placeBits-1) - 1
		if n, ok := t.same(t.data[p:], s); ok {
			return n, false
		}
	}
	if t.n >= len(t.table)/4*3 {
		t.grow()
	}
	place := uint64(len(t.data))
	t.data = binary.LittleEndian.AppendUint32(t.data, uint32(t.n))
	t.data = binary.AppendUvarint(t.data, uint64(len(s)))
	t.data = append(t.data, s...)
	t.put(hash, place)
	t.n++
	return uint32(t.n - 1), true
}

// same compares s with the string at the head of data, and returns that one's number.
func (t *interner) same(data []byte, s string) (uint32, bool) {
	length, n := binary.Uvarint(data[4:])
	if length != uint64(len(s)) || string(data[4+n:4+n+len(s)]) != s {
		return 0, false
	}
	return binary.LittleEndian.Uint32(data), true
}

func (t *interner) put(hash, place uint64) {
	mask := uint64(len(t.table) - 1)
	i := hash & mask
	for t.table[i] != 0 {
		i = (i + 1) & mask
	}
	t.table[i] = hash>>placeBits<<placeBits | (place + 1)
}

func (t *interner) grow() {
	t.table = make([]uint64, 1<<bits.Len(uint(len(t.table))))
	place := uint64(0)
	for _, s := range t.all {
		t.put(maphash.Bytes(t.seed, s), place)
		place += uint64(4 + uvarintLen(len(s)) + len(s))
	}
}

func uvarintLen(n int) int { return max(1, (bits.Len(uint(n))+6)/7) }

// all yields the strings by number; they are not to be changed.
func (t *interner) all(yield func(uint32, []byte) bool) {
	for p, i := 0, uint32(0); p < len(t.data); i++ {
		length, n := binary.Uvarint(t.data[p+4:])
		p += 4 + n
		if !yield(i, t.data[p:p+int(length)]) {
			return
		}
		p += int(length)
	}
}
