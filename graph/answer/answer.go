package answer

import (
	"context"
	"strings"

	lru "github.com/hashicorp/golang-lru/v2"

	"backchannel/graph"
	"backchannel/graph/cypher"
	"backchannel/graph/layout"
	"backchannel/graph/temporal"
)

// Service answers questions over a store. It is safe for concurrent use. Between
// two questions it keeps the contact index of the newest revision, once a question
// needed it, and what many questions ask alike.
type Service struct {
	store    graph.Store
	indexes  indexes
	covers   remembered[Coverage]
	silences remembered[[]Gap]
	named    remembered[graph.Actor]
	matches  remembered[[]string]
	contacts *citedContacts
	version  string

	surroundings remembered[*surroundings]
	unaddressed  remembered[posts]
	recorded     remembered[*temporal.Recorded]
	layouts      *lru.Cache[string, layout.Positions]
}

// Options of a Service. The zero value means the defaults.
type Options struct {
	Version     string // of the program, for results that are to be run again
	IndexMemory int64  // bytes that the contact index may take; 0 means DefaultIndexMemory
}

// New returns a Service over store, which stays the caller's to close.
func New(store graph.Store, o Options) *Service {
	if o.IndexMemory == 0 {
		o.IndexMemory = DefaultIndexMemory
	}
	layouts, err := lru.New[string, layout.Positions](keptLayouts)
	if err != nil {
		panic(err) // it fails for a size below one
	}
	return &Service{store: store, layouts: layouts, indexes: indexes{store: store, memory: o.IndexMemory}, contacts: newCitedContacts(store), version: o.Version}
}

// Question is how people narrow a question: the same words in a URL, in a flag
// and in a file. Empty fields do not narrow.
type Question struct {
	From     []string // senders: ids, names or aliases
	To       []string // recipients
	Actor    []string // senders or recipients
	About    string   // a topic, or words; "quotes" keep a phrase together, word* finds what begins so
	Since    string   // RFC 3339, or any notation of graph.ParseMoment; its earliest reading counts
	Until    string   // the same; its latest reading counts
	Role     []string // to, cc, bcc
	Channel  []string
	Answered string // yes, no, unknown
	Order    string // of contacts: oldest, the default, or newest first
	Limit    int    // of the list; 0 means graph.DefaultLimit
	Cursor   string // next_cursor of the page before
}

// asked is a Question with its names resolved.
type asked struct {
	filter graph.Filter
	page   graph.Page
	cursor string
}

// resolve turns a Question into a filter and a page.
func (s *Service) resolve(ctx context.Context, q Question) (asked, error) {
	a := asked{cursor: q.Cursor, page: graph.Page{Limit: q.Limit}}
	var err error
	for _, names := range []struct {
		given []string
		ids   *[]string
	}{{q.From, &a.filter.From}, {q.To, &a.filter.To}, {q.Actor, &a.filter.Actors}} {
		if *names.ids, err = s.actorIDs(ctx, names.given); err != nil {
			return a, err
		}
	}
	if a.filter.Topics, a.filter.Words, err = s.about(ctx, q.About); err != nil {
		return a, err
	}
	if err := period(q, &a.filter); err != nil {
		return a, err
	}
	if err := words(q, &a.filter); err != nil {
		return a, err
	}
	switch {
	case q.Limit < 0 || q.Limit > graph.MaxLimit:
		return a, graph.Errorf(graph.Invalid, "limit is %d: give a number from 1 to %d", q.Limit, graph.MaxLimit)
	case q.Limit == 0:
		a.page.Limit = graph.DefaultLimit
	}
	switch q.Order {
	case "", "oldest":
	case "newest":
		a.page.Newest = true
	default:
		return a, graph.Errorf(graph.Invalid, "order is %q: use oldest or newest", q.Order)
	}
	return a, nil
}

// period reads since and until.
func period(q Question, f *graph.Filter) error {
	if q.Since != "" {
		m, err := graph.ParseMoment(q.Since)
		if err != nil {
			return err
		}
		f.Since = m.Earliest
	}
	if q.Until != "" {
		m, err := graph.ParseMoment(q.Until)
		if err != nil {
			return err
		}
		f.Until = m.Latest
	}
	if f.Since != nil && f.Until != nil && f.Since.After(*f.Until) {
		return graph.Errorf(graph.Invalid, "the period is empty: since %s is later than until %s", q.Since, q.Until)
	}
	return nil
}

// words reads the fields that take one of a few words.
func words(q Question, f *graph.Filter) error {
	for _, r := range q.Role {
		role := graph.Role(strings.ToLower(r))
		switch role {
		case graph.To, graph.Cc, graph.Bcc:
			f.Roles = append(f.Roles, role)
		default:
			return graph.Errorf(graph.Invalid, "no role is called %q: use to, cc or bcc", r)
		}
	}
	for _, c := range q.Channel {
		f.Channels = append(f.Channels, graph.Channel(c))
	}
	switch a := graph.Answered(q.Answered); a {
	case "", graph.AnsweredYes, graph.AnsweredNo, graph.AnsweredUnknown:
		f.Answered = a
	default:
		return graph.Errorf(graph.Invalid, "answered is %q: use yes, no or unknown", q.Answered)
	}
	return nil
}

// cypher shows a statement with its parameters in place. Our own statements
// always can be shown; a fault here must not cost the answer.
func (s *Service) cypher(q graph.Statement) string {
	text, err := cypher.Inline(s.store.Capabilities().Dialect, q)
	if err != nil {
		return q.Text
	}
	return text
}
