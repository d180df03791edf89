package hypothesis

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"backchannel/graph"
	"backchannel/graph/temporal"
)

// A Runner tests hypotheses over a store. It is safe for concurrent use if Progress is.
type Runner struct {
	Store    Store
	Resolve  Resolver
	Version  string                // of the program, for the results
	Workers  int                   // that permute at once; 0 means one for each core. The results do not depend on it
	Progress func(done, total int) // permutations of one run; may be nil
}

func (r *Runner) workers() int {
	if r.Workers > 0 {
		return r.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// Run tests a hypothesis. Too little data is no error: the result says so. An
// error has a code: invalid for what breaks the rules of the test, not_found and
// ambiguous for names, too_large for a test that would take too long, and those of
// the store; the context's own when it is cancelled.
func (r *Runner) Run(ctx context.Context, hypothesis *Hypothesis) (*Result, error) {
	h, u, facts, err := r.ready(ctx, hypothesis)
	if err != nil {
		return nil, err
	}
	res, err := r.run(ctx, h, u, facts)
	if err != nil {
		return nil, err
	}
	return res, r.cite(ctx, &res.Evidence)
}

// ready checks a hypothesis and reads what it is about.
func (r *Runner) ready(ctx context.Context, hypothesis *Hypothesis) (*Hypothesis, *universe, *facts, error) {
	if err := hypothesis.Check(); err != nil {
		return nil, nil, nil, err
	}
	h := *hypothesis
	h.withDefaults()
	u, err := r.load(ctx, &h)
	if err != nil {
		return nil, nil, nil, err
	}
	facts, err := r.learn(ctx, &h, u)
	return &h, u, facts, err
}

// run tests over a universe, in both readings where a time is vague.
func (r *Runner) run(ctx context.Context, h *Hypothesis, u *universe, f *facts) (*Result, error) {
	reading := Earliest
	if h.timeless() {
		reading = Any
	}
	res, err := r.reading(ctx, &setup{r: r, h: h, u: u, ev: u.read(reading), facts: f}, reading)
	if err != nil {
		return nil, err
	}
	res.Fingerprint = u.fingerprint(f.text, f.extra()...)
	if reading == Any || !u.vague() && f.event.Earliest == f.event.Latest {
		return res, nil
	}
	other, err := r.reading(ctx, &setup{r: r, h: h, u: u, ev: u.read(Latest), facts: f, second: true}, Latest)
	if err != nil {
		return nil, err
	}
	res.Vague = &Vague{
		Reading: Latest, Observed: other.Observed, Null: other.Null, Effect: other.Effect, P: other.P, Holds: other.Holds,
		LeftOut: other.Searched.LeftOut, Reason: other.Reason, Agrees: same(res.Holds, other.Holds),
	}
	return res, nil
}

// timeless tells whether the test does not depend on times, or looks at both bounds
// of each by itself.
func (h *Hypothesis) timeless() bool {
	return h.Test == Mixing || h.Test == Existence && len(h.From) == 0 || h.Test == Cypher || h.Test == Count && h.Number != nil
}

func (u *universe) vague() bool {
	for i := range u.contacts {
		if u.contacts[i].at.Earliest != u.contacts[i].at.Latest {
			return true
		}
	}
	return false
}

func same(a, b *bool) bool { return a == b || a != nil && b != nil && *a == *b }

// extra is what the fingerprint takes in apart from contacts and labels.
func (f *facts) extra() []string {
	if f.event == (temporal.Bounds{}) {
		return nil
	}
	return []string{fmt.Sprint("event ", f.event.Earliest, f.event.Latest)}
}

// reading tests in one reading of the times.
func (r *Runner) reading(ctx context.Context, s *setup, reading Reading) (*Result, error) {
	h := s.h
	res := &Result{
		ID: h.ID, Statement: h.Statement, Test: h.Test, Direction: h.Direction, Alpha: h.Alpha, Seed: h.Seed, Version: r.Version,
		Reading: reading, Searched: s.ev.searched(), EnoughData: true, Notes: []string{}, Evidence: Evidence{Items: []Proof{}},
	}
	p, err := h.Test.kind().prepare(ctx, s)
	if err != nil {
		return nil, err
	}
	res.Measures, res.Exact = p.measures, p.exact
	res.Notes = append(res.Notes, p.notes...)
	if p.evidence.Items != nil {
		res.Evidence = p.evidence
	}
	switch {
	case p.short != "":
		res.tooLittle(p.short)
		return res, nil
	case p.fixed != nil:
		res.settle(p, h)
		return res, nil
	}
	return res, r.permute(ctx, s, p, res)
}

func (res *Result) tooLittle(reason string) { res.EnoughData, res.Reason = false, reason }

// settle fills in what came of a test without a null model.
func (res *Result) settle(p *plan, h *Hypothesis) {
	res.Observed = &p.fixed.observed
	if p.effect != nil {
		res.Effect = p.effect([]float64{p.fixed.observed}, nil)
	}
	switch res.Holds = p.fixed.holds; {
	case p.fixed.unsure != "":
		res.Reason = p.fixed.unsure
	case res.Holds != nil:
		res.Reason = "a matter of fact, which has no p-value"
	case p.exact != nil:
		res.P = &P{Value: p.exact.P, Low: p.exact.P, High: p.exact.P, Method: p.exact.Name}
		res.Holds = yes(res.P.finding(h.Alpha))
	}
}

// permute holds the observation to the null model.
func (r *Runner) permute(ctx context.Context, s *setup, p *plan, res *Result) error {
	h := s.h
	run := &permutations{
		ev: s.ev, label: s.facts.label, plan: p, model: h.Null.model(), seed: h.Seed, n: h.Permutations,
		stopAfter: h.StopAfter, direction: h.Direction, workers: r.workers(), progress: r.Progress,
	}
	if run.model.single {
		run.n = 1
	}
	o, err := run.run(ctx)
	if err != nil {
		return err
	}
	res.Observed = &o.observed[0]
	if o.movable < 2 {
		res.tooLittle(fmt.Sprintf("%s has nothing to shuffle: %s", h.Null, run.model.Shuffles))
		return nil
	}
	res.Permutations = len(o.values)
	switch h.Null {
	case ShuffledTimestamps, ShuffledWithinHourOfWeek, ShuffledWithinActivePeriod:
		if res.Searched.Messages < res.Searched.Contacts {
			res.Notes = append(res.Notes, "contacts of one message are shuffled one by one: messages to many weigh more than they would if they moved together, as they do under circular-shift")
		}
	}
	res.Null = summarize(run.model, h.Test.kind().serves[h.Null], o.values, o.observed[0])
	if p.finish != nil {
		p.finish(res, o.observed, o.cells)
	}
	if p.effect != nil {
		res.Effect = p.effect(o.observed, res.Null)
	}
	tally := res.Null.Tally
	switch {
	case run.model.single:
		res.Reason = "time-reversed has one arrangement: it is a comparison, and gives no p-value"
		return nil
	case tally.Greater+tally.Less == 0:
		res.tooLittle("every arrangement gives what was observed: there is too little that the null model could change")
		return nil
	}
	res.P = permutationP(tally, h.Direction)
	if o.stopped {
		res.P.Method = bySequence
		res.P.Value = float64(h.StopAfter) / float64(res.Permutations)
	}
	res.Holds = yes(res.P.finding(h.Alpha))
	return nil
}

// Outcome is a result of a batch, or the reason why there is none.
type Outcome struct {
	ID     string       `json:"id"`
	Result *Result      `json:"result,omitempty"`
	Error  *graph.Error `json:"-"`
	Code   graph.Code   `json:"code,omitempty"`
	Detail string       `json:"detail,omitempty"`
}

// RunAll tests a batch in its order, and corrects the p-values for their number
// (Holm; Benjamini and Hochberg). One that fails is reported and the rest goes on;
// when the time is up, so are those that it did not suffice for. The error is that of
// a context which was cancelled.
func (r *Runner) RunAll(ctx context.Context, batch []*Hypothesis) ([]Outcome, error) {
	out := make([]Outcome, len(batch))
	var with []int
	var p []float64
	for i, h := range batch {
		out[i].ID = h.ID
		res, err := r.Run(ctx, h)
		if errors.Is(ctx.Err(), context.Canceled) {
			return nil, ctx.Err()
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			out[i] = Failed(h.ID, err)
			continue
		}
		out[i].Result = res
		if res.P != nil {
			with, p = append(with, i), append(p, res.P.Value)
		}
	}
	for k, a := range adjust(p) {
		out[with[k]].Result.Adjusted = &a
	}
	return out, nil
}

// Failed is the outcome of a hypothesis that could not be tested, as far as the user
// may see why.
func Failed(id string, err error) Outcome {
	o := Outcome{ID: id, Code: graph.CodeOf(err), Detail: "something went wrong inside: look in the log"}
	if o.Code == graph.Timeout {
		o.Detail = "the time was up before it was tested: test it by itself, with fewer permutations, or allow more time"
	}
	var e *graph.Error
	if errors.As(err, &e) {
		o.Error = e
		if e.Code != graph.Internal {
			o.Detail = e.Detail
		}
		if e.Position != nil && e.Position.File != "" {
			o.Detail = e.Error()
		}
	}
	return o
}
