package table

import (
	"bytes"
	"errors"
	"io"
	"os"

	"backchannel/seed"
)

// lookup is a file held in memory as it is, with an index beside it: some
// twenty bytes for each row.
type lookup struct {
	name   string
	layout layout
	file   *file // nil if it is optional and missing: then it finds nothing
	key    template
	one    bool // a key stands once, because a join takes a single row
	strict bool // a row that nobody asks for is malformed

	account tally
	data    []byte
	rows    []held
	heads   []uint32 // open addressing: the first row of a key, plus one
	scope   scope
	probe   row
}

type held struct {
	offset int64
	line   int32
	hash   uint32
	next   uint32 // the next row with the same key, plus one
	state  state
}

type state byte

const (
	unused state = iota
	used
	settled // counted as duplicate or malformed
)

// open reads the file and indexes it.
func (l *lookup) open(problems *[]seed.Problem) error {
	l.rows, l.heads, l.data = nil, nil, nil
	l.scope.rows = []*row{&l.probe}
	l.probe.file = l.file
	if l.file == nil {
		return nil
	}
	data, err := os.ReadFile(l.file.path)
	if err != nil {
		return cannotRead(err, l.file.path)
	}
	l.data = data
	rd := newReader(bytes.NewReader(data), l.file, l.layout.format)
	l.scope.rows[0] = &rd.row
	for {
		good, err := l.layout.next(rd, &l.account, problems)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if good {
			l.scope.reset()
			l.rows = append(l.rows, held{
				offset: rd.bytes - int64(rd.taken), line: int32(rd.row.line),
				hash: uint32(hash64(l.scope.fill(&l.key))),
			})
		}
	}
	l.scope.rows[0] = &l.probe
	size := 8
	for size < 2*len(l.rows) {
		size *= 2
	}
	l.heads = make([]uint32, size)
	for i := len(l.rows) - 1; i >= 0; i-- { // from the end, so that a chain is in the order of the file
		l.read(i, &l.probe)
		l.scope.reset()
		slot := l.slot(bytes.Clone(l.scope.fill(&l.key)), l.rows[i].hash)
		l.rows[i].next = l.heads[slot]
		l.heads[slot] = uint32(i + 1)
	}
	if l.one {
		l.checkOne(problems)
	}
	return nil
}

// checkOne settles the second and later rows of a key.
func (l *lookup) checkOne(problems *[]seed.Problem) {
	var first, again row
	for _, head := range l.heads {
		if head == 0 {
			continue
		}
		for i := l.rows[head-1].next; i != 0; i = l.rows[i-1].next {
			l.read(int(head-1), &first)
			l.read(int(i-1), &again)
			l.rows[i-1].state = settled
			if bytes.Equal(first.text, again.text) {
				l.account.duplicate++
				continue
			}
			l.account.malformed++
			l.scope.rows[0] = &again
			*problems = append(*problems, l.scope.problem(&l.key, "its key stands already in line "+itoa(int(l.rows[head-1].line))+" with other cells, and a join takes one row: use \"each\", or remove one"))
			l.scope.rows[0] = &l.probe
		}
	}
}

// slot is where the key's chain begins, or could.
func (l *lookup) slot(key []byte, hash uint32) int {
	mask := len(l.heads) - 1
	for s := int(hash) & mask; ; s = (s + 1) & mask {
		head := l.heads[s]
		if head == 0 {
			return s
		}
		if l.rows[head-1].hash != hash {
			continue
		}
		l.read(int(head-1), &l.probe)
		l.scope.reset()
		if bytes.Equal(l.scope.fill(&l.key), key) {
			return s
		}
	}
}

// find returns the first row with this key, or -1.
func (l *lookup) find(key []byte) int {
	if len(l.rows) == 0 {
		return -1
	}
	return int(l.heads[l.slot(key, uint32(hash64(key)))]) - 1
}

// after returns the next row with the same key, or -1.
func (l *lookup) after(i int) int { return int(l.rows[i].next) - 1 }

// read splits row i.
func (l *lookup) read(i int, r *row) {
	h := &l.rows[i]
	l.layout.format.split(l.data[h.offset:], true, r)
	r.file, r.line = l.file, int(h.line)
}

// close accounts for the rows that nobody asked for.
func (l *lookup) close(report func(seed.Problem) error) error {
	for i := range l.rows {
		if l.rows[i].state != unused {
			continue
		}
		if !l.strict {
			l.account.skipped++
			continue
		}
		l.account.malformed++
		l.read(i, &l.probe)
		l.scope.reset()
		key := quote(l.scope.fill(&l.key))
		if err := report(l.scope.problem(&l.key, "no row that was imported asks for the key "+key+": correct it, or set \"unused: skipped\" in the mapping")); err != nil {
			return err
		}
	}
	return nil
}

// hash64 is FNV-1a, with a final mix for the low bits.
func hash64(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}
