package hypothesis

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"backchannel/graph"
	"backchannel/graph/temporal"
)

// Test names a kind of test.
type Test string

// The tests.
const (
	Existence Test = "existence"
	Count     Test = "count"
	Rate      Test = "rate"
	Response  Test = "response"
	Latency   Test = "latency"
	Order     Test = "order"
	Change    Test = "change"
	Mixing    Test = "mixing"
	Motif     Test = "motif"
	Reach     Test = "reach"
	Cypher    Test = "cypher"
)

// Fit says whether a test can be held to a null model, and why or why not.
type Fit struct {
	Test   Test   `json:"test"`
	Null   Null   `json:"null"`
	Serves bool   `json:"serves"`
	Reason string `json:"reason"`
}

// Fits is the table of every test with every null model.
func Fits() []Fit {
	var out []Fit
	for _, t := range tests() {
		for _, m := range Models() {
			reason, serves := t.serves[m.Name]
			if !serves {
				reason = t.refuses[m.Name]
			}
			out = append(out, Fit{t.name, m.Name, serves, reason})
		}
	}
	return out
}

// testKind is what there is to know of a kind of test.
type testKind struct {
	name     Test
	needs    []string // fields of the hypothesis
	takes    []string // further ones that it may have
	serves   map[Null]string
	refuses  map[Null]string
	optional bool // the null model may be left out: there is an exact test
	check    func(h *Hypothesis, report reporter)
	prepare  func(ctx context.Context, s *setup) (*plan, error)
}

// reporter is told of a mistake and of the field that holds it.
type reporter func(field, format string, args ...any)

func tests() []*testKind {
	return []*testKind{
		&existence, &count, &rate, &response, &latency, &order, &change, &mixing, &motif, &reach, &cypherNumber,
	}
}

func (t Test) kind() *testKind {
	for _, k := range tests() {
		if k.name == t {
			return k
		}
	}
	return nil
}

// given lists the fields of particular tests that a hypothesis has.
func (h *Hypothesis) given() map[string]bool {
	out := map[string]bool{}
	for field, has := range map[string]bool{
		"of": h.Of != nil, "a": h.A != nil, "b": h.B != nil, "groups": h.Groups != nil, "number": h.Number != nil, "per": h.Per != 0,
		"trigger": h.Trigger != nil, "response": h.Response != nil, "link": h.Link != "", "within": h.Within != nil,
		"event": h.Event != "", "before": h.Before != 0, "after": h.After != 0, "attribute": h.Attribute != "", "motif": h.Motif != "",
		"from": len(h.From) > 0, "to": len(h.To) > 0, "start": h.Start != "", "query": h.Query != "", "parameters": len(h.Parameters) > 0,
	} {
		if has {
			out[field] = true
		}
	}
	return out
}

// Check holds a hypothesis that was made in code to the rules that Parse holds
// files to. The error is invalid and lists every mistake.
func (h *Hypothesis) Check() error {
	m := mistakesIn(h.ID)
	h.check(func(field, format string, args ...any) {
		m.list = append(m.list, graph.Errorf(graph.Invalid, field+": "+format, args...))
	})
	if len(m.list) < 2 {
		return m.Err()
	}
	var text strings.Builder
	fmt.Fprintf(&text, "the hypothesis has %d mistakes:", len(m.list))
	for _, one := range m.list {
		text.WriteString("\n  " + one.Detail)
	}
	return graph.Errorf(graph.Invalid, "%s", text.String())
}

func (h *Hypothesis) check(report reporter) {
	if h.ID == "" {
		report("id", "a hypothesis needs an id")
	}
	k := h.Test.kind()
	if k == nil {
		report("test", "no test is called %q", h.Test)
		return
	}
	given := h.given()
	for _, field := range k.needs {
		if !given[field] {
			report("test", "the test %s needs %s: add it", k.name, field)
		}
	}
	for _, field := range slices.Sorted(maps.Keys(given)) {
		defaulted := field == "link" && h.Link == Reply || field == "per" && h.Per == Duration(day)
		if !defaulted && !slices.Contains(k.needs, field) && !slices.Contains(k.takes, field) {
			report(field, "the test %s has no use for %s: it takes %s", k.name, field, strings.Join(append(slices.Clone(k.needs), k.takes...), ", "))
		}
	}
	h.checkNull(k, report)
	h.checkNumbers(report)
	if k.check != nil {
		k.check(h, report)
	}
}

func (h *Hypothesis) checkNull(k *testKind, report reporter) {
	if h.Null == "" {
		if len(k.serves) > 0 && !k.optional {
			report("test", "the test %s needs a null model: one of %s", k.name, names(k.serves))
		}
		for field, given := range map[string]bool{"permutations": h.Permutations != 0, "stop_after": h.StopAfter != 0} {
			if given {
				report(field, "without a null model nothing is shuffled: add null, or remove %s", field)
			}
		}
		return
	}
	if h.Null.model() == nil {
		report("null", "no null model is called %q", h.Null)
		return
	}
	if _, ok := k.serves[h.Null]; !ok {
		use := ": leave it out"
		if len(k.serves) > 0 {
			use = ": use one of " + names(k.serves)
		}
		report("null", "%s is no comparison for the test %s, because %s%s", h.Null, k.name, k.refuses[h.Null], use)
	}
}

