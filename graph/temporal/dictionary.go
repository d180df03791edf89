package temporal

import (
	"encoding/binary"
	"sort"
)

// A dictionary keeps strings by number in little memory: in blocks, each string
// but the first of a block without what it shares with the one before (front
// coding; Witten, Moffat & Bell 1999, "Managing Gigabytes").
type dictionary struct {
	heads []uint64 // where each block begins in data
	data  []byte
	n     int
	last  string // while it is being filled
}

const blockLength = 16

func (d *dictionary) len() int     { return d.n }
func (d *dictionary) bytes() int64 { return size(d.heads) + size(d.data) }

// add appends s, which gets the next number. It keeps s until the next call.
func (d *dictionary) add(s string) {
	shared := 0
	if d.n%blockLength == 0 {
		d.heads = append(d.heads, uint64(len(d.data)))
	} else {
		for shared < len(s) && shared < len(d.last) && s[shared] == d.last[shared] {
			shared++
		}
	}
	d.data = binary.AppendUvarint(d.data, uint64(shared))
	d.data = binary.AppendUvarint(d.data, uint64(len(s)-shared))
	d.data = append(d.data, s[shared:]...)
	d.last = s
	d.n++
}

// close ends the filling and gives back what is not needed.
func (d *dictionary) close() {
	d.last = ""
	d.heads, d.data = fitted(d.heads), fitted(d.data)
}

// fitted is s in no more memory than it needs, give or take a twentieth.
func fitted[T any](s []T) []T {
	if cap(s)-len(s) <= len(s)/20 {
		return s
	}
	t := make([]T, len(s))
	copy(t, s)
	return t
}

// read puts the string that begins at p into buf, which holds the one before it in
// the block, and returns where the next begins.
func (d *dictionary) read(p uint64, buf []byte) ([]byte, uint64) {
	shared, n := binary.Uvarint(d.data[p:])
	p += uint64(n)
	rest, n := binary.Uvarint(d.data[p:])
	p += uint64(n)
	return append(buf[:shared], d.data[p:p+rest]...), p + rest
}

// at is the string of number i.
func (d *dictionary) at(i uint32) string {
	var room [128]byte
	buf, p := room[:0], d.heads[i/blockLength]
	for range i%blockLength + 1 {
		buf, p = d.read(p, buf)
	}
	return string(buf)
}

// each calls yield for every string in turn; it must not keep the bytes.
func (d *dictionary) each(yield func(i uint32, s []byte) bool) {
	var buf []byte
	var p uint64
	for i := range uint32(d.n) {
		if buf, p = d.read(p, buf); !yield(i, buf) {
			return
		}
	}
}

// find looks s up in a dictionary whose strings are sorted.
func (d *dictionary) find(s string) (uint32, bool) {
	var room [128]byte
	block := sort.Search(len(d.heads), func(b int) bool {
		head, _ := d.read(d.heads[b], room[:0])
		return string(head) > s
	}) - 1
	if block < 0 {
		return 0, false
	}
	buf, p := room[:0], d.heads[block]
	for i := block * blockLength; i < min((block+1)*blockLength, d.n); i++ {
		if buf, p = d.read(p, buf); string(buf) == s {
			return uint32(i), true
		}
	}
	return 0, false
}
