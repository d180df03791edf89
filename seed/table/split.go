package table

import (
	"bytes"
	"unicode/utf8"
)

// maxRow bounds a row, so that a quote that is never closed or a file without
// line ends cannot fill the memory.
const maxRow = 4 << 20

// format is how a file is written.
type format struct {
	delimiter byte   // blanks when it is whitespace of any length
	quotes    bool   // RFC 4180: a cell that begins with " runs to the next lone "
	comment   []byte // lines that begin so hold no data; empty means none do
}

// blanks stands for a run of spaces and tabs as delimiter.
const blanks = 0

// row is one row of a file. Its cells are parts of the text that it was split
// from, or of scratch, and valid until it is split anew.
type row struct {
	cells   [][]byte
	starts  []int // where each cell begins in text
	text    []byte
	scratch []byte
	file    *file
	line    int
}

// outcome tells what split found.
type outcome int

const (
	whole      outcome = iota
	empty              // a blank line or a comment
	broken             // the row cannot be read; row.starts has one entry, the place
	unfinished         // the row may go on beyond the text at hand
)

// split takes the first row off text and returns how many bytes and lines it
// took up. Final says that text is all there is. A row that is broken takes up
// its first line only, so that the lines after it are read as rows of their own.
//
// It is not encoding/csv because that cannot go on after a quote that is out of
// place, passes over blank lines and comments without counting them, and takes
// neither whitespace as delimiter nor a stray quote as text.
func (f *format) split(text []byte, final bool, r *row) (n, lines int, o outcome, reason string) {
	r.cells, r.starts, r.scratch = r.cells[:0], r.starts[:0], r.scratch[:0]
	end := bytes.IndexByte(text, '\n')
	switch {
	case end >= 0:
		n = end + 1
	case !final:
		return 0, 0, unfinished, ""
	default:
		end, n = len(text), len(text)
	}
	line := bytes.TrimSuffix(text[:end], []byte{'\r'})
	r.text = line
	if len(bytes.TrimLeft(line, " \t")) == 0 || len(f.comment) > 0 && bytes.HasPrefix(line, f.comment) {
		return n, 1, empty, ""
	}
	lines = 1
	switch {
	case f.delimiter == blanks:
		splitBlanks(line, r)
	case f.quotes && bytes.IndexByte(line, '"') >= 0:
		limit := text[:min(len(text), maxRow)]
		size, at, what := f.splitQuoted(limit, r)
		open := what == unclosed || what == "" && text[size-1] != '\n'
		if open && !final {
			if len(text) < maxRow {
				return 0, 0, unfinished, ""
			}
			at, what = r.starts[len(r.starts)-1], unclosed
		}
		if what != "" {
			r.cells, r.starts = r.cells[:0], append(r.starts[:0], min(at, len(line)))
			return n, 1, broken, what
		}
		n = size
		r.text = bytes.TrimRight(text[:n], "\r\n")
		lines += bytes.Count(r.text, []byte{'\n'})
	default:
		splitPlain(line, f.delimiter, r)
	}
	if at, what := unusable(r.text); what != "" {
		r.cells, r.starts = r.cells[:0], append(r.starts[:0], at)
		return n, lines, broken, what
	}
	return n, lines, whole, ""
}

func splitPlain(line []byte, delimiter byte, r *row) {
	start := 0
	for {
		i := bytes.IndexByte(line[start:], delimiter)
		r.starts = append(r.starts, start)
		if i < 0 {
			r.cells = append(r.cells, line[start:])
			return
		}
		r.cells = append(r.cells, line[start:start+i])
		start += i + 1
	}
}

func splitBlanks(line []byte, r *row) {
	for i := 0; i < len(line); {
		if line[i] == ' ' || line[i] == '\t' {
			i++
			continue
		}
		start := i
		for i < len(line) && line[i] != ' ' && line[i] != '\t' {
			i++
		}
		r.cells, r.starts = append(r.cells, line[start:i]), append(r.starts, start)
	}
}

const (
	unclosed = `a quote opens here and is not closed: close it, double quotes inside a cell (""), or set "quotes: false" in the mapping`
	stray    = `a cell that does not begin with a quote holds one: quote the whole cell and double the quote inside (""), or set "quotes: false" in the mapping`
	trailing = `text follows a closing quote: double quotes inside a cell (""), or set "quotes: false" in the mapping`
)

// splitQuoted reads a row in which quotes may protect delimiters and line ends.
// It returns the row's size with its line end, or the place of what is wrong.
func (f *format) splitQuoted(text []byte, r *row) (size, at int, wrong string) {
	i := 0
	for {
		r.starts = append(r.starts, i)
		if i < len(text) && text[i] == '"' {
			open := i
			i++
			mark, simple := len(r.scratch), true
			start := i
			for {
				j := bytes.IndexByte(text[i:], '"')
				if j < 0 {
					return 0, open, unclosed
				}
				i += j + 1
				if i == len(text) || text[i] != '"' {
					break
				}
				r.scratch = append(r.scratch, text[start:i]...) // with one of the two quotes
				i++
				start, simple = i, false
			}
			if simple {
				r.cells = append(r.cells, text[start:i-1])
			} else {
				r.scratch = append(r.scratch, text[start:i-1]...)
				r.cells = append(r.cells, r.scratch[mark:])
			}
		} else {
			start := i
			for i < len(text) && text[i] != f.delimiter && text[i] != '\n' {
				if text[i] == '"' {
					return 0, i, stray
				}
				i++
			}
			cell := text[start:i]
			if i == len(text) || text[i] == '\n' {
				cell = bytes.TrimSuffix(cell, []byte{'\r'})
			}
			r.cells = append(r.cells, cell)
		}
		switch {
		case i == len(text):
			return i, 0, ""
		case text[i] == '\n':
			return i + 1, 0, ""
		case text[i] == '\r' && (i+1 == len(text) || text[i+1] == '\n'):
			return min(i+2, len(text)), 0, ""
		case text[i] != f.delimiter:
			return 0, i, trailing
		}
		i++
	}
}

// unusable finds what no store can hold.
func unusable(text []byte) (at int, what string) {
	if i := bytes.IndexByte(text, 0); i >= 0 {
		return i, "a NUL byte: is this a text file? Save it as UTF-8"
	}
	if utf8.Valid(text) {
		return 0, ""
	}
	for at < len(text) {
		r, n := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return at, "not UTF-8: convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8"
}

// place is the line and column, both from 1 and the column in characters, of an
// offset into the row.
func (r *row) place(offset int) (line, column int) {
	before := r.text[:min(max(offset, 0), len(r.text))]
	line = r.line + bytes.Count(before, []byte{'\n'})
	return line, utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
}