func names(of map[Null]string) string {
	var out []string
	for _, m := range Models() {
		if _, ok := of[m.Name]; ok {
			out = append(out, string(m.Name))
		}
	}
	return strings.Join(out, ", ")
}

func (h *Hypothesis) checkNumbers(report reporter) {
	if h.Permutations < 0 || h.Permutations > MaxPermutations {
		report("permutations", "permutations is %d: give a number from 1 to %d", h.Permutations, MaxPermutations)
	}
	switch h.Direction {
	case "", Greater, Less, TwoSided:
	default:
		report("direction", "direction is %q: use greater, less or two-sided", h.Direction)
	}
	if h.StopAfter < 0 || h.StopAfter == 1 {
		report("stop_after", "stop_after is %d: give at least 2", h.StopAfter)
	}
	if h.StopAfter > 1 && (h.Direction == "" || h.Direction == TwoSided) {
		report("stop_after", "stopping early needs a direction, greater or less: which arrangements count as extreme is not known before the end otherwise")
	}
	if h.StopAfter > 1 && h.Test == Mixing {
		report("stop_after", "mixing does not stop early: its whole table rests on the permutations")
	}
	if h.Alpha < 0 || h.Alpha >= 1 {
		report("alpha", "alpha is %g: give a number between 0 and 1, such as 0.05", h.Alpha)
	}
	if h.Within != nil && *h.Within <= 0 {
		report("within", "within is %s: nothing follows strictly later and within no time; give a duration such as 15m", h.Within)
	}
	if h.Per < 0 || h.Before < 0 || h.After < 0 {
		report("test", "a duration cannot be negative")
	}
	if g := h.Groups; g != nil {
		if len(g.A) == 0 || len(g.B) == 0 {
			report("groups", "groups needs a and b")
		}
		if g.Side != "" && g.Side != Sender && g.Side != Recipient {
			report("groups", "side is %q: use sender or recipient", g.Side)
		}
	}
}

// setup is what a test is made ready from.
type setup struct {
	r      *Runner
	h      *Hypothesis
	u      *universe
	ev     *events
	facts  *facts
	second bool // the other reading: evidence is not needed
}

// mark is the filter of a field; one that admits everything where there is none.
func (s *setup) mark(field string) *mark {
	if m := s.u.marks[field]; m != nil {
		return m
	}
	return &mark{field: field, since: temporal.OpenEarliest, until: temporal.OpenLatest}
}

// plan is a test made ready for one reading of the events.
type plan struct {
	measures string
	short    string // why there is not enough data; empty if there is
	fixed    *fixed // what came of a test without a null model
	exact    *Exact
	notes    []string
	evidence Evidence

	dim       int // how many values evaluate gives; the first is the observation
	evaluator func() evaluator
	effect    func(observed []float64, n *NullResult) *Effect
	finish    func(r *Result, observed []float64, c *cells)
}

// fixed is an observation that no null model is needed for.
type fixed struct {
	observed float64
	holds    *bool
	unsure   string // why it cannot be said whether the statement holds
}

// evaluator turns contacts into payloads and these into numbers. Each belongs to
// one goroutine, and allocates nothing once it has run.
type evaluator interface {
	// encode gives each contact its payload, by place. to is the events' own
	// array unless recipients were shuffled.
	encode(to []uint32, label []uint16, seq []uint32)
	// evaluate fills out from payloads in the order of at. Contacts of one time may
	// come in any order.
	evaluate(at []int64, seq []uint32, out []float64)
}

// facts are what a test needs of the store apart from contacts, looked up once.
type facts struct {
	label    []uint16 // by actor: the group, or the value of the attribute plus one
	values   []string // of the attribute, in order
	event    temporal.Bounds
	from, to []bool // by actor
	start    *int64
	text     []string // of the labels by actor, for the fingerprint
}

// Fields says which fields of a hypothesis a test needs and which more it may have.
type Fields struct {
	Test     Test     `json:"test"`
	Needs    []string `json:"needs"`
	Takes    []string `json:"takes"`
	Optional bool     `json:"null_optional"` // the null model may be left out, because there is an exact test or it is a matter of fact
}

// Tests lists the tests.
func Tests() []Fields {
	var out []Fields
	for _, k := range tests() {
		out = append(out, Fields{k.name, append([]string{}, k.needs...), append([]string{}, k.takes...), k.optional || len(k.serves) == 0})
	}
	return out
}

func testNames() string {
	var out []string
	for _, k := range tests() {
		out = append(out, string(k.name))
	}
	return strings.Join(out, ", ")
}
