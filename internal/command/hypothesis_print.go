package command

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"backchannel/graph/answer"
	"backchannel/graph/hypothesis"
	"backchannel/graph/wording"
)

// figure writes a number with as many digits as a reader has use for.
func figure(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', 4, 64)
}

func figureOr(v *float64, otherwise string) string {
	if v == nil {
		return otherwise
	}
	return figure(*v)
}

func verdict(holds *bool) string {
	switch {
	case holds == nil:
		return "cannot say"
	case *holds:
		return "yes"
	}
	return "no"
}

// result shows what came of one test.
func (p *printer) result(r *hypothesis.Result) {
	p.line("%s: %s", r.ID, r.Statement)
	p.line("Holds: %s%s.", verdict(r.Holds), because(r))
	if r.Observed != nil {
		p.line("Observed: %s (%s).", figure(*r.Observed), r.Measures)
	}
	if n := r.Null; n != nil {
		p.line("Chance gives %s ± %s: %s, %s, seed %d. It keeps %s, and shuffles %s.", figure(n.Mean), figure(n.SD), n.Model,
			wording.Count(r.Permutations, "permutation", "permutations"), r.Seed, n.Keeps, n.Shuffles)
	}
	p.effect(r.Effect)
	p.chance(r.P)
	if a := r.Adjusted; a != nil {
		p.line("Corrected for the batch: %s (Holm), %s (Benjamini–Hochberg).", figure(a.Holm), figure(a.BenjaminiHochberg))
	}
	if v := r.Vague; v != nil {
		p.line("Vague times read at their %s bound: observed %s, p %s, holds: %s. The conclusion is %s.", v.Reading, figureOr(v.Observed, "nothing"), pValue(v.P), verdict(v.Holds),
			map[bool]string{true: "the same", false: "another"}[v.Agrees])
	}
	p.evidence(r.Evidence)
	p.mixed(r.Table)
	s := r.Searched
	p.line("Searched %s with %s of %s%s, %d of vague time, %d left out.", wording.Count(s.Messages, "message", "messages"), wording.Count(s.Contacts, "contact", "contacts"),
		wording.Count(s.Actors, "actor", "actors"), between(s), s.Vague, s.LeftOut)
	for _, n := range r.Notes {
		p.line("Note: %s.", n)
	}
	p.line("Fingerprint %s, version %s.", r.Fingerprint, r.Version)
}

func between(s hypothesis.Searched) string {
	if period := wording.Compact.Period(s.First, s.Last); period != "" {
		return ", " + period
	}
	return ""
}

func because(r *hypothesis.Result) string {
	switch {
	case !r.EnoughData:
		return ": not enough data, " + r.Reason
	case r.Reason != "":
		return ", " + r.Reason
	case r.P != nil && r.Holds != nil:
		return fmt.Sprintf(", p %s with %s to be a finding", pValue(r.P), figure(r.Alpha))
	}
	return ""
}

func pValue(p *hypothesis.P) string {
	if p == nil {
		return "none"
	}
	return figure(p.Value)
}

func (p *printer) effect(e *hypothesis.Effect) {
	if e != nil {
		p.line("Effect: %s %s, 95 %% between %s and %s.", e.Name, figureOr(e.Value, "cannot be told"), figureOr(e.Low, "-∞"), figureOr(e.High, "∞"))
	}
}

func (p *printer) chance(v *hypothesis.P) {
	if v != nil {
		p.line("p = %s, between %s and %s: %s.", figure(v.Value), figure(v.Low), figure(v.High), v.Method)
	}
}

// evidence lists the cases behind an observation.
func (p *printer) evidence(e hypothesis.Evidence) {
	t := grid{header: []string{"case", "when", "who → whom", "message", "cited"}, wide: 2}
	for i, item := range e.Items {
		for _, c := range item.Contacts {
			who := wording.Name(c.From)
			if c.To != nil {
				who = whoToWhom(c.From, *c.To)
			}
			t.row(strconv.Itoa(i+1), when(c.At), who, c.MessageID, wording.Citations(c.Citations))
		}
	}
	p.table(t)
	if e.Total > len(e.Items) {
		p.line("%d of %s.", len(e.Items), wording.Count(e.Total, "case", "cases"))
	}
}

