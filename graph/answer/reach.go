package answer

import (
	"cmp"
	"context"
	"slices"

	"backchannel/graph"
	"backchannel/graph/temporal"
)

// ReachQuestion asks how far word from one actor could have got by until, or, with
// to in place of from, from whom one actor could have heard since.
type ReachQuestion struct {
	Question
	Travel
}

// Reached is an actor whom word could have reached, or from whom it could have come.
type Reached struct {
	Actor     graph.ActorRef `json:"actor"`
	At        graph.Moment   `json:"at" doc:"With from: when word can first be there. With to: until when it must have left"`
	Hops      int            `json:"hops" doc:"The fewest contacts by which it can be there then"`
	Certainty string         `json:"certainty" enum:"certain,possible" doc:"Whether that holds for every reading of vague times, or for some"`
}

// Reach is the answer to a ReachQuestion: first who was first reached; with to,
// first who could wait the longest.
type Reach struct {
	List[Reached]
	Actor      graph.ActorRef `json:"actor" doc:"Whom the question is about"`
	Direction  string         `json:"direction" enum:"from,to"`
	CypherNote string         `json:"cypher_note"`
	Window     *Window        `json:"window,omitempty" doc:"Present when the contact index holds only this part of the graph"`
}

// Reach answers who could have known, or from whom somebody could have heard.
func (s *Service) Reach(ctx context.Context, q ReachQuestion) (Reach, error) {
	out := Reach{List: List[Reached]{Items: []Reached{}}, Direction: "from", CypherNote: noCypher}
	names := q.From
	if len(names) == 0 {
		names, out.Direction = q.To, "to"
	}
	if len(q.From)+len(q.To) != 1 {
		return out, graph.Errorf(graph.Invalid, "reach needs one from (whom could word from there have reached?) or one to (from whom could it have come?)")
	}
	actor, err := s.actorRef(ctx, names[0])
	if err != nil {
		return out, err
	}
	out.Actor = actor
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
	from, to := actor.ID, ""
	if out.Direction == "to" {
		from, to = to, from
	}
	all, err := s.spread(ctx, a.filter, q.Travel, from, to, &out)
	if err != nil {
		return out, err
	}
	if out.Total = len(all); out.Total == 0 {
		out.Coverage.No = &No{Kind: NotRecorded, Text: "Nobody is reached by recorded contacts that follow one another in time. That is not evidence that nobody was."}
		out.Coverage.Gaps, err = s.gaps(ctx, a.filter)
		return out, err
	}
	out.Items = all[min(a.page.Offset, len(all)):min(a.page.Offset+a.page.Limit, len(all))]
	if end := a.page.Offset + len(out.Items); end < len(all) {
		out.NextCursor = cursor(out.Revision, end)
	}
	return out, nil
}

// spread lists all who are reached.
func (s *Service) spread(ctx context.Context, f graph.Filter, t Travel, from, to string, out *Reach) ([]Reached, error) {
	r, err := s.travel(ctx, out.Revision, f, t, from, to)
	if graph.CodeOf(err) == graph.NotFound {
		return nil, nil // without contacts nobody is reached
	}
	if err != nil {
		return nil, err
	}
	if !r.window.whole() {
		out.Window = &r.window
	}
	search := r.ReachForward
	if from == "" {
		search = r.ReachBackward
	}
	spread, err := search(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]temporal.Reached, 0, spread.Len())
	for it := range spread.All() {
		all = append(all, it)
	}
	slices.SortFunc(all, func(a, b temporal.Reached) int {
		if from == "" {
			return cmp.Or(cmp.Compare(b.At.Latest, a.At.Latest), cmp.Compare(b.At.Earliest, a.At.Earliest), cmp.Compare(a.Hops, b.Hops), cmp.Compare(a.Actor, b.Actor))
		}
		return cmp.Or(cmp.Compare(a.At.Earliest, b.At.Earliest), cmp.Compare(a.At.Latest, b.At.Latest), cmp.Compare(a.Hops, b.Hops), cmp.Compare(a.Actor, b.Actor))
	})
	list := make([]Reached, len(all))
	for i, it := range all {
		list[i] = Reached{Actor: r.Index().Actor(it.Actor), At: it.At.Moment(), Hops: it.Hops, Certainty: string(it.Certainty)}
	}
	return list, nil
}
