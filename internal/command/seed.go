package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"backchannel/graph"
	"backchannel/internal/stores"
	"backchannel/seed"
	"backchannel/seed/dossier"
	"backchannel/seed/table"
)

// builtin is the argument that means the dossier that the program ships with.
const builtin = "dossier"

// intake is what to import, and what to tell of it.
type intake struct {
	what    string // builtin, a dossier's file, or with mapping the tables' folder or file
	mapping string
	dryRun  bool
	rows    int    // that a dry run shows of each table
	batch   int    // rows of tables in one write
	report  string // file for the report as JSON
}

func (s *session) seed() *cobra.Command {
	var in intake
	cmd := &cobra.Command{
		Use:   "seed dossier | seed FILE.yaml | seed --mapping MAPPING.yaml PATH",
		Short: "Bring a case into the store",
		Long: `Writes the built-in dossier, a dossier of your own, or tables (CSV, TSV) by a mapping
into the store. Seeding twice changes nothing, and an import that was cut off is
completed by running it again. Each line is accounted for as new, duplicate, skipped
or malformed. A file called dossier is named ./dossier.`,
		Example: `  backchannel seed dossier
  backchannel seed my-case.yaml --dry-run
  backchannel seed --mapping examples/enron/mapping.yaml enron/ --report report.json
  backchannel seed --mapping mapping.yaml messages.csv --dry-run --rows 3`,
		GroupID: data,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in.what = args[0]
			if err := in.fits(cmd.Flags()); err != nil {
				return err
			}
			if in.dryRun {
				return s.dryRun(cmd.Context(), in)
			}
			return s.runSeed(cmd.Context(), in)
		},
	}
	f := cmd.Flags()
	f.StringVar(&in.mapping, "mapping", "", "mapping that says what the columns of tables mean")
	f.BoolVar(&in.dryRun, "dry-run", false, "check everything and show what it would become, without a store")
	in.rows, in.batch = 5, table.DefaultBatchSize
	numberFlag(f, &in.rows, "rows", graph.MaxLimit, "with --dry-run of tables, how many rows of each to show")
	numberFlag(f, &in.batch, "batch", 0, "rows of tables in one write: fewer take less memory, more are faster")
	f.StringVar(&in.report, "report", "", "write the report as JSON into this file, too")
	f.BoolVar(&s.json, "json", false, "print the report as JSON")
	return cmd
}

// fits refuses flags that would be passed over in silence.
func (in intake) fits(flags *pflag.FlagSet) error {
	for _, f := range []struct {
		name   string
		useful bool
		with   string
	}{
		{"rows", in.dryRun && in.mapping != "", "--dry-run and --mapping"},
		{"batch", !in.dryRun && in.mapping != "", "--mapping, and not with --dry-run"},
		{"report", !in.dryRun, "an import, not with --dry-run"},
	} {
		if flags.Changed(f.name) && !f.useful {
			return graph.Errorf(graph.Invalid, "--%s goes with %s: leave it out here", f.name, f.with)
		}
	}
	return nil
}

// importer reads what is to be imported, as far as that can fail before a store is open.
func (in intake) importer() (seed.Importer, error) {
	if in.mapping != "" {
		im, err := table.Open(in.mapping, in.what)
		if err != nil {
			return nil, err
		}
		im.BatchSize = in.batch
		return im, nil
	}
	name, batch, err := in.dossier()
	if err != nil {
		return nil, err
	}
	return seed.Single(name, batch), nil
}

func (in intake) dossier() (name string, b *graph.Batch, err error) {
	if in.what == builtin {
		b, err = dossier.Builtin()
		return dossier.BuiltinFile, b, err
	}
	info, err := os.Stat(in.what)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return "", nil, graph.Wrap(graph.NotFound, err, "there is no file %q: name a dossier, or `dossier` for the built-in one", in.what)
	case err == nil && info.IsDir():
		return "", nil, graph.Errorf(graph.Invalid, "%q is a folder: tables need a mapping, given with --mapping", in.what)
	}
	f, err := os.Open(in.what)
	if err != nil {
		return "", nil, graph.Wrap(graph.Invalid, err, "the file %q cannot be read: see that you may read it", in.what)
	}
	defer f.Close()
	b, err = dossier.Parse(in.what, f)
	return filepath.Base(in.what), b, err
}

