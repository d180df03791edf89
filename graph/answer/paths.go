package answer

import (
	"context"
	"slices"
	"time"

	"backchannel/graph"
	"backchannel/graph/temporal"
)

// Objective says what makes a path the best one.
type Objective = temporal.Objective

// The objectives. Time does not count for the first; the hops of the others follow
// one another in time.
const (
	FewestContacts  Objective = "fewest-contacts"
	FewestHops                = temporal.FewestHops
	EarliestArrival           = temporal.EarliestArrival
	LatestDeparture           = temporal.LatestDeparture
	Fastest                   = temporal.Fastest
)

// PathQuestion asks for ways from one actor to another.
type PathQuestion struct {
	Question
	Travel
	Objective string // empty means fewest-contacts
	K         int    // fewest-contacts: the k shortest ways, longer ones too; 0 means all that are shortest
}

// maxShortest is how many of the shortest ways are listed.
const maxShortest = 10

// Path is a way from one actor to another with a message per hop.
type Path struct {
	Hops            []Hop        `json:"hops"`
	Departure       graph.Moment `json:"departure" doc:"Of the first hop"`
	Arrival         graph.Moment `json:"arrival" doc:"Of the last hop"`
	DurationSeconds *float64     `json:"duration_seconds" doc:"From departure to arrival; null unless it is known exactly, from the times or from known orders, and the hops follow one another in time"`
	Certainty       string       `json:"certainty" enum:"certain,possible,impossible" doc:"Whether the hops followed one another in time: for every reading of their times, for some, or for none, whatever messages are chosen"`
}

// Hop is one contact on a path.
type Hop struct {
	From         graph.ActorRef `json:"from"`
	To           graph.ActorRef `json:"to"`
	Contact      graph.Contact  `json:"contact" doc:"That makes the hop"`
	Alternatives int            `json:"alternatives" doc:"How many other contacts could take its place: of fewest-contacts any between the two, else those that fit between the hops before and after"`
}

// Paths is the answer to a PathQuestion.
type Paths struct {
	Paths      []Path         `json:"paths"`
	Total      int            `json:"total" doc:"How many paths there are of this kind; several contacts between the same two are one hop"`
	Objective  Objective      `json:"objective"`
	From       graph.ActorRef `json:"from"`
	To         graph.ActorRef `json:"to"`
	Coverage   Coverage       `json:"coverage"`
	Cypher     string         `json:"cypher" doc:"The same question in the engine's Cypher; empty where none says it"`
	CypherNote string         `json:"cypher_note,omitempty" doc:"Why there is no Cypher for this, or what it leaves out"`
	Window     *Window        `json:"window,omitempty" doc:"Present when the contact index holds only this part of the graph, because the whole does not fit its memory"`
	Revision   int64          `json:"revision"`
}

// noCypher is why time-respecting paths come without Cypher.
const noCypher = "No Cypher says this within a bounded time: it would have to try every chain of contacts. The contact index answers it in one pass over the contacts in time order."

// Paths answers by which messages word could have got from one actor to another.
func (s *Service) Paths(ctx context.Context, q PathQuestion) (Paths, error) {
	out := Paths{Paths: []Path{}, Objective: Objective(q.Objective)}
	if err := q.check(&out); err != nil {
		return out, err
	}
	from, err := s.actorRef(ctx, q.From[0])
	if err != nil {
		return out, err
	}
	to, err := s.actorRef(ctx, q.To[0])
	if err != nil {
		return out, err
	}
	out.From, out.To = from, to
	if from.ID == to.ID {
		return out, graph.Errorf(graph.Invalid, "from and to are both %s: a path needs two actors", from.Name)
	}
	a, err := s.resolve(ctx, q.Question)
	if err != nil {
		return out, err
	}
	a.filter.From, a.filter.To = nil, nil
	if out.Revision, err = s.start(ctx, &a); err != nil {
		return out, err
	}
	if out.Coverage, err = s.cover(ctx, out.Revision, a.filter); err != nil {
		return out, err
	}
	r, err := s.travel(ctx, out.Revision, a.filter, q.Travel, from.ID, to.ID)
	switch {
	case graph.CodeOf(err) == graph.TooLarge && out.Objective == FewestContacts:
		return out, s.pathsOfStore(ctx, q, a.filter, &out)
	case graph.CodeOf(err) == graph.NotFound: // an end without contacts
		err = s.noPath(ctx, a.filter, &out)
		return out, err
	case err != nil:
		return out, err
	}
	if !r.window.whole() {
		out.Window = &r.window
	}
	if out.Objective == FewestContacts {
		return out, s.shortest(ctx, q, a.filter, r, &out)
	}
	return out, s.timely(ctx, a.filter, r, &out)
}

