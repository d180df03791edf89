package table

import (
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

func TestSplit(t *testing.T) {
	comma := format{delimiter: ',', quotes: true, comment: []byte("#")}
	for _, c := range []struct {
		name   string
		format format
		text   string
		cells  []string
		rest   string
		o      outcome
		says   string // of what is broken
		at     int
	}{
		{name: "plain", format: comma, text: "a,b,,\nc", cells: []string{"a", "b", "", ""}, rest: "c"},
		{name: "line ends of Windows", format: comma, text: "a,b\r\nc", cells: []string{"a", "b"}, rest: "c"},
		{name: "quoted", format: comma, text: "\"a,b\",\"c \"\"d\"\"\",e\nf", cells: []string{"a,b", `c "d"`, "e"}, rest: "f"},
		{name: "quoted, ends of Windows", format: comma, text: "\"a\",\"b\"\r\nf", cells: []string{"a", "b"}, rest: "f"},
		{name: "a line end in a cell", format: comma, text: "\"a\nb\",c\nd", cells: []string{"a\nb", "c"}, rest: "d"},
		{name: "the last line", format: comma, text: "\"a\"", cells: []string{"a"}},
		{name: "empty quoted", format: comma, text: "\"\",x\n", cells: []string{"", "x"}},
		{name: "stray quote", format: comma, text: "a,5\" pipe\n\"x\"\n", o: broken, says: stray, at: 3, rest: "\"x\"\n"},
		{name: "text behind a quote", format: comma, text: "\"a\"b,c\nd\n", o: broken, says: trailing, at: 3, rest: "d\n"},
		{name: "open quote", format: comma, text: "a,\"b\nc,d\n", o: broken, says: unclosed, at: 2, rest: "c,d\n"},
		{name: "quotes mean nothing", format: format{delimiter: '\t'}, text: "\"a\tb\"\n", cells: []string{"\"a", "b\""}},
		{name: "blanks", format: format{delimiter: blanks}, text: "  1 2\t 3 \n4", cells: []string{"1", "2", "3"}, rest: "4"},
		{name: "comment", format: comma, text: "# a,b\nc", o: empty, rest: "c"},
		{name: "blank line", format: comma, text: " \t\r\nc", o: empty, rest: "c"},
		{name: "NUL", format: comma, text: "a\x00\nb", o: broken, says: "NUL", at: 1, rest: "b"},
		{name: "Latin-1", format: comma, text: "æ,caf\xe9\nb", o: broken, says: "not UTF-8", at: 6, rest: "b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var r row
			n, _, o, reason := c.format.split([]byte(c.text), true, &r)
			require.Equal(t, c.o, o)
			require.Equal(t, c.rest, c.text[n:])
			if o == broken {
				require.Contains(t, reason, c.says)
				require.Equal(t, []int{c.at}, r.starts)
				return
			}
			require.Equal(t, c.cells, strs(r.cells))
		})
	}
}

func strs(cells [][]byte) (out []string) {
	for _, c := range cells {
		out = append(out, string(c))
	}
	return out
}

// readAll reads rows the way an import does, and returns their cells, nil for
// one that is broken.
func readAll(t testing.TB, src io.Reader, f *format) (rows [][]string, lines int) {
	rd := newReader(src, &file{}, f)
	for {
		o, err := rd.next()
		if err == io.EOF {
			return rows, rd.line - 1
		}
		require.NoError(t, err)
		switch o {
		case whole:
			rows = append(rows, strs(rd.row.cells))
		case broken:
			rows = append(rows, nil)
		}
	}
}

func TestReader(t *testing.T) {
	f := &format{delimiter: ',', quotes: true}

	t.Run("a byte order mark is no text", func(t *testing.T) {
		rows, _ := readAll(t, strings.NewReader("\uFEFFa,b\n"), f)
		require.Equal(t, [][]string{{"a", "b"}}, rows)
	})
	t.Run("rows larger than the buffer", func(t *testing.T) {
		long := strings.Repeat("x", 3*bufferSize)
		rows, lines := readAll(t, strings.NewReader("a,\""+long+"\n"+long+"\"\nb,c\n"), f)
		require.Equal(t, [][]string{{"a", long + "\n" + long}, {"b", "c"}}, rows)
		require.Equal(t, 3, lines)
	})
	t.Run("a line beyond all bounds is passed over", func(t *testing.T) {
		rows, lines := readAll(t, strings.NewReader("a\n"+strings.Repeat("x", 3*maxRow)+"\nb\n"), f)
		require.Equal(t, [][]string{{"a"}, nil, {"b"}}, rows)
		require.Equal(t, 3, lines)
	})
	t.Run("an open quote costs its own line only", func(t *testing.T) {
		line := "c," + strings.Repeat("d", 1022) + "\n"
		n := 2 * maxRow / len(line)
		rows, _ := readAll(t, strings.NewReader("a,\"b\n"+strings.Repeat(line, n)), f)
		require.Len(t, rows, 1+n)
		require.Nil(t, rows[0])
		require.Equal(t, "c", rows[1][0])
	})
	t.Run("the disk fails", func(t *testing.T) {
		rd := newReader(iotest.ErrReader(io.ErrUnexpectedEOF), &file{}, f)
		_, err := rd.next()
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	})
}

// Whatever encoding/csv reads without complaint is read alike here, in whatever
// pieces it comes; and any text at all gives each of its lines once.
func FuzzRows(f *testing.F) {
	f.Add("a,b\n\"c\n,\"\"d\",e\r\n\n", 3)
	f.Add("\"\r\n", 1)
	f.Add("a\rb,\"\"\n", 2)
	f.Add("\xff,\x00\n#", 7)
	f.Fuzz(func(t *testing.T, text string, piece int) {
		fm := &format{delimiter: ',', quotes: true}
		rows, lines := readAll(t, strings.NewReader(text), fm)
		if want := strings.Count(text, "\n") + 1; lines != want && lines != want-1 {
			t.Fatalf("%q: %d lines", text, lines)
		}
		rd := newReader(&pieces{text, max(1, piece%16)}, &file{}, fm)
		rd.buf = make([]byte, 16)
		var again [][]string
		for {
			o, err := rd.next()
			if err == io.EOF {
				break
			}
			require.NoError(t, err)
			switch o {
			case whole:
				again = append(again, strs(rd.row.cells))
			case broken:
				again = append(again, nil)
			}
		}
		require.Equal(t, rows, again)

		if at, what := unusable([]byte(text)); what != "" || strings.HasPrefix(text, "\uFEFF") || at > 0 {
			return
		}
		c := csv.NewReader(strings.NewReader(text))
		c.FieldsPerRecord = -1
		want, err := c.ReadAll()
		if err != nil || strings.Contains(text, "\r") && strings.Contains(text, `"`) {
			return // that package drops carriage returns within quotes
		}
		var plain [][]string
		for _, r := range want {
			if len(bytes.TrimLeft([]byte(strings.Join(r, ",")), " \t")) > 0 || len(r) > 1 || strings.Contains(text, `"`) {
				plain = append(plain, r)
			}
		}
		if strings.Contains(text, `"`) && len(plain) != len(rows) {
			return // a line of a lone "" or of blanks: one of the two takes it for empty
		}
		require.Equal(t, plain, rows, "%q", text)
	})
}

// pieces is a reader that gives a few bytes at a time.
type pieces struct {
	text string
	size int
}

func (p *pieces) Read(b []byte) (int, error) {
	if p.text == "" {
		return 0, io.EOF
	}
	n := copy(b[:min(len(b), p.size)], p.text)
	p.text = p.text[n:]
	return n, nil
}