func (s *session) runSeed(ctx context.Context, in intake) (err error) {
	im, err := in.importer()
	if err != nil {
		return err
	}
	store, err := stores.Open(ctx, s.config.Config, s.log)
	if err != nil {
		return err
	}
	defer closeStore(store, &err)
	report, failed := s.bringIn(ctx, store, im)
	if in.report != "" {
		if err := writeReport(in.report, report); err != nil {
			return errors.Join(failed, err)
		}
	}
	if s.json {
		err = writeJSON(s.Out, report)
	} else {
		err = report.WriteText(s.Out)
	}
	if failed != nil {
		if report.Total.Lines > 0 && !s.json {
			fmt.Fprintln(s.Err, "What the report counts was written and stays: run it again to complete it.")
		}
		return failed
	}
	return err
}

// bringIn runs an import, with a progress bar if a person watches; otherwise the
// log can tell how far it is.
func (s *session) bringIn(ctx context.Context, store graph.Store, im seed.Importer) (*seed.Report, error) {
	o := seed.Options{Parallel: stores.Writers(store)}
	if onTerminal(s.Err) {
		show, done := seed.Bar(s.Err)
		defer done()
		o.Progress = show
	} else {
		o.Progress = func(p seed.Step) {
			s.log.Debug("importing", "file", p.File, "lines", p.Lines, "bytes", p.Bytes, "of", p.BytesTotal)
		}
	}
	return seed.Run(ctx, store, im, o)
}

func onTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// writeReport leaves the whole report or, if it cannot, nothing new.
func writeReport(path string, r *seed.Report) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".report-*")
	if err == nil {
		defer os.Remove(f.Name()) // of no effect once it is renamed
		err = errors.Join(writeJSON(f, r), f.Chmod(0o644), f.Close())
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return graph.Wrap(graph.Invalid, err, "the report cannot be written to %q: see that the folder is there and you may write to it", path)
	}
	return nil
}

func (s *session) dryRun(ctx context.Context, in intake) error {
	if in.mapping != "" {
		return s.previewTables(ctx, in)
	}
	name, b, err := in.dossier()
	if err != nil {
		return err
	}
	counts := []struct {
		Name string `json:"name"`
		N    int    `json:"count"`
	}{
		{"sources", len(b.Sources)}, {"topics", len(b.Topics)}, {"actors", len(b.Actors)}, {"events", len(b.Events)},
		{"messages", len(b.Messages)}, {"claims", len(b.Claims)}, {"memberships", len(b.Memberships)}, {"relations", len(b.Relations)},
		{"replies", len(b.Replies)}, {"mentions", len(b.Mentions)}, {"identities", len(b.Identities)}, {"orders", len(b.Orders)},
	}
	if s.json {
		return writeJSON(s.Out, counts)
	}
	p := newPrinter(s.Out)
	p.line("%s can be read. It would become:", name)
	t := grid{header: []string{"what", "how many"}}
	for _, c := range counts {
		t.row(c.Name, strconv.Itoa(c.N))
	}
	p.table(t)
	p.line("Nothing was written.")
	return p.err
}

func (s *session) previewTables(ctx context.Context, in intake) error {
	im, err := table.Open(in.mapping, in.what)
	if err != nil {
		return err
	}
	samples, err := im.Preview(ctx, in.rows)
	if err != nil {
		return err
	}
	if s.json {
		return writeJSON(s.Out, samples)
	}
	if err := table.WriteSamples(s.Out, samples); err != nil {
		return err
	}
	p := newPrinter(s.Out)
	p.line("Nothing was written.")
	return p.err
}
