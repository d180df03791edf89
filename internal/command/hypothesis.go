package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/hypothesis"
)

// testTime is how long a test may take, unless the settings say otherwise.
const testTime = 10 * time.Minute

// hypothesis groups what is done with hypotheses.
func (s *session) hypothesis() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "hypothesis",
		Short: "Hold a statement to what chance alone would give",
		Long: `A hypothesis is a file: a statement, the test that it is put to, and the chance that it
is compared with. Begin with new, or with show and one of the examples that list names;
run tests it, and the same file, data and seed give the same result.`,
		Example: `  backchannel hypothesis list
  backchannel hypothesis new response > mine.yaml
  backchannel hypothesis run mine.yaml`,
		Args:    cobra.NoArgs,
		GroupID: questions,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddGroup(&cobra.Group{ID: questions, Title: "Over the store:"})
	cmd.AddCommand(s.runHypotheses(), s.sensitivity(), s.bundle(), s.verify(), s.report(), s.listHypotheses(), s.showExample("hypothesis", "a-message-to-the-son", hypothesisFile), s.newHypothesis(), s.schema("hypothesis", hypothesis.SchemaText))
	return cmd
}

// tested makes a command that runs tests over the store, which may take minutes.
func (s *session) tested(cmd *cobra.Command, ask asker) *cobra.Command {
	cmd.PreRun = func(*cobra.Command, []string) {
		if !s.config.Set("query.time") {
			s.config.Query.Time = testTime
		}
	}
	return s.plain(cmd, ask)
}

func (s *session) runHypotheses() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "run FILE…",
		Short: "Test hypotheses",
		Long: `Tests the hypotheses in some files, - for standard input. Several, in one file as a
list or in several files, are a batch: their p-values are corrected for their number,
and one that fails is named while the rest goes on; the exit status is then that of the
first failure.`,
		Example: `  backchannel hypothesis run mine.yaml
  backchannel hypothesis run mine.yaml yours.yaml --json
  backchannel hypothesis show a-message-to-the-son | backchannel hypothesis run -`,
		Args: cobra.MinimumNArgs(1),
	}
	var failed error // of a batch, told after the rest
	s.tested(cmd, func(ctx context.Context, a *answer.Service, files []string) (shown, error) {
		show, done := s.permuting()
		defer done()
		batch, unread, err := s.hypotheses(files)
		if err != nil {
			return shown{}, err
		}
		if len(batch) == 1 && len(unread) == 0 {
			r, err := a.TestHypothesis(ctx, batch[0], show)
			return shown{value: r, text: func(p *printer) { p.result(r) }}, err
		}
		out, err := a.TestHypotheses(ctx, batch, show)
		if err != nil {
			return shown{}, err
		}
		out.Items = append(out.Items, unread...)
		failed = failure(out.Items)
		return shown{value: out, text: func(p *printer) { p.batch(out.Items) }}, nil
	})
	run := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := run(cmd, args); err != nil {
			return err
		}
		return failed
	}
	return cmd
}

// failure is that of the first hypothesis that could not be tested.
func failure(items []hypothesis.Outcome) error {
	var first *hypothesis.Outcome
	n := 0
	for i := range items {
		if items[i].Code != "" {
			if n++; first == nil {
				first = &items[i]
			}
		}
	}
	if first == nil {
		return nil
	}
	return graph.Errorf(first.Code, "%d of %d hypotheses could not be tested: the first is %s", n, len(items), first.ID)
}

func (s *session) sensitivity() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sensitivity FILE",
		Short: "Test a hypothesis without each source, actor, merge of identities and third of the period",
		Long: `Tests a hypothesis on the whole, then without each source, each of the actors with most
contacts, each merge of identities and each third of the period, and says which removal changes
the finding most.`,
		Example: `  backchannel hypothesis sensitivity mine.yaml`,
		Args:    cobra.ExactArgs(1),
	}
	return s.tested(cmd, func(ctx context.Context, a *answer.Service, files []string) (shown, error) {
		show, done := s.permuting()
		defer done()
		h, err := s.oneHypothesis(files[0])
		if err != nil {
			return shown{}, err
		}
		out, err := a.Sensitivity(ctx, h, show)
		return shown{value: out, text: func(p *printer) { p.sensitivity(out) }}, err
	})
}