func (q *PathQuestion) check(out *Paths) error {
	switch out.Objective {
	case "":
		out.Objective = FewestContacts
	case FewestContacts, FewestHops, EarliestArrival, LatestDeparture, Fastest:
	default:
		return graph.Errorf(graph.Invalid, "no objective is called %q: use fewest-contacts, fewest-hops, earliest-arrival, latest-departure or fastest", q.Objective)
	}
	if len(q.From) != 1 || len(q.To) != 1 {
		return graph.Errorf(graph.Invalid, "a path needs one from and one to")
	}
	if q.MaxHops < 0 || q.MaxHops > temporal.MaxHops {
		return graph.Errorf(graph.Invalid, "max_hops goes from 1 to %d", temporal.MaxHops)
	}
	if q.K < 0 || q.K > temporal.MaxPaths {
		return graph.Errorf(graph.Invalid, "k goes from 1 to %d", temporal.MaxPaths)
	}
	if out.Objective == FewestContacts && (q.MinWait != "" || q.MaxWait != "" || q.Certain) {
		return graph.Errorf(graph.Invalid, "fewest-contacts does not look at time: ask for another objective, or leave out min_wait, max_wait and certain")
	}
	if out.Objective != FewestContacts && q.K > 1 {
		return graph.Errorf(graph.Invalid, "%s has one best path: leave k out, or ask for fewest-contacts", out.Objective)
	}
	return nil
}

// timely answers with the best time-respecting path.
func (s *Service) timely(ctx context.Context, f graph.Filter, r reading, out *Paths) error {
	out.CypherNote = noCypher
	p, found, err := r.Path(ctx, out.Objective)
	if err != nil {
		return err
	}
	if !found {
		no, err := r.Explain(ctx)
		if err != nil {
			return err
		}
		out.Coverage.explain(r.Index(), no)
		return s.noPath(ctx, f, out)
	}
	out.Total = 1
	out.Paths, err = s.dress(ctx, f, r, []temporal.Path{p})
	return err
}

// shortest answers with ways of the fewest contacts. Each is read so that its hops
// follow one another in time, if there are contacts that do.
func (s *Service) shortest(ctx context.Context, q PathQuestion, f graph.Filter, r reading, out *Paths) error {
	var paths []temporal.Path
	var err error
	if q.K > 0 {
		paths, err = r.ShortestPaths(ctx, q.K)
		out.Total = len(paths)
	} else {
		paths, out.Total, err = r.AllFewestContacts(ctx, maxShortest)
	}
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		lifts, err := r.LiftsOfContacts(ctx)
		if err != nil {
			return err
		}
		out.Coverage.Nearest = nearestOf(lifts)
		out.CypherNote = "No Cypher shows that there is no way of any length. A query for one length finds nothing for each."
		return s.noPath(ctx, f, out)
	}
	for i, p := range paths {
		if paths[i], err = r.InTime(ctx, p); err != nil {
			return err
		}
	}
	hops := len(paths[0].Hops)
	out.Cypher = s.cypher(s.store.Chains(out.From.ID, out.To.ID, f, hops, max(q.K, maxShortest)))
	switch {
	case len(q.Senders)+len(q.Recipients)+len(q.Avoid) > 0:
		out.CypherNote = "The Cypher leaves out senders, recipients and whom to avoid."
	case len(paths[len(paths)-1].Hops) > hops:
		out.CypherNote = "The Cypher finds the shortest ways; longer ones need a query for each length."
	}
	out.Paths, err = s.dress(ctx, f, r, paths)
	return err
}

// pathsOfStore asks the store, where the contact index does not fit its memory.
func (s *Service) pathsOfStore(ctx context.Context, q PathQuestion, f graph.Filter, out *Paths) error {
	if len(q.Senders)+len(q.Recipients)+len(q.Avoid)+q.K > 0 || len(f.Actors) > 0 {
		return graph.Errorf(graph.Unsupported, "the graph is larger than the memory of the contact index, and the store's own paths know no k, actor, sender, recipient or avoid: leave these out, narrow the period, or raise index.memory")
	}
	hops := q.MaxHops
	if hops == 0 {
		hops = temporal.MaxHops
	}
	found, err := s.store.Paths(ctx, out.From.ID, out.To.ID, f, hops, maxShortest)
	if err != nil {
		return err
	}
	out.Total, out.Cypher = found.Total, s.cypher(found.Query)
	if len(found.Items) == 0 {
		return s.noPath(ctx, f, out)
	}
	r, err := s.alongPaths(ctx, f, found.Items, out)
	if err != nil {
		return err
	}
	paths, _, err := r.AllFewestContacts(ctx, maxShortest)
	if err != nil {
		return err
	}
	for i, p := range paths {
		if paths[i], err = r.InTime(ctx, p); err != nil {
			return err
		}
	}
	out.Paths, err = s.dress(ctx, f, r, paths)
	return err
}

