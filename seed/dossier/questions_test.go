package dossier

import (
	"cmp"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"backchannel/graph"
)

// question is an entry of questions.yaml; the head of that file says what each
// field means. The engines answer them in the tests of package answer. Here
// those that need no engine are answered in the plainest way, by looking at
// every item in turn, so that the file itself is known to be right.
type question struct {
	Ask    string            `yaml:"ask"`
	Answer string            `yaml:"answer"`
	Call   string            `yaml:"call"`
	With   map[string]string `yaml:"with"`
	Expect struct {
		Total      *int           `yaml:"total"`
		IDs        []string       `yaml:"ids"`
		InOrder    []string       `yaml:"in_order"`
		Include    []string       `yaml:"include"`
		Exclude    []string       `yaml:"exclude"`
		Undated    []string       `yaml:"undated"`
		Hops       [][]string     `yaml:"hops"`
		Rows       [][]any        `yaml:"rows"`
		Values     map[string]any `yaml:"values"`
		No         string         `yaml:"no"`
		Error      string         `yaml:"error"`
		Candidates []string       `yaml:"candidates"`
	} `yaml:"expect"`
}

func questions(t *testing.T) []question {
	t.Helper()
	f, err := os.Open("questions.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := yaml.NewDecoder(f)
	d.KnownFields(true)
	var list []question
	if err := d.Decode(&list); err != nil {
		t.Fatal(err)
	}
	return list
}

var fields = []string{"from", "to", "actor", "about", "since", "until", "role", "channel", "answered", "q", "id", "query"}

func TestQuestionsAreWellFormed(t *testing.T) {
	list := questions(t)
	known := map[string]bool{}
	b := builtin(t)
	for _, m := range b.Messages {
		known[m.ID] = true
	}
	for _, c := range b.Claims {
		known[c.ID] = true
	}
	for _, e := range b.Events {
		known[e.ID] = true
	}
	for _, a := range b.Actors {
		known[a.ID] = true
	}
	for _, x := range b.Topics {
		known[x.ID] = true
	}
	for _, s := range b.Sources {
		known[s.ID] = true
	}
	negative, asked := map[string]int{}, map[string]bool{}
	for _, q := range list {
		if q.Ask == "" || q.Answer == "" || asked[q.Ask] {
			t.Errorf("%q has no text, no answer, or stands twice", q.Ask)
		}
		asked[q.Ask] = true
		for name := range q.With {
			if !slices.Contains(fields, name) {
				t.Errorf("%q narrows by %q", q.Ask, name)
			}
		}
		e := q.Expect
		if e.Total == nil && e.IDs == nil && e.InOrder == nil && e.Include == nil && e.Undated == nil && e.Hops == nil && e.Rows == nil && e.Values == nil && e.Error == "" {
			t.Errorf("%q expects nothing", q.Ask)
		}
		for _, id := range slices.Concat(e.IDs, e.InOrder, e.Include, e.Exclude, e.Undated, e.Candidates, slices.Concat(e.Hops...)) {
			for one := range strings.SplitSeq(id, " > ") {
				if !known[one] {
					t.Errorf("%q expects %q, which the dossier does not have", q.Ask, one)
				}
			}
		}
		for _, kind := range []string{"No", "Not said", "The texts disagree"} {
			if strings.HasPrefix(q.Answer, kind+".") || strings.HasPrefix(q.Answer, kind+" ") || strings.HasPrefix(q.Answer, kind+";") {
				negative[kind]++
			}
		}
	}
	if len(list) < 60 || negative["No"] < 5 || negative["Not said"] < 5 || negative["The texts disagree"] < 5 {
		t.Errorf("%d questions, of which %v", len(list), negative)
	}
}

func TestQuestionsAnsweredPlainly(t *testing.T) {
	b := builtin(t)
	answered := 0
	for _, q := range questions(t) {
		got, ok := plainly(t, b, q)
		if !ok {
			continue
		}
		answered++
		e := q.Expect
		if got.err != e.Error {
			t.Errorf("%q: error %q, want %q", q.Ask, got.err, e.Error)
		}
		if e.Candidates != nil && !sameSet(got.candidates, e.Candidates) {
			t.Errorf("%q: candidates %v, want %v", q.Ask, got.candidates, e.Candidates)
		}
		if e.Total != nil && got.total != *e.Total {
			t.Errorf("%q: %d, want %d", q.Ask, got.total, *e.Total)
		}
		if e.IDs != nil && !sameSet(got.ids, e.IDs) {
			t.Errorf("%q: %v, want %v", q.Ask, got.ids, e.IDs)
		}
		if e.InOrder != nil && !slices.Equal(got.ids, e.InOrder) {
			t.Errorf("%q: %v, want %v", q.Ask, got.ids, e.InOrder)
		}
		if e.Undated != nil && !sameSet(got.undated, e.Undated) {
			t.Errorf("%q: undated %v, want %v", q.Ask, got.undated, e.Undated)
		}
		if e.No != "" && got.no != e.No {
			t.Errorf("%q: %s, want %s", q.Ask, got.no, e.No)
		}
	}
	if answered < 40 {
		t.Errorf("only %d questions could be answered here", answered)
	}
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// reply is the part of an answer that the plain way knows.
type reply struct {
	ids, undated, candidates []string
	total                    int
	no, err                  string
}

type contact struct{ from, to, message string }

// plainly answers a question, or says that it cannot.
func plainly(t *testing.T, b *graph.Batch, q question) (reply, bool) {
	t.Helper()
	n := narrowed{b: b, q: q.With}
	var r reply
	switch q.Call {
	case "actors":
		if q.With["q"] != "" {
			for _, a := range b.Actors {
				if holds(graph.FoldQuery(q.With["q"]), append([]string{a.Name}, a.Aliases...)...) {
					r.ids = append(r.ids, a.ID)
				}
			}
			return r, true
		}
		n.actor(q.With["id"])
		return reply{err: n.err, candidates: n.candidates}, true
	case "contacts", "pairs":
		r.ids = n.contactIDs(q.Call)
	case "messages":
		if q.With["id"] != "" {
			return reply{}, false
		}
		for _, m := range n.messages() {
			r.ids = append(r.ids, m.ID)
		}
	case "topics":
		for _, x := range b.Topics {
			if holds(graph.FoldQuery(q.With["q"]), x.Label) {
				r.ids = append(r.ids, x.ID)
			}
		}
	case "claims":
		r.ids = n.claims()
	case "search":
		r.ids = n.search(graph.FoldQuery(q.With["q"]))
	case "threads":
		for _, m := range b.Messages {
			if m.ThreadID != "" && (m.ThreadID == q.With["id"] || m.ID == q.With["id"]) {
				r.ids = append(r.ids, m.ID)
			}
		}
	case "timeline":
		r.ids, r.undated = n.timeline()
		return r, true
	case "sources":
		for _, s := range b.Sources {
			r.ids = append(r.ids, s.ID)
		}
	default:
		return r, false
	}
	r.total, r.err, r.candidates, r.no = len(r.ids), n.err, n.candidates, "none"
	if r.total == 0 && n.err == "" {
		r.no = n.kindOfNo()
	}
	return r, true
}

// narrowed is the dossier under the filters of a question.
type narrowed struct {
	b          *graph.Batch
	q          map[string]string
	err        string
	candidates []string
}

func holds(phrases []string, texts ...string) bool {
	folded := graph.Fold(texts...)
	for _, p := range phrases {
		if !strings.Contains(folded, p) {
			return false
		}
	}
	return true
}

// actor resolves a name: an id, else a whole name, else a whole alias, else the
// words of either.
func (n *narrowed) actor(name string) string {
	if name == "" {
		return ""
	}
	var byRank [4][]string
	for _, a := range n.b.Actors {
		names := append([]string{a.Name}, a.Aliases...)
		is := func(s string) bool { return graph.Fold(s) == graph.Fold(name) }
		switch {
		case a.ID == name:
			byRank[0] = append(byRank[0], a.ID)
		case is(a.Name):
			byRank[1] = append(byRank[1], a.ID)
		case slices.ContainsFunc(a.Aliases, is):
			byRank[2] = append(byRank[2], a.ID)
		case slices.ContainsFunc(names, func(s string) bool { return holds(graph.FoldQuery(name), s) }):
			byRank[3] = append(byRank[3], a.ID)
		}
	}
	for _, ids := range byRank {
		switch len(ids) {
		case 0:
			continue
		case 1:
			return ids[0]
		}
		n.err, n.candidates = "ambiguous", ids
		return ""
	}
	n.err = "not_found"
	return ""
}

// admits tells whether a message passes all filters but those on actors and roles.
func (n *narrowed) admits(m graph.Message) bool {
	if c := n.q["channel"]; c != "" && c != string(m.Channel) {
		return false
	}
	if a := n.q["answered"]; a != "" && a != string(m.Answered) {
		return false
	}
	return n.inPeriod(graph.Ref{Label: graph.MessageLabel, ID: m.ID}) && n.isAbout(m)
}

func (n *narrowed) isAbout(m graph.Message) bool {
	about := n.q["about"]
	if about == "" {
		return true
	}
	phrases := graph.FoldQuery(about)
	whole := false
	for _, x := range n.b.Topics {
		if x.ID == about || graph.Fold(x.Label) == graph.Fold(about) {
			whole = true
			if slices.Contains(m.Topics, x.ID) {
				return true
			}
		}
	}
	if whole {
		return false
	}
	for _, a := range n.b.Actors {
		if a.ID == about {
			phrases = []string{graph.Fold(a.Name)}
		}
	}
	for _, x := range n.b.Topics {
		if slices.Contains(m.Topics, x.ID) && n.named(graph.Ref{Label: graph.TopicLabel, ID: x.ID}, phrases) {
			return true
		}
	}
	for _, x := range n.b.Mentions {
		if x.From.ID == m.ID && n.named(x.To, phrases) {
			return true
		}
	}
	return holds(phrases, m.Subject, m.Summary, m.Body)
}

// named tells whether what something is called holds the words; of an event what
// it sums up to as well. A message has no name.
func (n *narrowed) named(r graph.Ref, phrases []string) bool {
	for _, a := range n.b.Actors {
		if a.ID == r.ID {
			return holds(phrases, append([]string{a.Name}, a.Aliases...)...)
		}
	}
	for _, e := range n.b.Events {
		if e.ID == r.ID {
			return holds(phrases, e.Label, e.Summary)
		}
	}
	for _, x := range n.b.Topics {
		if x.ID == r.ID {
			return holds(phrases, x.Label)
		}
	}
	return false
}

// moments is when everything was, by its date and all known orders together.
func (n *narrowed) moments() map[graph.Ref]graph.Moment {
	var line graph.Timeline
	for _, m := range n.b.Messages {
		line.Place(graph.Ref{Label: graph.MessageLabel, ID: m.ID}, m.Sent)
	}
	for _, e := range n.b.Events {
		line.Place(graph.Ref{Label: graph.EventLabel, ID: e.ID}, e.At)
	}
	for _, o := range n.b.Orders {
		line.Add(o)
	}
	return line.Moments()
}

// inPeriod tells whether something could have been in the period asked for.
func (n *narrowed) inPeriod(r graph.Ref) bool {
	var since, until *time.Time
	if m, err := graph.ParseMoment(n.q["since"]); err == nil {
		since = m.Earliest
	}
	if m, err := graph.ParseMoment(n.q["until"]); err == nil {
		until = m.Latest
	}
	return n.moments()[r].Within(since, until) != graph.Impossible
}

func (n *narrowed) contacts() []contact {
	from, to, either := n.actor(n.q["from"]), n.actor(n.q["to"]), n.actor(n.q["actor"])
	if n.err != "" {
		return nil
	}
	var out []contact
	for _, m := range n.b.Messages {
		if !n.admits(m) {
			continue
		}
		recipients := m.Recipients
		if m.Channel.Mutual() {
			for _, id := range m.Senders {
				recipients = append(recipients, graph.Recipient{Actor: id, Role: graph.To})
			}
		}
		for _, s := range m.Senders {
			for _, r := range recipients {
				c := contact{s, r.Actor, m.ID}
				if m.Channel.Mutual() && s == r.Actor || n.q["role"] != "" && n.q["role"] != string(r.Role) ||
					from != "" && c.from != from || to != "" && c.to != to || either != "" && c.from != either && c.to != either {
					continue
				}
				out = append(out, c)
			}
		}
	}
	return out
}

func (n *narrowed) contactIDs(call string) []string {
	var ids []string
	list := n.contacts()
	if call == "contacts" {
		moments := map[string]graph.Moment{}
		for _, m := range n.b.Messages {
			moments[m.ID] = m.Sent
		}
		slices.SortStableFunc(list, func(a, b contact) int {
			return cmp.Or(byTime(moments[a.message], moments[b.message]), cmp.Compare(a.message, b.message), cmp.Compare(a.from, b.from))
		})
		for _, c := range list {
			ids = append(ids, c.message)
		}
		return ids
	}
	count := map[string]int{}
	for _, c := range list {
		pair := c.from + " > " + c.to
		if count[pair]++; count[pair] == 1 {
			ids = append(ids, pair)
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(count[b]-count[a], cmp.Compare(a, b)) })
	return ids
}

// byTime puts open bounds last.
func byTime(a, b graph.Moment) int {
	bound := func(x, y *time.Time) int {
		switch {
		case x == nil && y == nil:
			return 0
		case x == nil:
			return 1
		case y == nil:
			return -1
		}
		return x.Compare(*y)
	}
	return cmp.Or(bound(a.Earliest, b.Earliest), bound(a.Latest, b.Latest))
}

func (n *narrowed) messages() []graph.Message {
	if n.q["from"] == "" && n.q["to"] == "" && n.q["actor"] == "" && n.q["role"] == "" {
		var out []graph.Message
		for _, m := range n.b.Messages {
			if n.admits(m) {
				out = append(out, m)
			}
		}
		return out
	}
	from := n.actor(n.q["from"])
	met := map[string]bool{}
	for _, c := range n.contacts() {
		met[c.message] = true
	}
	var out []graph.Message
	for _, m := range n.b.Messages {
		alone := len(m.Recipients) == 0 && !m.Channel.Mutual() && n.q["to"] == "" && from != "" && slices.Contains(m.Senders, from) && n.admits(m)
		if met[m.ID] || alone {
			out = append(out, m)
		}
	}
	return out
}

func (n *narrowed) claims() []string {
	who := n.actor(n.q["actor"])
	about := n.q["about"]
	isTopic := slices.ContainsFunc(n.b.Topics, func(x graph.Topic) bool { return x.ID == about })
	var ids []string
	for _, c := range n.b.Claims {
		concerns := func(id string) bool {
			return slices.ContainsFunc(c.Concerns, func(r graph.Ref) bool { return r.ID == id })
		}
		if who != "" && !concerns(who) && !slices.Contains(c.MadeBy, who) {
			continue
		}
		named := func(r graph.Ref) bool { return n.named(r, graph.FoldQuery(about)) }
		if isTopic && !concerns(about) || !isTopic && !holds(graph.FoldQuery(about), c.Text) && !slices.ContainsFunc(c.Concerns, named) {
			continue
		}
		ids = append(ids, c.ID)
	}
	return ids
}

func (n *narrowed) search(phrases []string) []string {
	var ids []string
	add := func(id string, texts ...string) {
		if holds(phrases, texts...) {
			ids = append(ids, id)
		}
	}
	for _, a := range n.b.Actors {
		add(a.ID, slices.Concat([]string{a.Name, a.Note}, a.Aliases, a.Roles)...)
	}
	for _, x := range n.b.Topics {
		add(x.ID, x.Label)
	}
	for _, e := range n.b.Events {
		add(e.ID, e.Label, e.Summary, e.TimeNote)
	}
	for _, m := range n.b.Messages {
		add(m.ID, m.Subject, m.Summary, m.Body, m.TimeNote)
	}
	for _, c := range n.b.Claims {
		add(c.ID, c.Text)
	}
	for _, s := range n.b.Sources {
		add(s.ID, s.Title, s.Publisher)
	}
	return ids
}

func (n *narrowed) timeline() (dated, undated []string) {
	moments := map[string]graph.Moment{}
	for _, e := range n.b.Events {
		if n.inPeriod(graph.Ref{Label: graph.EventLabel, ID: e.ID}) && n.goesWith(e) {
			moments[e.ID] = e.At
		}
	}
	for _, m := range n.messages() {
		moments[m.ID] = m.Sent
	}
	for id, m := range moments {
		if m.Dated() {
			dated = append(dated, id)
		} else {
			undated = append(undated, id)
		}
	}
	start := func(m graph.Moment) graph.Moment {
		if m.Earliest == nil {
			m.Earliest = m.Latest
		}
		return m
	}
	slices.SortFunc(dated, func(a, b string) int { return cmp.Or(byTime(start(moments[a]), start(moments[b])), cmp.Compare(a, b)) })
	return dated, undated
}

// goesWith tells whether an event belongs on the timeline of a question: whether
// it narrows by no more than a period, or a message or claim of it speaks of the event.
func (n *narrowed) goesWith(e graph.Event) bool {
	narrow := false
	for name, v := range n.q {
		narrow = narrow || v != "" && name != "since" && name != "until"
	}
	if !narrow {
		return true
	}
	for _, m := range n.messages() {
		if slices.ContainsFunc(n.b.Mentions, func(x graph.Mention) bool { return x.From.ID == m.ID && x.To.ID == e.ID }) {
			return true
		}
	}
	if n.q["actor"] == "" && n.q["about"] == "" {
		return false
	}
	admitted := n.claims()
	return slices.ContainsFunc(n.b.Claims, func(c graph.Claim) bool {
		return slices.Contains(admitted, c.ID) && slices.ContainsFunc(c.Concerns, func(r graph.Ref) bool { return r.ID == e.ID })
	})
}

// kindOfNo is what a negative rests on: a source says so if it says of messages
// the other way that they were never answered.
func (n *narrowed) kindOfNo() string {
	if n.q["from"] == "" || n.q["to"] == "" {
		return "not-recorded"
	}
	back := narrowed{b: n.b, q: map[string]string{}}
	for k, v := range n.q {
		back.q[k] = v
	}
	back.q["from"], back.q["to"], back.q["answered"] = n.q["to"], n.q["from"], "no"
	if len(back.contacts()) > 0 {
		return "source-says-no"
	}
	return "not-recorded"
}
