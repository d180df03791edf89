package answer

import (
	"context"
	"time"

	"backchannel/graph"
	"backchannel/graph/temporal"
)

// Measure names what can be measured of actors and of pairs.
type Measure string

// The measures.
const (
	DegreeMeasure         Measure = "degree"
	BetweennessMeasure    Measure = "betweenness"
	PageRankMeasure       Measure = "pagerank"
	CommunitiesMeasure    Measure = "communities"
	ComponentsMeasure     Measure = "components"
	CorrespondentsMeasure Measure = "correspondents"
	RepliesMeasure        Measure = "replies"
)

// MeasureQuestion asks for one measure of the contacts that its filters admit.
type MeasureQuestion struct {
	Question
	Measure string
	Within  string // replies: how long a reply may take; empty means defaultWithin
	Samples int    // betweenness: how many actors to search from; 0 means as many as keep it quick
	Seed    uint64 // betweenness of a sample, communities
}

const defaultWithin = 7 * 24 * time.Hour

// Measured is one line of a measure. What is not of the measure is absent.
type Measured struct {
	Actor         *graph.ActorRef  `json:"actor,omitempty"`
	Other         *graph.ActorRef  `json:"other,omitempty" doc:"correspondents: the other; replies: who was to reply"`
	Value         *float64         `json:"value,omitempty" doc:"betweenness, pagerank: the score; replies: the share replied to"`
	Contacts      *int             `json:"contacts,omitempty" doc:"communities, components: between the members; replies: from the actor to the other"`
	Sent          *int             `json:"sent,omitempty" doc:"degree, correspondents: contacts"`
	Received      *int             `json:"received,omitempty" doc:"degree, correspondents: contacts"`
	Recipients    *int             `json:"recipients,omitempty" doc:"degree: distinct actors sent to"`
	Senders       *int             `json:"senders,omitempty" doc:"degree: distinct actors heard from"`
	Replied       *int             `json:"replied,omitempty" doc:"replies: how many of the contacts"`
	Recorded      *int             `json:"recorded,omitempty" doc:"replies: how many of those replied to by a message that is recorded as the reply; the others by the next message back of which no reply is recorded"`
	MedianSeconds *float64         `json:"median_seconds,omitempty" doc:"replies: from the contact to its reply"`
	First         *graph.Moment    `json:"first,omitempty" doc:"correspondents: the first contact with an exact time"`
	Last          *graph.Moment    `json:"last,omitempty"`
	Size          *int             `json:"size,omitempty" doc:"communities, components: how many members"`
	Members       []graph.ActorRef `json:"members,omitempty" doc:"At most 1000, those with the most contacts first"`
}

// Measures is the answer to a MeasureQuestion.
type Measures struct {
	List[Measured]
	Measure    Measure  `json:"measure"`
	Modularity *float64 `json:"modularity,omitempty" doc:"communities: of the division, from -1/2 to 1"`
	Samples    *int     `json:"samples,omitempty" doc:"betweenness: searched from so many actors; the scores are estimates if that is not all"`
	Actors     *int     `json:"actors,omitempty" doc:"betweenness: how many there are"`
	Within     *float64 `json:"within_seconds,omitempty" doc:"replies: how long a reply could take"`
	Vague      *int     `json:"vague,omitempty" doc:"replies: contacts left out because nobody knows their exact time"`
	CypherNote string   `json:"cypher_note,omitempty"`
	Window     *Window  `json:"window,omitempty" doc:"Present when the contact index holds only this part of the graph"`
}

