package kuzustore

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"backchannel/graph/model"
)

// Kuzu's CSV: a field with a comma, a quote or a line end in it is quoted, a
// quote inside is doubled, and an empty field is null. Its syntax for lists has
// no escapes, so the texts of a list are joined by a separator that none of
// them holds, and string_split takes them apart again.

// csvOptions leaves nothing to be guessed from the file.
const csvOptions = "HEADER=false, AUTO_DETECT=false, DELIM=',', QUOTE='\"', ESCAPE='\"'"

// sheet is a table written for the engine to read.
type sheet struct {
	path      string
	columns   []int  // which of the table's columns are in it: those that hold anything
	separator string // of the texts in a list
	lines     bool   // a field has a line end in it: the file cannot be read in parallel
}

// writeSheet writes rows to path. Rows may be shorter than types.
func writeSheet(path string, types []model.Type, rows [][]any) (*sheet, error) {
	s := &sheet{path: path, separator: separatorOf(types, rows)}
	for c := range types {
		if holds(rows, c) {
			s.columns = append(s.columns, c)
		}
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 256<<10)
	line := make([]byte, 0, 4<<10)
	for _, row := range rows {
		line = line[:0]
		for i, c := range s.columns {
			if i > 0 {
				line = append(line, ',')
			}
			if c < len(row) {
				line = s.field(line, types[c], row[c])
			}
		}
		line = append(line, '\n')
		if _, err := w.Write(line); err != nil {
			return nil, err
		}
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	return s, f.Close()
}

func holds(rows [][]any, column int) bool {
	for _, row := range rows {
		if column < len(row) && row[column] != nil {
			return true
		}
	}
	return false
}

func (s *sheet) field(b []byte, t model.Type, v any) []byte {
	switch v := v.(type) {
	case string:
		return s.text(b, v)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case time.Time:
		return appendTime(b, v)
	case []string:
		if t == model.String {
			return s.text(b, joined(v))
		}
		if len(v) == 1 {
			return s.text(b, v[0])
		}
		return s.text(b, strings.Join(v, s.separator))
	}
	return b
}

// appendTime leaves out a fraction that is zero: the engine reads byte by byte.
func appendTime(b []byte, t time.Time) []byte {
	return t.UTC().AppendFormat(b, "2006-01-02 15:04:05.999999")
}

// text quotes only where it must: the engine reads plain fields twice as fast.
func (s *sheet) text(b []byte, v string) []byte {
	quote := false
	for i := 0; i < len(v); i++ {
		switch v[i] {
		case ',', '"':
			quote = true
		case '\n', '\r':
			quote, s.lines = true, true
		}
	}
	if !quote && v != "" && v[0] != ' ' && v[len(v)-1] != ' ' {
		return append(b, v...)
	}
	b = append(b, '"')
	for i := 0; i < len(v); i++ {
		if v[i] == '"' {
			b = append(b, '"')
		}
		b = append(b, v[i])
	}
	return append(b, '"')
}

// separatorOf returns a separator that no text of a list holds. Its first
// character is nowhere else in it, so that it is found only where it was put.
func separatorOf(types []model.Type, rows [][]any) string {
	separator := "\x1f"
	for n := 0; ; n++ {
		if !inLists(types, rows, separator) {
			return separator
		}
		separator = "\x1f" + strconv.Itoa(n) + "\x1e"
	}
}

func inLists(types []model.Type, rows [][]any, separator string) bool {
	for c, t := range types {
		if t != model.Strings {
			continue
		}
		for _, row := range rows {
			if c >= len(row) || row[c] == nil {
				continue
			}
			for _, text := range row[c].([]string) {
				if strings.Contains(text, separator) {
					return true
				}
			}
		}
	}
	return false
}

// sound tells whether the engine can hold a text.
func sound(s string) bool { return strings.IndexByte(s, 0) < 0 && utf8.ValidString(s) }
