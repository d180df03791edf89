package command

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/hypothesis"
	"backchannel/graph/hypothesis/report"
)

func (s *session) bundle() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "bundle FILE",
		Short: "Test a hypothesis and write a file that can be carried",
		Long: `Tests a hypothesis and prints one file with its definition, the result with its seed,
fingerprint and version, and the messages and sources behind it. verify runs it again
elsewhere, and report writes it for people.`,
		Example: `  backchannel hypothesis bundle mine.yaml > finding.json`,
		Args:    cobra.ExactArgs(1),
	}
	return s.tested(cmd, func(ctx context.Context, a *answer.Service, files []string) (shown, error) {
		show, done := s.permuting()
		defer done()
		h, err := s.oneHypothesis(files[0])
		if err != nil {
			return shown{}, err
		}
		b, err := a.Bundle(ctx, h, show)
		if err != nil {
			return shown{}, err
		}
		var text bytes.Buffer
		err = writeJSON(&text, b)
		return shown{value: b, text: func(p *printer) { p.write(text.String()) }}, err
	})
}

func (s *session) verify() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify BUNDLE",
		Short: "Run a bundle again, and say what differs",
		Long: `Runs the hypothesis of a bundle again over the store and compares the result, the
messages and the sources, value by value. That something differs is an answer: the exit
status is 0.`,
		Example: `  backchannel hypothesis verify finding.json`,
		Args:    cobra.ExactArgs(1),
	}
	return s.tested(cmd, func(ctx context.Context, a *answer.Service, files []string) (shown, error) {
		show, done := s.permuting()
		defer done()
		text, err := s.text(files[0])
		if err != nil {
			return shown{}, err
		}
		v, err := a.Verify(ctx, files[0], bytes.NewReader(text), show)
		return shown{value: v, text: func(p *printer) { p.verification(v) }}, err
	})
}

func (s *session) report() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "report BUNDLE",
		Short: "Write a bundle for people, with a plot",
		Long: `Writes what is in a bundle as Markdown or, where the name given with --out ends so, as a
page of HTML, with a plot of what was observed among what chance gave. It needs no store.`,
		Example: `  backchannel hypothesis report finding.json --out finding.html
  backchannel hypothesis report finding.json > finding.md`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, files []string) error {
			text, err := s.text(files[0])
			if err != nil {
				return err
			}
			b, err := hypothesis.ReadBundle(files[0], bytes.NewReader(text))
			if err != nil {
				return err
			}
			return s.writeReport(b, out)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "write it into this file, .md or .html; the plot of Markdown goes beside it as .svg")
	return cmd
}

func (s *session) writeReport(b *hypothesis.Bundle, out string) error {
	var text bytes.Buffer
	switch ext := strings.ToLower(filepath.Ext(out)); {
	case out == "":
		return report.Markdown(s.Out, b, "")
	case ext == ".html" || ext == ".htm":
		if err := report.HTML(&text, b); err != nil {
			return err
		}
	case ext == ".md" || ext == ".markdown":
		svg, err := report.Plot(b.Result)
		if err != nil {
			return err
		}
		plot := ""
		if svg != nil {
			beside := strings.TrimSuffix(out, filepath.Ext(out)) + ".svg"
			if err := writeFile(beside, svg); err != nil {
				return err
			}
			plot = filepath.Base(beside)
		}
		if err := report.Markdown(&text, b, plot); err != nil {
			return err
		}
	default:
		return graph.Errorf(graph.Invalid, "--out is %q: let its name end in .md or .html", out)
	}
	return writeFile(out, text.Bytes())
}

func writeFile(name string, text []byte) error {
	if err := os.WriteFile(name, text, 0o644); err != nil {
		return graph.Wrap(graph.Invalid, err, "%q cannot be written: see that the folder is there and you may write to it", name)
	}
	return nil
}

// verification says what differs from a bundle.
func (p *printer) verification(v *hypothesis.Verification) {
	if v.Same {
		p.line("%s: nothing differs.", v.ID)
	} else {
		p.line("%s: it differs. It held: %s; it holds: %s.", v.ID, verdict(v.Held), verdict(v.Holds))
	}
	if !v.SameData {
		p.line("The data is another: the fingerprints differ.")
	}
	if !v.SameVersion {
		p.line("It was written by another version of the program.")
	}
	t := grid{header: []string{"where", "was", "now"}, wide: 2}
	for _, d := range v.Differences {
		t.row(d.Where, d.Was, d.Now)
	}
	p.table(t)
	if v.More > 0 {
		p.line("And %d more.", v.More)
	}
}
