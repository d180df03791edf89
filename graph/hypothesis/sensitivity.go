package hypothesis

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"backchannel/graph"
)

// Sensitivity tells how far a finding depends on single parts of the data: what
// becomes of it without each source, each of the busiest actors, each merge of
// identities, and each third of the period.
type Sensitivity struct {
	ID       string    `json:"id"`
	Whole    Variant   `json:"whole"`
	Removals []Removal `json:"removals"`
	Most     *int      `json:"most"` // place in Removals of the one that changes the finding most
	Survives bool      `json:"survives"`
	Notes    []string  `json:"notes"`
}

// Variant is a finding on part of the data.
type Variant struct {
	Contacts   int      `json:"contacts"`
	Observed   *float64 `json:"observed"`
	Effect     *Effect  `json:"effect"`
	P          *P       `json:"p"`
	Holds      *bool    `json:"holds"`
	EnoughData bool     `json:"enough_data"`
	Reason     string   `json:"reason,omitempty"`
}

// Removal is the finding without a part of the data.
type Removal struct {
	Without  string `json:"without"` // source, actor, merge or period
	ID       string `json:"id"`
	Name     string `json:"name"`
	Survives bool   `json:"survives"` // the conclusion is that of the whole
	Change   *Shift `json:"change"`   // nil where there is nothing to compare
	Variant
}

// Shift is how far a removal moves the effect; the observation, where the test
// has no effect.
type Shift struct {
	Of string  `json:"of"`
	By float64 `json:"by"`
}

// Bounds of what is left out in turn: the sources cited most and the actors with
// most contacts.
const (
	maxSources = 20
	maxActors  = 20
)

// removal is a part of the data to leave out.
type removal struct {
	kind, id, name string
	rest           func() (*universe, *facts) // what is left
}

// Sensitivity tests a hypothesis on the whole and then without each part. A
// hypothesis that asks the store itself (query) is unsupported.
func (r *Runner) Sensitivity(ctx context.Context, hypothesis *Hypothesis) (*Sensitivity, error) {
	if hypothesis.Query != "" {
		return nil, graph.Errorf(graph.Unsupported, "a query reads the graph as it is, so that nothing can be left out of it: write the condition into the query")
	}
	h, u, f, err := r.ready(ctx, hypothesis)
	if err != nil {
		return nil, err
	}
	out := &Sensitivity{ID: h.ID, Removals: []Removal{}, Notes: []string{}}
	removals, err := r.removals(ctx, h, u, f, out)
	if err != nil {
		return nil, err
	}
	steps := *r
	runs := 0
	if r.Progress != nil {
		steps.Progress = func(done, total int) { r.Progress(runs*total+done, (len(removals)+1)*total) }
	}
	whole, err := steps.run(ctx, h, u, f)
	if err != nil {
		return nil, err
	}
	out.Whole, out.Survives = whole.variant(), true
	for _, m := range removals {
		runs++
		u, f := m.rest()
		res, err := steps.run(ctx, h, u, f)
		if err != nil {
			return nil, err
		}
		one := Removal{Without: m.kind, ID: m.id, Name: m.name, Variant: res.variant(), Survives: same(res.Holds, whole.Holds) && res.EnoughData == whole.EnoughData}
		one.Change = shift(whole, res)
		out.Survives = out.Survives && one.Survives
		out.Removals = append(out.Removals, one)
	}
	out.Most = most(out.Removals)
	return out, nil
}

func (res *Result) variant() Variant {
	return Variant{res.Searched.Contacts, res.Observed, res.Effect, res.P, res.Holds, res.EnoughData, res.Reason}
}

// shift compares the effects or, where the whole has none that is finite, the
// observations: all removals by the same.
func shift(whole, part *Result) *Shift {
	if whole.Effect != nil && whole.Effect.Value != nil {
		if part.Effect == nil || part.Effect.Value == nil {
			return nil
		}
		return &Shift{whole.Effect.Name, *part.Effect.Value - *whole.Effect.Value}
	}
	if whole.Observed != nil && part.Observed != nil {
		return &Shift{"observation", *part.Observed - *whole.Observed}
	}
	return nil
}

// most finds the removal that a finding does not survive, or else the one that
// moves it furthest; the first of several. nil if there is none.
func most(removals []Removal) *int {
	var worst *int
	weight := func(m Removal) (bool, float64) {
		if m.Change == nil {
			return !m.Survives, math.Inf(1)
		}
		return !m.Survives, math.Abs(m.Change.By)
	}
	for i, m := range removals {
		if worst == nil {
			worst = &i
			continue
		}
		breaks, by := weight(m)
		wasBreaking, was := weight(removals[*worst])
		if breaks && !wasBreaking || breaks == wasBreaking && by > was {
			worst = &i
		}
	}
	return worst
}

// without is the facts less an actor's label.
func (f *facts) without(actor uint32) *facts {
	if f.label == nil {
		return f
	}
	less := *f
	less.label = slices.Clone(f.label)
	less.label[actor] = inNeither
	return &less
}