// Measures answers how actors and pairs stand in the network of contacts.
func (s *Service) Measures(ctx context.Context, q MeasureQuestion) (Measures, error) {
	out := Measures{List: List[Measured]{Items: []Measured{}}, Measure: Measure(q.Measure), CypherNote: noMeasure}
	measure, ok := measures[out.Measure]
	if !ok {
		return out, graph.Errorf(graph.Invalid, "no measure is called %q: use degree, betweenness, pagerank, communities, components, correspondents or replies", q.Measure)
	}
	a, err := s.resolve(ctx, q.Question)
	if err != nil {
		return out, err
	}
	if _, err = s.start(ctx, &a); err != nil {
		return out, err
	}
	var from, to string
	switch {
	case out.Measure == CorrespondentsMeasure && len(a.filter.Actors) == 1:
		from = a.filter.Actors[0] // pairs are told from this one's side
	case out.Measure == RepliesMeasure: // from and to are the pairs: what goes the other way counts too
		if from, to, err = pairOf(a.filter); err != nil {
			return out, err
		}
		q.From, q.To = nil, nil
	}
	r, err := s.ready(ctx, q.Question, from, to, &out.Revision, &out.Coverage, &out.Window)
	if err != nil {
		return out, err
	}
	if out.Total, err = measure(ctx, s, r, q, a.page, &out); err != nil {
		return out, err
	}
	if end := a.page.Offset + len(out.Items); len(out.Items) > 0 && end < out.Total {
		out.NextCursor = cursor(out.Revision, end)
	}
	if out.Total == 0 {
		out.Coverage.No = &No{Kind: NotRecorded, Text: "No contact is left to measure."}
	}
	if out.Measure == DegreeMeasure || out.Measure == CorrespondentsMeasure {
		pairs, err := s.store.Pairs(ctx, a.filter, graph.Page{Limit: 1})
		if err != nil {
			return out, err
		}
		out.Cypher = s.cypher(pairs.Query)
		out.CypherNote = "The Cypher counts contacts by sender and recipient; add them up both ways, or by actor."
	}
	return out, nil
}

// pairOf is the one who wrote and the one who was to reply, where they are named.
func pairOf(f graph.Filter) (from, to string, err error) {
	if len(f.From) > 1 || len(f.To) > 1 {
		return "", "", graph.Errorf(graph.Invalid, "replies are told of all pairs, or of one from (who wrote) and one to (who was to reply): give one each, or use actor for several")
	}
	if len(f.From) == 1 {
		from = f.From[0]
	}
	if len(f.To) == 1 {
		to = f.To[0]
	}
	return from, to, nil
}

// ready opens the contact index for a question about all contacts that its filters
// admit, perhaps seen from one actor, or between two.
func (s *Service) ready(ctx context.Context, q Question, from, to string, revision *int64, c *Coverage, window **Window) (reading, error) {
	a, err := s.resolve(ctx, q)
	if err != nil {
		return reading{}, err
	}
	t := Travel{Senders: a.filter.From, Recipients: a.filter.To}
	a.filter.From, a.filter.To = nil, nil
	if *revision, err = s.store.Revision(ctx); err != nil {
		return reading{}, err
	}
	if *c, err = s.cover(ctx, *revision, a.filter); err != nil {
		return reading{}, err
	}
	r, err := s.travel(ctx, *revision, a.filter, t, from, to)
	if err == nil && !r.window.whole() {
		*window = &r.window
	}
	return r, err
}

