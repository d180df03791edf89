package table

import (
	"errors"
	"io"
	"os"
	"strconv"
	"strings"

	"backchannel/graph"
	"backchannel/seed"
)

// layout is what is known of a file's columns.
type layout struct {
	format *format
	header bool     // the first row holds names
	names  []string // empty if columns go by number
	most   int      // the highest number in use
}

// find points at a column by its name or its number from 1.
func (l *layout) find(name string) (column int, problem string) {
	column = -1
	for i, n := range l.names {
		if n == name {
			if column >= 0 {
				return 0, "two columns are named " + strconv.Quote(name) + ": go by number, {" + itoa(column+1) + "} or {" + itoa(i+1) + "}, or name them under \"columns\""
			}
			column = i
		}
	}
	if column < 0 {
		n, err := strconv.Atoi(name)
		if err != nil || n < 1 || n > 10_000 {
			if len(l.names) == 0 {
				return 0, "there is no column " + strconv.Quote(name) + ": the file has no header, so go by number, {1}, or name them under \"columns\""
			}
			return 0, "there is no column " + strconv.Quote(name) + ": there are " + strings.Join(l.names, ", ")
		}
		if len(l.names) > 0 && n > len(l.names) {
			return 0, "there is no column " + name + ": there are " + itoa(len(l.names))
		}
		column = n - 1
	}
	l.most = max(l.most, column+1)
	return column, ""
}

// check tells whether a row has the columns that it needs; at is the offset of
// what is wrong.
func (l *layout) check(r *row) (at int, problem string) {
	want, have := len(l.names), len(r.cells)
	switch {
	case want > 0 && have > want:
		return r.starts[want], columnCount(have, want)
	case have < max(want, l.most):
		return len(r.text), columnCount(have, max(want, l.most))
	}
	return 0, ""
}

func columnCount(have, want int) string {
	return "the row has " + plural(have, "column") + " and should have " + itoa(want) + ": is a delimiter missing, or one too many?"
}

// next reads a row, and tells whether it has the right columns. One that has not
// is accounted for. At the end of the file the error is io.EOF.
func (l *layout) next(rd *reader, a *tally, problems *[]seed.Problem) (good bool, err error) {
	o, err := rd.next()
	if err != nil {
		if !errors.Is(err, io.EOF) {
			err = cannotRead(err, rd.row.file.path)
		}
		return false, err
	}
	r := &rd.row
	switch {
	case o == empty:
		a.skipped++
		return false, nil
	case l.header && !rd.headed:
		rd.headed = true
		a.skipped++
		return false, nil
	case o == broken:
		a.malformed++
		*problems = append(*problems, problemAt(r, r.starts[0], rd.reason))
		return false, nil
	}
	if at, problem := l.check(r); problem != "" {
		a.malformed++
		*problems = append(*problems, problemAt(r, at, problem))
		return false, nil
	}
	return true, nil
}

// readHeader names the columns after the file's first row.
func (l *layout) readHeader(f *file) error {
	src, err := os.Open(f.path)
	if err != nil {
		return cannotRead(err, f.path)
	}
	defer src.Close()
	rd := newReader(src, f, l.format)
	for {
		o, err := rd.next()
		switch {
		case errors.Is(err, io.EOF):
			return &graph.Error{Code: graph.Invalid, Position: &graph.Position{File: f.name, Line: 1},
				Detail: "the file is empty, but the mapping expects a header: name its columns under \"columns\", or leave it out"}
		case err != nil:
			return cannotRead(err, f.path)
		case o == empty:
			continue
		case o == broken:
			p := problemAt(&rd.row, rd.row.starts[0], rd.reason)
			return &graph.Error{Code: graph.Invalid, Position: &p.Position, Detail: "the header cannot be read: " + p.Reason}
		}
		for _, c := range rd.row.cells {
			l.names = append(l.names, strings.TrimSpace(string(c)))
		}
		return nil
	}
}

// tally counts the lines of a file since it was last flushed.
type tally struct {
	file                                string
	rows, duplicate, skipped, malformed int
	made                                func(graph.Written) int
}

// flush hands out what was counted and starts anew.
func (a *tally) flush(to []seed.Lines) []seed.Lines {
	if a.rows+a.duplicate+a.skipped+a.malformed == 0 {
		return to
	}
	to = append(to, seed.Lines{File: a.file, Rows: a.rows, Made: a.made, Duplicate: a.duplicate, Skipped: a.skipped, Malformed: a.malformed})
	a.rows, a.duplicate, a.skipped, a.malformed = 0, 0, 0, 0
	return to
}

func problemAt(r *row, offset int, reason string) seed.Problem {
	line, column := r.place(offset)
	return seed.Problem{Position: graph.Position{File: r.file.name, Line: line, Column: column}, Reason: reason}
}

func itoa(n int) string { return strconv.Itoa(n) }

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return itoa(n) + " " + word + "s"
}