// removals lists what is left out in turn.
func (r *Runner) removals(ctx context.Context, h *Hypothesis, u *universe, f *facts, out *Sensitivity) ([]removal, error) {
	sources, err := r.sources(ctx, h, u, f, out)
	if err != nil {
		return nil, err
	}
	merges, err := r.undone(ctx, u, f, out)
	return slices.Concat(sources, u.busiest(f), merges, u.thirds(f)), err
}

// sources finds which contacts rest on one source alone.
func (r *Runner) sources(ctx context.Context, h *Hypothesis, u *universe, f *facts, out *Sensitivity) ([]removal, error) {
	found, err := r.Store.Sources(ctx, graph.Filter{}, graph.Page{Limit: graph.MaxLimit})
	if err != nil {
		return nil, err
	}
	sources := found.Items
	switch {
	case len(sources) < 2:
		out.Notes = append(out.Notes, "there are not two sources, so that none can be left out")
		return nil, nil
	case len(sources) > maxSources:
		slices.SortStableFunc(sources, func(a, b graph.SourceCount) int {
			return cmp.Or(cmp.Compare(b.Cited, a.Cited), cmp.Compare(a.ID, b.ID))
		})
		out.Notes = append(out.Notes, fmt.Sprintf("of %d sources, the %d cited most are left out in turn", found.Total, maxSources))
		sources = sources[:maxSources]
	}
	rests, err := r.restsOn(ctx, h, u)
	if err != nil {
		return nil, err
	}
	var list []removal
	for _, s := range sources {
		list = append(list, removal{"source", s.ID, s.Title, func() (*universe, *facts) { return u.without(rests.on(s.ID)), f }})
	}
	return list, nil
}

// rests names the source of each message, and of each recipient of one, that is read
// in one alone.
type rests struct {
	message   map[string]string
	recipient map[side]string
}

// on tells which contacts nobody would know of without a source: it alone tells of
// the message, or that it went to this recipient.
func (r *rests) on(source string) func(*contact) bool {
	return func(c *contact) bool {
		return r.message[c.message] == source || c.to != nobody && r.recipient[side{c.message, c.to, graph.Part(c.role)}] == source
	}
}

// restsOn reads that of the messages in the scope.
func (r *Runner) restsOn(ctx context.Context, h *Hypothesis, u *universe) (*rests, error) {
	scope, err := r.resolve(ctx, "scope", h.Scope)
	if err != nil {
		return nil, err
	}
	out := &rests{message: map[string]string{}, recipient: map[side]string{}}
	for page := (graph.Page{Limit: graph.MaxLimit}); ; page.Offset += page.Limit {
		l, err := r.Store.Messages(ctx, scope, page)
		if err != nil {
			return nil, err
		}
		for _, m := range l.Items {
			alone := only(m.Citations)
			if alone != "" {
				out.message[m.ID] = alone
			}
			for _, to := range m.Recipients {
				if s := only(to.Citations); s != "" && s != alone {
					if n, ok := u.number[to.Actor]; ok {
						out.recipient[side{m.ID, n, graph.Part(to.Role)}] = s
					}
				}
			}
		}
		if page.Offset+len(l.Items) >= l.Total || len(l.Items) == 0 {
			return out, nil
		}
	}
}

// only is the one source of citations, "" if there are several or none.
func only(citations []graph.Citation) string {
	for _, c := range citations {
		if c.SourceID != citations[0].SourceID {
			return ""
		}
	}
	if len(citations) == 0 {
		return ""
	}
	return citations[0].SourceID
}

// busiest are the actors with most contacts; of as many, by id.
func (u *universe) busiest(f *facts) []removal {
	contacts := make([]int, len(u.actors))
	for i := range u.contacts {
		c := &u.contacts[i]
		contacts[c.from]++
		if c.to != nobody && c.to != c.from {
			contacts[c.to]++
		}
	}
	order := make([]uint32, len(u.actors))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return cmp.Compare(contacts[b], contacts[a]) })
	var list []removal
	for _, a := range order[:min(len(order), maxActors)] {
		list = append(list, removal{"actor", u.actors[a].ID, u.actors[a].Name, func() (*universe, *facts) {
			return u.without(func(c *contact) bool { return c.from == a || c.to == a }), f.without(a)
		}})
	}
	return list
}

// thirds are those of the period, as long as one another. A contact belongs to the
// one that its earlier bound falls in, and to none where that is open.
func (u *universe) thirds(f *facts) []removal {
	ev := u.read(Earliest)
	if ev.len() == 0 {
		return nil
	}
	span := ev.last - ev.first + 1
	var list []removal
	for i, name := range []string{"first third", "second third", "last third"} {
		begin, end := ev.first+span/3*int64(i), ev.first+span/3*int64(i+1)
		if i == 2 {
			end = ev.last + 1
		}
		text := func(t int64) string { return time.UnixMicro(t).UTC().Format(time.RFC3339) }
		list = append(list, removal{"period", text(begin) + ".." + text(end), name, func() (*universe, *facts) {
			return u.without(func(c *contact) bool { return begin <= c.at.Earliest && c.at.Earliest < end }), f
		}})
	}
	return list
}
