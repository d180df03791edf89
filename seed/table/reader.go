package table

import (
	"bytes"
	"io"
)

// reader takes a file apart into rows, with memory for one row.
type reader struct {
	src    io.Reader
	format *format
	row    row
	reason string // why the row is broken
	headed bool   // the header has been passed
	bytes  int64  // taken so far
	taken  int    // of them by the last row

	buf  []byte
	pos  int
	end  int
	eof  bool
	line int // of the next row, from 1
}

const bufferSize = 256 << 10

func newReader(src io.Reader, f *file, fm *format) *reader {
	return &reader{src: src, format: fm, row: row{file: f}, buf: make([]byte, bufferSize), line: 1}
}

var byteOrderMark = []byte("\uFEFF")

// next reads a row into r.row. At the end of the file it returns io.EOF.
func (r *reader) next() (outcome, error) {
	for {
		text := r.buf[r.pos:r.end]
		if r.line == 1 && r.bytes == 0 && bytes.HasPrefix(text, byteOrderMark) {
			r.take(len(byteOrderMark))
			continue
		}
		if len(text) == 0 && r.eof {
			return 0, io.EOF
		}
		if len(text) > 0 {
			n, lines, o, reason := r.format.split(text, r.eof, &r.row)
			if o != unfinished {
				r.row.line, r.reason = r.line, reason
				r.take(n)
				r.taken = n
				r.line += lines
				return o, nil
			}
			if len(text) >= maxRow {
				return r.skipLine()
			}
		}
		if err := r.fill(); err != nil {
			return 0, err
		}
	}
}

func (r *reader) take(n int) {
	r.pos += n
	r.bytes += int64(n)
}

// fill makes room behind what is unread and reads more.
func (r *reader) fill() error {
	if r.pos > 0 {
		copy(r.buf, r.buf[r.pos:r.end])
		r.end -= r.pos
		r.pos = 0
	}
	if r.end == len(r.buf) {
		r.buf = append(r.buf, make([]byte, len(r.buf))...)
	}
	n, err := r.src.Read(r.buf[r.end:])
	r.end += n
	if err == io.EOF {
		r.eof = true
		return nil
	}
	return err
}

// skipLine passes over a line that is longer than a row may be.
func (r *reader) skipLine() (outcome, error) {
	r.row.cells, r.row.starts = r.row.cells[:0], append(r.row.starts[:0], 0)
	r.row.text, r.row.line, r.reason = nil, r.line, "a line of more than 4 MiB: is this a table, and are its line ends intact?"
	r.line++
	for {
		if i := bytes.IndexByte(r.buf[r.pos:r.end], '\n'); i >= 0 {
			r.take(i + 1)
			return broken, nil
		}
		r.take(r.end - r.pos)
		if r.eof {
			return broken, nil
		}
		if err := r.fill(); err != nil {
			return 0, err
		}
	}
}
