package report

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	htmltemplate "html/template"
	"io"
	"math"
	"strconv"
	"strings"
	"text/template"

	"backchannel/graph/hypothesis"
	"backchannel/graph/wording"
)

//go:embed report.md
var markdown string

//go:embed report.html
var page string

// view is what the templates see.
type view struct {
	*hypothesis.Bundle
	Plot htmltemplate.HTML // SVG, or empty
	Data string            // where the plot is, for Markdown
}

var words = map[string]any{
	"figure":  figure,
	"verdict": verdict,
	"when":    wording.Prose.When,
	"name":    wording.Name,
	"cite":    wording.Citations,
	"add":     func(a, b int) int { return a + b },
	"cell":    cell,
	"percent": func(share float64) string { return strconv.FormatFloat(100*share, 'f', -1, 64) + " %" },
	"yaml":    definition,
	"code":    func(s string) string { return "    " + strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n    ") },
}

var (
	markdownTemplate = template.Must(template.New("report.md").Funcs(words).Parse(markdown))
	pageTemplate     = htmltemplate.Must(htmltemplate.New("report.html").Funcs(words).Parse(page))
)

// Markdown writes the report as Markdown. plot is where the SVG of Plot is kept; with
// none it is part of the text.
func Markdown(w io.Writer, b *hypothesis.Bundle, plot string) error {
	v, err := look(b)
	if err != nil {
		return err
	}
	if v.Data = plot; plot == "" && v.Plot != "" {
		v.Data = "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString([]byte(v.Plot))
	}
	return markdownTemplate.Execute(w, v)
}

// HTML writes the report as a page that stands alone.
func HTML(w io.Writer, b *hypothesis.Bundle) error {
	v, err := look(b)
	if err != nil {
		return err
	}
	return pageTemplate.Execute(w, v)
}

func look(b *hypothesis.Bundle) (view, error) {
	svg, err := Plot(b.Result)
	if _, body, ok := bytes.Cut(svg, []byte("<svg")); ok { // without the XML declaration, within a page
		svg = append([]byte("<svg"), body...)
	}
	return view{Bundle: b, Plot: htmltemplate.HTML(svg)}, err
}

// cell keeps a text within one cell of a Markdown table, and from being read as markup.
func cell(v any) string {
	return strings.NewReplacer("\\", "\\\\", "|", "\\|", "\n", " ", "\r", " ", "*", "\\*", "_", "\\_", "`", "\\`", "<", "&lt;", "[", "\\[", "&", "&amp;").Replace(fmt.Sprint(v))
}

// figure writes a number, or a pointer to one, with as many digits as a reader has use for.
func figure(v any) string {
	var f float64
	switch v := v.(type) {
	case *float64:
		if v == nil {
			return "not known"
		}
		f = *v
	case float64:
		f = v
	}
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return strconv.FormatFloat(f, 'g', 4, 64)
}

func verdict(r *hypothesis.Result) string {
	switch {
	case !r.EnoughData:
		return "Not enough data: " + r.Reason
	case r.Holds == nil:
		return "It cannot be said: " + r.Reason
	case *r.Holds && r.P == nil:
		return "It holds, as a matter of fact"
	case *r.Holds:
		return "It holds: chance alone does not explain what was observed"
	case r.P == nil:
		return "It does not hold, as a matter of fact"
	}
	return "It is not shown: chance alone may give what was observed"
}
