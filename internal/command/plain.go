package command

import (
	"slices"

	"github.com/jedib0t/go-pretty/v6/text"
)

// longText is from where on a text is too long to pad all rows of a column to it.
const longText = 60

// rows writes a table. Where there is no terminal to fit it into, a wide column with
// long texts comes last, so that they pad nothing.
func (p *printer) rows(t grid) {
	long := func(row []string) bool { return text.StringWidth(row[t.wide]) > longText }
	if p.width == 0 && slices.ContainsFunc(t.rows, long) {
		t = t.wideLast()
	}
	p.table(t)
}

// wideLast puts the wide column behind the others.
func (t grid) wideLast() grid {
	move := func(cells []string) []string {
		return append(slices.Delete(slices.Clone(cells), t.wide, t.wide+1), cells[t.wide])
	}
	out := t
	out.header, out.wide, out.rows = move(t.header), len(t.header)-1, nil
	for _, row := range t.rows {
		out.row(move(row)...)
	}
	return out
}
