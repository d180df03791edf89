package report

import (
	"bytes"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"backchannel/graph"
	"backchannel/graph/hypothesis"
)

// Size of the plot.
const (
	width  = 16 * vg.Centimeter
	height = 9 * vg.Centimeter
)

var (
	chance   = color.RGBA{R: 0xb8, G: 0xc4, B: 0xd0, A: 0xff}
	edge     = color.RGBA{R: 0x6b, G: 0x7a, B: 0x89, A: 0xff}
	observed = color.RGBA{R: 0xb0, G: 0x1e, B: 0x2e, A: 0xff}
)

// Plot draws the histogram of what chance gave, and a line at what was observed, as
// SVG. It is nil where the result has no null model.
func Plot(r *hypothesis.Result) ([]byte, error) {
	if r.Null == nil || r.Observed == nil || len(r.Null.Histogram) == 0 {
		return nil, nil
	}
	p := plot.New()
	p.X.Label.Text, p.Y.Label.Text = "value", "arrangements"
	h := &plotter.Histogram{FillColor: chance}
	h.LineStyle = draw.LineStyle{Color: edge, Width: vg.Points(0.5)}
	highest := 0.0
	for _, b := range r.Null.Histogram {
		to := b.To
		if to == b.From { // every arrangement gave the same
			to++
		}
		h.Bins = append(h.Bins, plotter.HistogramBin{Min: b.From, Max: to, Weight: float64(b.Count)})
		h.Width = to - b.From
		highest = max(highest, float64(b.Count))
	}
	line, err := plotter.NewLine(plotter.XYs{{X: *r.Observed, Y: 0}, {X: *r.Observed, Y: highest}})
	if err != nil {
		return nil, graph.Wrap(graph.Internal, err, "the plot cannot be drawn")
	}
	line.LineStyle = draw.LineStyle{Color: observed, Width: vg.Points(2)}
	p.Add(h, line)
	p.Legend.Add("chance ("+string(r.Null.Model)+")", h)
	p.Legend.Add("observed", line)
	p.Legend.Top = true
	p.Y.Max = highest * 1.25 // room for the legend
	c := vgsvg.New(width, height)
	p.Draw(draw.New(c))
	var out bytes.Buffer
	if _, err := c.WriteTo(&out); err != nil {
		return nil, graph.Wrap(graph.Internal, err, "the plot cannot be drawn")
	}
	return out.Bytes(), nil
}
