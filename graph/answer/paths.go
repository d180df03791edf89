package answer

import (
	"context"
	"time"

	"backchannel/graph"
)

// Objective says what makes a path the best one.
type Objective string

// The objectives. All but the first wait for the contact index.
const (
	FewestContacts  Objective = "fewest-contacts" // static: times do not count
	FewestHops      Objective = "fewest-hops"
	EarliestArrival Objective = "earliest-arrival"
	LatestDeparture Objective = "latest-departure"
	Fastest         Objective = "fastest"
)

// PathQuestion asks for ways from one actor to another.
type PathQuestion struct {
	Question
	Objective string // empty means fewest-contacts
	MaxHops   int    // 0 means 6
	K         int    // at most so many paths; 0 means 10
}

// Bounds of a path question.
const (
	defaultHops  = 6
	maxHops      = 15
	defaultPaths = 10
	maxPaths     = 1000
)

// Path is a way from one actor to another with a message per hop.
type Path struct {
	Hops            []Hop        `json:"hops"`
	Departure       graph.Moment `json:"departure" doc:"Of the first hop"`
	Arrival         graph.Moment `json:"arrival" doc:"Of the last hop"`
	DurationSeconds *float64     `json:"duration_seconds" doc:"From departure to arrival; null unless both are known to the second and time order counts"`
	Certainty       string       `json:"certainty" enum:"certain,possible,impossible" doc:"Whether the hops followed one another in time"`
}

// Hop is one contact on a path.
type Hop struct {
	From         graph.ActorRef `json:"from"`
	To           graph.ActorRef `json:"to"`
	Contact      graph.Contact  `json:"contact"`
	Alternatives int            `json:"alternatives" doc:"How many other contacts would make the same hop"`
}

// Paths is the answer to a PathQuestion.
type Paths struct {
	Paths     []Path         `json:"paths"`
	Total     int            `json:"total" doc:"How many paths there are of this kind"`
	Objective Objective      `json:"objective"`
	From      graph.ActorRef `json:"from"`
	To        graph.ActorRef `json:"to"`
	Coverage  Coverage       `json:"coverage"`
	Cypher    string         `json:"cypher"`
	Revision  int64          `json:"revision"`
}

// Paths answers by which messages word could have got from one actor to another.
func (s *Service) Paths(ctx context.Context, q PathQuestion) (Paths, error) {
	out := Paths{Paths: []Path{}, Objective: Objective(q.Objective)}
	if err := q.check(&out); err != nil {
		return out, err
	}
	from, err := s.resolveActor(ctx, q.From[0])
	if err != nil {
		return out, err
	}
	to, err := s.resolveActor(ctx, q.To[0])
	if err != nil {
		return out, err
	}
	out.From, out.To = ref(from), ref(to)
	if from.ID == to.ID {
		return out, graph.Errorf(graph.Invalid, "from and to are both %s: a path needs two actors", from.Name)
	}
	a, err := s.resolve(ctx, q.Question)
	if err != nil {
		return out, err
	}
	if out.Revision, err = s.start(ctx, &a); err != nil {
		return out, err
	}
	found, err := s.store.Paths(ctx, from.ID, to.ID, a.filter, q.MaxHops, q.K)
	if err != nil {
		return out, err
	}
	out.Total, out.Cypher = found.Total, s.cypher(found.Query)
	for _, p := range found.Items {
		path, err := s.path(ctx, p, a.filter)
		if err != nil {
			return out, err
		}
		out.Paths = append(out.Paths, path)
	}
	if out.Coverage, err = s.cover(ctx, a.filter); err != nil {
		return out, err
	}
	if len(out.Paths) == 0 {
		err = s.noPath(ctx, q, a.filter, &out)
	}
	return out, err
}

func (q *PathQuestion) check(out *Paths) error {
	switch out.Objective {
	case "":
		out.Objective = FewestContacts
	case FewestContacts:
	case FewestHops, EarliestArrival, LatestDeparture, Fastest:
		return graph.Errorf(graph.Unsupported, "the objective %s needs the contact index, which this version does not have: use fewest-contacts", out.Objective)
	default:
		return graph.Errorf(graph.Invalid, "no objective is called %q: use fewest-contacts", q.Objective)
	}
	if len(q.From) != 1 || len(q.To) != 1 {
		return graph.Errorf(graph.Invalid, "a path needs one from and one to")
	}
	if q.MaxHops == 0 {
		q.MaxHops = defaultHops
	}
	if q.K == 0 {
		q.K = defaultPaths
	}
	if q.MaxHops < 1 || q.MaxHops > maxHops || q.K < 1 || q.K > maxPaths {
		return graph.Errorf(graph.Invalid, "max_hops goes from 1 to %d and k from 1 to %d", maxHops, maxPaths)
	}
	return nil
}

