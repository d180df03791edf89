package command

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	pretty "github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"
)

// printer writes answers for people. On a terminal, or where COLUMNS says so, it
// keeps to a width; elsewhere a row is one line. The first failure stays in err.
type printer struct {
	w     io.Writer
	width int // 0 is as wide as need be
	err   error
}

func newPrinter(w io.Writer) *printer {
	p := &printer{w: w}
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		p.width = columns
	} else if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			p.width = width
		}
	}
	return p
}

func (p *printer) line(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	if p.width > 0 {
		s = text.WrapSoft(s, p.width)
	}
	p.write(strings.TrimRight(s, " ") + "\n")
}

func (p *printer) write(s string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, s)
	}
}

// grid is rows under a header. Wide is the column that gives way when there is
// no room.
type grid struct {
	header   []string
	verbatim bool // the header is the user's own and stays as it is
	wide     int
	rows     [][]string
}

func (t *grid) row(cells ...string) { t.rows = append(t.rows, cells) }

func (p *printer) table(t grid) {
	if len(t.rows) == 0 {
		return
	}
	w := pretty.NewWriter()
	style := pretty.StyleLight
	style.Options = pretty.OptionsNoBordersAndSeparators
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	style.Format.HeaderAlign = text.AlignLeft
	if t.verbatim {
		style.Format.Header = text.FormatDefault
	}
	w.SetStyle(style)
	w.SuppressTrailingSpaces()
	w.AppendHeader(cells(t.header))
	for _, r := range t.rows {
		w.AppendRow(cells(r))
	}
	if p.width > 0 {
		w.SetColumnConfigs(p.columns(t))
	}
	p.write(w.Render() + "\n")
}

func cells(texts []string) pretty.Row {
	row := make(pretty.Row, len(texts))
	for i, t := range texts {
		row[i] = visible(t)
	}
	return row
}

// visible shows what would act on a terminal, or break a row, as what it is.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			return '\uFFFD'
		}
		return r
	}, s)
}

// Widths of columns on a terminal.
const (
	gap      = 2
	share    = 6  // a column beside the wide one gets at most one part in so many
	narrow   = 14 // unless that is less than this
	wideness = 24 // the least that the wide one gets
)

// columns divides the terminal's width.
func (p *printer) columns(t grid) []pretty.ColumnConfig {
	configs := make([]pretty.ColumnConfig, len(t.header))
	left := p.width - gap*len(t.header)
	for i := range t.header {
		width := text.StringWidth(t.header[i])
		for _, r := range t.rows {
			width = max(width, text.StringWidth(visible(r[i])))
		}
		width = min(width, max(narrow, p.width/share))
		if i != t.wide {
			left -= width
		}
		configs[i] = pretty.ColumnConfig{Number: i + 1, WidthMax: width, WidthMaxEnforcer: text.WrapSoft}
	}
	configs[t.wide].WidthMax = max(left, wideness)
	return configs
}