// mixed shows who wrote to whom by an attribute.
func (p *printer) mixed(m *hypothesis.Table) {
	if m == nil {
		return
	}
	t := grid{header: append([]string{m.Attribute + " → "}, m.Values...)}
	for i, from := range m.Values {
		row := []string{from}
		for j := range m.Values {
			row = append(row, fmt.Sprintf("%s (%s)", figure(m.Observed[i][j]), figure(math.Round(m.Expected[i][j]*10)/10)))
		}
		t.row(row...)
	}
	p.table(t)
	p.line("Contacts observed and, in brackets, expected by chance.")
}

// batch shows what came of several.
func (p *printer) batch(items []hypothesis.Outcome) {
	t := grid{header: []string{"id", "holds", "observed", "by chance", "p", "Holm", "Benjamini–Hochberg", "why"}, wide: 7}
	for _, o := range items {
		r := o.Result
		if r == nil {
			t.row(o.ID, "failed", "", "", "", "", "", o.Detail)
			continue
		}
		row := []string{o.ID, verdict(r.Holds), figureOr(r.Observed, ""), "", "", "", "", r.Reason}
		if r.Null != nil {
			row[3] = figure(r.Null.Mean)
		}
		if r.P != nil {
			row[4] = figure(r.P.Value)
		}
		if r.Adjusted != nil {
			row[5], row[6] = figure(r.Adjusted.Holm), figure(r.Adjusted.BenjaminiHochberg)
		}
		t.row(row...)
	}
	p.table(t)
}

// sensitivity shows how far a finding depends on parts of the data.
func (p *printer) sensitivity(s *hypothesis.Sensitivity) {
	t := grid{header: []string{"without", "contacts", "observed", "effect", "p", "holds", "survives"}}
	row := func(name string, v hypothesis.Variant, survives string) {
		effect := ""
		if v.Effect != nil {
			effect = figureOr(v.Effect.Value, "")
		}
		holds := verdict(v.Holds)
		if !v.EnoughData {
			holds = "not enough data"
		}
		t.row(name, strconv.Itoa(v.Contacts), figureOr(v.Observed, ""), effect, pValue(v.P), holds, survives)
	}
	row("nothing", s.Whole, "")
	for _, m := range s.Removals {
		row(m.Without+" "+cmp.Or(m.Name, m.ID), m.Variant, map[bool]string{true: "yes", false: "no"}[m.Survives])
	}
	p.table(t)
	if s.Most != nil {
		m := s.Removals[*s.Most]
		p.line("Changes most without: %s %s", m.Without, cmp.Or(m.Name, m.ID))
	}
	p.line("The finding %s.", map[bool]string{true: "survives every removal", false: "does not survive every removal"}[s.Survives])
	for _, n := range s.Notes {
		p.line("Note: %s.", n)
	}
}

// hypotheses lists what there is to test with.
func (p *printer) hypotheses(l answer.Hypotheses) {
	fits := map[hypothesis.Test][]string{}
	for _, f := range l.Fits {
		if f.Serves {
			fits[f.Test] = append(fits[f.Test], string(f.Null))
		}
	}
	t := grid{header: []string{"test", "needs", "takes", "null models"}, wide: 3}
	for _, f := range l.Tests {
		t.row(string(f.Test), strings.Join(f.Needs, ", "), strings.Join(f.Takes, ", "), strings.Join(fits[f.Test], ", "))
	}
	p.table(t)
	p.write("\n")
	t = grid{header: []string{"null model", "keeps", "shuffles"}, wide: 1}
	for _, m := range l.Models {
		t.row(string(m.Name), m.Keeps, m.Shuffles)
	}
	p.table(t)
	p.write("\n")
	t = grid{header: []string{"example", "about", "test", "statement"}, wide: 3}
	for _, e := range l.Examples {
		t.row(e.ID, e.Data, string(e.Test), e.Statement)
	}
	p.table(t)
}