// measures work each measure out, put its lines into the answer and return how
// many there are in all.
var measures = map[Measure]func(ctx context.Context, s *Service, r reading, q MeasureQuestion, p graph.Page, out *Measures) (int, error){
	DegreeMeasure: func(ctx context.Context, _ *Service, r reading, _ MeasureQuestion, p graph.Page, out *Measures) (int, error) {
		l, err := r.Degrees(ctx, p)
		for _, d := range l.Items {
			out.Items = append(out.Items, Measured{Actor: r.actor(d.Actor), Sent: &d.Sent, Received: &d.Received, Recipients: &d.Recipients, Senders: &d.Senders})
		}
		return l.Total, err
	},
	BetweennessMeasure: func(ctx context.Context, _ *Service, r reading, q MeasureQuestion, p graph.Page, out *Measures) (int, error) {
		b, err := r.Betweenness(ctx, q.Samples, q.Seed, p)
		if err != nil {
			return 0, err
		}
		out.Actors, out.Samples = &b.Actors, &b.Sources
		out.scores(r, b.Items)
		return b.Total, nil
	},
	PageRankMeasure: func(ctx context.Context, _ *Service, r reading, _ MeasureQuestion, p graph.Page, out *Measures) (int, error) {
		l, err := r.PageRank(ctx, p)
		out.scores(r, l.Items)
		return l.Total, err
	},
	CommunitiesMeasure: func(ctx context.Context, _ *Service, r reading, q MeasureQuestion, p graph.Page, out *Measures) (int, error) {
		c, err := r.Communities(ctx, q.Seed, p)
		if err != nil {
			return 0, err
		}
		out.Modularity = &c.Modularity
		out.groups(r, c.Items)
		return c.Total, nil
	},
	ComponentsMeasure: func(ctx context.Context, _ *Service, r reading, _ MeasureQuestion, p graph.Page, out *Measures) (int, error) {
		c, err := r.Components(ctx, p)
		if err != nil {
			return 0, err
		}
		out.groups(r, c.Items)
		return c.Total, nil
	},
	CorrespondentsMeasure: func(ctx context.Context, _ *Service, r reading, _ MeasureQuestion, p graph.Page, out *Measures) (int, error) {
		l, err := r.Correspondents(ctx, p)
		for _, c := range l.Items {
			m := Measured{Actor: r.actor(c.A), Other: r.actor(c.B), Sent: &c.Sent, Received: &c.Received}
			if c.Dated {
				first, last := c.First.Moment(), c.Last.Moment()
				m.First, m.Last = &first, &last
			}
			out.Items = append(out.Items, m)
		}
		return l.Total, err
	},
	RepliesMeasure: func(ctx context.Context, s *Service, r reading, q MeasureQuestion, p graph.Page, out *Measures) (int, error) {
		within, err := wait("within", q.Within)
		if err != nil {
			return 0, err
		}
		if q.Within == "" {
			within = defaultWithin
		}
		recorded, err := s.recordedReplies(ctx, r)
		if err != nil {
			return 0, err
		}
		l, err := r.ReplyRates(ctx, within, recorded, p)
		if err != nil {
			return 0, err
		}
		seconds := within.Seconds()
		out.Within, out.Vague = &seconds, &l.Vague
		for _, c := range l.Items {
			m := Measured{Actor: r.actor(c.From), Other: r.actor(c.To), Contacts: &c.Contacts, Replied: &c.Replied, Recorded: &c.Recorded, Value: &c.Rate}
			if c.Replied > 0 {
				median := c.Median.Seconds()
				m.MedianSeconds = &median
			}
			out.Items = append(out.Items, m)
		}
		return l.Total, nil
	},
}

// recordedReplies reads which messages the store records as replies.
func (s *Service) recordedReplies(ctx context.Context, r reading) (*temporal.Recorded, error) {
	ix := r.Index()
	read := func() (*temporal.Recorded, error) { return ix.Recorded(ctx, s.store.Replied(ctx)) }
	if !r.window.whole() { // their numbers are of this index
		return read()
	}
	return s.recorded.get(ix.Revision(), "", read)
}

func (r reading) actor(n uint32) *graph.ActorRef {
	ref := r.Index().Actor(n)
	return &ref
}

func (m *Measures) scores(r reading, scores []temporal.Score) {
	for _, s := range scores {
		m.Items = append(m.Items, Measured{Actor: r.actor(s.Actor), Value: &s.Value})
	}
}

func (m *Measures) groups(r reading, groups []temporal.Group) {
	for _, g := range groups {
		line := Measured{Size: &g.Size, Contacts: &g.Contacts}
		for _, a := range g.Members {
			line.Members = append(line.Members, *r.actor(a))
		}
		m.Items = append(m.Items, line)
	}
}