func (s *session) listHypotheses() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "Tests, null models, which goes with which, and examples",
		Long: `Lists the tests with the null models that each can be held to, what each null model
keeps and shuffles, and the examples that show prints. --json says of every test and
null model why they go together, or why not.`,
		Example: `  backchannel hypothesis list
  backchannel hypothesis list --json`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			l, err := answer.New(nil, answer.Options{}).Hypotheses()
			if err != nil {
				return err
			}
			return s.show(shown{value: l, text: func(p *printer) { p.hypotheses(l) }})
		},
	}
	cmd.Flags().BoolVar(&s.json, "json", false, "print what the API returns")
	return cmd
}

func hypothesisFile(id string) (string, error) {
	examples, err := answer.Examples()
	for _, e := range examples {
		if e.ID == id {
			return e.Text, nil
		}
	}
	return "", err
}

func (s *session) newHypothesis() *cobra.Command {
	return &cobra.Command{
		Use:     "new TEST",
		Short:   "Print a commented file to begin a hypothesis with",
		Long:    "Prints a commented file to begin a hypothesis with, for one of the tests that list names.",
		Example: `  backchannel hypothesis new response > mine.yaml`,
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := hypothesis.Starting(hypothesis.Test(args[0]))
			if err != nil {
				return err
			}
			_, err = io.WriteString(s.Out, text)
			return err
		},
	}
}

// hypotheses reads files. Of several, what cannot be read is reported with the rest.
func (s *session) hypotheses(files []string) (batch []*hypothesis.Hypothesis, unread []hypothesis.Outcome, err error) {
	for _, name := range files {
		text, err := s.text(name)
		var read []*hypothesis.Hypothesis
		if err == nil {
			read, err = hypothesis.ParseBatch(name, bytes.NewReader(text))
		}
		switch {
		case err == nil:
			batch = append(batch, read...)
		case len(files) == 1:
			return nil, nil, err
		default:
			unread = append(unread, hypothesis.Failed(name, err))
		}
	}
	return batch, unread, nil
}

func (s *session) oneHypothesis(name string) (*hypothesis.Hypothesis, error) {
	text, err := s.text(name)
	if err != nil {
		return nil, err
	}
	return hypothesis.Parse(name, bytes.NewReader(text))
}

// text is what a file holds, or standard input. One that is too large is cut off
// where its reader finds it too large.
func (s *session) text(name string) ([]byte, error) {
	in := s.In
	if name != "-" {
		f, err := os.Open(name)
		if errors.Is(err, os.ErrNotExist) {
			return nil, graph.Wrap(graph.NotFound, err, "there is no file %q", name)
		}
		if err != nil {
			return nil, graph.Wrap(graph.Invalid, err, "the file %q cannot be read: see that you may read it", name)
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, maxText))
	if err != nil {
		return nil, graph.Wrap(graph.Invalid, err, "%q cannot be read: see that it is a file and not a folder", name)
	}
	return text, nil
}

// maxText keeps a wrong pipe from filling the memory.
const maxText = 64 << 20

// permuting shows how many permutations are done, if a person watches. Call done
// when the run is over.
func (s *session) permuting() (show answer.Progress, done func()) {
	if !onTerminal(s.Err) {
		return func(done, total int) { s.log.Debug("permuting", "done", done, "of", total) }, func() {}
	}
	var bar *progressbar.ProgressBar
	last := 0
	show = func(done, total int) {
		if bar == nil || done < last { // the next run
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(s.Err), progressbar.OptionSetWidth(24),
				progressbar.OptionSetDescription(fmt.Sprintf("of %s permutations", strconv.Itoa(total))), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))
		}
		last = done
		_ = bar.Set(done) // a terminal that cannot be drawn on is no reason to stop
	}
	return show, func() {
		if bar != nil {
			_ = bar.Finish()
		}
	}
}
