package seed

import (
	"io"

	"github.com/schollz/progressbar/v3"
)

// Step is how far an import has come.
type Step struct {
	File       string `json:"file"` // the last one read from
	Lines      int    `json:"lines"`
	Bytes      int64  `json:"bytes"`
	BytesTotal int64  `json:"bytes_total"` // 0 if unknown
}

// Progress is told how far an import has come.
type Progress func(Step)

// Bar shows progress on a terminal. Call done when the run is over, whatever
// came of it.
func Bar(w io.Writer) (show Progress, done func()) {
	var bar *progressbar.ProgressBar
	show = func(s Step) {
		if bar == nil {
			total := s.BytesTotal
			if total == 0 {
				total = -1
			}
			bar = progressbar.NewOptions64(total,
				progressbar.OptionSetWriter(w),
				progressbar.OptionShowBytes(true),
				progressbar.OptionSetWidth(24),
				progressbar.OptionClearOnFinish(),
			)
		}
		bar.Describe(s.File)
		_ = bar.Set64(s.Bytes) // a terminal that cannot be drawn on is no reason to stop
	}
	return show, func() {
		if bar != nil {
			_ = bar.Finish()
		}
	}
}