// path adds to the contacts of a path what can be said of their times, and how
// many other contacts would do for each hop.
func (s *Service) path(ctx context.Context, p graph.Path, f graph.Filter) (Path, error) {
	out := Path{Hops: make([]Hop, len(p.Hops))}
	for i, c := range p.Hops {
		one := f
		one.From, one.To, one.Actors = []string{c.From.ID}, []string{c.To.ID}, nil
		e, err := s.store.Extent(ctx, one)
		if err != nil {
			return out, err
		}
		out.Hops[i] = Hop{From: c.From, To: c.To, Contact: c, Alternatives: max(e.Contacts-1, 0)}
	}
	certainty, err := s.inOrder(ctx, p)
	if err != nil {
		return out, err
	}
	out.Certainty = string(certainty)
	out.Departure, out.Arrival = p.Hops[0].At, p.Hops[len(p.Hops)-1].At
	if exact(out.Departure) && exact(out.Arrival) && certainty != graph.Impossible {
		d := out.Arrival.Earliest.Sub(*out.Departure.Earliest).Seconds()
		out.DurationSeconds = &d
	}
	return out, nil
}

func exact(m graph.Moment) bool {
	return m.Earliest != nil && m.Latest != nil && m.Latest.Sub(*m.Earliest) < time.Second
}

// inOrder tells whether each hop left after the one before had arrived, by their
// dates and by all known orders between them.
func (s *Service) inOrder(ctx context.Context, p graph.Path) (graph.Verdict, error) {
	if len(p.Hops) == 1 {
		return graph.Certain, nil
	}
	var refs []graph.Ref
	var t graph.Timeline
	for _, c := range p.Hops {
		r := graph.Ref{Label: graph.MessageLabel, ID: c.MessageID}
		refs = append(refs, r)
		t.Place(r, c.At)
	}
	links, err := s.store.Links(ctx, refs)
	if err != nil {
		return "", err
	}
	for _, o := range links.Orders {
		t.Add(o)
	}
	verdict := graph.Certain
	for i := 1; i < len(refs); i++ {
		switch v := t.Precedes(refs[i-1], refs[i]); v {
		case graph.Impossible:
			return v, nil
		case graph.Possible:
			verdict = v
		}
	}
	return verdict, nil
}

// noPath says what kind of no it is and what would change it.
func (s *Service) noPath(ctx context.Context, q PathQuestion, f graph.Filter, out *Paths) error {
	out.Coverage.No = &No{Kind: NotRecorded, Text: "No chain of recorded contacts leads from one to the other. That is not evidence that there was none."}
	var err error
	if out.Coverage.Gaps, err = s.gaps(ctx, f); err != nil {
		return err
	}
	for _, r := range []struct {
		name string
		set  bool
		lift func(f *graph.Filter, hops *int)
	}{
		{"about", len(f.Topics)+len(f.Words) > 0, func(f *graph.Filter, _ *int) { f.Topics, f.Words = nil, nil }},
		{"period", f.Since != nil || f.Until != nil, func(f *graph.Filter, _ *int) { f.Since, f.Until = nil, nil }},
		{"role", len(f.Roles) > 0, func(f *graph.Filter, _ *int) { f.Roles = nil }},
		{"channel", len(f.Channels) > 0, func(f *graph.Filter, _ *int) { f.Channels = nil }},
		{"answered", f.Answered != "", func(f *graph.Filter, _ *int) { f.Answered = "" }},
		{"max_hops", q.MaxHops < maxHops, func(_ *graph.Filter, hops *int) { *hops = maxHops }},
	} {
		if !r.set {
			continue
		}
		without, hops := f, q.MaxHops
		r.lift(&without, &hops)
		l, err := s.store.Paths(ctx, out.From.ID, out.To.ID, without, hops, 1)
		if err != nil {
			return err
		}
		if len(l.Items) > 0 {
			out.Coverage.Nearest = append(out.Coverage.Nearest, Nearest{Lift: r.name, Contacts: len(l.Items[0].Hops)})
		}
	}
	return nil
}