// fewContacts is the memory for the contacts along the paths that a store found.
const fewContacts = 256 << 20

// alongPaths opens an index of the contacts among the actors of paths: whether their
// hops follow one another in time the store does not say.
func (s *Service) alongPaths(ctx context.Context, f graph.Filter, paths []graph.Path, out *Paths) (reading, error) {
	for _, p := range paths {
		for _, h := range p.Hops {
			f.From, f.To = append(f.From, h.From.ID), append(f.To, h.To.ID)
		}
	}
	slices.Sort(f.From)
	slices.Sort(f.To)
	f.From, f.To = slices.Compact(f.From), slices.Compact(f.To)
	index, err := s.indexes.fill(ctx, f, temporal.Options{Revision: out.Revision, Budget: fewContacts})
	if err != nil {
		return reading{}, err
	}
	q, err := index.Query(ctx, temporal.Question{From: out.From.ID, To: out.To.ID, Since: f.Since, Until: f.Until})
	return reading{q, Window{}}, err
}

// dress makes answers of the index's paths.
func (s *Service) dress(ctx context.Context, f graph.Filter, r reading, paths []temporal.Path) ([]Path, error) {
	contacts, err := s.contacts.of(ctx, r.Index(), paths)
	if err != nil {
		return nil, err
	}
	out := make([]Path, len(paths))
	for i, p := range paths {
		path := Path{Hops: make([]Hop, len(p.Hops)), Certainty: string(p.Certainty)}
		for j, h := range p.Hops {
			c := contacts[h.Contact]
			c.Certainty = c.At.Within(f.Since, f.Until)
			path.Hops[j] = Hop{From: c.From, To: c.To, Contact: c, Alternatives: h.Alternatives}
		}
		path.Departure = moment(p.Departure, &path.Hops[0].Contact)
		path.Arrival = moment(p.Arrival, &path.Hops[len(p.Hops)-1].Contact)
		if p.Certainty != graph.Impossible && p.Duration.Exact() {
			seconds := (time.Duration(p.Duration.Earliest) * time.Microsecond).Seconds()
			path.DurationSeconds = &seconds
		}
		out[i] = path
	}
	return out, nil
}

// explain puts into the coverage why the index found no path.
func (c *Coverage) explain(ix *temporal.Index, no temporal.No) {
	c.Reached = &no.Reached
	if n := no.Nearest; n != nil {
		c.Closest = &Closest{Actor: ix.Actor(n.Actor), Hops: n.Hops, Contacts: n.Contacts}
		if n.Hops > 0 {
			at := n.At.Moment()
			c.Closest.At = &at
		}
	}
	c.Nearest = nearestOf(no.Lifts)
}

// liftNames are the restrictions that the API calls otherwise than the index does.
var liftNames = map[temporal.Restriction]string{temporal.BySender: "sender", temporal.ToWhom: "recipient", temporal.ByActor: "actor"}

func nearestOf(lifts []temporal.Lift) []Nearest {
	var out []Nearest
	for _, l := range lifts {
		name := string(l.Restriction)
		if other, ok := liftNames[l.Restriction]; ok {
			name = other
		}
		out = append(out, Nearest{Lift: name, Contacts: l.Hops})
	}
	return out
}

// noPath says what kind of no it is.
func (s *Service) noPath(ctx context.Context, f graph.Filter, out *Paths) error {
	text := "No chain of recorded contacts leads from one to the other. That is not evidence that there was none."
	lifts := func(r temporal.Restriction) bool {
		return slices.ContainsFunc(out.Coverage.Nearest, func(n Nearest) bool { return n.Lift == string(r) })
	}
	switch {
	case lifts(temporal.OnlyCertain):
		text = "Recorded contacts lead from one to the other, but that they followed one another in time is possible, not certain."
	case lifts(temporal.TimeOrder):
		text = "Recorded contacts lead from one to the other, but not in an order of time in which word could have travelled. That is not evidence that it did not."
	}
	out.Coverage.No = &No{Kind: NotRecorded, Text: text}
	var err error
	out.Coverage.Gaps, err = s.gaps(ctx, f)
	return err
}
